"""With what the present is compared, on loads of a few order lines."""

from __future__ import annotations

import datetime as dt

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.changes import Before, Changes, Nothing, answer, changes, compare_ahead, file_of, look
from kadash.answers.changes.answer import NOT_COMPARED
from kadash.answers.changes.worded import compared_with
from kadash.language import LANGUAGES, words_in
from kadash.loads import rebuild
from kadash.policy import default_policy
from kadash.store import Home
from tests.loads.builders import TODAY, a_line, lines_file, loaded

DAYS = ("2026-05-04", "2026-06-08", "2026-07-06", "2026-09-30")
LINES = [a_line(account, f"{account}-{day}", day=day) for account in ("A1", "A2") for day in DAYS]


def since(home: Home, wanted: str, today: dt.date = TODAY) -> Changes:
    generation = home.generation()
    assert generation is not None
    return changes(Asked(generation, Scope.everything()), home, wanted, viewer="Ana", today=today)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def loaded_twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Changes]:
    """A load, what was said then, and the same rows loaded again from a file that lists them backwards."""
    folder = tmp_path_factory.mktemp("twice")
    home = Home(folder / "home")
    loaded(home, lines_file(folder, *LINES), currency="CNY")
    first = since(home, "load")
    loaded(home, lines_file(folder, *reversed(LINES), name="again.csv"))
    return home, first


def test_a_first_load_has_nothing_to_compare_with_and_says_what_will_stand_there(
    loaded_twice: tuple[Home, Changes],
) -> None:
    _, first = loaded_twice

    assert (first.before, first.changes) == (Nothing("first_load"), ())
    assert compared_with(first, words_in("en")).startswith("This is the first load. After the next one, what changed")


def test_an_unchanged_reload_gives_an_empty_list(loaded_twice: tuple[Home, Changes]) -> None:
    home, _ = loaded_twice

    again = since(home, "load")

    assert isinstance(again.before, Before)
    assert (again.before.as_of, again.before.stands_in) == (dt.date(2026, 9, 30), "")
    assert (again.changes, again.beside, again.rules_changed) == ((), 0, False)


def test_what_is_compared_ahead_is_not_compared_again_whoever_asks(
        loaded_twice: tuple[Home, Changes], monkeypatch: pytest.MonkeyPatch) -> None:
    home, _ = loaded_twice
    generation = home.generation()
    assert generation is not None
    for kept in (answer.compared, answer._differing):
        kept.cache_clear()
    assert compare_ahead(Asked(generation, Scope.everything()), home, viewer="Ana", today=TODAY)

    monkeypatch.setattr(answer.compare, "aligned", None)  # who compares, fails
    asked = Asked(generation, Scope.of_owners("Li"))

    assert changes(asked, home, "load", viewer="Li", today=TODAY).changes == ()


def test_what_was_looked_at_before_today_is_the_last_look_and_the_same_data_has_nothing_new(
    loaded_twice: tuple[Home, Changes],
) -> None:
    home, _ = loaded_twice
    yesterday, now = (dt.datetime(2026, 10, day, 12, tzinfo=dt.UTC) for day in (1, 2))
    unseen = since(home, "looked", now.date())
    generation = home.generation()
    assert generation is not None
    look(home.journal(), "Ana", "generations/g000001.duckdb", dt.date(2026, 9, 30), at=yesterday)
    look(home.journal(), "Ana", file_of(generation), dt.date(2026, 9, 30), at=now)
    look(home.journal(), "Ana", file_of(generation), dt.date(2026, 9, 30), at=now)

    seen = since(home, "looked", now.date())
    next_day = since(home, "looked", dt.date(2026, 10, 3))

    assert unseen.before == Nothing("first_look")
    assert isinstance(seen.before, Before) and seen.before.moment.generation.name == "g000001"
    assert next_day.before == Nothing("same_look", dt.date(2026, 10, 2))
    assert len(home.journal().history("looked", "Ana")) == 2


def test_a_state_whose_rules_alone_changed_is_passed_over(loaded_twice: tuple[Home, Changes]) -> None:
    home, _ = loaded_twice
    strict = default_policy().model_copy(update={
        "lifecycle": default_policy().lifecycle.model_copy(update={"long_term_months": 1})})
    rebuild(home, today=TODAY, who="test", policy=strict)

    answer = since(home, "load")

    assert isinstance(answer.before, Before) and answer.before.moment.generation.name == "g000001"
    assert answer.rules_changed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["first_load", "no_month", "first_look", "same_look"])
def test_nothing_to_compare_with_is_said_in_words(language: str, code: str) -> None:
    day = dt.date(2026, 9, 30)
    nothing = Changes("load", day, "CNY", "value_tier", Nothing(code, day), (), (), NOT_COMPARED)

    assert len(compared_with(nothing, words_in(language))) > 8
