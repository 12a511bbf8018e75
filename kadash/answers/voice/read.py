"""The answers of surveys as tables, and their means by driver and account."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from kadash.answers.asked import Asked
from kadash.vocabulary import RECOMMEND

YEAR = dt.timedelta(days=365)
MARKS = ("score", "expectation", "importance")


@dataclass(frozen=True)
class Period:
    """The 365 days that are looked at: those up to `last`, which lies before the as-of date where answers are older."""

    last: dt.date

    @property
    def first(self) -> dt.date:
        """The first of its days."""
        return self.last - YEAR + dt.timedelta(days=1)

    @property
    def before(self) -> Period:
        """The 365 days before it."""
        return Period(self.last - YEAR)


def all_answers(asked: Asked, scheme: str = "value_tier", account_id: str | None = None) -> pd.DataFrame:
    """One row an account, a day and a driver, with the account's layer: columns of voice_answers.sql."""
    rows = asked.frame("voice_answers", as_of=asked.as_of, scheme=scheme,
                       account_id=account_id)
    return rows.assign(day=pd.to_datetime(rows["day"]))


def period_of(answers: pd.DataFrame, as_of: dt.date) -> Period:
    """The last year where anybody answered in it, else the year up to the last answer."""
    last: dt.date = answers["day"].max().date()
    return Period(as_of if last > as_of - YEAR else last)


def within(answers: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The answers of a period."""
    return answers[answers["day"].between(pd.Timestamp(period.first), pd.Timestamp(period.last))]


def on_drivers(answers: pd.DataFrame) -> pd.DataFrame:
    """The answers on the eight drivers that have a place on their scale."""
    return answers[answers["driver"].ne(RECOMMEND) & answers["score"].notna()]


def by_account(answers: pd.DataFrame) -> pd.DataFrame:
    """One row an account and a driver: the means of its days, so that an account counts once however often it answers.

    account_id, driver, layer, score, expectation, importance.
    """
    grouped = answers.groupby(["account_id", "driver", "layer"], dropna=False, sort=False)
    return grouped[list(MARKS)].mean().reset_index()


def by_driver(accounts: pd.DataFrame, *, also: tuple[str, ...] = ()) -> pd.DataFrame:
    """One row a driver (and a value of the columns `also`): means over accounts, gap, accounts that answered.

    performance, expectation, stated (importance) from 0 to 1; gap: performance less expectation over the accounts that
    gave both.
    """
    both = accounts.assign(gap=accounts["score"] - accounts["expectation"])
    grouped = both.groupby([*also, "driver"], sort=False)
    return grouped.agg(
        performance=("score", "mean"), expectation=("expectation", "mean"), stated=("importance", "mean"),
        gap=("gap", "mean"), accounts=("account_id", "nunique")).reset_index()
