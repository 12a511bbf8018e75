"""Price elasticity of every account: how its quantities answer its own prices, product by product, with an interval."""

from __future__ import annotations

import numpy as np
from scipy.special import stdtrit

from kadash.marts.facts.moment import Moment
from kadash.marts.facts.runs import Flags, Floats, Ints, Rows, Runs, Slices, groups, in_order, reduced

LEAST_FREE = 10
"""Months of products beyond what the fit itself uses; with fewer an interval says nothing."""

LEAST_MONTHS, LEAST_SPREAD = 6, 0.002
"""A product tells something where it was bought in so many months, at prices that differ by so much (in logs)."""

CONFIDENCE = 0.9
NAMES = ("price_elasticity", "price_elasticity_low", "price_elasticity_high")


class Elasticity:
    """What every account bought of a product in a month, and at which price; both in logs."""

    def __init__(self, rows: Rows, accounts: int) -> None:
        """`rows` as elasticity.sql says."""
        rows = in_order(rows, "account", "product", "month")
        account, product = rows["account"].astype(np.int64), rows["product"].astype(np.int64)
        pair, begins = groups(account, product)
        month = rows["month"].astype(np.int64)
        self._accounts, self._account = accounts, account[begins]
        self._runs = Runs(pair, month, len(begins))
        self._month = month
        self._price = rows["price"].astype(np.float64)
        self._quantity = rows["quantity"].astype(np.float64)

    def facts(self, moment: Moment) -> dict[str, Floats]:
        """Elasticity over W and the year before with its 90 % interval; NaN where too little was bought to tell.

        Least squares of log quantity on log price within each product, beside a trend over time: a large account that
        grows while its price falls is no proof that it grows because of it.
        """
        unknown = np.full(self._accounts, np.nan)
        if not len(self._price):
            return dict.fromkeys(NAMES, unknown)
        slices = self._runs.between(moment.previous_first_month, moment.window_month)
        sums = _Within(slices, self._price, self._account, self._accounts)
        years = (self._month - moment.window_month) / 12.0
        x, y = self._price, self._quantity
        xx, xt, tt = sums.of(x, x), sums.of(x, years), sums.of(years, years)
        xy, ty, yy = sums.of(x, y), sums.of(years, y), sums.of(y, y)
        free = sums.months - sums.products - 2.0
        with np.errstate(divide="ignore", invalid="ignore"):
            spread = xx * tt - xt * xt
            known = (free >= LEAST_FREE) & (spread > 1e-9 * xx * tt) & (xx > 0)
            slope, trend = (tt * xy - xt * ty) / spread, (xx * ty - xt * xy) / spread
            left = np.maximum(0.0, yy - slope * xy - trend * ty)
            error = np.sqrt(left / free * tt / spread) * stdtrit(np.maximum(free, 1.0), 0.5 + CONFIDENCE / 2)
        found: tuple[Floats, ...] = (slope, slope - error, slope + error)
        return {name: _rounded(value, known) for name, value in zip(NAMES, found, strict=True)}


def _rounded(value: Floats, known: Flags) -> Floats:
    return np.round(np.where(known, value, np.nan), 6).astype(np.float64)


class _Within:
    """Sums of products of deviations from the mean of each product's months, one entry an account."""

    def __init__(self, slices: Slices, price: Floats, account: Ints, accounts: int) -> None:
        self._slices, self._account, self._accounts = slices, account, accounts
        self._count = (slices.end - slices.start).astype(np.float64)
        enough = (self._count >= LEAST_MONTHS) & (self._each(price, price) > self._count * LEAST_SPREAD ** 2)
        self._telling = enough.astype(np.float64)
        self.months = self._summed(self._count)
        self.products = self._summed(np.ones(len(account)))

    def of(self, one: Floats, other: Floats) -> Floats:
        return self._summed(self._each(one, other))

    def _each(self, one: Floats, other: Floats) -> Floats:
        both = reduced(np.add, one * other, self._slices, 0.0)
        means = reduced(np.add, one, self._slices, 0.0) * reduced(np.add, other, self._slices, 0.0)
        return both - means / np.maximum(self._count, 1.0)

    def _summed(self, values: Floats) -> Floats:
        return np.bincount(self._account, values * self._telling, self._accounts).astype(np.float64)
