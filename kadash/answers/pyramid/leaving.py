"""How much hangs on few accounts: the whale curve, and what would be left if the largest 1, 3 or 5 left."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from kadash.answers.among import EVERYBODY, Among
from kadash.answers.asked import Asked
from kadash.answers.concentration import Concentration, Measure, amounts_of, concentration
from kadash.language import Words
from kadash.marts.calendar import window

LEAVERS = (1, 3, 5)
"""How many of the largest leave."""

FEW_ACCOUNTS = 40
"""Under so many, one account more or less moves every share by points."""

TOP_SHARE = 0.2
STEPS = 200


class Left(NamedTuple):
    """What the largest `leavers` take with them, of the last 12 months, and what remains.

    Shares are of all accounts asked for; NaN where all together bring nothing or the sum is unknown.
    replaced_by: how many average new accounts bring as much in their first year; None where those bring nothing.
    """

    leavers: int
    contribution: float
    contribution_share: float
    revenue: float
    revenue_share: float
    equity: float
    equity_share: float
    remains: float
    replaced_by: int | None


@dataclass(frozen=True)
class LeavingAnswer:
    """What hangs on few accounts.

    steps: the whale curve, one row a step down the accounts: accounts, amount (together), at most 200 steps.
    top_share: the part of the total that the best fifth of the accounts makes; NaN without a total.
    largest: the accounts that bring most, first ones first, as pyramid_largest.sql. left: for each of LEAVERS that
    leaves somebody behind. new_accounts, new_amount: accounts won in the year before W, and what one of them brought in
    its first 12 months on average (NaN without any).
    """

    measure: Measure
    concentration: Concentration
    steps: pd.DataFrame
    top_share: float
    largest: pd.DataFrame
    left: tuple[Left, ...]
    new_accounts: int
    new_amount: float

    @property
    def few(self) -> bool:
        """Whether there are too few accounts for shares to say much."""
        return self.concentration.accounts < FEW_ACCOUNTS

    def headline(self, words: Words) -> str:
        """The measured 80/20, and what the largest few hold."""
        found = self.concentration
        if not found.accounts:
            return words("pyramid.headline.nobody")
        if found.eighty_accounts is None:
            return words("pyramid.headline.none", found.accounts)
        first = words(f"concentration.headline.{self.measure}", found.eighty_accounts,
                      share=words.percent(found.eighty_share, 0), top=words.percent(self.top_share, 0))
        if not self.left:
            return first
        most = self.left[-1]
        share = most.contribution_share if self.measure == "contribution" else most.revenue_share
        second = words(f"concentration.headline.largest.{self.measure}", most.leavers, share=words.percent(share, 0))
        return words("pyramid.headline.both", None, first=first, second=second)

    def if_gone(self, leavers: int, words: Words) -> str:
        """What is lost if so many leave, and what it takes to replace it."""
        found = next(left for left in self.left if left.leavers == leavers)
        amount = found.contribution if self.measure == "contribution" else found.revenue
        first = words(f"concentration.gone.{self.measure}", leavers, money=words.money(amount),
                      remains=words.money(found.remains))
        if found.replaced_by is None:
            return first
        second = words("concentration.replaced", found.replaced_by, each=words.money(self.new_amount))
        return words("pyramid.headline.both", None, first=first, second=second)


def leaving(asked: Asked, among: Among = EVERYBODY) -> LeavingAnswer:
    """The concentration of the accounts asked for that the viewer may see, and what hangs on the largest."""
    params = among.params
    together = asked.frame("pyramid_together", **params).astype("float64").iloc[0]
    measure: Measure = "contribution" if not math.isnan(together["contribution_12m"]) else "revenue"
    amounts = amounts_of(asked, measure, among)
    largest = asked.frame("pyramid_largest", measure=measure, most=max(LEAVERS), **params)
    new_accounts, new_amount = _new_account(asked, measure, among)
    found = concentration(amounts)
    return LeavingAnswer(
        measure=measure, concentration=found, steps=_steps(amounts), top_share=_top_share(amounts), largest=largest,
        left=tuple(_left(largest, together, measure, count, new_amount) for count in LEAVERS
                   if count < found.accounts and found.total > 0),
        new_accounts=new_accounts, new_amount=new_amount)


def _left(largest: pd.DataFrame, together: pd.Series[float], measure: Measure, leavers: int, each: float) -> Left:
    gone = largest.head(leavers)[["contribution_12m", "revenue_12m", "current_value"]].astype("float64")
    contribution, revenue, equity = (float(amount) for amount in gone.sum(min_count=1))
    amount = contribution if measure == "contribution" else revenue
    return Left(
        leavers=leavers,
        contribution=contribution, contribution_share=_share(contribution, together["contribution_12m"]),
        revenue=revenue, revenue_share=_share(revenue, together["revenue_12m"]),
        equity=equity, equity_share=_share(equity, together["customer_equity"]),
        remains=float(together[f"{measure}_12m"]) - amount,
        replaced_by=math.ceil(amount / each - 1e-9) if each > 0 and amount > 0 else None)


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else float("nan")


def _new_account(asked: Asked, measure: Measure, among: Among) -> tuple[int, float]:
    """How many accounts were won in the year before W, whose first 12 months are known, and what one brought."""
    w = window(asked.as_of, asked.policy)
    last_day = w.first_day - dt.timedelta(days=1)
    row = asked.records("pyramid_new_accounts", measure=measure, first_day=w.previous_first_day, last_day=last_day,
                        **among.params)[0]
    count, first_year = int(row["accounts"]), row["first_year"]
    return count, float("nan") if first_year is None else float(first_year) / count


def _ranked(amounts: np.ndarray[tuple[int], np.dtype[np.float64]]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """What the best accounts make together, from none to all."""
    known = np.sort(amounts[~np.isnan(amounts)])[::-1]
    return np.concatenate([[0.0], np.cumsum(known)])


def _steps(amounts: np.ndarray[tuple[int], np.dtype[np.float64]]) -> pd.DataFrame:
    together = _ranked(amounts)
    accounts = len(together) - 1
    places = np.unique(np.floor(np.arange(1, STEPS + 1) * accounts / STEPS).astype("int64"))
    places = places[places > 0]
    return pd.DataFrame({"accounts": places, "amount": together[places]})


def _top_share(amounts: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """What the best fifth makes, a part of an account counted as that part."""
    together = _ranked(amounts)
    accounts, total = len(together) - 1, float(together[-1])
    if not accounts or total <= 0:
        return float("nan")
    return float(np.interp(TOP_SHARE * accounts, np.arange(accounts + 1), together) / total)
