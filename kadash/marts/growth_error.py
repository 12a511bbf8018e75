"""How far a growth may be off by chance: orders fall into one quarter or the next whatever an account's trend is.

By how much the revenue of quarters scatters around an account's own growth is measured over all accounts at once: eight
quarters of one account tell too little of it. The more purchases a quarter holds, the less (docs/decisions/065).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

QUARTERS_A_YEAR = 4
FEWEST_QUARTERS = 4
"""Quarters known below which an account tells nothing of the scatter."""


def quarter_scatter(log_sums: Floats, slope_a_year: Floats) -> tuple[Floats, Floats]:
    """For each account the variance of its quarters around its growth, and the spread of their times.

    `log_sums`: log of trailing 3-month revenue, a month a column, the last one last; every third of them is a quarter
    that shares no month with the next. Spread: sum of squared years from their mean. NaN under FEWEST_QUARTERS.
    """
    quarters = log_sums[:, ::-3]
    years = -np.arange(quarters.shape[1]) / QUARTERS_A_YEAR
    known = np.isfinite(quarters)
    count = known.sum(axis=1)
    enough = np.where(count >= FEWEST_QUARTERS, count, np.nan)
    left = np.where(known, quarters - slope_a_year[:, None] * years, 0.0)
    squares = (left * left).sum(axis=1) - left.sum(axis=1) ** 2 / enough
    at = np.where(known, years, 0.0)
    spread = (at * at).sum(axis=1) - at.sum(axis=1) ** 2 / enough
    return np.maximum(squares, 0.0) / (enough - 2.0), spread  # a straight line leaves a little less than nothing


def growth_error(scatter: Floats, spread: Floats, purchases_a_quarter: Floats) -> Floats:
    """Standard error of growth, in log points a year; NaN where it cannot be told.

    `scatter` and `spread` as `quarter_scatter` gives them, of all accounts.
    """
    often = np.where(purchases_a_quarter > 0, purchases_a_quarter, np.nan)
    of_one = scatter * often
    known = np.isfinite(of_one)
    if not known.any():
        return np.full(len(scatter), np.nan)
    return np.asarray(np.sqrt(np.median(of_one[known]) / often / spread))
