"""On every public set with a year and a half of orders the forecast in use beats the naive one, or is it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.models import NAIVE, PLAIN_SHARE, ModelCheck, model_check
from kadash.language import words_in
from kadash.loads import FileGiven, load
from kadash.policy import default_policy
from kadash.store import Home

pytestmark = [pytest.mark.real, pytest.mark.slow]

SETS = {
    "classicmodels": ("*.csv",), "northwind": ("*.csv",), "cdnow": ("CDNOW_sample.txt",),
    "adventureworks_dw": ("FactResellerSales.parquet", "DimReseller.parquet"),
}
"""Folder to the files of it that are loaded together."""


@pytest.fixture(scope="module", params=SETS)
def check(request: pytest.FixtureRequest, real_data: Callable[[str], Path],
          tmp_path_factory: pytest.TempPathFactory) -> ModelCheck:
    home = loaded(request.param, real_data(request.param), tmp_path_factory.mktemp(request.param))
    generation = home.generation()
    assert generation is not None
    return model_check(Asked(generation, Scope.everything()))


def loaded(name: str, folder: Path, made: Path) -> Home:
    """A public set, loaded under `made`."""
    files = [with_heads(file, made) for pattern in SETS[name] for file in sorted(folder.glob(pattern))]
    home, policy = Home(made / "home"), default_policy()
    # the past months of history are not what is tested, and cost most
    one_month = policy.calendar.model_copy(update={"history_months": 1})
    load(home, [FileGiven(file, file.name) for file in files], today=date(2026, 10, 1), who="test",
         policy=policy.model_copy(update={"calendar": one_month}))
    return home


def with_heads(file: Path, folder: Path) -> Path:
    """The file, or, of the CDNOW sample, which has none, one with heads: customer, day, number of CDs and dollars."""
    if file.suffix != ".txt":
        return file
    lines = [",".join(line.split()[1:]) for line in file.read_text("utf-8").splitlines() if line.split()]
    made = folder / "cdnow.csv"
    made.write_text("\n".join(["Customer No.,Order Date,Quantity,Amount", *lines]) + "\n", "utf-8")
    return made


def test_a_past_half_year_could_be_graded(check: ModelCheck) -> None:
    assert check.decided_by in ("race", "one_origin")
    assert len(check.race) == 8


def test_the_forecast_in_use_beats_last_six_months_or_is_that_and_the_headline_says_so(check: ModelCheck) -> None:
    if check.forecaster == NAIVE:
        assert "naive" in check.headline(words_in("en"))
    else:
        assert check.mean("error") < check.mean("error", NAIVE)


def test_chances_are_no_worse_than_the_plain_share_known_then(check: ModelCheck) -> None:
    assert check.mean("brier", check.chances_of) <= check.mean("brier", PLAIN_SHARE)


@pytest.mark.parametrize("check", ["adventureworks_dw", "cdnow"], indirect=True)
def test_with_hundreds_of_accounts_chances_beat_even_the_share_that_came_later(check: ModelCheck) -> None:
    assert check.mean("brier", check.chances_of) < check.mean("brier_of_share", check.chances_of)
