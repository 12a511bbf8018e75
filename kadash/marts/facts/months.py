"""Money of accounts over all history, W and the 12 months before it, as of a day."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kadash.marts.facts.moment import Moment
from kadash.marts.facts.runs import MONEY_UNITS, Floats, Ints, Rows, Runs, Slices, Sums, in_order
from kadash.marts.growth import MONTHS, REVENUE_MONTHS, growth_with_error

_MONEY = {
    "": ("margin", "contribution"),
    "_12m": ("revenue", "margin", "contribution", "service_cost", "freight", "commission", "rebate", "financing",
             "list_value", "discount"),
    "_prev_12m": ("revenue", "margin", "contribution", "service_cost", "list_value", "discount"),
}
_COUNTS = {
    "": ("without_cost",),
    "_12m": ("without_cost", "orders", "purchases", "is_active"),
    "_prev_12m": ("without_cost", "orders", "purchases"),
}
"""What is summed: without suffix over all months, `_12m` over W, `_prev_12m` over the 12 months before."""


class Months:
    """Every account's months with orders or costs."""

    def __init__(self, rows: Rows, accounts: int, first_cost: int | None) -> None:
        """`rows` as months.sql says; `first_cost` is the first month with a known cost."""
        rows = in_order(rows, "account", "month")
        account, month = rows["account"].astype(np.int64), rows["month"].astype(np.int64)
        self._runs = Runs(account, month, accounts)
        self._sums = {name: Sums(rows[name].astype(np.int64)) for name in {*_MONEY["_12m"], *_COUNTS["_12m"]}}
        self._first_cost = first_cost
        self._revenue = _Grid(account, month, rows["revenue"].astype(np.int64), accounts)

    def facts(self, moment: Moment) -> dict[str, NDArray[np.generic]]:
        """One entry an account; margin and contribution are NaN where a month lacks cost, or none is known so far."""
        found: dict[str, NDArray[np.generic]] = {}
        for suffix, rows in self._slices(moment).items():
            found |= {f"{name}{suffix}": self._sums[name].money(rows) for name in _MONEY[suffix]}
            found |= {f"{name}{suffix}": self._sums[name].of(rows) for name in _COUNTS[suffix]}
            known = self._knows_cost(moment) & (found[f"without_cost{suffix}"] == 0)
            found |= {f"{name}{suffix}": np.where(known, found[f"{name}{suffix}"], np.nan)
                      for name in ("margin", "contribution")}
        return found

    def growth(self, moment: Moment, first_purchase_month: Floats) -> tuple[Floats, Floats]:
        """Growth a year and its standard error, in log points; `first_purchase_month` since year 0, NaN for none."""
        revenue = self._revenue.months(moment.window_month - REVENUE_MONTHS + 1, moment.window_month)
        recent = self._runs.between(moment.window_month - MONTHS + 1, moment.window_month)
        purchases = self._sums["purchases"].of(recent).astype(np.float64)
        return growth_with_error(revenue, moment.window_month - first_purchase_month + 1, purchases)

    def _slices(self, moment: Moment) -> dict[str, Slices]:
        return {
            "": self._runs.so_far(moment.month),
            "_12m": self._runs.between(moment.window_first_month, moment.window_month),
            "_prev_12m": self._runs.between(moment.previous_first_month, moment.window_first_month - 1),
        }

    def _knows_cost(self, moment: Moment) -> bool:
        return self._first_cost is not None and self._first_cost <= moment.month


class _Grid:
    """Revenue of every account in every month, 0 where there is none."""

    def __init__(self, account: Ints, month: Ints, revenue: Ints, accounts: int) -> None:
        self._first = int(month.min(initial=0)) if len(month) == 0 else int(month.min())
        width = int(month.max()) - self._first + 1 if len(month) else 0
        self._revenue = np.zeros((accounts, width))
        self._revenue[account, month - self._first] = revenue / MONEY_UNITS

    def months(self, first: int, last: int) -> Floats:
        """Accounts x months from one to the other, both included."""
        low, high = first - self._first, last - self._first + 1
        width = self._revenue.shape[1]
        inside = self._revenue[:, min(max(low, 0), width):min(max(high, 0), width)]
        before = min(max(-low, 0), high - low)
        return np.pad(inside, ((0, 0), (before, high - low - before - inside.shape[1])))
