"""Workbooks laid out for people: merged cells, sheets that hold no data, sheets hidden deeply."""

import datetime as dt
from pathlib import Path

import pytest

from kadash.errors import KadashError
from tests.intake.read.workbooks import tables

ORDERS: list[list[object]] = [["Customer", "Order date", "Amount"], ["Acme", "2025-01-05", 10]]


def test_group_headers_merged_to_the_right_and_down_are_joined(tmp_path: Path) -> None:
    table, = tables(tmp_path, {"S": [
        ["客户名称", "订单", None, None, "金额"], [None, "编号", "日期", "产品", None],
        ["宏发", "A-1", "2025-01-05", "泵", 10], ["鑫源", "A-2", "2025-01-06", "阀", 20],
    ]}, merged=("A1:A2", "B1:D1", "E1:E2"))

    assert table.header == ("客户名称", "订单编号", "订单日期", "产品", "金额")
    assert (table.header_row, table.rows, table.findings) == (2, 2, ())


def test_a_title_merged_over_the_table_is_written_once(tmp_path: Path) -> None:
    table, = tables(tmp_path, {"S": [["销售明细"], *ORDERS]}, merged=("A1:C1",))

    assert (table.header, table.title_lines) == (("Customer", "Order date", "Amount"), ("销售明细",))


def test_names_merged_over_their_lines_count_for_each_but_an_order_total_counts_once(tmp_path: Path) -> None:
    table, = tables(tmp_path, {"S": [
        ["Customer", "Order No", "Product", "Amount", "Freight"],
        ["Acme", 7001, "Pump", 10, 99], [None, None, "Valve", 20, None], [None, None, "Seal", 5, None],
        ["Beta", 7002, "Pump", 30, 50],
    ]}, merged=("A2:A4", "B2:B4", "E2:E4"))

    assert table.sample == (
        ("Acme", "7001", "Pump", "10", "99"), ("Acme", "7001", "Valve", "20", ""), ("Acme", "7001", "Seal", "5", ""),
        ("Beta", "7002", "Pump", "30", "50"))
    finding, = table.findings
    assert (finding.code, finding.count, finding.facts["columns"]) == ("merged_cells_filled", 4, "A, B")


def test_a_merged_total_row_is_not_filled(tmp_path: Path) -> None:
    table, = tables(tmp_path, {"S": [*ORDERS, ["Beta", "2025-01-06", 20], ["合计", None, 30]]}, merged=("A4:B4",))

    assert table.sample[-1] == ("合计", "", "30")


@pytest.mark.parametrize("sheet", [
    [["字段名", "类型", "说明"], ["客户编码", "文本", "客户在系统中的唯一编码"], ["金额", "数字", "不含税金额"]],
    [["Column", "Description"], ["Customer", "Who bought it"], ["Amount", "Without tax"]],
    [["How to fill in this workbook"], ["Enter one order line per row, please."],
     ["Dates are written as year, month and day."], ["Send the file to the controller each month."]],
])
def test_a_sheet_that_explains_is_named_and_left_out(tmp_path: Path, sheet: list[list[object]]) -> None:
    found = tables(tmp_path, {"Orders": ORDERS, "Read me": sheet})

    assert [table.sheet for table in found] == ["Orders"]
    assert [(one.code in ("description_sheet", "sheet_without_table"), one.facts["sheet"])
            for one in found[0].findings] == [(True, "Read me")]


def test_a_workbook_with_only_a_pivot_table_says_what_to_drop_instead(tmp_path: Path) -> None:
    pivot: list[list[object]] = [["行标签", "求和项:金额"], ["宏发", 10], ["鑫源", 20], ["总计", 30]]

    with pytest.raises(KadashError) as refusal:
        tables(tmp_path, {"Sheet1": pivot})

    assert refusal.value.code == "only_pivot_sheets"


def test_a_sheet_hidden_deeply_is_read_and_named(tmp_path: Path) -> None:
    found = tables(tmp_path, {"Open": ORDERS, "Secret": ORDERS}, very_hidden="Secret")

    assert [(one.code, one.facts["sheet"]) for one in found[1].findings] == [("very_hidden_sheet", "Secret")]


def test_two_tables_in_one_sheet_have_names_of_their_own(tmp_path: Path) -> None:
    found = tables(tmp_path, {"S": [*ORDERS, [], ["Product No.", "List price"], ["P1", 12], ["P2", 11]]})

    assert [(table.sheet, table.header_row, table.rows) for table in found] == [("S", 1, 2), ("S (2)", 4, 2)]


def test_months_whose_headers_are_dates_become_rows(tmp_path: Path) -> None:
    months = [dt.datetime(2024, month, 1) for month in range(1, 7)]
    table, = tables(tmp_path, {"S": [["Customer", *months], ["Acme", 1, 2, 3, 4, 5, 6], ["Beta", *[None] * 5, 9]]})

    assert table.header == ("Customer", "Order date", "Amount")
    assert (table.rows, table.sample[0], table.sample[-1]) == (
        7, ("Acme", "2024-01-31", "1"), ("Beta", "2024-06-30", "9"))
