"""What people entered goes out as a file and comes in again: nothing is lost, nothing here is overwritten."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kadash.cli import main
from kadash.errors import KadashError
from kadash.loads.journal_file import Added, add_journal, journal_text, take_back
from kadash.store import Home, Journal

NINE = datetime(2026, 10, 1, 9, tzinfo=UTC)
TEN = datetime(2026, 10, 1, 10, tzinfo=UTC)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Two plans, one of them changed, one note taken back."""
    kept = Journal(tmp_path / "journal.sqlite")
    kept.put("plan", "C1", {"goal": "第一"}, author="Li", at=NINE)
    kept.put("plan", "C2", {"goal": "decoy"}, author="Wang", at=NINE)
    kept.put("plan", "C1", {"goal": "second"}, author="Wang", at=TEN)
    kept.put("note", "C1", "late", author="Li", at=NINE)
    kept.put("note", "C1", None, author="Li", at=TEN)
    return kept


@pytest.fixture
def empty(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "other.sqlite")


def spoil(journal: Journal, entry_id: int) -> None:
    with sqlite3.connect(journal.path) as connection:
        connection.execute("update entry set body = '{\"goal\": ' where entry_id = ?", (entry_id,))


def test_a_journal_written_out_and_read_in_is_the_same_journal(journal, empty):
    found = add_journal(empty, journal_text(journal))

    assert found == Added(5, 0, ())
    assert empty.lines() == journal.lines()
    assert [(one.body, one.author, one.entered_at) for one in empty.history("plan", "C1")] == [
        ({"goal": "第一"}, "Li", NINE), ({"goal": "second"}, "Wang", TEN)]
    assert empty.get("note", "C1") is None
    assert empty.history("plan", "C1")[1].replaces == empty.history("plan", "C1")[0].entry_id


def test_the_same_file_again_adds_nothing(journal, empty):
    add_journal(empty, journal_text(journal))

    assert add_journal(empty, journal_text(journal)) == Added(0, 5, ())
    assert len(empty.lines()) == 5


def test_an_older_state_goes_on_where_it_stopped(journal, empty):
    empty.put("plan", "C1", {"goal": "第一"}, author="Li", at=NINE)

    assert add_journal(empty, journal_text(journal)) == Added(4, 1, ())
    assert empty.get("plan", "C1").body == {"goal": "second"}


def test_what_went_another_way_here_is_not_overwritten_and_is_told(journal, empty):
    empty.put("plan", "C1", {"goal": "ours"}, author="Zhao", at=TEN)

    assert add_journal(empty, journal_text(journal)) == Added(3, 0, (("plan", "C1"),))
    assert empty.get("plan", "C1").body == {"goal": "ours"}
    assert empty.get("plan", "C2").body == {"goal": "decoy"}


def test_what_was_entered_here_after_the_file_stays(journal):
    text = journal_text(journal)
    journal.put("plan", "C2", {"goal": "newer"}, author="Li", at=TEN)

    assert add_journal(journal, text) == Added(0, 5, ())
    assert journal.get("plan", "C2").body == {"goal": "newer"}


@pytest.mark.parametrize("wrong", ["not json", "[]", '{"kind": "plan", "subject": "C1", "author": "Li", "body": 1}',
                                   '{"kind": 1, "subject": "a", "author": "b", "body": 1, "entered_at": "2026-01-01"}'])
def test_a_line_that_is_no_entry_is_named_and_nothing_is_added(journal, empty, wrong):
    with pytest.raises(KadashError) as refused:
        add_journal(empty, journal_text(journal) + wrong + "\n")

    assert (refused.value.code, refused.value.facts, empty.lines()) == ("journal_line", {"line": 6}, [])


def test_a_spoilt_entry_is_refused_by_name_left_out_counted_and_mended_by_the_next(journal):
    spoil(journal, 2)

    with pytest.raises(KadashError) as refused:
        journal.get("plan", "C2")
    assert (refused.value.code, refused.value.facts["entry"]) == ("journal_unreadable", 2)
    assert [one.subject for one in journal.all("plan")] == ["C1"]
    assert [one.entry_id for one in journal.unreadable()] == [2]
    journal.put("plan", "C2", {"goal": "again"}, author="Li", at=TEN)
    assert journal.get("plan", "C2").body == {"goal": "again"} and journal.unreadable() == []


def test_a_spoilt_entry_goes_into_the_file_as_it_stands_and_comes_in_the_same(journal, empty):
    spoil(journal, 2)

    add_journal(empty, journal_text(journal))

    assert empty.lines() == journal.lines()


def test_taking_back_puts_what_was_before_and_is_refused_once_somebody_wrote_since(journal):
    newest = journal.history("plan", "C1")[-1]

    take_back(journal, newest, who="Li", at=TEN)

    assert journal.get("plan", "C1").body == {"goal": "第一"}
    assert len(journal.history("plan", "C1")) == 3
    with pytest.raises(KadashError) as refused:
        take_back(journal, newest, who="Li", at=TEN)
    assert refused.value.code == "entry_changed"


def test_from_a_terminal_the_journal_is_written_added_and_an_entry_taken_back(tmp_path, capsys):
    home, other = Home(tmp_path / "home"), Home(tmp_path / "other")
    entry = home.journal().put("plan", "C1", {"goal": "first"}, author="Li", at=NINE)
    file = tmp_path / "journal.jsonl"

    assert main(["journal", "--data", str(home.path), "--out", str(file), "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"1 entry was written to {file}.\n"
    assert main(["journal", "--data", str(other.path), "--add", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "added": 1, "known": 0, "kept": [], "entries": 1, "unreadable": []}
    assert main(["journal", "--data", str(other.path), "--take-back", str(entry.entry_id)]) == 0
    assert other.journal().get("plan", "C1") is None
    assert main(["journal", "--data", str(other.path), "--take-back", "99"]) == 2
