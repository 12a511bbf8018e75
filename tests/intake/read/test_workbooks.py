"""Workbooks: every sheet with a table, values as their program shows them, and what its parser would have hidden."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from kadash.errors import KadashError
from kadash.intake.read import read_file
from tests.intake.read.workbooks import saved, tables


def test_values_are_text_as_the_spreadsheet_shows_them(tmp_path: Path) -> None:
    day, moment = dt.date(2025, 3, 1), dt.datetime(2025, 3, 1, 14, 30)
    table, = tables(tmp_path, {"Orders": [
        ["Customer", "Order Date", "Opened", "Amount", "Rate", "Custom", "Code"],
        ["Acme", day, moment, 17850.0, 0.1 + 0.2, True, "00123"],
    ]})

    assert table.sample == (("Acme", "2025-03-01", "2025-03-01 14:30:00", "17850", "0.3", "TRUE", "00123"),)
    assert (table.encoding, table.sheet, table.header_row) == ("xlsx", "Orders", 1)


def test_title_rows_shift_the_header_and_the_row_numbers(tmp_path: Path) -> None:
    table, = tables(tmp_path, {"应收": [
        ["某公司应收明细"], ["单位：万元"], [],
        ["客户", "到期日", "金额"], ["宏发", "2025-01-01", 5], ["鑫源", "2025-01-02", 6],
    ]})

    assert (table.header, table.header_row) == (("客户", "到期日", "金额"), 4)
    assert table.title_lines == ("某公司应收明细", "单位：万元")
    assert table.path.read_text().startswith("5,宏发,")


def test_a_table_may_start_in_any_cell(tmp_path: Path) -> None:
    table, = tables(tmp_path, {"S": [[], [], [None, "Customer", "Amount"], [None, "Acme", 5], [None, "Beta", 6]]})

    assert (table.header, table.header_row, table.sample[0]) == (("Customer", "Amount"), 3, ("Acme", "5"))


def test_formulas_without_a_stored_value_are_shown_with_their_address(tmp_path: Path) -> None:
    table, = tables(tmp_path, {"S": [["Customer", "Amount"], ["Acme", 5], ["Beta", "=B2*2"]]})

    finding, = table.findings
    assert (finding.code, finding.count, finding.facts["addresses"]) == ("formulas_without_value", 1, "B3")
    assert table.sample[1] == ("Beta", "=B2*2")


def test_error_cells_are_not_blank(tmp_path: Path) -> None:
    sheets = {"S": [["Customer", "Amount"], ["Acme", 5], ["Beta", "#DIV/0!"]]}
    path = saved(tmp_path, sheets)
    workbook = openpyxl.load_workbook(path)
    workbook["S"]["B3"].data_type = "e"
    workbook.save(path)

    table, = read_file(path, "orders.xlsx", tmp_path / "scratch")

    assert table.sample[1] == ("Beta", "#DIV/0!")
    assert (table.findings[0].code, table.findings[0].facts["addresses"]) == ("error_cells", "B3")


def test_hidden_sheets_are_read_and_named(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Customer", "Amount"], ["Acme", 5]]

    found = tables(tmp_path, {"Open": rows, "Secret": rows}, hidden="Secret")

    assert [table.sheet for table in found] == ["Open", "Secret"]
    assert [(f.code, f.facts["sheet"]) for f in found[1].findings] == [("hidden_sheet", "Secret")]


def test_sheets_without_a_table_are_named(tmp_path: Path) -> None:
    found = tables(tmp_path, {"Cover": [], "Orders": [["Customer", "Amount"], ["Acme", 5]]})

    assert [table.sheet for table in found] == ["Orders"]
    assert [(f.code, f.facts["sheet"]) for f in found[0].findings] == [("sheet_without_table", "Cover")]


@pytest.mark.parametrize(("rows", "code"), [([], "no_table_found"), ([["Customer", "Amount"]], "only_a_header")])
def test_a_workbook_without_rows_is_refused(tmp_path: Path, rows: list[list[object]], code: str) -> None:
    with pytest.raises(KadashError) as refusal:
        tables(tmp_path, {"S": rows})

    assert refusal.value.code == code
