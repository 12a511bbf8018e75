"""Rejected rows go out as a workbook, are mended there and loaded on top: each counts once, all are accounted for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from kadash.exports.rejected_rows import rejected_workbook
from kadash.language import words_in
from kadash.loads import FileGiven
from kadash.loads.rejected import waiting_rows
from kadash.store import Home
from tests.loads.builders import TODAY, a_file, a_line, current, lines_file, loaded

KEYLESS = "Customer No.,Order No.,Order Date,Product No.,Amount"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def downloaded(home: Home, folder: Path, language: str = "en", name: str = "rejected rows.xlsx") -> Path:
    path = folder / name
    rejected_workbook(words_in(language), waiting_rows(home, current(home), TODAY), path)
    return path


def mended(path: Path, mend: Callable[[openpyxl.worksheet.worksheet.Worksheet], None]) -> FileGiven:
    book = openpyxl.load_workbook(path)
    mend(book.worksheets[0])
    book.save(path)
    return FileGiven(path, path.name)


def cells(path: Path) -> list[list[object]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path).worksheets[0].iter_rows()]


def set_to(**by_address: str) -> Callable[[openpyxl.worksheet.worksheet.Worksheet], None]:
    def mend(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        for address, value in by_address.items():
            sheet[address] = value
    return mend


def counts(home: Home) -> list[tuple[object, ...]]:
    rows = current(home).rows("select file, read, accepted, rejected, set_aside from meta.source order by source_id")
    assert all(row[1] == row[2] + row[3] + row[4] for row in rows)
    return rows


def revenue(home: Home) -> str:
    return str(current(home).one("select sum(amount)::decimal(18, 2) from core.order_line")[0])


def test_a_row_stands_in_the_workbook_as_in_its_file_with_the_reason_beside_it(home: Home, tmp_path: Path) -> None:
    loaded(home, lines_file(tmp_path, a_line(), "007,=1+1,2,2026-13-45,P1,10,+5,50,30", name="März.csv"))

    path = downloaded(home, tmp_path)

    sheet = openpyxl.load_workbook(path)["März.csv"]
    head, row = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert head[:5] == ["Customer No.", "Order No.", "Line No.", "Order Date", "Product No."]
    assert head[-2:] == ["kadash: row", "kadash: reason"]
    assert row[:9] == ["007", "=1+1", "2", "2026-13-45", "P1", "10", "+5", "50", "30"]
    assert row[-1] == "Not a date."
    assert {sheet.cell(2, column).data_type for column in range(1, 12)} == {"s"}
    assert sheet["D2"].comment.text == "Not a date."
    assert [cell.fill.fgColor.rgb for cell in sheet[2][2:4]] == ["00000000", "FFFBD9C6"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_mended_rows_complete_the_order_they_belong_to(home: Home, tmp_path: Path, language: str) -> None:
    loaded(home, lines_file(tmp_path, "A1,O1,2026-03-02,P1,100", "A1,O1,2026-03-02,P2,fifty", "A1,O1,2026-03-02,P3,7",
                            header=KEYLESS))
    assert revenue(home) == "107.00"

    loaded(home, mended(downloaded(home, tmp_path, language), set_to(E2="50")))

    assert revenue(home) == "157.00"
    assert counts(home) == [("lines.csv", 3, 2, 1, 0), ("rejected rows.xlsx", 1, 1, 0, 0)]
    assert current(home).rows("select code, waits from meta.rejected_row") == [("not_a_number", False)]
    assert cells(downloaded(home, tmp_path, language))[1:] == []


def test_what_is_still_wrong_waits_once_and_can_be_mended_in_a_second_round(home: Home, tmp_path: Path) -> None:
    loaded(home, lines_file(tmp_path, "A1,O1,2026-03-02,P1,1", "A2,O2,2026-03-32,P1,20", "A3,O3,2026-03-33,P1,300",
                            header=KEYLESS))
    first = mended(downloaded(home, tmp_path), set_to(C2="2026-03-30", C3="soon"))
    loaded(home, first)
    assert (revenue(home), counts(home)[-1]) == ("21.00", ("rejected rows.xlsx", 2, 1, 1, 0))

    again = downloaded(home, tmp_path, name="again.xlsx")
    assert [row[:5] for row in cells(again)[1:]] == [["A3", "O3", "2026-03-33", "P1", "300"]]
    loaded(home, mended(again, set_to(C2="2026-03-31")))

    assert revenue(home) == "321.00"
    assert current(home).one("select count(*) from meta.rejected_row where waits") == (0,)


def test_the_same_row_mended_twice_counts_once_as_in_the_newer_workbook(home: Home, tmp_path: Path) -> None:
    loaded(home, lines_file(tmp_path, "A1,O1,2026-03-02,P1,1", "A2,O2,2026-03-02,P1,x", header=KEYLESS))
    path = downloaded(home, tmp_path)
    loaded(home, mended(path, set_to(E2="20")))

    loaded(home, mended(path, set_to(E2="25")))

    assert revenue(home) == "26.00"
    assert counts(home)[1:] == [("rejected rows.xlsx", 1, 0, 0, 1), ("rejected rows.xlsx", 1, 1, 0, 0)]
    assert current(home).rows("select code from meta.set_aside_row") == [("mended_again",)]


def test_a_newer_export_of_the_order_replaces_its_mended_row_too(home: Home, tmp_path: Path) -> None:
    same = "A1,O1,2026-03-02,P1,1"
    loaded(home, lines_file(tmp_path, same, "A1,O1,2026-03-02,P2,x", header=KEYLESS))
    loaded(home, mended(downloaded(home, tmp_path), set_to(E2="20")))

    loaded(home, lines_file(tmp_path, same, "A1,O1,2026-03-02,P2,22", header=KEYLESS, name="new.csv"))

    assert revenue(home) == "23.00"


def test_mended_rows_are_read_as_the_file_they_are_from(home: Home, tmp_path: Path) -> None:
    """One row shows neither that 03/04 is 3 April nor that the comma is decimal: the file it comes from did."""
    header = "Customer No.;Order No.;Order Date;Amount"
    rows = [f"K{n};{n};{n + 1:02}/04/2026;1052,75" for n in range(25)]
    loaded(home, a_file(tmp_path, "umsatz.csv", "\n".join([header, *rows, "K9;99;03/04/2026;zehn"]) + "\n"))

    loaded(home, mended(downloaded(home, tmp_path), set_to(D2="10,50")))

    assert current(home).rows("select account_id, order_date::varchar, amount::double from core.order_line "
                              "where order_id = '99'") == [("K9", "2026-04-03", 10.5)]


def test_rows_of_several_tables_stand_in_a_sheet_each_and_come_back_to_their_tables(home: Home, tmp_path: Path) -> None:
    lines = lines_file(tmp_path, a_line(), a_line(order="O2", amount="x"))
    bills = a_file(tmp_path, "invoices.csv", "Invoice No.,Customer No.,Invoice Date,Due Date,Amount\n"
                   "I1,A1,2026-03-02,2026-04-01,100\nI2,A1,2026-03-32,x,50\nI3,A1,2026-03-05,2026-04-04,70\n")
    loaded(home, lines, bills)
    path = downloaded(home, tmp_path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["lines.csv", "invoices.csv"]

    book["lines.csv"]["H2"] = "40"
    book["invoices.csv"]["C2"], book["invoices.csv"]["D2"] = "2026-03-30", "2026-04-29"
    book.save(path)
    report = loaded(home, FileGiven(path, "mended.xlsx"))

    assert [(file.sheet, file.table, file.counts.accepted) for file in report.files] == [
        ("lines.csv", "order_line", 1), ("invoices.csv", "receivable", 1)]
    assert revenue(home) == "140.00"
    assert current(home).rows("select invoice_id, amount::double from core.receivable order by 1") == [
        ("I1", 100.0), ("I2", 50.0), ("I3", 70.0)]


def test_without_the_file_they_are_from_mended_rows_stand_on_their_own(home: Home, tmp_path: Path) -> None:
    bad = lines_file(tmp_path, "A1,O1,2026-03-02,P1,1", "A2,O2,2026-03-02,P1,x", header=KEYLESS)
    loaded(home, bad)
    fixed = mended(downloaded(home, tmp_path), set_to(E2="20"))

    alone = Home(tmp_path / "alone")
    loaded(alone, fixed)

    assert revenue(alone) == "20.00"


def test_a_row_with_too_many_cells_can_be_mended(home: Home, tmp_path: Path) -> None:
    loaded(home, lines_file(tmp_path, "A1,O1,2026-03-02,P1,1", "A2,O2,2026-03-02,P1,20,surplus,more", header=KEYLESS))

    path = downloaded(home, tmp_path)
    [row] = cells(path)[1:]
    assert row[:4] == ["A2", "O2", "2026-03-02", "P1"]
    loaded(home, mended(path, set_to(E2="20")))

    assert revenue(home) == "21.00"


def test_a_table_of_more_rows_than_a_sheet_holds_goes_on_in_another(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    good = [a_line(order=f"G{number}") for number in range(20)]
    bad = [a_line(order=f"O{number}", day="2026-13-45") for number in range(1, 6)]
    loaded(home, lines_file(tmp_path, *good, *bad))
    path, told = tmp_path / "rejected.xlsx", []

    rows = rejected_workbook(words_in("en"), waiting_rows(home, current(home), TODAY), path, most=2, tell=told.append)

    book = openpyxl.load_workbook(path)
    assert (rows, told) == (5, [0])
    assert [(sheet.title, [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)]) for sheet in book] == [
        ("lines.csv", ["O1", "O2"]), ("lines.csv (2)", ["O3", "O4"]), ("lines.csv (3)", ["O5"])]
