"""The trail tells who did what; a line that is changed, removed, put in, swapped or cut off shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kadash.store import Journal

NINE = datetime(2026, 10, 1, 9, tzinfo=UTC)
_COLUMNS = "line_id, at, who, action, subject, detail, previous, hash"


def a_journal(folder: Path, days: int = 4) -> Journal:
    """A journal with a line a day: a sign-in, an entry, a change of it, and then sign-ins."""
    journal = Journal(folder / "journal.sqlite")
    journal.note("signed_in", "", {"from": "127.0.0.1"}, author="Li", at=NINE)
    journal.put("plan", "C1", {"goal": "grow"}, author="Li", at=NINE + timedelta(days=1))
    journal.put("plan", "C1", {"goal": "keep"}, author="Wang", at=NINE + timedelta(days=2))
    for day in range(3, days):
        journal.note("signed_in", "", author="Wang", at=NINE + timedelta(days=day))
    return journal


@contextmanager
def by_hand(journal: Journal) -> Iterator[sqlite3.Connection]:
    """What somebody with the file can do: also take the triggers away."""
    with sqlite3.connect(journal.path) as connection:
        for name in ("trail_never_changes", "trail_is_kept"):
            connection.execute(f"drop trigger if exists {name}")
        yield connection
        connection.commit()


def faults(journal: Journal) -> list[tuple[str, int]]:
    return [(fault.code, fault.number) for fault in journal.check_trail().faults]


def test_a_line_says_who_did_what_when_and_an_entry_what_it_replaced(tmp_path: Path) -> None:
    lines = a_journal(tmp_path).trail_lines()

    assert [(line.who, line.action, line.subject) for line in lines] == [
        ("Li", "signed_in", ""), ("Li", "entered", "C1"), ("Wang", "entered", "C1"), ("Wang", "signed_in", "")]
    assert lines[0].detail == {"from": "127.0.0.1"}
    assert [(line.detail["kind"], line.detail["entry"], line.detail["replaces"]) for line in lines[1:3]] == [
        ("plan", 1, None), ("plan", 2, 1)]
    assert lines[2].moment == datetime(2026, 10, 3, 9, tzinfo=UTC)
    assert "grow" not in "".join(line.detail_text for line in lines)


def test_an_untouched_trail_is_whole_and_says_since_when(tmp_path: Path) -> None:
    state = a_journal(tmp_path).check_trail()

    assert (state.whole, state.lines, state.since) == (True, 4, NINE)
    assert len(state.head) == 64


@pytest.mark.parametrize("statement", [
    "update trail set who = 'Nobody' where line_id = 2", "delete from trail where line_id = 2", "delete from trail"])
def test_the_file_itself_refuses_to_change_or_remove_a_line(tmp_path: Path, statement: str) -> None:
    journal = a_journal(tmp_path)

    with sqlite3.connect(journal.path) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)

    assert journal.check_trail().whole and len(journal.trail_lines()) == 4


def test_a_changed_line_shows(tmp_path: Path) -> None:
    journal = a_journal(tmp_path)

    with by_hand(journal) as connection:
        connection.execute("update trail set who = 'Nobody' where line_id = 4")

    assert faults(journal) == [("changed", 4)]


def test_a_line_taken_out_of_the_middle_shows(tmp_path: Path) -> None:
    journal = a_journal(tmp_path)

    with by_hand(journal) as connection:
        connection.execute("delete from trail where line_id = 3")

    assert faults(journal) == [("broken", 4), ("entry_unknown", 2)]


def test_a_line_put_in_shows_even_with_a_hash_of_its_own(tmp_path: Path) -> None:
    journal = a_journal(tmp_path)

    with by_hand(journal) as connection:
        connection.execute("update trail set line_id = line_id + 10 where line_id > 2")
        connection.execute(f"insert into trail select 3, {_COLUMNS.partition(', ')[2]} from trail where line_id = 1")

    assert ("changed", 3) in faults(journal) and ("broken", 3) in faults(journal)


def test_two_lines_that_changed_places_show(tmp_path: Path) -> None:
    journal = a_journal(tmp_path, days=6)

    with by_hand(journal) as connection:
        for before, after in ((5, 99), (6, 5), (99, 6)):
            connection.execute("update trail set line_id = ? where line_id = ?", (after, before))

    assert faults(journal)[:3] == [("changed", 5), ("changed", 6), ("broken", 5)]


def test_a_tail_that_was_cut_off_shows(tmp_path: Path) -> None:
    journal = a_journal(tmp_path, days=6)

    with by_hand(journal) as connection:
        connection.execute("delete from trail where line_id > 4")

    assert faults(journal) == [("tail_cut", 4)]


def test_lines_taken_from_the_start_show(tmp_path: Path) -> None:
    journal = a_journal(tmp_path)

    with by_hand(journal) as connection:
        connection.execute("delete from trail where line_id = 1")

    assert faults(journal) == [("begins_late", 2)]


def test_a_second_place_that_is_gone_or_says_something_else_shows(tmp_path: Path) -> None:
    journal = a_journal(tmp_path)
    head = tmp_path / "journal.trail.json"

    head.write_text('{"line": 4, "hash": "of another trail"}', "utf-8")
    other = faults(journal)
    head.unlink()

    assert (other, faults(journal)) == ([("head_other", 4)], [("head_missing", 4)])


def test_a_head_that_is_gone_is_written_again_by_a_person_only(tmp_path: Path) -> None:
    journal = a_journal(tmp_path)
    (tmp_path / "journal.trail.json").unlink()

    journal.put("plan", "C2", {}, author="Li", at=NINE)
    still = faults(journal)
    journal.renew_head(author="Admin", at=NINE)

    assert still == [("head_missing", 5)] and journal.check_trail().whole
    assert (journal.trail_lines()[-1].who, journal.trail_lines()[-1].detail) == (
        "Admin", {"faults": ["head_missing 5"]})


def test_an_entry_that_was_changed_removed_or_put_in_beside_the_trail_shows(tmp_path: Path) -> None:
    journal = a_journal(tmp_path)

    with sqlite3.connect(journal.path) as connection:
        connection.execute("""update entry set body = '{"goal": "lose"}' where entry_id = 2""")
        connection.execute("delete from entry where entry_id = 1")
        connection.execute("insert into entry (entry_id, kind, subject, body, author, entered_at) "
                           "values (7, 'plan', 'C2', '{}', 'Li', '2026-10-01T09:00:00+00:00')")

    assert faults(journal) == [("entry_changed", 2), ("entry_unknown", 7), ("entry_gone", 1)]


def test_a_kill_between_a_line_and_its_head_is_no_fault(tmp_path: Path) -> None:
    journal = a_journal(tmp_path)
    head = tmp_path / "journal.trail.json"
    before = head.read_text("utf-8")
    journal.note("signed_out", "", author="Li", at=NINE)

    head.write_text(before, "utf-8")

    assert journal.check_trail().whole


def test_retention_leaves_a_line_that_says_what_went_and_the_rest_still_checks(tmp_path: Path) -> None:
    journal = a_journal(tmp_path, days=6)

    anchor = journal.cut_trail(NINE + timedelta(days=4), author="Admin", at=NINE + timedelta(days=30))

    assert [line.line_id for line in journal.trail_lines()] == [5, 6, 7]
    assert (anchor.action, anchor.detail["lines"], anchor.detail["first"], anchor.detail["last"]) == (
        "retention", 4, 1, 4)
    assert journal.check_trail().whole
    journal.put("plan", "C1", {"goal": "win"}, author="Li", at=NINE + timedelta(days=31))
    assert journal.cut_trail(NINE + timedelta(days=4), author="Admin", at=NINE + timedelta(days=32)) is None
    journal.cut_trail(NINE + timedelta(days=31), author="Admin", at=NINE + timedelta(days=32))
    assert [line.action for line in journal.trail_lines()] == ["entered", "retention"]
    assert journal.check_trail().whole


def test_more_taken_from_the_start_than_retention_took_shows(tmp_path: Path) -> None:
    journal = a_journal(tmp_path, days=6)
    journal.cut_trail(NINE + timedelta(days=4), author="Admin", at=NINE + timedelta(days=30))

    with by_hand(journal) as connection:
        connection.execute("delete from trail where line_id = 5")

    assert faults(journal) == [("begins_late", 6)]


def test_entries_from_before_there_was_a_trail_get_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    first = Path(__file__).parents[2] / "kadash/store/migrations/0001_entries.sql"
    with sqlite3.connect(path) as connection:
        connection.executescript(first.read_text("utf-8"))
        connection.execute("insert into entry (kind, subject, body, author, entered_at) "
                           "values ('plan', 'C1', '{}', 'Li', '2026-10-01T09:00:00+00:00')")
        connection.execute("pragma user_version = 1")

    journal = Journal(path)

    assert [(line.who, line.at, line.detail["entry"]) for line in journal.trail_lines()] == [
        ("Li", "2026-10-01T09:00:00+00:00", 1)]
    assert journal.get("plan", "C1").body == {}
    assert journal.check_trail().whole


def test_a_trail_taken_away_as_a_whole_shows(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    assert journal.check_trail().whole and (tmp_path / "journal.trail.json").exists()
    journal.note("signed_in", "", author="Li", at=NINE)

    with by_hand(journal) as connection:
        connection.execute("delete from trail")

    assert faults(journal) == [("tail_cut", 0)]
