"""A sheet of returns sets orders aside, a sheet of persons gives regions their owner; every row stays accounted for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kadash.loads import FileGiven, LoadReport, inspect, load
from kadash.policy import default_policy
from kadash.store import Generation, Home
from tests.intake.read.workbooks import Sheets, saved

TODAY = date(2026, 10, 1)
HEADER = ["Row ID", "Order ID", "Order Date", "Customer ID", "Customer Name", "Region", "Product ID", "Category",
          "Sales", "Quantity", "Profit"]
ORDERS = [
    HEADER, [1, "CA-1", "2025-01-02", "K1", "Claire", "South", "P1", "Chairs", 100.5, 1, 10],
    [2, "CA-1", "2025-01-02", "K1", "Claire", "South", "P2", "Chairs", 20.25, 2, 5],
    [3, "CA-2", "2025-01-05", "K2", "Sean", "West", "P1", "Chairs", 300, 3, 30],
    [4, "CA-3", "2025-02-05", "K1", "Claire", "West", "P3", "Paper", 40, 1, 4],
]
RETURNS = [["Returned", "Order ID"], ["Yes", "CA-1"], ["No", "CA-2"], ["Yes", "CA-9"]]
PEOPLE = [["Person", "Region"], ["Anna", "West"], ["Chuck", "South"], ["Kelly", "East"]]


def a_workbook(folder: Path, sheets: Sheets) -> FileGiven:
    path = saved(folder, sheets)
    return FileGiven(path, path.name)


def loaded(tmp_path: Path, *given: FileGiven) -> tuple[LoadReport, Generation]:
    home = Home(tmp_path / "data")
    report = load(home, list(given), today=TODAY, who="Li", policy=default_policy())
    generation = home.generation()
    assert generation is not None
    return report, generation


def notes(report: LoadReport) -> dict[str, tuple[int, str | None]]:
    return {note.code: (note.count, str(note.facts["amount"]) if "amount" in note.facts else None)
            for note in report.notes}


def test_orders_marked_as_returned_are_set_aside_with_their_amount(tmp_path: Path) -> None:
    report, generation = loaded(tmp_path, a_workbook(tmp_path, {"Orders": ORDERS, "Returns": RETURNS}))

    assert str(report.revenue) == "340.00"
    assert (notes(report)["returned_set_aside"], notes(report)["returned_unknown"]) == ((2, "120.7500"), (1, None))
    assert "tables_not_used" not in notes(report)
    assert generation.rows('select sheet, "row", code, amount::double from meta.set_aside_row order by all') == [
        ("Orders", 2, "returned", 100.5), ("Orders", 3, "returned", 20.25)]
    assert generation.rows(
        "select sheet, table_name, read, accepted, rejected, set_aside from meta.source order by 1") == [
        ("Orders", "order_line", 4, 2, 0, 2), ("Returns", None, 3, 0, 0, 3)]


def test_a_return_that_is_in_the_figures_already_does_not_count_twice(tmp_path: Path) -> None:
    orders = [*ORDERS, [5, "CA-1", "2025-01-09", "K1", "Claire", "South", "P1", "Chairs", -100.5, -1, -10]]

    report, _ = loaded(tmp_path, a_workbook(tmp_path, {"Orders": orders, "Returns": RETURNS}))

    assert str(report.revenue) == "360.25"
    assert "returned_set_aside" not in notes(report)


def test_a_marked_number_of_several_accounts_is_left_and_said(tmp_path: Path) -> None:
    orders = [*ORDERS, [5, "CA-1", "2025-03-01", "K3", "Eve", "East", "P1", "Chairs", 7, 1, 1]]

    report, _ = loaded(tmp_path, a_workbook(tmp_path, {"Orders": orders, "Returns": RETURNS}))

    assert str(report.revenue) == "467.75"
    assert notes(report)["returned_unclear"] == (1, None)


def test_a_region_gives_its_person_to_the_accounts_without_an_owner(tmp_path: Path) -> None:
    report, generation = loaded(tmp_path, a_workbook(tmp_path, {"Orders": ORDERS, "People": PEOPLE}))

    assert generation.rows("select order_id, owner from core.order_line group by all order by all") == [
        ("CA-1", "Chuck"), ("CA-2", "Anna"), ("CA-3", "Anna")]
    assert generation.rows("select account_id, owner from core.account order by 1") == [("K1", "Anna"), ("K2", "Anna")]
    assert notes(report)["owners_by_region"] == (2, None)


def test_an_owner_that_a_list_of_accounts_gives_stays(tmp_path: Path) -> None:
    accounts = [["Customer ID", "Customer Name", "Industry", "Region", "Account owner"],
                ["K1", "Claire", "Rail", "South", "Olga"], ["K2", "Sean", "Rail", "West", None]]

    _, generation = loaded(tmp_path, a_workbook(
        tmp_path, {"Orders": ORDERS, "Customers": accounts, "People": PEOPLE}))

    assert generation.rows("select account_id, owner from core.account order by 1") == [("K1", "Olga"), ("K2", "Anna")]
    assert generation.rows("select distinct owner from core.order_line where account_id = 'K1'") == [(None,)]


def test_the_chinese_workbook_is_understood_as_well(tmp_path: Path) -> None:
    orders = [["行 ID", "订单 ID", "订单日期", "客户 ID", "客户名称", "地区", "产品 ID", "类别", "销售额", "数量",
               "利润"],
              [1, "US-1", "2025-01-02", "K1", "曾惠", "华东", "P1", "用品", 129.5, 2, 10],
              [2, "US-2", "2025-01-03", "K2", "许安", "西南", "P2", "用品", 70, 1, 5]]
    returns = [["订单 ID", "退回"], ["US-1", "是"]]
    people = [["地区经理", "地区"], ["张怡莲", "华东"], ["楚杰", "西南"]]

    report, generation = loaded(tmp_path, a_workbook(
        tmp_path, {"订单": orders, "退货": returns, "销售人员": people}))

    assert (str(report.revenue), notes(report)["returned_set_aside"]) == ("70.00", (1, "129.5000"))
    assert generation.rows("select account_id, owner from core.account order by 1") == [
        ("K1", None), ("K2", "楚杰")]


def test_sheets_that_mark_do_not_count_as_not_understood(tmp_path: Path) -> None:
    given = a_workbook(tmp_path, {"Orders": ORDERS, "Returns": RETURNS, "People": PEOPLE})

    seen = inspect(Home(tmp_path / "data"), [given], today=TODAY, policy=default_policy())

    assert seen.known
    assert [table.reading.why for table in seen.tables] == [None, "marks_returned_orders", "names_owners_of_regions"]


@pytest.mark.parametrize("rows", [
    [["Order ID", "Returned", "Amount"], ["CA-1", "Yes", 10.5], ["CA-2", "Yes", 7.25]],
    [["Order ID", "Returned"], ["CA-1", "damaged"], ["CA-2", "too late"]],
    [["Person", "Region"], ["Anna", "West"], ["Chuck", "West"]],
])
def test_a_sheet_that_says_more_or_something_else_is_no_mark(tmp_path: Path, rows: list[list[object]]) -> None:
    given = a_workbook(tmp_path, {"Orders": ORDERS, "Other": rows})

    seen = inspect(Home(tmp_path / "data"), [given], today=TODAY, policy=default_policy())

    assert seen.tables[1].reading.why not in ("marks_returned_orders", "names_owners_of_regions")
