"""The journal keeps who, when and what was before, and two people are told of each other."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kadash.errors import KadashError
from kadash.store import Journal

NINE = datetime(2026, 10, 1, 9, tzinfo=UTC)
TEN = datetime(2026, 10, 1, 10, tzinfo=UTC)


def test_the_newest_entry_of_a_subject_holds_and_the_old_one_is_kept(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    journal.put("plan", "C1", {"goal": "first"}, author="Li", at=NINE)
    journal.put("plan", "C1", {"goal": "second"}, author="Wang", at=TEN)
    journal.put("plan", "C2", {"goal": "decoy"}, author="Wang", at=TEN)

    holds = journal.get("plan", "C1")

    assert (holds.body, holds.author, holds.entered_at) == ({"goal": "second"}, "Wang", TEN)
    assert [e.body for e in journal.history("plan", "C1")] == [{"goal": "first"}, {"goal": "second"}]
    assert [e.subject for e in journal.all("plan")] == ["C1", "C2"]


def test_an_entry_taken_back_holds_no_more(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    journal.put("plan", "C1", {"goal": "first"}, author="Li", at=NINE)

    journal.put("plan", "C1", None, author="Li", at=TEN)

    assert journal.get("plan", "C1") is None and journal.all("plan") == []


def test_whoever_saw_an_older_entry_is_told_who_changed_it(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    seen = journal.put("plan", "C1", {"goal": "first"}, author="Li", at=NINE)
    journal.put("plan", "C1", {"goal": "second"}, author="Wang", at=TEN)

    with pytest.raises(KadashError) as refused:
        journal.put("plan", "C1", {"goal": "third"}, author="Li", at=TEN, expected=seen.entry_id)

    assert refused.value.facts["author"] == "Wang"
    assert journal.get("plan", "C1").body == {"goal": "second"}


def test_the_revision_grows_with_every_entry(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    before = journal.revision()

    journal.put("note", "C1", "late again", author="Li", at=NINE)

    assert journal.revision() == before + 1


def test_a_second_opening_finds_what_the_first_wrote(tmp_path: Path) -> None:
    Journal(tmp_path / "journal.sqlite").put("setting", "currency", "CNY", author="Li", at=NINE)

    assert Journal(tmp_path / "journal.sqlite").get("setting", "currency").body == "CNY"


def test_two_who_save_under_one_name_at_one_moment_both_keep_theirs(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")

    with ThreadPoolExecutor(8) as people:
        saved = list(people.map(lambda number: journal.put_new(
            "service_plan", "spring", {"number": number}, author="ann", at=NINE), range(8)))

    assert sorted(entry.subject for entry in saved) == ["spring", *(f"spring-{n}" for n in range(2, 9))]
    assert sorted(entry.body["number"] for entry in journal.all("service_plan")) == list(range(8))
    journal.put("service_plan", "spring", None, author="ann", at=NINE)
    assert journal.put_new("service_plan", "spring", {}, author="ann", at=NINE).subject == "spring-9"
