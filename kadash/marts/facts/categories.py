"""What accounts bought by category, as of a day; peers and whitespace read it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.marts.facts.moment import Moment
from kadash.marts.facts.runs import Ints, Rows, Runs, Sums, groups, in_order, reduced


class Categories:
    """Every account's months of each category it bought."""

    def __init__(self, rows: Rows, names: list[str], accounts: int) -> None:
        """`rows` as categories.sql says; `names` of the categories, in the order of their numbers."""
        rows = in_order(rows, "account", "category", "month")
        account, category = rows["account"].astype(np.int64), rows["category"].astype(np.int64)
        pair, begins = groups(account, category)
        self._accounts, self._names = accounts, np.array(names, dtype=object)
        self._account, self._category = account[begins], category[begins]
        self._runs = Runs(pair, rows["month"].astype(np.int64), len(begins))
        counted = ("revenue", "margin", "without_cost", "days")
        self._revenue, self._margin, self._without_cost, self._days = (
            Sums(rows[name].astype(np.int64)) for name in counted)
        self._last_day = rows["last_day"]
        self._first_day = np.minimum.reduceat(rows["first_day"], begins) if len(begins) else np.zeros(0, np.int32)

    def bought(self, moment: Moment) -> Ints:
        """Categories with a purchase in W, one entry an account."""
        recent = self._runs.between(moment.window_first_month, moment.window_month)
        return np.bincount(self._account[self._days.of(recent) > 0], minlength=self._accounts)

    def frame(self, moment: Moment, account_ids: pd.Series[str], row_of: Ints) -> pd.DataFrame:
        """One row an account and a category it bought by then; columns as FactBook.account_categories says.

        `account_ids` are those known of, `row_of` the place of each account's number among them.
        """
        so_far = self._runs.so_far(moment.month)
        recent = self._runs.between(moment.window_first_month, moment.window_month)
        before = self._runs.between(moment.previous_first_month, moment.window_first_month - 1)
        seen = so_far.filled
        last_day = reduced(np.maximum, self._last_day, so_far, -1)[seen]
        margin = np.where(self._without_cost.of(recent) == 0, self._margin.money(recent), np.nan)
        return pd.DataFrame({
            "account_id": pd.Categorical.from_codes(row_of[self._account[seen]], categories=pd.Index(account_ids)),
            "category": self._named(self._category[seen]),
            "revenue_12m": self._revenue.money(recent)[seen],
            "revenue_prev_12m": self._revenue.money(before)[seen],
            "margin_12m": margin[seen],
            "days": self._days.of(so_far)[seen],
            "first_day": dates(np.where(last_day >= 0, self._first_day[seen], np.nan)),
            "last_day": dates(np.where(last_day >= 0, last_day, np.nan)),
        })

    def _named(self, category: Ints) -> pd.Categorical:
        """Their names; categories that nobody has bought by then are none."""
        present = np.bincount(category, minlength=len(self._names)) > 0
        return pd.Categorical.from_codes((np.cumsum(present) - 1)[category],
                                         categories=pd.Index(self._names[present], dtype="str"))


def dates(day: NDArray[np.float64]) -> NDArray[np.datetime64]:
    """Days since 1970 as dates, NaN as not a date."""
    known = np.isfinite(day)
    found = np.where(known, day, 0.0).astype("datetime64[D]").astype("datetime64[us]")
    return np.where(known, found, np.datetime64("NaT", "us"))
