"""Present value of one unit of contribution a year, earned as long as the account stays: A(r)."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from kadash.value.purchases import Floats


def annuity(
    retention: ArrayLike, discount_per_year: float, years: float = math.inf, growth_per_year: float = 0.0
) -> Floats:
    """A(r) = sqrt(q) (1 - q^N) / (1 - q), q = r (1 + g) / (1 + d): mid-year payments over N whole years, or for ever.

    >>> round(float(100 * annuity(0.8, 0.12, 10)), 3)
    285.578
    """
    q = np.asarray(retention, dtype=np.float64) * ((1.0 + growth_per_year) / (1.0 + discount_per_year))
    return np.asarray(np.sqrt(q) * (_for_ever(q) if math.isinf(years) else _power_sum(q, int(years))))


def _power_sum(q: Floats, terms: int) -> Floats:
    """1 + q + ... + q^(terms - 1) by doubling: exact at q = 1 too, in a few multiplications."""
    total, power = np.zeros_like(q), np.ones_like(q)
    for bit in f"{terms:b}":
        total = total * (1.0 + power)
        power = power * power
        if bit == "1":
            total = total * q + 1.0
            power = power * q
    return total


def _for_ever(q: Floats) -> Floats:
    gap = np.where(q < 1.0, 1.0 - q, 1.0)
    return np.where(q < 1.0, 1.0 / gap, np.inf)
