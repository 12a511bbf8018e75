"""The sample company is made up: files of one's own take its place, and nothing of it is among their figures."""

from __future__ import annotations

import importlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.changes import Nothing, before_of, look
from kadash.answers.changes.before import file_of
from kadash.answers.models import forecasts_kept
from kadash.loads import FileGiven, inspect
from kadash.policy import default_policy
from kadash.store import Home
from kadash.store.made_up import mark_sample, sample_sources
from tests.loads.builders import TODAY, a_line, current, lines_file, loaded

AT = datetime(2026, 10, 1, tzinfo=UTC)


def own_file(folder: Path) -> FileGiven:
    return lines_file(folder, "A1,O1,2026-06-02,50", "B2,O7,2026-09-29,70", name="own.csv",
                      header="Customer No.,Order No.,Order Date,Amount (USD)")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Where a made-up company was opened and looked at; then a file of one's own took its place."""
    folder = tmp_path_factory.mktemp("made_up")
    home = Home(folder / "home")
    sample = [lines_file(folder, a_line("A1", "O1", day="2026-01-05"), a_line("A9", "O2", day="2026-08-02")),
              lines_file(folder, a_line("A1", "O3", day="2026-09-02"), name="more.csv")]
    mark_sample(home, [file.sha256 for file in sample], who="li", at=AT)
    loaded(home, *sample, currency="CNY")
    look(home.journal(), "li", file_of(current(home)), TODAY, at=AT)
    assert sample_sources(home, home.generation()) == {file.sha256 for file in sample}

    seen = inspect(home, [own_file(folder)], today=TODAY, policy=default_policy())
    assert (seen.currency, seen.order_lines) == ("USD", 2)  # nobody said CNY of these
    loaded(home, own_file(folder), currency=seen.currency)
    return home


def test_nothing_of_the_sample_is_among_ones_own_figures(home: Home) -> None:
    generation = current(home)

    assert generation.rows("select account_id, sum(amount) from core.order_line group by all order by all") == [
        ("A1", 50), ("B2", 70)]
    assert generation.rows("select distinct file from meta.source") == [("own.csv",)]
    assert generation.settings["currency"] == "USD"
    assert sample_sources(home, generation) == frozenset()


@pytest.mark.parametrize(("since", "code"), [("load", "first_load"), ("looked", "first_look")])
def test_ones_own_company_is_not_compared_with_the_sample(home: Home, since: str, code: str) -> None:
    asked = Asked(current(home), Scope.everything())

    assert before_of(asked, home, since, "li", date(2026, 10, 2)) == Nothing(code)  # type: ignore[arg-type]


def test_forecasts_of_the_sample_are_not_held_against_ones_own_accounts(home: Home) -> None:
    assert [kept.currency for kept in forecasts_kept(home)] == ["USD"]


def test_nor_where_the_load_dies_as_soon_as_its_state_is_there(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, sample = Home(tmp_path / "home"), lines_file(tmp_path, a_line("A1", "O1", day="2026-01-05"))
    mark_sample(home, [sample.sha256], who="li", at=AT)
    loaded(home, sample, currency="CNY")
    assert [kept.currency for kept in forecasts_kept(home)] == ["CNY"]

    def die(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(importlib.import_module("kadash.loads.load"), "_remember", die)  # the package hides it by name
        with pytest.raises(MemoryError):
            loaded(home, own_file(tmp_path), currency="USD")

    assert current(home).settings["currency"] == "USD"
    assert forecasts_kept(home) == []


def test_the_sample_stays_among_the_earlier_states_and_is_known_there(home: Home) -> None:
    earlier = next(info for info in home.generations() if not info.current)

    assert len(sample_sources(home, home.named(earlier.name))) == 2


def test_files_that_nobody_called_the_samples_are_added_to(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    loaded(home, lines_file(tmp_path, a_line()), currency="CNY")

    assert sample_sources(home, home.generation()) == frozenset()
