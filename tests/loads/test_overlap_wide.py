"""Sheets with periods as columns, exported again a month later: the newest export counts, other sheets beside it do."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import openpyxl

from kadash.loads import FileGiven, rebuild
from kadash.loads.overlap import choose_overlap
from kadash.policy import default_policy
from kadash.store import Home
from kadash.vocabulary import Finding
from tests.loads.builders import TODAY, loaded, taken_in

JANUARY = ["Customer", "Product", "Nov 2025", "Dec 2025", "Jan 2026"]
FEBRUARY = [*JANUARY, "Feb 2026"]


def a_workbook(folder: Path, name: str, *rows: list[object]) -> FileGiven:
    """A workbook with these rows, its header first."""
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(folder / name)
    return FileGiven(folder / name, name)


def january(folder: Path) -> FileGiven:
    return a_workbook(folder, "january.xlsx", JANUARY, ["Acme", "Pump", 10, 20, 30], ["Bolt", "Pump", 40, 50, 60],
                      ["Bolt", "Valve", 1, 2, 3], ["Coil", "Valve", 4, 5, 6])


def february(folder: Path) -> FileGiven:
    """Every cell of January corrected but for Acme's, one taken back; Dorn is new."""
    return a_workbook(folder, "february.xlsx", FEBRUARY, ["Acme", "Pump", 10, 20, 30, 7],
                      ["Bolt", "Pump", 41, 51, 61, 7], ["Bolt", "Valve", 11, 12, 13, 7],
                      ["Coil", "Valve", 14, 15, None, 7], ["Dorn", "Pump", 8, 8, 8, 8])


def overlaps(notes: tuple[Finding, ...]) -> list[Finding]:
    return [note for note in notes if "overlap" in note.code]


def test_a_wide_sheet_with_one_more_month_loads_to_the_total_of_the_newer_one(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    first = loaded(home, january(tmp_path))

    report = loaded(home, february(tmp_path))

    assert (first.revenue, report.revenue) == (231, 338)
    [note] = overlaps(report.notes)
    assert (note.code, note.facts["reading"]) == ("overlap_same_sheet", "replace")
    assert (note.count, note.facts["alike"]) == (12, 11)


def test_that_a_wide_sheet_is_no_later_export_can_be_said(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    report = loaded(home, january(tmp_path), february(tmp_path))
    choose_overlap(home, str(overlaps(report.notes)[0].facts["pair"]), "keep", who="test",
                   at=datetime(2026, 10, 1, tzinfo=UTC))

    both = rebuild(home, today=TODAY, who="test", policy=default_policy())

    assert both.revenue == report.revenue + 231


def test_wide_sheets_of_two_branches_that_share_a_customer_both_count(tmp_path: Path) -> None:
    north = a_workbook(tmp_path, "north.xlsx", JANUARY, ["Acme", "Pump", 10, 20, 30], ["Bolt", "Pump", 40, 50, 60],
                       ["Coil", "Pump", 4, 5, 6])
    south = a_workbook(tmp_path, "south.xlsx", JANUARY, ["Acme", "Pump", 11, 21, 31], ["Dorn", "Pump", 40, 50, 60],
                       ["Esch", "Pump", 4, 5, 6])

    with taken_in(tmp_path, north, south) as (build, core):
        total = build.one("select sum(amount) from core.order_line")

    assert total == (225 + 228,)
    assert overlaps(core.notes) == []
