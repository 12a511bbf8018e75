"""A load that only adds a month gives what a whole load gives, row for row; anything else is loaded as a whole."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from kadash.loads import FileGiven, LoadReport, load
from kadash.loads.adding import add, allowed
from kadash.loads.kept import kept_sources
from kadash.loads.load import new_sources
from kadash.loads.options import Options
from kadash.loads.progress import silent
from kadash.loads.settings import RUNS
from kadash.policy import default_policy
from kadash.store import Home
from tests.loads.builders import current
from tests.loads.same_rows import differences

TODAY = date(2026, 11, 1)
Rows = Callable[[pd.DataFrame], pd.DataFrame]


@pytest.fixture(scope="module")
def lines(sample_home: Home) -> pd.DataFrame:
    """The order lines of the sample as its export has them: text."""
    kept = next(source.path for source in kept_sources(sample_home) if source.label == "order_lines.csv")
    return pd.read_csv(kept, dtype=str, keep_default_na=False)


def october(lines: pd.DataFrame) -> pd.DataFrame:
    """Lines of October: those of September under other numbers, one with a date that is none, and a new account's."""
    month = lines[lines["Order Date"] >= "2026-09-05"].head(300)
    days = month["Order Date"].str.replace("2026-09", "2026-10")
    month = month.assign(**{
        "Order Number": "X" + month["Order Number"], "Order Date": days})
    newcomer = month.head(2).assign(**{
        "Order Number": "SX999", "Line": ["1", "2"], "Account Number": "099999", "Account Name": "Newcomer Ltd",
        "Order Date": "2026-10-31"})
    unreadable = month.head(1).assign(**{"Order Number": "SX998", "Order Date": "2026-10-41"})
    returned = month.head(1).assign(**{"Order Number": "SX997", "Quantity": "-1", "Net Value": "-50.00"})
    return pd.concat([month, newcomer, unreadable, returned], ignore_index=True)


def a_file(folder: Path, rows: pd.DataFrame, name: str = "october.csv") -> FileGiven:
    rows.to_csv(folder / name, index=False)
    return FileGiven(folder / name, name)


def loaded(home: Home, file: FileGiven) -> LoadReport:
    return load(home, [file], today=TODAY, who="test", policy=default_policy())


def test_a_month_that_is_added_gives_the_rows_of_a_whole_load(
        sample_home: Home, lines: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added, whole = (Home(tmp_path / name) for name in ("added", "whole"))
    for home in (added, whole):
        shutil.copytree(sample_home.path, home.path)
    file = a_file(tmp_path, october(lines))

    monkeypatch.setattr(allowed, "FROM_LINES", 0)
    reports = [loaded(added, file)]
    monkeypatch.setattr(allowed, "FROM_LINES", 10**9)
    reports.append(loaded(whole, file))

    assert [RUNS in current(home).settings for home in (added, whole)] == [True, False]
    assert differences(current(added).path, current(whole).path) == {}
    assert told(reports[0]) == told(reports[1])
    assert reports[0].tables["order_line"].as_dict() == {"read": 304, "accepted": 300, "rejected": 1, "set_aside": 3}
    assert differences(current(added).path, current(sample_home).path).keys() > {
        "core.order_line", "mart.account_month", "mart.account_history", "meta.rejected_row"}


def told(report: LoadReport) -> dict[str, object]:
    """A report but for its time and the order of its notes."""
    return report.as_dict() | {"seconds": 0, "notes": sorted(map(str, report.notes))}


def renamed(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(**{"Account Name": rows["Account Name"].replace(rows["Account Name"].iloc[0], "Another name")})


def named_alike(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.replace({"Account Name": {"Newcomer Ltd": rows["Account Name"].iloc[0]}})


def of_an_order_that_is_there(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.replace({"Order Number": {"SX999": "SO2607085"}})


def of_long_ago(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.replace({"Order Date": {rows["Order Date"].iloc[0]: "2026-06-01"}})


def without_order_number(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.replace({"Order Number": {"SX999": ""}})


def in_dollars(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(Currency="USD")


@pytest.mark.parametrize(("change", "reason"), [
    (renamed, "accounts are described anew"), (named_alike, "a new account is named like another"),
    (of_an_order_that_is_there, "orders that are there already"), (of_long_ago, "lines of long ago"),
    (without_order_number, "lines without account or order"), (in_dollars, "read in another way than before"),
])
def test_a_file_that_does_more_than_add_lines_is_loaded_as_a_whole(
        change: Rows, reason: str, sample_home: Home, lines: pd.DataFrame, tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(allowed, "FROM_LINES", 0)

    assert why_whole(sample_home, a_file(tmp_path, change(october(lines).tail(40))), tmp_path, caplog) == reason


def test_a_state_of_another_policy_other_rules_or_few_lines_is_made_anew(
        sample_home: Home, lines: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture) -> None:
    file, policy = a_file(tmp_path, october(lines).tail(40)), default_policy()
    other = policy.model_copy(update={"lifecycle": policy.lifecycle.model_copy(update={"long_term_months": 36})})

    assert why_whole(sample_home, file, tmp_path, caplog) == "few lines"
    monkeypatch.setattr(allowed, "FROM_LINES", 0)
    assert why_whole(sample_home, file, tmp_path, caplog, Options(TODAY, "test", other)) == "policy changed"
    monkeypatch.setattr(allowed, "rules_version", lambda: "of another release")
    assert why_whole(sample_home, file, tmp_path, caplog) == "rules changed"


def why_whole(home: Home, file: FileGiven, folder: Path, caplog: pytest.LogCaptureFixture,
              options: Options | None = None) -> str:
    """Why a file is not added to the sample: nothing is published, and nothing left where it was built."""
    options = options or Options(TODAY, "test", default_policy())
    before = kept_sources(home)
    fresh, refused = new_sources([file], before, options)
    path, scratch = folder / "build.duckdb", folder / "scratch"
    caplog.clear()
    with caplog.at_level(logging.INFO, "kadash.loads.adding.add"):
        assert add(home, path, before, fresh, refused, options, scratch, silent) is None
    assert not path.exists()
    return caplog.messages[-1].removeprefix("made anew as a whole: ")
