"""Several people and a load before one server: no error, nothing lost, nothing foreign, no name in a log.

`make soak` has the long form: twenty people for two minutes, two of them loading.
"""

from __future__ import annotations

from pathlib import Path

from tests.sessions.people import shared_app
from tests.together.crowd import People, a_company, at_once

ROUNDS = 1


def test_six_people_one_of_them_loading_lose_nothing_and_see_nothing_foreign(tmp_path: Path) -> None:
    home = a_company(tmp_path)

    with shared_app(home, tmp_path / "app.log") as address:
        told = at_once(home, address, tmp_path, People(reps=4, managers=1, loading=1), lambda done: done < ROUNDS, 1)

    assert told.wrong == []
    assert {account: len(goals) for account, goals in told.confirmed.items()} == {
        "A-01": 1, "A-02": 1, "A-03": 1, "A-04": 1}
    assert told.loads == 1 and told.looks == 4 * (1 + 2 * ROUNDS) + ROUNDS
