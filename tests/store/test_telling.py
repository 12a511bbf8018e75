"""How much of a long statement is done is told while it runs: truly, in order, and without a word to the terminal."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from kadash.store import Build, between, open_build, telling

LONG = "create table sums as select range % 1000 as g, sum(sin(range)) as s from range(8000000) group by g"


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Build]:
    with open_build(tmp_path / "made.duckdb") as opened:
        opened.run("set progress_bar_time = 0")  # a bar that printed would print at once
        yield opened


@pytest.fixture
def asked_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "ASK_AGAIN_S", 0.005)


@pytest.mark.usefixtures("asked_often")
def test_a_long_statement_tells_how_far_it_is_never_falls_and_says_at_its_end_that_it_is_done(
        build: Build, capfd: pytest.CaptureFixture[str]) -> None:
    told: list[float] = []

    with build.telling(told.append):
        build.run(LONG)

    assert len(told) > 2 and told == sorted(told)
    assert told[0] < 0.9 and told[-1] == 1.0
    assert build.one("select count(*) from sums") == (1000,)
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("asked_often")
def test_a_statement_that_fails_is_not_told_as_done(build: Build) -> None:
    told: list[float] = []

    with pytest.raises(duckdb.ConversionException), build.telling(told.append):
        build.run("create table wrong as select sum(cast(case when range = 2999999 then 'x' else '1' end as integer)) "
                  "from range(3000000)")

    assert 1.0 not in told


def test_short_statements_are_not_asked_after(build: Build) -> None:
    told: list[float] = []

    with build.telling(told.append):
        build.run("create table small as select 1 as one")

    assert told == [1.0]


def test_a_part_of_the_work_tells_its_share_of_the_whole() -> None:
    told: list[float] = []

    for share in (0.0, 0.5, 1.0):
        between(between(told.append, 0.5, 1.0), 0.0, 0.5)(share)

    assert told == [0.5, 0.625, 0.75]
