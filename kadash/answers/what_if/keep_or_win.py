"""The same money on keeping or on winning, on a viewer's accounts: what it is assumed to buy and what it brings."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.keeper import VIEWERS, keeping
from kadash.answers.what_if.answer import truncated_sentence
from kadash.answers.what_if.base import SCHEME, WhatIfBase, accounts_of, what_if_base
from kadash.answers.worth import winning
from kadash.language import Words
from kadash.marts.calendar import window
from kadash.scenarios import (
    NO_CHANGE,
    Base,
    Keeping,
    KeepOrWin,
    Winning,
    base_arrays,
    keep_or_win,
    value_of_one,
    what_if,
)

FIRST_POINT, FIRST_SHARE_OF_PROFIT, FIRST_SHARE_OF_VALUE = 0.01, 0.02, 0.2


@dataclass(frozen=True)
class Bought:
    """What the money is assumed to buy. None: the usual, as `keep_or_win_answer` finds it.

    retention: points that it keeps, as 0.01; acquisition_cost: of winning one; account_value: what a new one is worth
    over the horizon; most_won_per_year: how many can be won a year, for whatever money.
    """

    money_per_year: float | None = None
    retention: float | None = None
    acquisition_cost: float | None = None
    account_value: float | None = None
    most_won_per_year: float | None = None


@dataclass(frozen=True)
class WonLately:
    """The accounts won in the last 12 months: how many, what winning one cost, what one is worth; None if unknown."""

    accounts: int
    cost: float | None
    value: float | None


@dataclass(frozen=True)
class KeepOrWinAnswer:
    """Both ways under what is assumed; `lately`: what was seen of winning here."""

    found: KeepOrWin
    bought: Bought
    lately: WonLately
    segment: str | None
    currency: str
    of: WhatIfBase

    @property
    def is_limited(self) -> bool:
        """Whether the money would win more accounts than can be won."""
        return self.found.cost_per_won > (self.bought.acquisition_cost or 0.0) * (1.0 + 1e-9)

    def headline(self, words: Words) -> str:
        """Which way brings more; or that neither pays."""
        found = self.found
        best = max(found.keep.change.customer_equity, found.win.change.customer_equity)
        key = "neither" if best <= 0 else "keep_better" if found.keeping_is_better else "win_better"
        return words(f"what_if.win.{key}", None,
                     money=words.money(found.money_per_year),
                     keep=words.money(found.keep.change.customer_equity, sign=True),
                     win=words.money(found.win.change.customer_equity, sign=True))

    def facts(self, words: Words) -> list[str]:
        """What each way buys, what was seen of winning here, and at which assumptions they would be even."""
        found, met = self.found, self.found.keep.assumptions
        lines = [words("what_if.win.kept_each", None, kept=words.number(found.kept_per_year, 1),
                       each=words.money(found.cost_per_kept)),
                 words("what_if.win.won_each", None, won=words.number(found.won_per_year, 1),
                       each=words.money(found.cost_per_won), value=words.money(found.account_value))]
        if self.is_limited:
            lines.append(words("what_if.win.limited", None, assumed=words.money(self.bought.acquisition_cost)))
        lines.append(self._lately(words))
        for key, points in (("to_earn", found.retention_to_earn_its_cost),
                            ("to_equal", found.retention_to_equal_winning)):
            if points is not None:
                lines.append(words(f"what_if.win.{key}", None, points=words.points(points, 2)))
        if found.acquisition_cost_to_equal_keeping is not None:
            lines.append(words("what_if.win.cost_to_equal", None,
                               cost=words.money(found.acquisition_cost_to_equal_keeping)))
        return lines + truncated_sentence(met.truncated_accounts, met.real_lift, words)

    def sentences(self, words: Words) -> list[str]:
        """For a terminal."""
        return [self.headline(words), *self.facts(words), words("what_if.assumptions")]

    def to_json(self) -> dict[str, object]:
        """Plain numbers, unrounded, unknown as null."""
        found, given = self.found, self.found.keep.assumptions
        figures = {name: value for name, value in vars(found).items() if name not in ("keep", "win")}
        return {
            **figures, "better": "keep" if found.keeping_is_better else "win",
            "keep": asdict(found.keep.change), "win": asdict(found.win.change),
            "assumptions": {**asdict(self.bought), "segment": self.segment, "years": given.years,
                            "discount_per_year": given.discount_per_year},
            "won_last_12_months": asdict(self.lately), "scheme": self.of.scheme, "account": self.of.account_id,
            "currency": self.currency, "assumed_margin": self.of.assumed_margin}

    def _lately(self, words: Words) -> str:
        if not self.lately.accounts:
            return words("what_if.win.none_lately")
        return words("what_if.win.lately", self.lately.accounts, value=words.money(self.lately.value))


def keep_or_win_answer(
    asked: Asked, bought: Bought = Bought(), *, segment: str | None = None, discount_per_year: float | None = None,
    years: int | None = None, scheme: str = SCHEME, assumed_margin: float | None = None, account_id: str | None = None,
) -> KeepOrWinAnswer | None:
    """What money brings kept on all accounts, on a layer (`segment`) or on one account, and spent on winning others.

    What is not assumed is a fiftieth of a year's profit, buying one point of retention; and new accounts like those
    won in the last 12 months, as many again, for what they cost; where none was, like the average account, for a fifth
    of what that is worth. None where no cost is known.
    """
    of = what_if_base(asked, scheme, assumed_margin, account_id)
    if not of.knows_cost:
        return None
    lately = won_lately(asked, of.assumed_margin, discount_per_year, years)
    bought = _with_the_usual(bought, of.base, lately, discount_per_year, years)
    aim = account_id or (segment.rpartition(":")[2] if segment else None)
    ways = (Keeping(bought.retention or 0.0, aim),
            Winning(bought.acquisition_cost or 0.0, bought.account_value, bought.most_won_per_year))
    found = keep_or_win(of.base, bought.money_per_year or 0.0, *ways, discount_per_year, years)
    return KeepOrWinAnswer(found, bought, lately, aim, asked.currency, of)


def won_lately(
    asked: Asked, assumed_margin: float | None = None, discount_per_year: float | None = None, years: int | None = None
) -> WonLately:
    """The viewer's accounts whose first order lies in the last 12 months."""
    base, cost = _won(asked, assumed_margin)
    accounts = int(base.accounts_by_segment.sum())
    live = bool(accounts) and float(base.exact.alive.sum()) > 0
    return WonLately(accounts, cost, value_of_one(base, discount_per_year, years) if live else None)


@keeping(VIEWERS)
def _won(asked: Asked, assumed_margin: float | None) -> tuple[Base, float | None]:
    accounts, days = accounts_of(asked, SCHEME, assumed_margin)[0], window(asked.as_of, asked.policy)
    first = pd.to_datetime(accounts["first_order"])
    lately = accounts[first.between(pd.Timestamp(days.first_day), pd.Timestamp(days.last_day))]
    return base_arrays(lately.reset_index(drop=True), asked.policy), winning(asked).per_won


def _with_the_usual(
    bought: Bought, base: Base, lately: WonLately, discount: float | None, years: int | None
) -> Bought:
    """What is assumed, with the usual where nothing is; sums of one or two figures, as a person would type them."""
    today = what_if(base, NO_CHANGE, discount, years)
    value = bought.account_value or (rounded(lately.value) if lately.value and lately.value > 0 else None)
    worth = value or max(today.base.customer_equity, 1.0) / max(today.assumptions.accounts, 1)
    return Bought(
        bought.money_per_year or rounded(max(today.base.profit_12m * FIRST_SHARE_OF_PROFIT, 1.0)),
        FIRST_POINT if bought.retention is None else bought.retention,
        bought.acquisition_cost or rounded(lately.cost or worth * FIRST_SHARE_OF_VALUE),
        value,
        bought.most_won_per_year or (float(lately.accounts) if lately.accounts else None))


def rounded(money: float) -> float:
    """A sum of one or two figures.

    >>> rounded(953_120.0), rounded(12_345.0)
    (950000.0, 12000.0)
    """
    return float(f"{money:.2g}")
