"""What accounts are ranked by, and their place from the top."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.segments.columns import is_prospect, numbers

RankedBy = Literal["contribution", "revenue"]


@dataclass(frozen=True)
class Measure:
    """What every account is ranked by: its value over the last 12 months, and whether a stand-in rate made it."""

    value: pd.Series[float]
    ranked_by: RankedBy
    stand_in: pd.Series[bool]
    order: NDArray[np.intp]
    """Rows from the highest value down, equal values by account number."""

    def place(self, ranked: pd.Series[bool]) -> NDArray[np.int64]:
        """The place from the top among those ranked, 1 for the first; 0 for the others."""
        rows = self.order[ranked.to_numpy()[self.order]]
        places = np.zeros(len(ranked), dtype=np.int64)
        places[rows] = np.arange(1, len(rows) + 1)
        return places


def value_12m(accounts: pd.DataFrame) -> Measure:
    """Contribution of the last 12 months, revenue where no account's contribution is known.

    One account without a known contribution, among others that have it, gets its revenue times the median
    contribution rate of the others, and is marked.
    Reads: orders, revenue_12m, contribution_12m.
    """
    revenue = numbers(accounts, "revenue_12m").fillna(0.0)
    contribution = numbers(accounts, "contribution_12m")
    bought = revenue.ne(0.0) & ~is_prospect(accounts)
    known = contribution.notna()
    if bought.any() and not (known & bought).any():
        nobody = pd.Series(False, index=accounts.index)
        return Measure(revenue, "revenue", nobody, _from_top(revenue, accounts["account_id"]))
    priced = known & revenue.gt(0.0)
    median_rate = float((contribution[priced] / revenue[priced]).median()) if priced.any() else 0.0
    stand_in = ~known & bought
    value = contribution.where(known, revenue * median_rate)
    return Measure(value, "contribution", stand_in, _from_top(value, accounts["account_id"]))


def place_from_top(values: pd.Series[float], account_id: pd.Series[str]) -> pd.Series:
    """1 for the highest value, 2 for the next; equal values by account number, so that a place is always the same.

    >>> place_from_top(pd.Series([5.0, 9.0, 5.0]), pd.Series(["b", "c", "a"])).tolist()
    [3, 1, 2]
    """
    places = np.empty(len(values), dtype="int64")
    places[_from_top(values, account_id)] = np.arange(1, len(values) + 1)
    return pd.Series(places, index=values.index, name="place")


def _from_top(values: pd.Series[float], account_id: pd.Series[str]) -> NDArray[np.intp]:
    by_value = values.to_numpy()
    if account_id.is_monotonic_increasing:
        return np.argsort(-by_value, kind="stable")
    by_name = account_id.reset_index(drop=True).sort_values(kind="stable").index.to_numpy()
    return np.asarray(by_name[np.argsort(-by_value[by_name], kind="stable")])


def last_places(accounts: int, shares: Iterable[float]) -> list[int]:
    """The place from the top at which each layer ends, for so many ranked accounts; the last layer is the rest.

    `shares` are those of the layers but the last. A layer takes every account that begins inside its share, so that
    the top is never empty; where accounts are few, each layer holds one before the next below it does.

    >>> last_places(100, (0.01, 0.04, 0.15))
    [1, 5, 20, 100]
    """
    ends: list[int] = []
    total = 0.0
    for share in shares:
        total += share
        at_least = (ends[-1] if ends else 0) + (1 if share else 0)
        ends.append(min(accounts, max(math.ceil(accounts * total - 1e-9), at_least)))
    return [*ends, max(accounts, 1)]


def top_set(accounts: pd.DataFrame, share: float, measure: Measure | None = None) -> pd.Series[bool]:
    """True for the accounts, from the top, that together make `share` of all positive contribution.

    measure: what they are ranked by, worked out here unless given. Reads: what `value_12m` reads.
    """
    measure = measure or value_12m(accounts)
    positive = measure.value.where(~is_prospect(accounts), 0.0).clip(lower=0.0).to_numpy()
    ranked = positive[measure.order]
    before = np.concatenate([[0.0], np.cumsum(ranked)])[: len(ranked)]
    inside = np.empty(len(ranked), dtype=bool)
    inside[measure.order] = before < share * ranked.sum() * (1.0 - 1e-12)
    return pd.Series(inside & (positive > 0.0), index=accounts.index)


def among_top(values: pd.Series[float], share: float) -> pd.Series[bool]:
    """True where at most `share` of the known values, and at least one account, are as high; unknown never is.

    >>> among_top(pd.Series([9.0, 5.0, 5.0, 1.0]), 0.5).tolist()
    [True, False, False, False]
    """
    as_high = values.rank(ascending=False, method="max")
    return as_high.le(max(1, math.ceil(share * int(values.notna().sum()) - 1e-9)))
