"""Present value of one unit of contribution a year, earned as long as the account stays: A(r)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from kadash.value.purchases import Floats


def annuity(
    retention: ArrayLike, discount_per_year: float, years: float = np.inf, growth_per_year: float = 0.0
) -> Floats:
    """A(r) = sqrt(q) (1 - q^N) / (1 - q), q = r (1 + g) / (1 + d): mid-year payments over N years.

    `years` may be infinite where q stays under 1.

    >>> round(float(100 * annuity(0.8, 0.12, 10)), 3)
    285.578
    """
    q = np.asarray(retention, dtype=np.float64) * (1.0 + growth_per_year) / (1.0 + discount_per_year)
    level = np.abs(1.0 - q) < 1e-12
    gap = np.where(level, 1.0, 1.0 - q)
    with np.errstate(over="ignore"):
        total = np.where(level, years, -np.expm1(years * np.log(q)) / gap if np.isfinite(years) else 1.0 / gap)
    return np.asarray(np.sqrt(q) * np.where((q >= 1.0) & np.isinf(years), np.inf, total))
