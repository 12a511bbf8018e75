"""Files of order lines that cover the same days: nothing counts twice, nothing is lost, and what was taken is asked."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from kadash.loads import FileGiven, LoadReport, rebuild, remove_source
from kadash.loads.overlap import ASSUMED, CHOSEN, Overlap, choose_overlap
from kadash.policy import default_policy
from kadash.store import Home
from kadash.vocabulary import Finding
from tests.loads.builders import TODAY, current, lines_file, loaded, taken_in

KEYLESS = "Customer No.,Order Date,Product No.,Amount"
NUMBERED = "Customer No.,Order No.,Order Date,Amount"
BY_MONTH = "select month(order_date), count(*), sum(amount) from core.order_line group by 1 order by 1"


def export(folder: Path, name: str, *months: int, changed: int | None = None, rows: int = 10) -> FileGiven:
    """Ten rows a month, worth 1 to 10; in the month `changed` the first is worth 100 instead of 1."""
    lines = [f"A{n},2026-{month:02}-{n:02},P{n},{100 if month == changed and n == 1 else n}"
             for month in months for n in range(1, rows + 1)]
    return lines_file(folder, *lines, name=name, header=KEYLESS)


def asked(notes: tuple[Finding, ...]) -> list[Finding]:
    """What is said about pairs of overlapping files."""
    return [note for note in notes if note.code in (ASSUMED, CHOSEN)]


def chosen(home: Home, report: LoadReport, newer: str, choice: Overlap) -> LoadReport:
    """The same files again, after a person chose for the pair whose newer file has this name."""
    [pair] = [str(note.facts["pair"]) for note in asked(report.notes) if note.facts["newer"] == newer]
    choose_overlap(home, pair, choice, who="test", at=datetime(2026, 10, 1, tzinfo=UTC))
    return rebuild(home, today=TODAY, who="test", policy=default_policy())


def test_an_export_of_overlapping_months_counts_each_row_once(tmp_path: Path) -> None:
    older, newer = export(tmp_path, "q1.csv", 1, 2, 3), export(tmp_path, "feb-apr.csv", 2, 3, 4)

    with taken_in(tmp_path, older, newer) as (build, core):
        months = build.rows(BY_MONTH)

    assert months == [(1, 10, 55), (2, 10, 55), (3, 10, 55), (4, 10, 55)]
    [note] = asked(core.notes)
    assert (note.code, note.count, note.facts) == ("assumed_overlap", 20, {
        "pair": f"{older.sha256}:{newer.sha256}", "older": "q1.csv", "newer": "feb-apr.csv", "first": "2026-02-01",
        "last": "2026-03-10", "amount": 110, "newer_rows": 20, "newer_amount": 110, "alike": 20, "reading": "replace",
        "total_replace": 220, "total_once": 220, "total_keep": 330, "choices": ["replace", "once", "keep"]})


def test_a_row_corrected_in_the_newer_export_replaces_the_older_one(tmp_path: Path) -> None:
    older, newer = export(tmp_path, "old.csv", 1, 2, 3), export(tmp_path, "new.csv", 2, 3, 4, changed=3)

    with taken_in(tmp_path, older, newer) as (build, core):
        months = build.rows(BY_MONTH)

    assert months == [(1, 10, 55), (2, 10, 55), (3, 10, 154), (4, 10, 55)]
    assert [(note.facts["alike"], note.facts["reading"]) for note in asked(core.notes)] == [(19, "replace")]


@pytest.mark.parametrize(("choice", "march"), [
    ("keep", (3, 20, 209)), ("once", (3, 11, 155)), ("replace", (3, 10, 154))])
def test_a_person_may_choose_what_overlapping_files_mean(tmp_path: Path, choice: Overlap,
                                                         march: tuple[int, ...]) -> None:
    home = Home(tmp_path / "home")
    first = loaded(home, export(tmp_path, "old.csv", 1, 2, 3), export(tmp_path, "new.csv", 2, 3, 4, changed=3))
    total = {"replace": 319, "once": 320, "keep": 429}[choice]
    assert asked(first.notes)[0].facts[f"total_{choice}"] == total

    report = chosen(home, first, "new.csv", choice)

    assert current(home).rows(BY_MONTH)[2] == march
    assert [(note.code, note.facts["reading"]) for note in asked(report.notes)] == [("overlap_chosen", choice)]
    assert report.revenue == total


def test_what_was_chosen_for_two_files_says_nothing_about_two_others(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    first = loaded(home, export(tmp_path, "january.csv", 1), export(tmp_path, "again.csv", 1, 2, changed=1))
    chosen(home, first, "again.csv", "keep")

    report = loaded(home, export(tmp_path, "february.csv", 2, 3))

    assert [(note.facts["older"], note.facts["newer"], note.code, note.facts["reading"]) for note in asked(report.notes)
            ] == [("january.csv", "again.csv", "overlap_chosen", "keep"),
                  ("again.csv", "february.csv", "assumed_overlap", "replace")]
    assert current(home).rows(BY_MONTH) == [(1, 20, 209), (2, 10, 55), (3, 10, 55)]


def test_a_file_that_comes_first_now_and_came_second_then_is_asked_about_anew(tmp_path: Path) -> None:
    older, newer = export(tmp_path, "old.csv", 1), export(tmp_path, "new.csv", 1, changed=1)
    home = Home(tmp_path / "home")
    chosen(home, loaded(home, older, newer), "new.csv", "keep")
    remove_source(home, older.sha256, today=TODAY, who="test", policy=default_policy())

    report = loaded(home, older)

    assert [(note.code, note.facts["older"]) for note in asked(report.notes)] == [("assumed_overlap", "new.csv")]
    assert report.revenue == 55


def test_the_total_of_a_choice_reckons_with_how_other_pairs_are_read(tmp_path: Path) -> None:
    three = [export(tmp_path, name, 1, changed=changed) for name, changed in (("a.csv", 1), ("b.csv", None))]
    three.append(lines_file(tmp_path, *(f"A{n},2026-01-{n:02},P{n},{n}" for n in range(1, 11)),
                            "A11,2026-01-10,P11,11", name="c.csv", header=KEYLESS))

    with taken_in(tmp_path, *three) as (build, core):
        total = build.one("select sum(amount) from core.order_line")

    assert total == (66,)
    assert [[note.facts[f"total_{choice}"] for choice in ("replace", "once", "keep")]
            for note in asked(core.notes)] == [[66, 66, 66], [66, 66, 66], [66, 66, 121]]


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
