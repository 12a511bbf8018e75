"""Price against list, and margin, on a constant basket: products bought both in W and in the year before."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kadash.marts.facts.moment import Moment
from kadash.marts.facts.parts import Ahead, Parts
from kadash.marts.facts.runs import MONEY_UNITS, Floats, Ints, Rows, Runs, Slices, Sums, groups, in_order

MOST = 0.6
"""What an account buys at a discount is what this share of it, by list value, gets at least."""


class Prices:
    """What every account paid for a product in its months, by ranges of accounts: what is held at once stays small."""

    def __init__(self, ranges: Iterable[tuple[Rows, int]], ahead: Ahead | None = None) -> None:
        """`ranges`: rows as products.sql says with how many accounts there are, numbered within their range."""
        self._parts = Parts((_Baskets(*each) for each in ranges), {"prices": _Baskets.facts}, ahead)

    def facts(self, moment: Moment) -> dict[str, NDArray[np.generic]]:
        """One entry an account of all ranges: see `_Baskets.facts`."""
        return self._parts.tell("prices", moment)


class _Baskets:
    """Of a range of accounts; products of one month only can be in no basket."""

    def __init__(self, rows: Rows, accounts: int) -> None:
        rows = _in_several_months(in_order(rows, "account", "product", "month"))
        account, product = rows["account"].astype(np.int64), rows["product"].astype(np.int64)
        pair, begins = groups(account, product)
        self._accounts, self._account = accounts, account[begins]
        self._runs = Runs(pair, rows["month"].astype(np.int64), len(begins))
        self._list_value = Sums(rows["list_value"].astype(np.int64))
        self._discount = Sums(rows["discount"].astype(np.int64))
        self._revenue = Sums(rows["revenue"].astype(np.int64))
        self._margin = Sums(rows["margin"].astype(np.int64))

    def facts(self, moment: Moment) -> dict[str, Floats]:
        """Paid / list value in W and before, weighted by the products' list value of both; NaN: no basket.

        basket_margin_lost: margin rate of the year before less that of W, each product weighted by its revenue of both;
        basket_revenue: that revenue. discount_of_most_12m: 60 % of what it bought in W, by list value, was bought at
        this discount or a deeper one; basket_list_value: of the products that this is read from, bought in several
        months of both. Nothing before them is looked at: a book that was opened further back tells the same.
        """
        now = self._runs.between(moment.window_first_month, moment.window_month)
        before = self._runs.between(moment.previous_first_month, moment.window_first_month - 1)
        return {**self._price_to_list(now, before), **self._margin_lost(now, before),
                **self._discount_of_most(now, before)}

    def _price_to_list(self, now: Slices, before: Slices) -> dict[str, Floats]:
        value, value_before = self._list_value.of(now), self._list_value.of(before)
        kept = np.flatnonzero((value > 0) & (value_before > 0))
        weight, account = (value + value_before)[kept] / MONEY_UNITS, self._account[kept]
        paid = 1.0 - self._discount.of(now)[kept] / value[kept]
        paid_before = 1.0 - self._discount.of(before)[kept] / value_before[kept]
        total = self._summed(account, weight)
        total = np.where(total > 0, total, np.nan)
        return {
            "price_to_list_12m": np.round(self._summed(account, weight * paid) / total, 12),
            "price_to_list_prev_12m": np.round(self._summed(account, weight * paid_before) / total, 12),
        }

    def _discount_of_most(self, now: Slices, before: Slices) -> dict[str, Floats]:
        value = self._list_value.of(now)
        kept = np.flatnonzero((value > 0) & (now.end - before.start > 1))
        rate, account = self._discount.of(now)[kept] / value[kept], self._account[kept]
        order = np.lexsort((rate, account))
        rate, account, weight = rate[order], account[order], value[kept][order] / MONEY_UNITS
        total = self._summed(account, weight)
        running = np.cumsum(weight) - (np.cumsum(total) - total)[account]
        reached = np.flatnonzero(running > (1.0 - MOST) * total[account] + 1e-6)
        named, first = np.unique(account[reached], return_index=True)
        found = np.full(self._accounts, np.nan)
        found[named] = np.round(rate[reached[first]], 12)
        return {"discount_of_most_12m": found, "basket_list_value": total}

    def _margin_lost(self, now: Slices, before: Slices) -> dict[str, Floats]:
        revenue, revenue_before = self._revenue.of(now), self._revenue.of(before)
        kept = np.flatnonzero((revenue > 0) & (revenue_before > 0))
        weight, account = (revenue + revenue_before)[kept] / MONEY_UNITS, self._account[kept]
        lost = self._margin.of(before)[kept] / revenue_before[kept] - self._margin.of(now)[kept] / revenue[kept]
        total = self._summed(account, weight)
        mean = self._summed(account, weight * lost) / np.where(total > 0, total, np.nan)
        return {"basket_margin_lost": np.round(mean, 12), "basket_revenue": total}

    def _summed(self, account: Ints, values: Floats) -> Floats:
        return np.bincount(account, values, self._accounts).astype(np.float64)


def _in_several_months(rows: Rows) -> Rows:
    """The rows of products that an account bought in more than one month."""
    pair, _ = groups(rows["account"].astype(np.int64), rows["product"].astype(np.int64))
    kept = np.bincount(pair)[pair] > 1 if len(pair) else np.zeros(0, dtype=bool)
    return {name: column[kept] for name, column in rows.items()}
