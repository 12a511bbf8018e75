"""What accounts bought by category, as of a day; peers and whitespace read it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.marts.facts.moment import Moment
from kadash.marts.facts.parts import Ahead, Columns, Parts
from kadash.marts.facts.runs import Ints, Rows, Runs, Sums, groups, in_order, reduced


class Categories:
    """Every account's months of each category it bought, by ranges of accounts: what is held at once stays small."""

    def __init__(self, ranges: Iterable[tuple[Rows, int]], names: list[str], accounts: int,
                 ahead: Ahead | None = None) -> None:
        """`ranges`: rows as categories.sql says; `names` of the categories, in the order of their numbers."""
        self._accounts, self._names = accounts, np.array(names, dtype=object)
        asks = {"categories_bought": _Pairs.bought, "categories": _Pairs.facts}
        self._parts = Parts((_Pairs(rows) for rows, _ in ranges), asks, ahead)

    def bought(self, moment: Moment) -> Ints:
        """Categories with a purchase in W, one entry an account."""
        return np.bincount(self._parts.tell("categories_bought", moment)["account"], minlength=self._accounts)

    def frame(self, moment: Moment, account_ids: pd.Series[str], row_of: Ints) -> pd.DataFrame:
        """One row an account and a category it bought by then; columns as FactBook.account_categories says.

        `account_ids` are those known of, `row_of` the place of each account's number among them.
        """
        told = self._parts.tell("categories", moment)
        account = pd.Categorical.from_codes(row_of[told.pop("account")], categories=pd.Index(account_ids))
        category = self._named(told.pop("category").astype(np.int64))
        return pd.DataFrame({"account_id": account, "category": category, **told})

    def _named(self, category: Ints) -> pd.Categorical:
        """Their names; categories that nobody has bought by then are none."""
        present = np.bincount(category, minlength=len(self._names)) > 0
        return pd.Categorical.from_codes((np.cumsum(present) - 1)[category],
                                         categories=pd.Index(self._names[present], dtype="str"))


class _Pairs:
    """The months of every pair of an account and a category, of a range of accounts."""

    def __init__(self, rows: Rows) -> None:
        rows = in_order(rows, "account", "category", "month")
        pair, begins = groups(rows["account"].astype(np.int64), rows["category"].astype(np.int64))
        self._account, self._category = rows["account"][begins], rows["category"][begins]
        self._runs = Runs(pair, rows["month"].astype(np.int64), len(begins))
        counted = ("revenue", "margin", "without_cost", "days")
        self._revenue, self._margin, self._without_cost, self._days = (
            Sums(rows[name].astype(np.int64)) for name in counted)
        self._last_day = rows["last_day"]
        self._first_day = np.minimum.reduceat(rows["first_day"], begins) if len(begins) else np.zeros(0, np.int32)

    def bought(self, moment: Moment) -> Columns:
        """The account of every pair with a purchase in W."""
        recent = self._runs.between(moment.window_first_month, moment.window_month)
        return {"account": self._account[self._days.of(recent) > 0]}

    def facts(self, moment: Moment) -> Columns:
        """One entry a pair with a row by then."""
        so_far = self._runs.so_far(moment.month)
        recent = self._runs.between(moment.window_first_month, moment.window_month)
        before = self._runs.between(moment.previous_first_month, moment.window_first_month - 1)
        seen = so_far.filled
        last_day = reduced(np.maximum, self._last_day, so_far, -1)[seen]
        margin = np.where(self._without_cost.of(recent) == 0, self._margin.money(recent), np.nan)
        return {
            "account": self._account[seen],
            "category": self._category[seen],
            "revenue_12m": self._revenue.money(recent)[seen],
            "revenue_prev_12m": self._revenue.money(before)[seen],
            "margin_12m": margin[seen],
            "days": self._days.of(so_far)[seen],
            "first_day": dates(np.where(last_day >= 0, self._first_day[seen], np.nan)),
            "last_day": dates(np.where(last_day >= 0, last_day, np.nan)),
        }


def dates(day: NDArray[np.float64]) -> NDArray[np.datetime64]:
    """Days since 1970 as dates, NaN as not a date."""
    known = np.isfinite(day)
    found = np.where(known, day, 0.0).astype("datetime64[D]").astype("datetime64[us]")
    return np.where(known, found, np.datetime64("NaT", "us"))
