"""The trail as it is asked for: by person, act and days; what an entry changed from what to what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from kadash.answers.trail import Difference, change_of, differences, trail_seen
from kadash.exports.trail import trail_table, trail_workbook
from kadash.language import words_in
from kadash.store import Journal

NINE = datetime(2026, 10, 1, 9, tzinfo=UTC)


def a_journal(folder: Path) -> Journal:
    journal = Journal(folder / "journal.sqlite")
    journal.note("signed_in", "", author="Li", at=NINE)
    journal.put("plan", "C1", {"goal": "grow", "steps": ["call"]}, author="Li", at=NINE)
    journal.put("plan", "C1", {"goal": "keep", "steps": ["call", "visit"]}, author="Wang", at=NINE + timedelta(days=2))
    return journal


def test_acts_come_newest_first_by_person_act_kind_and_days(tmp_path: Path) -> None:
    journal = a_journal(tmp_path)

    every = trail_seen(journal)

    assert [act.line.line_id for act in every.acts] == [3, 2, 1]
    assert (every.people, every.actions) == (("Li", "Wang"), ("entered", "signed_in"))
    assert [act.line.line_id for act in trail_seen(journal, who="Li").acts] == [2, 1]
    assert [act.line.line_id for act in trail_seen(journal, action="signed_in").acts] == [1]
    assert [act.line.line_id for act in trail_seen(journal, since=NINE + timedelta(days=1)).acts] == [3]
    assert every.sentence(words_in("en")) == "The chain is whole: 3 lines since 1 Oct 2026."
    assert every.sentence(words_in("zh")) == "链条完整：自2026年10月1日起共 3 行。"


def test_a_change_says_from_what_to_what(tmp_path: Path) -> None:
    journal, words = a_journal(tmp_path), words_in("en")
    changed, first, signed_in = trail_seen(journal).acts

    assert change_of(words, journal, changed) == [Difference("Goal", "grow", "keep"),
                                                  Difference("steps.1", None, "visit")]
    assert change_of(words, journal, first) == [Difference("Goal", None, "grow"), Difference("steps.0", None, "call")]
    assert change_of(words, journal, signed_in) == []


def test_a_policy_kept_as_json_within_json_is_compared_value_by_value() -> None:
    found = differences('{"value": {"years": 10}}', '{"value": {"years": 5}}')

    assert found == [Difference("value.years", "10", "5")]


def test_the_file_has_every_act_with_its_hash_and_the_head_of_the_chain(tmp_path: Path) -> None:
    journal, words = a_journal(tmp_path), words_in("en")
    seen = trail_seen(journal)

    table = trail_table(words, journal, seen)

    assert list(table["What"]) == ["Entered: Account plan", "Entered: Account plan", "Signed in"]
    assert list(table["Change"])[0] == "Goal: grow → keep; steps.1: – → visit"
    assert list(table["Hash"])[0] == seen.state.head == journal.trail_lines()[-1].hash
    assert trail_workbook(words, journal, seen)[:2] == b"PK"
