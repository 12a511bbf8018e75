"""Several people and a load before one server: no error, nothing lost, nothing foreign, no name in a log.

`make soak` has the long form: twenty people for two minutes, two of them loading.
"""

from __future__ import annotations

from pathlib import Path

from tests.sessions.people import shared_app, tab_of
from tests.together.crowd import PATIENCE_S, People, a_company, at_once

ROUNDS = 1
LOADED = "more-0-0.csv"
"""The file that is loaded meanwhile."""


def test_five_people_one_of_them_loading_lose_nothing_and_see_nothing_foreign(tmp_path: Path) -> None:
    """A sixth has a page open all the while and touches nothing: the new state reaches them in peace."""
    home = a_company(tmp_path)

    with shared_app(home, tmp_path / "app.log") as address, tab_of(address, "manager15@firm.example") as open_before:
        open_before.patience_s = PATIENCE_S
        open_before.open("data")
        before = open_before.screen.text
        told = at_once(home, address, tmp_path, People(reps=3, managers=1, loading=1), lambda done: done < ROUNDS, 1)
        open_before.beat()
        while_open = (open_before.screen.errors, open_before.screen.text.splitlines()[0])
        open_before.go("data")
        after = open_before.screen

    assert told.wrong == []
    assert {account: len(goals) for account, goals in told.confirmed.items()} == {"A-01": 1, "A-02": 1, "A-03": 1}
    assert told.loads == 1 and told.looks == 3 * (1 + 2 * ROUNDS) + ROUNDS
    assert while_open == ([], before.splitlines()[0])
    assert LOADED not in before and LOADED in after.text and after.errors == []
