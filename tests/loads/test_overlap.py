"""Files of order lines that cover the same days: nothing counts twice, nothing is lost, and what was taken is asked."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from kadash.loads import FileGiven, rebuild
from kadash.policy import default_policy
from kadash.store import Home
from kadash.vocabulary import Finding
from tests.loads.builders import TODAY, lines_file, loaded, taken_in

KEYLESS = "Customer No.,Order Date,Product No.,Amount"
NUMBERED = "Customer No.,Order No.,Order Date,Amount"
BY_MONTH = "select month(order_date), count(*), sum(amount) from core.order_line group by 1 order by 1"


def export(folder: Path, name: str, *months: int, changed: int | None = None, rows: int = 10) -> FileGiven:
    """Ten rows a month, worth 1 to 10; in the month `changed` the first is worth 100 instead of 1."""
    lines = [f"A{n},2026-{month:02}-{n:02},P{n},{100 if month == changed and n == 1 else n}"
             for month in months for n in range(1, rows + 1)]
    return lines_file(folder, *lines, name=name, header=KEYLESS)


def asked(notes: tuple[Finding, ...]) -> list[Finding]:
    """What has to be asked about overlapping files."""
    return [note for note in notes if note.code == "overlap_without_keys"]


def test_an_export_of_overlapping_months_counts_each_row_once(tmp_path: Path) -> None:
    older, newer = export(tmp_path, "q1.csv", 1, 2, 3), export(tmp_path, "feb-apr.csv", 2, 3, 4)

    with taken_in(tmp_path, older, newer) as (build, core):
        months = build.rows(BY_MONTH)

    assert months == [(1, 10, 55), (2, 10, 55), (3, 10, 55), (4, 10, 55)]
    [note] = asked(core.notes)
    assert (note.count, note.facts) == (20, {
        "older": "q1.csv", "newer": "feb-apr.csv", "first": "2026-02-01", "last": "2026-03-10", "alike": 20,
        "amount": 110, "reading": "replace", "choices": ["replace", "once", "keep"]})


def test_a_row_corrected_in_the_newer_export_replaces_the_older_one(tmp_path: Path) -> None:
    older, newer = export(tmp_path, "old.csv", 1, 2, 3), export(tmp_path, "new.csv", 2, 3, 4, changed=3)

    with taken_in(tmp_path, older, newer) as (build, core):
        months = build.rows(BY_MONTH)

    assert months == [(1, 10, 55), (2, 10, 55), (3, 10, 154), (4, 10, 55)]
    assert [(note.facts["alike"], note.facts["reading"]) for note in asked(core.notes)] == [(19, "replace")]


@pytest.mark.parametrize(("choice", "march"), [
    ("keep", (3, 20, 209)), ("once", (3, 11, 155)), ("replace", (3, 10, 154))])
def test_a_person_may_choose_what_overlapping_files_mean(tmp_path: Path, choice: str, march: tuple[int, ...]) -> None:
    home = Home(tmp_path / "home")
    loaded(home, export(tmp_path, "old.csv", 1, 2, 3), export(tmp_path, "new.csv", 2, 3, 4, changed=3))
    home.journal().put("setting", "overlap", choice, author="test", at=datetime.now(UTC))

    report = rebuild(home, today=TODAY, who="test", policy=default_policy())

    generation = home.generation()
    assert generation is not None
    assert generation.rows(BY_MONTH)[2] == march
    assert [note.facts["reading"] for note in asked(report.notes)] == [choice]


def test_files_of_two_branches_with_few_rows_alike_are_both_kept_but_for_these(tmp_path: Path) -> None:
    north = lines_file(tmp_path, *(f"A{n},2026-03-{n:02},P1,{n}" for n in range(1, 11)), name="n.csv", header=KEYLESS)
    south = lines_file(tmp_path, *(f"B{n},2026-03-{n:02},P1,{n}" for n in range(2, 11)), "A1,2026-03-01,P1,1",
                       name="s.csv", header=KEYLESS)

    with taken_in(tmp_path, north, south) as (build, core):
        months = build.rows(BY_MONTH)

    assert months == [(3, 19, 109)]
    assert [(note.facts["alike"], note.facts["reading"]) for note in asked(core.notes)] == [(1, "once")]


def test_files_of_the_same_days_with_nothing_alike_are_nothing_to_ask(tmp_path: Path) -> None:
    north = lines_file(tmp_path, "A1,2026-03-01,P1,1", "A1,2026-03-09,P1,1", name="n.csv", header=KEYLESS)
    south = lines_file(tmp_path, "B1,2026-03-01,P1,1", "B1,2026-03-09,P1,1", name="s.csv", header=KEYLESS)

    with taken_in(tmp_path, north, south) as (build, core):
        months = build.rows(BY_MONTH)

    assert months == [(3, 4, 4)]
    assert asked(core.notes) == []


def test_returns_in_a_file_of_their_own_do_not_replace_the_sale(tmp_path: Path) -> None:
    sales = lines_file(tmp_path, "A1,O1,2026-03-02,100", "A1,O1,2026-03-02,50", name="sales.csv", header=NUMBERED)
    returns = lines_file(tmp_path, "A1,O1,2026-03-20,-50", name="returns.csv", header=NUMBERED)
    again = lines_file(tmp_path, "A1,O1,2026-03-20,-60", name="returns-again.csv", header=NUMBERED)

    with taken_in(tmp_path, sales, returns) as (build, _):
        both = build.rows("select amount from core.order_line order by 1")
    with taken_in(tmp_path / "again", returns, sales, again) as (build, _):
        newest = build.rows("select amount from core.order_line order by 1")

    assert both == [(-50,), (50,), (100,)]
    assert newest == [(-60,), (50,), (100,)]


def test_a_line_that_a_newer_file_has_as_cancelled_counts_no_more(tmp_path: Path) -> None:
    header = f"{NUMBERED},Status"
    older = lines_file(tmp_path, "A1,O1,2026-03-02,100,Open", "A1,O2,2026-03-02,50,Open", name="old.csv", header=header)
    newer = lines_file(tmp_path, "A1,O1,2026-03-02,100,Cancelled", "A1,O3,2026-04-02,7,Open", name="new.csv",
                       header=header)

    with taken_in(tmp_path, older, newer) as (build, core):
        kept = build.rows("select order_id, amount from core.order_line order by all")

    assert kept == [("O2", 50), ("O3", 7)]
    assert [note.count for note in core.notes if note.code == "rows_replaced"] == [1]


def test_a_row_that_is_rejected_replaces_nothing(tmp_path: Path) -> None:
    older = lines_file(tmp_path, "A1,O1,2026-03-02,100,CNY", name="old.csv", header=f"{NUMBERED},Currency")
    newer = lines_file(tmp_path, "A1,O1,2026-03-02,100,EUR", name="new.csv", header=f"{NUMBERED},Currency")

    with taken_in(tmp_path, older, newer) as (build, _):
        assert build.rows("select order_id, amount from core.order_line") == [("O1", 100)]


def test_sheets_of_one_workbook_do_not_replace_each_other(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for name, amount in (("North", 100), ("South", 40)):
        sheet = workbook.create_sheet(name)
        sheet.append(NUMBERED.split(","))
        sheet.append(["A1", "O1", "2026-03-02", amount])
        sheet.append(["A2", "O2", "2026-03-02", 7])
    workbook.remove(workbook.worksheets[0])
    path = tmp_path / "book.xlsx"
    workbook.save(path)

    with taken_in(tmp_path, FileGiven(path, "book.xlsx")) as (build, _):
        kept = build.rows("select order_id, amount from core.order_line order by all")

    assert kept == [("O1", 40), ("O1", 100), ("O2", 7), ("O2", 7)]
