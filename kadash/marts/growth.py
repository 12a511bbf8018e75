"""Growth a year: the Theil-Sen slope of log trailing 3-month revenue, for all accounts at once.

Robust to a month out of line; set logic would need every pair of months of every account, so it is numpy, not SQL.
Where the whole company has a clear season, it is taken out first (docs/decisions/051).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kadash.marts.growth_error import growth_error, quarter_scatter
from kadash.marts.season import season_of

MONTHS = 24
"""Months whose trailing sums are compared."""
TRAILING_MONTHS = 3
MONTHS_NEEDED = 9
"""Months since an account's first revenue below which nothing is said."""
REVENUE_MONTHS = MONTHS + TRAILING_MONTHS - 1
"""Months of revenue that `growth_per_year` is given."""

_ACCOUNTS_AT_ONCE = 1024
"""Their pairs of months stay in the processor's cache."""


def growth_per_year(revenue: NDArray[np.float64], months_old: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log points a year (0.1 is about +10 %), NaN where unknown.

    `revenue` is accounts x REVENUE_MONTHS, the last full month last; `months_old` is the months from an account's
    first purchase to the last full month, that month included (NaN: none).  Sums of 0 or below are left out, and so
    are sums that reach back before the first purchase: they would show every new account as growing.
    """
    return growth_with_error(revenue, months_old, np.ones(len(revenue)))[0]


def growth_with_error(
    revenue: NDArray[np.float64], months_old: NDArray[np.float64], purchases: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Growth as `growth_per_year` says, and its standard error in the same log points a year (NaN: cannot be told).

    `purchases`: those of the last MONTHS months.
    """
    slopes: NDArray[np.float64] = np.full(len(revenue), np.nan)
    scatter, spread = slopes.copy(), slopes.copy()
    ready = np.flatnonzero(months_old >= MONTHS_NEEDED)
    season = _season(revenue, months_old)
    for start in range(0, len(ready), _ACCOUNTS_AT_ONCE):
        chunk = ready[start:start + _ACCOUNTS_AT_ONCE]
        logs = _log_sums(revenue[chunk], months_old[chunk]) - season
        slopes[chunk] = _median_slopes(logs) * 12
        scatter[chunk], spread[chunk] = quarter_scatter(logs, slopes[chunk])
    quarters = np.clip(months_old, 1, MONTHS) / TRAILING_MONTHS
    return slopes, growth_error(scatter, spread, purchases / quarters)


def _season(revenue: NDArray[np.float64], months_old: NDArray[np.float64]) -> NDArray[np.float64]:
    """The company's season by month, from accounts as old as all the months; an even sample of them where many."""
    old = np.flatnonzero(months_old >= REVENUE_MONTHS)
    sample = old[:: max(1, len(old) // _ACCOUNTS_AT_ONCE)]
    return season_of(_log_sums(revenue[sample], months_old[sample]))


def _log_sums(revenue: NDArray[np.float64], months_old: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log of the trailing sums of the last MONTHS months; NaN where the sum is not above 0 or not whole."""
    sums = sum((revenue[:, first:first + MONTHS] for first in range(TRAILING_MONTHS)), start=np.zeros(1))
    months_ago = np.arange(MONTHS - 1, -1, -1)
    whole = months_ago[None, :] + TRAILING_MONTHS <= months_old[:, None]
    logs: NDArray[np.float64] = np.full(sums.shape, np.nan)
    np.log(sums, out=logs, where=whole & (sums > 0))
    return logs


def _median_slopes(logs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Median slope a month over all pairs of known months; NaN with fewer sums than MONTHS_NEEDED months give."""
    known = np.isfinite(logs).sum(axis=1)
    pairs = np.where(known > MONTHS_NEEDED - TRAILING_MONTHS, known * (known - 1) // 2, 0)
    told = np.flatnonzero(pairs)
    pairs = pairs[told]
    # pairs of an unknown month are NaN and sort behind the others
    slopes = _slopes(logs[told])
    slopes.sort(axis=1)
    row = np.arange(len(told))
    found = np.full(len(logs), np.nan)
    found[told] = (slopes[row, (pairs - 1) // 2] + slopes[row, pairs // 2]) / 2.0
    return found


def _slopes(logs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Slopes of all pairs of months, pairs one month apart first; NaN where one of the two is unknown."""
    slopes: NDArray[np.float64] = np.empty((len(logs), MONTHS * (MONTHS - 1) // 2))
    start = 0
    for apart in range(1, MONTHS):
        pairs = slopes[:, start:start + MONTHS - apart]
        np.subtract(logs[:, apart:], logs[:, :-apart], out=pairs)
        pairs /= apart
        start += MONTHS - apart
    return slopes
