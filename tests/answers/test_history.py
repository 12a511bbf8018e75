"""Every kept state says who made it when and of what; each can be gone back to, and what people entered survives."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kadash.answers.history import history
from kadash.loads import load, rebuild, remove_source
from kadash.policy import default_policy
from kadash.store import Home
from tests.loads.builders import TODAY, a_line, current, lines_file

NOW = datetime(2026, 10, 1, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Four states: a file, a second one on top, the first taken out, the same files under another as-of date."""
    folder = tmp_path_factory.mktemp("history")
    found = Home(folder / "home")
    march, april = lines_file(folder, a_line(), name="march.csv"), lines_file(
        folder, a_line(order="O2", day="2026-04-02"), a_line(order="O3", day="2026-04-03"), name="april.csv")
    terms = {"today": TODAY, "policy": default_policy()}
    load(found, [march], who="Li", currency="EUR", **terms)
    load(found, [april], who="Ana", **terms)
    remove_source(found, march.sha256, who="Li", **terms)
    rebuild(found, who="Tom", as_of=date(2026, 4, 2), **terms)
    return found


def test_each_state_names_who_made_it_and_what_changed(home: Home) -> None:
    told = [(state.info.number, state.made.who, state.made.added, state.made.removed, state.made.files, state.made.rows)
            for state in history(home)]

    assert told == [
        (4, "Tom", (), (), 1, 2),
        (3, "Li", (), ("march.csv",), 1, 2),
        (2, "Ana", ("april.csv",), (), 2, 3),
        (1, "Li", ("march.csv",), (), 1, 1),
    ]
    assert {(state.made.currency, str(state.made.as_of)) for state in history(home)} == {
        ("EUR", "2026-04-03"), ("EUR", "2026-03-02"), ("EUR", "2026-04-02")}


def test_every_state_can_be_gone_back_to_and_forward_again_and_what_people_entered_survives(home: Home) -> None:
    journal = home.journal()
    entered = {("plan", "A1"): {"goal": "grow"}, ("control_total", "2026-03"): {"amount": "100"},
               ("setting", "currency"): "EUR", ("note", "A1"): "likes tea"}
    for (kind, subject), body in entered.items():
        journal.put(kind, subject, body, author="Li", at=NOW)
    orders = {}

    for state in [*history(home), *reversed(history(home))]:
        home.point_to(state.info.name)
        found = str(current(home).one("select count(*) from core.order_line")[0])
        assert orders.setdefault(state.info.number, found) == found
        assert {key: home.journal().get(*key).body for key in entered} == entered

    assert orders == {4: "2", 3: "2", 2: "3", 1: "1"}
    assert [state.info.number for state in history(home) if state.info.current] == [4]


def test_a_load_on_an_earlier_state_is_built_from_that_one(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    names = [load(home, [lines_file(tmp_path, a_line(order=f"O{n}"), name=f"{n}.csv")], today=TODAY, who="Li",
                  policy=default_policy()).generation for n in range(2)]
    home.point_to(names[0])

    load(home, [lines_file(tmp_path, a_line(order="O9"), name="9.csv")], today=TODAY, who="Li", policy=default_policy())

    newest = history(home)[0].made
    assert (newest.built_from, newest.added, newest.files) == (names[0], ("9.csv",), 2)


def test_a_state_whose_file_is_damaged_is_listed_as_such(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    load(home, [lines_file(tmp_path, a_line())], today=TODAY, who="Li", policy=default_policy())
    (home.path / "generations" / "g000009.duckdb").write_bytes(b"no database")

    assert [(state.info.number, state.made is None) for state in history(home)] == [(9, True), (1, False)]
