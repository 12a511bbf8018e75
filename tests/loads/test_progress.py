"""What a load tells of itself while it runs: it never falls, and moves within the stages that many lines make long."""

import io
from pathlib import Path

import pytest

from kadash.cli.progress_line import progress_line
from kadash.language import words_in
from kadash.loads import begun
from kadash.loads.progress import STAGES_OF_LARGE, begin, of_stage, rising
from kadash.marts.parts import Part, run_by_parts
from kadash.store import Home, open_build
from tests.loads.builders import a_line, lines_file, loaded

Told = list[tuple[str, float]]


def test_a_load_moves_within_its_stages_and_never_goes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Judged as a large one, of which the judging of accounts is most of the way."""
    monkeypatch.setattr(begun, "FROM_BYTES", 0)
    told: Told = []
    lines = [a_line("A1", "O1"), a_line("A2", "O2"), a_line("A2", "O3")]

    loaded(Home(tmp_path / "home"), lines_file(tmp_path, *lines), currency="CNY",
           progress=lambda stage, share: told.append((stage, share)))

    shares = [share for _, share in told]
    assert shares == sorted(shares) and shares[-1] == 1.0
    begun_at = dict(reversed(told))
    assert list(dict.fromkeys(stage for stage, _ in told)) == list(STAGES_OF_LARGE)
    assert begun_at == pytest.approx(dict(STAGES_OF_LARGE))
    for stage, later in (("cleaning", "core"), ("core", "marts"), ("marts", "judging"), ("history", "publishing")):
        assert [share for told_stage, share in told if told_stage == stage
                and STAGES_OF_LARGE[stage] < share < STAGES_OF_LARGE[later]], stage


def test_what_is_begun_anew_is_not_told_as_less(tmp_path: Path) -> None:
    told: Told = []
    progress = rising(lambda stage, share: told.append((stage, share)), large=False)

    of_stage(progress, "reading")(1.0)
    begin(progress, "reading")
    begin(progress, "cleaning")

    assert told == [("reading", 0.2), ("reading", 0.2), ("cleaning", 0.25)]


def test_accounts_sorted_in_three_parts_tell_each_third(tmp_path: Path) -> None:
    told: list[float] = []

    with open_build(tmp_path / "made.duckdb") as build:
        run_by_parts(build, "create table seen (f varchar);\ninsert into seen select $from_account;",
                     [Part("a", "b"), Part("b", "c"), Part("c", "d")], told.append)
        assert build.rows("from seen order by f") == [("a",), ("b",), ("c",)]

    assert told == pytest.approx([1 / 3, 2 / 3, 1.0])


class Screen(io.StringIO):
    """A terminal that keeps what was written on it."""

    def isatty(self) -> bool:
        return True


def test_the_terminal_shows_share_and_stage_on_one_line_and_wipes_it() -> None:
    screen = Screen()

    with progress_line(words_in("en"), screen) as progress:
        progress("cleaning", 0.25)
        progress("cleaning", 0.2501)
        progress("core", 0.4)

    assert screen.getvalue().split("\r\x1b[K") == [
        "", "25% · Reading amounts, dates and numbers", "40% · Joining what belongs together", ""]


def test_where_no_terminal_is_nothing_is_written() -> None:
    file = io.StringIO()

    with progress_line(words_in("zh"), file) as progress:
        progress("cleaning", 0.25)

    assert file.getvalue() == ""
