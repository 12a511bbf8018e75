"""Every row read is accepted, rejected or set aside, and says why."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kadash.store import Home
from tests.loads.builders import LINES, a_file, a_line, current, lines_file, loaded


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def rejected(home: Home) -> list[tuple[object, ...]]:
    """(row, column, value, code) of every rejected row."""
    return current(home).rows('select "row", "column", value, code from meta.rejected_row order by source_id, "row"')


def set_aside(home: Home) -> list[tuple[object, ...]]:
    """(row, code, amount) of every row set aside."""
    return current(home).rows('select "row", code, amount::double from meta.set_aside_row order by source_id, "row"')


def test_each_bad_row_is_listed_with_its_row_column_value_and_reason(home: Home, tmp_path: Path) -> None:
    report = loaded(home, lines_file(
        tmp_path, a_line(), a_line(line="2", day="2026-13-02"), a_line(line="3", amount="1O0"),
        a_line(account="", line="4"), a_line(line="5", day=""), a_line(line="6", day="2026-10-02"),
        a_line(line="7", cost="unknown"),
    ))

    assert rejected(home) == [
        (3, "Order Date", "2026-13-02", "not_a_date"), (4, "Amount", "1O0", "not_a_number"),
        (5, "Customer No.", None, "missing"), (6, "Order Date", None, "missing"),
        (7, "Order Date", "2026-10-02", "in_the_future"),
    ]
    assert report.tables["order_line"].as_dict() == {"read": 7, "accepted": 2, "rejected": 5, "set_aside": 0}
    assert current(home).rows("select line_no, cost from core.order_line order by line_no") == [("1", 60), ("7", None)]


def test_an_unreadable_optional_cell_is_counted_and_its_row_kept(home: Home, tmp_path: Path) -> None:
    report = loaded(home, lines_file(tmp_path, a_line(), a_line(line="2", cost="unknown")))

    [note] = [note for note in report.notes if note.code == "cells_unreadable"]
    assert (note.count, note.facts["column"]) == (1, "Cost")


def test_a_blank_amount_is_supplied_and_an_unreadable_one_is_not(home: Home, tmp_path: Path) -> None:
    loaded(home, lines_file(tmp_path, a_line(), "A1,O1,2,2026-03-02,P1,4,2.5,,", "A1,O1,3,2026-03-02,P1,4,2.5,x,"))

    assert current(home).rows("select line_no, amount from core.order_line order by 1") == [("1", 100), ("2", 10)]
    assert rejected(home) == [(4, "Amount", "x", "not_a_number")]


def test_totals_headers_blanks_remarks_and_cancelled_lines_are_set_aside(home: Home, tmp_path: Path) -> None:
    header = LINES + ",Status"
    report = loaded(home, lines_file(
        tmp_path, a_line() + ",Shipped", "Total,,,,,,,100,,", header, ",,,,,,,,,", a_line(line="2") + ",Cancelled",
        ",O9,,,,,,5,,", "Grand Total:,,,,,,,100,,", header=header))

    assert report.tables["order_line"].as_dict() == {"read": 7, "accepted": 1, "rejected": 0, "set_aside": 6}
    assert set_aside(home) == [
        (3, "total_row", 100.0), (4, "repeated_header", None), (6, "cancelled", 100.0),
        (7, "no_account_date_product", 5.0), (8, "total_row", 100.0)]


def test_a_line_that_stands_twice_counts_once_and_rows_without_numbers_count_each(home: Home, tmp_path: Path) -> None:
    header = "Customer No.,Order No.,Order Date,Product No.,Quantity,Unit Price,Amount"
    numbered = loaded(home, lines_file(tmp_path, a_line(), a_line(), a_line(amount="50")))
    unnumbered = loaded(Home(tmp_path / "other"), lines_file(
        tmp_path, "A1,O1,2026-03-02,P1,10,10,100", "A1,O1,2026-03-02,P1,10,10,100", header=header))

    assert str(numbered.revenue) == "150.00"
    assert set_aside(home) == [(3, "repeated_line", 100.0)]
    assert str(unnumbered.revenue) == "200.00"
    assert [(note.code, note.count) for note in unnumbered.notes if note.code == "copies_kept"] == [("copies_kept", 1)]


def test_a_file_that_is_no_table_of_ours_is_set_aside_whole(home: Home, tmp_path: Path) -> None:
    other = lines_file(tmp_path, "red,1", "blue,2", name="colours.csv", header="colour,rank")

    report = loaded(home, lines_file(tmp_path, a_line()), other)

    [file] = [file for file in report.files if file.file == "colours.csv"]
    assert (file.table, file.counts.as_dict()) == (None, {"read": 2, "accepted": 0, "rejected": 0, "set_aside": 2})


@pytest.mark.parametrize("seed", range(6))
def test_what_is_read_is_what_is_accounted_for(home: Home, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    cells = {"account": ["A1", "B2", ""], "day": ["2026-03-02", "2026/3/5", "2026年3月2日", "x", "", "2027-01-01"],
             "amount": ["100", "1,5", "-3", "", "¥7"], "product": ["P1", ""], "line": ["1", "2", ""]}
    rows = [a_line(**{key: f'"{dice.choice(found)}"' for key, found in cells.items()}) for _ in range(80)]
    odd = ["Total,,,,,,,9,", ",,,,,,,,", LINES, "too,few", "1,2,3,4,5,6,7,8,9,10,11"]
    rows += [dice.choice(odd) for _ in range(20)]
    dice.shuffle(rows)

    report = loaded(home, lines_file(tmp_path, a_line(), *rows))

    counts = report.tables["order_line"]
    kept = current(home).one("select count(*) from core.order_line")
    assert counts.read == 101
    assert counts.read == counts.accepted + counts.rejected + counts.set_aside
    assert kept == (counts.accepted,)
    assert len(rejected(home)) == counts.rejected


def test_a_sheet_of_thousands_of_columns_is_read_like_any_other(home: Home, tmp_path: Path) -> None:
    blanks = "," * 2500
    wide = a_file(tmp_path, "wide.csv", "\n".join((
        blanks + "Customer No.,Order Date,Amount", blanks + "A1,2026-03-02,10", blanks + "A2,2026-03-03,x",
        "Total" + blanks + ",,10")))

    report = loaded(home, wide)

    counts = report.tables["order_line"]
    assert (counts.read, counts.accepted, counts.rejected, counts.set_aside) == (3, 1, 1, 1)
    assert set_aside(home) == [(4, "total_row", 10.0)]
