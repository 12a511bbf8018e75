"""What exports do to their cells, from the file to the figures: read for what it means, or reported; never guessed."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kadash.loads import FileGiven
from kadash.store import Home
from kadash.vocabulary import Finding
from tests.loads.builders import a_file, current, lines_file, loaded, taken_in

HEADER = "Customer No.,Order No.,Order Date,Amount"
BY_ORDER = "select order_id, amount from core.order_line order by order_id"
REJECTED = 'select "row", "column", value, code from meta.rejected_row order by "row"'


def as_csv(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def a_workbook(path: Path, rows: Sequence[Sequence[object]], *, from_1904: bool = False,
               errors: Sequence[str] = ()) -> FileGiven:
    """One sheet with these rows; `errors`: addresses of cells that show an error instead of text."""
    workbook = openpyxl.Workbook()
    if from_1904:
        workbook.epoch = CALENDAR_MAC_1904
    sheet = workbook.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for address in errors:
        sheet[address].data_type = "e"
    workbook.save(path)
    return FileGiven(path, path.name)


def counted(notes: tuple[Finding, ...], code: str) -> list[tuple[int, object]]:
    """(count, amount) of the notes with this code."""
    return [(note.count, note.facts.get("amount")) for note in notes if note.code == code]


def test_amounts_are_read_however_they_are_written_and_nothing_is_guessed(tmp_path: Path) -> None:
    written = ["１２３４．５", "(1,234)", "1,234-", "1.2万", "¥1,234.50", "1,234.50元", "-7", "12,34", "五千"]
    home = Home(tmp_path / "home")

    report = loaded(home, a_file(tmp_path, "lines.csv", as_csv([
        HEADER.split(","), *(["A1", f"O{n}", "2026-03-02", amount] for n, amount in enumerate(written, 1))])))

    assert [float(str(amount)) for _, amount in current(home).rows(BY_ORDER)] == [
        1234.5, -1234, -1234, 12000, 1234.5, 1234.5, -7]
    assert current(home).rows(REJECTED) == [
        (9, "Amount", "12,34", "not_a_number"), (10, "Amount", "五千", "not_a_number")]
    assert str(report.revenue) == "13228.50"
    assert counted(report.notes, "returns_counted") == [(3, -2475)]


def test_a_unit_in_header_or_title_multiplies_and_a_unit_in_the_cell_counts_by_itself(tmp_path: Path) -> None:
    header = lines_file(tmp_path, "A1,O1,2026-03-02,1.5", "A1,O2,2026-03-02,3千",
                        header="客户编码,订单号,订单日期,金额（万元）")
    title = a_workbook(tmp_path / "title.xlsx", [
        ["销售明细"], ["单位：万元"], ["客户编码", "订单号", "订单日期", "金额"],
        ["A1", "O3", "2026-03-02", 2.25], ["A1", "O4", "2026-03-03", "￥1,000"], ["合计", None, None, 1002.25]])

    with taken_in(tmp_path, header, title) as (build, core):
        assert build.rows(BY_ORDER) == [("O1", 15000), ("O2", 3000), ("O3", 22500), ("O4", 10_000_000)]
        assert build.rows('select file, "row", code from meta.set_aside_row') == [("title.xlsx", 6, "total_row")]

    assert [note.facts["multiplier"] for note in core.notes if note.code == "assumed_unit_of_title"] == ["10000"]


def test_day_numbers_among_text_dates_and_workbooks_that_count_from_1904(tmp_path: Path) -> None:
    mixed = lines_file(tmp_path, "A1,O1,2026-03-02,1", "A1,O2,46083,2", "A1,O3,2026年3月2日,3", "A1,O4,20260302,4",
                       header=HEADER)
    mac = a_workbook(tmp_path / "mac.xlsx", [
        HEADER.split(","), ["A1", "O5", datetime(2026, 3, 2), 5], ["A1", "O6", datetime(2026, 3, 3), 6],
    ], from_1904=True)

    with taken_in(tmp_path, mixed, mac) as (build, _):
        days = build.rows("select order_id, order_date from core.order_line order by order_id")

    assert days == [(f"O{n}", date(2026, 3, 3 if n == 6 else 2)) for n in range(1, 7)]


def test_days_on_which_nothing_can_have_happened_reject_their_row(tmp_path: Path) -> None:
    lines = lines_file(tmp_path, "A1,O1,2026-10-01,1", "A1,O2,2026-10-02,2", "A1,O3,1970-01-02,3",
                       "A1,O4,1970-01-01,4", "A1,O5,1900-01-01,5", "A1,O6,2026-02-30,6", header=HEADER)

    with taken_in(tmp_path, lines) as (build, _):
        assert build.rows(BY_ORDER) == [("O1", 1), ("O3", 3)]
        assert build.rows(REJECTED) == [
            (3, "Order Date", "2026-10-02", "in_the_future"), (5, "Order Date", "1970-01-01", "too_long_ago"),
            (6, "Order Date", "1900-01-01", "not_a_date"), (7, "Order Date", "2026-02-30", "not_a_date")]


def test_ids_through_a_float_meet_their_accounts_and_na_is_a_region(tmp_path: Path) -> None:
    accounts = a_file(tmp_path, "accounts.csv", "Customer No.,Customer Name,Region,Industry\n"
                      "17850,Acme,NA,'null\n13047,Bolt,NA,****\n12345,Cord,EU,Steel\n")
    lines = lines_file(tmp_path, "17850.0,O1,2026-03-02,1", "13047.0,O2,2026-03-02,2", "12345.0,O3,2026-03-02,3",
                       header=HEADER)

    with taken_in(tmp_path, accounts, lines) as (build, _):
        found = build.rows("select account_id, account_name, region, industry, listed from core.account order by 1")

    assert found == [("12345", "Cord", "EU", "Steel", True), ("13047", "Bolt", "NA", None, True),
                     ("17850", "Acme", "NA", None, True)]


def test_an_account_that_lines_name_in_two_regions_belongs_to_that_of_the_last_row(tmp_path: Path) -> None:
    rows = [f"A{n % 7},O{n},2026-03-02,1,{'North' if n < 70 else 'South'}" for n in range(140)]
    lines = lines_file(tmp_path, *rows, "A3,O140,2026-03-02,1,North", header=f"{HEADER},Region")

    with taken_in(tmp_path, lines) as (build, _):
        found = dict(build.rows("select account_id, region from core.account"))

    assert found == {**{f"A{n}": "South" for n in range(7)}, "A3": "North"}


def test_error_cells_and_formulas_without_a_value_are_reported_with_their_address(tmp_path: Path) -> None:
    book = a_workbook(tmp_path / "orders.xlsx", [
        [*HEADER.split(","), "Product Name"], ["A1", "O1", "2026-03-02", 5, "Relay"],
        ["A1", "O2", "2026-03-02", "#DIV/0!", "Relay"], ["A1", "O3", "2026-03-02", "=D2*2", "Relay"],
        ["A1", "O4", "2026-03-02", 7, "#N/A"]], errors=("D3", "E5"))

    with taken_in(tmp_path, book) as (build, core):
        assert build.rows("select order_id, amount, product_name from core.order_line order by 1") == [
            ("O1", 5, "Relay"), ("O4", 7, None)]
        assert build.rows(REJECTED) == [
            (3, "Amount", "#DIV/0!", "not_a_number"), (4, "Amount", "=D2*2", "not_a_number")]

    named = {note.code: note.facts["addresses"] for note in core.notes if "addresses" in note.facts}
    assert named == {"error_cells": "D3, E5", "formulas_without_value": "D4"}


def test_returns_count_and_cancelled_lines_are_set_aside(tmp_path: Path) -> None:
    header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Status"
    lines = lines_file(
        tmp_path, "536365,P1,Lantern,10,2026-03-02,2,17850.0,", "C536379,P1,Lantern,-3,2026-03-05,2,17850.0,",
        "536370,P2,Clock,1,2026-03-06,50,17850.0,Cancelled", "536371,P2,Clock,1,2026-03-06,9,17850.0,已取消",
        header=header)
    home = Home(tmp_path / "home")

    report = loaded(home, lines)

    assert str(report.revenue) == "14.00"
    assert current(home).rows("select order_id, amount from core.order_line order by amount") == [
        ("C536379", -6), ("536365", 20)]
    assert report.tables["order_line"].as_dict() == {"read": 4, "accepted": 2, "rejected": 0, "set_aside": 2}
    assert counted(report.notes, "returns_counted") == [(1, -6)]
    assert counted(report.notes, "cancelled_set_aside") == [(2, 59)]


@pytest.mark.parametrize("rows", [2, 3])
def test_rows_alike_to_the_letter_in_one_file_are_kept_and_reported(tmp_path: Path, rows: int) -> None:
    lines = lines_file(tmp_path, *["A1,O1,2026-03-02,10"] * rows, header=HEADER)

    with taken_in(tmp_path, lines) as (build, core):
        assert build.one("select count(*), sum(amount) from core.order_line") == (rows, 10 * rows)

    assert [note.count for note in core.notes if note.code == "copies_kept"] == [rows - 1]
