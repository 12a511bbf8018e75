"""What accounts are ranked by, and their place from the top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from kadash.segments.columns import is_prospect, numbers

RankedBy = Literal["contribution", "revenue"]


@dataclass(frozen=True)
class Measure:
    """What every account is ranked by: its value over the last 12 months, and whether a stand-in rate made it."""

    value: pd.Series[float]
    ranked_by: RankedBy
    stand_in: pd.Series[bool]


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
        return Measure(revenue, "revenue", pd.Series(False, index=accounts.index))
    priced = known & revenue.gt(0.0)
    median_rate = float((contribution[priced] / revenue[priced]).median()) if priced.any() else 0.0
    stand_in = ~known & bought
    return Measure(contribution.where(known, revenue * median_rate), "contribution", stand_in)


def place_from_top(values: pd.Series[float], account_id: pd.Series[str]) -> pd.Series:
    """1 for the highest value, 2 for the next; equal values by account number, so that a place is always the same.

    >>> place_from_top(pd.Series([5.0, 9.0, 5.0]), pd.Series(["b", "c", "a"])).tolist()
    [3, 1, 2]
    """
    by_name = account_id.reset_index(drop=True).sort_values(kind="stable").index.to_numpy()
    order = by_name[np.argsort(-values.to_numpy()[by_name], kind="stable")]
    places = np.empty(len(values), dtype="int64")
    places[order] = np.arange(1, len(values) + 1)
    return pd.Series(places, index=values.index, name="place")
