"""What one account answered: driver by driver, beside the year before and beside all the viewer's accounts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.voice.read import all_answers, by_account, by_driver, on_drivers, period_of, within
from kadash.vocabulary import RECOMMEND, SURVEY_DRIVERS


@dataclass(frozen=True)
class AccountVoice:
    """The answers of an account in the last year in which it answered; empty where it never did.

    drivers: one row a driver, in the order of the questionnaire: driver, performance, expectation, gap, stated (from 0
    to 1, NaN where not answered), performance_before (the year before), others (mean of all the viewer's accounts in
    the same year).
    score: the mean over the drivers; recommend: 0 to 1; first, last: days of its answers in that year.
    """

    account_id: str
    drivers: pd.DataFrame
    score: float
    recommend: float
    answers: int
    first: dt.date | None
    last: dt.date | None

    @property
    def lowest(self) -> str | None:
        """The driver with the lowest score, the first of equal ones."""
        if self.drivers.empty:
            return None
        return str(self.drivers.sort_values("performance", kind="stable")["driver"].iloc[0])


def voice_of_account(asked: Asked, account_id: str) -> AccountVoice:
    """The account's answers; nothing where the viewer may not see it."""
    own = all_answers(asked, account_id=account_id)
    if own.empty:
        return AccountVoice(account_id, pd.DataFrame(), float("nan"), float("nan"), 0, None, None)
    period = period_of(own, asked.as_of)
    year = within(own, period)
    rows = by_driver(by_account(on_drivers(year))).drop(columns="accounts")
    earlier = by_driver(by_account(on_drivers(within(own, period.before)))).set_index("driver")["performance"]
    others = by_driver(by_account(on_drivers(within(all_answers(asked), period)))).set_index("driver")["performance"]
    order = {driver: place for place, driver in enumerate(SURVEY_DRIVERS)}
    rows = rows.assign(performance_before=rows["driver"].map(earlier).astype("float64"),
                       others=rows["driver"].map(others).astype("float64"))
    rows = rows.sort_values("driver", key=lambda names: names.map(order), kind="stable").reset_index(drop=True)
    return AccountVoice(
        account_id, rows, float(rows["performance"].mean()),
        float(year[year["driver"].eq(RECOMMEND)]["score"].mean()),
        int(year.groupby("day")["respondents"].max().sum()), year["day"].min().date(), year["day"].max().date())
