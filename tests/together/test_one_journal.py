"""Four processes write into one journal at once: nothing is lost, the chain is whole, and it replays to the same."""

from __future__ import annotations

from pathlib import Path

from kadash.store import Home, Journal
from tests.together.writers import start_writer, what_is_wrong

PEOPLE, PAIRS = ("ana", "ben", "cai", "dou"), 100


def test_four_processes_with_two_hundred_entries_each_lose_nothing_and_leave_the_chain_whole(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.journal()

    writers = [start_writer(home, who, PAIRS) for who in PEOPLE]
    ended = [writer.wait(timeout=300) for writer in writers]

    journal = home.journal()
    assert ended == [0, 0, 0, 0]
    assert len(journal.all("pair")) == 800
    assert what_is_wrong(home.path) == []
    state = journal.check_trail()
    assert (state.whole, state.lines) == (True, 1200)
    assert [line.line_id for line in journal.trail_lines()] == list(range(1, 1201))


def test_a_journal_replays_into_a_fresh_one_to_the_same_state(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    start_writer(home, "ana", 5).wait(timeout=60)
    home.journal().put("pair", "ana-0-first", None, author="ana", at=home.journal().newest()[0].entered_at)

    fresh = Journal(tmp_path / "fresh.sqlite")
    fresh.add(home.journal().lines())

    assert fresh.newest() == home.journal().newest()
    assert fresh.check_trail().whole
