"""Who loaded what, took a file out and went back stands in the trail; lines past their days go at the next load."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest

from kadash.loads.load import remove_source
from kadash.loads.trail import cut_trail, go_to, note_after_a_kill
from kadash.policy import default_policy
from kadash.store import Home
from tests.loads.builders import TODAY, a_line, lines_file, loaded

NOW = datetime(2026, 10, 1, tzinfo=UTC)


def acts(home: Home) -> list[tuple[str, str, str, object]]:
    return [(line.who, line.action, line.subject, line.detail.get("files")) for line in home.journal().trail_lines()
            if line.action != "entered"]


def test_the_trail_tells_of_loads_of_files_taken_out_and_of_ways_back(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    loaded(home, lines_file(tmp_path, a_line(), name="first.csv"), currency="CNY")
    second = lines_file(tmp_path, a_line(order="O2"), name="second.csv")
    loaded(home, second)
    loaded(home, second)

    remove_source(home, second.sha256, today=TODAY, who="Ana", policy=default_policy())
    go_to(home, "generations/g000002.duckdb", who="Ben", at=NOW)

    assert acts(home) == [
        ("test", "loaded", "generations/g000001.duckdb", ["first.csv"]),
        ("test", "loaded", "generations/g000002.duckdb", ["second.csv"]),
        ("Ana", "source_removed", "generations/g000003.duckdb", ["second.csv"]),
        ("Ben", "rolled_back", "generations/g000002.duckdb", None)]
    assert home.journal().check_trail().whole


def test_lines_are_kept_as_many_days_as_the_policy_says_and_for_good_where_it_says_none(tmp_path: Path) -> None:
    home, shipped = Home(tmp_path), default_policy()
    for days in (11, 10, 9):
        home.journal().note("signed_in", "", author="Li", at=NOW - timedelta(days=days))
    ten = shipped.model_copy(update={"trail": shipped.trail.model_copy(update={"kept_days": 10})})
    for_good = shipped.model_copy(update={"trail": shipped.trail.model_copy(update={"kept_days": 0})})

    assert cut_trail(home, for_good, who="Ana", at=NOW) is None
    assert cut_trail(home, ten, who="Ana", at=NOW).detail["lines"] == 1

    assert [line.line_id for line in home.journal().trail_lines()] == [2, 3, 4]


def test_a_load_that_died_before_it_was_noted_is_noted_at_the_next_start_and_once(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path / "home")
    loaded(home, lines_file(tmp_path, a_line(), name="first.csv"), currency="CNY")

    def dies(home: Home, just_made: str = "") -> None:
        if just_made:
            raise SystemExit(9)

    with monkeypatch.context() as killed:
        killed.setattr(import_module("kadash.loads.load"), "note_published", dies)
        with pytest.raises(SystemExit):
            loaded(home, lines_file(tmp_path, a_line(order="O2"), name="second.csv"))
    assert [line[2] for line in acts(home)] == ["generations/g000001.duckdb"]

    note_after_a_kill(home)
    note_after_a_kill(home)

    assert acts(home)[1:] == [("test", "loaded", "generations/g000002.duckdb", ["second.csv"])]
    late = home.journal().trail_lines()[-1].detail["late"]
    assert datetime.fromisoformat(late) <= datetime.now(UTC)
    loaded(home, lines_file(tmp_path, a_line(order="O3"), name="third.csv"))
    assert [line[3] for line in acts(home)] == [["first.csv"], ["second.csv"], ["third.csv"]]
    assert "late" not in home.journal().trail_lines()[-1].detail and home.journal().check_trail().whole


def test_states_whose_lines_went_by_the_policy_are_not_noted_again(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    loaded(home, lines_file(tmp_path, a_line(), name="first.csv"), currency="CNY")
    home.journal().cut_trail(datetime.now(UTC), author="Ana", at=datetime.now(UTC))

    note_after_a_kill(home)

    assert acts(home)[-1][1] == "retention"
