"""History without hindsight: what account_history says of a past month-end is what would have been computed then."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from kadash.loads import FileGiven, load
from kadash.policy import Policy, default_policy
from kadash.sample import write_sample
from kadash.store import Home

DATES = {  # file to (the date that places a row in time, dates that may not be known yet)
    "order_lines.csv": ("Order Date", ["Actual delivery date"]), "receivables.csv": ("Invoice Date", ["Paid on"]),
    "service_events.csv": ("Opened Date", ["Closed on"]), "quotes.csv": ("Quote Date", []),
    "contracts.csv": ("Contract Start Date", []), "survey.csv": ("Response date", []), "accounts.csv": (None, []),
}


def cut(exports: Path, day: dt.date, target: Path) -> list[FileGiven]:
    """The exports as they would have been on `day`: later rows gone, later paid and closed dates blank."""
    target.mkdir()
    for name, (placed, later) in DATES.items():
        frame = pd.read_csv(exports / name, dtype=str, keep_default_na=False)
        if placed is not None:
            frame = frame[frame[placed] <= day.isoformat()]
        for column in later:
            frame[column] = frame[column].where(frame[column] <= day.isoformat(), "")
        frame.to_csv(target / name, index=False)
    return [FileGiven(file, file.name) for file in sorted(target.iterdir())]


def knowing_only_this_month() -> Policy:
    """The policy, with a history of the month that is compared: those before it are neither compared nor read."""
    shipped = default_policy()
    return shipped.model_copy(update={"calendar": shipped.calendar.model_copy(update={"history_months": 1})})


@pytest.mark.parametrize("day", [dt.date(2025, 9, 30), dt.date(2026, 6, 30)])
def test_the_sample_cut_at_a_past_month_end_gives_the_history_of_that_month(
        day: dt.date, sample_home: Home, tmp_path: Path) -> None:
    write_sample(tmp_path / "exports", "en")
    then = Home(tmp_path / "home")
    load(then, cut(tmp_path / "exports", day, tmp_path / "cut"), currency="CNY", as_of=day, today=day, who="test",
         policy=knowing_only_this_month())
    question = "select * from mart.account_history where month_end = $day order by account_id"

    told = sample_home.generation().frame(question, day=day)
    known = then.generation().frame(question, day=day)

    assert len(known) > 300
    pd.testing.assert_frame_equal(told, known, check_exact=False, rtol=1e-9)
