"""Growth with chance taken out: what an account's growth says, and what its few orders would say anyway.

An account of six orders a year is 30 log points off by chance alone. Each growth is drawn towards the company's median
by as much as it may be chance, given how far accounts differ in truth (docs/decisions/065).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kadash.segments.columns import is_prospect, numbers, numbers_if_there

LEAST_SPREAD = 0.05
"""Accounts are taken to differ by five points a year at least: with less, a large account's own growth said nothing."""
MAD_TO_SD = 1.4826
"""Standard deviation over median absolute deviation, where the middle of values is normal."""


@dataclass(frozen=True)
class Growth:
    """measured: growth a year; error: its standard error (NaN: not told, then measured stands as it is).

    middle: the median account's; spread: how far accounts differ once chance is taken out, NaN where no error is told.
    """

    measured: pd.Series[float]
    error: pd.Series[float]
    middle: float
    spread: float

    @property
    def likely(self) -> pd.Series[float]:
        """The growth to go by: measured, drawn to the middle by the share of its variance that chance makes."""
        sure = (self.spread**2 / (self.spread**2 + self.error**2)).fillna(1.0)
        return (self.middle + sure * (self.measured - self.middle)).where(sure.lt(1.0), self.measured)

    def line(self, percentile: float) -> float:
        """That percentile of growth itself: the chance in it, which widens both tails alike, is taken out."""
        seen = float(self.measured.quantile(percentile))
        if np.isnan(self.spread):
            return seen
        chance = float(self.error.median())
        return self.middle + (seen - self.middle) * self.spread / float(np.hypot(self.spread, chance))

    def is_above_middle(self, errors: float) -> pd.Series[bool]:
        """Whether it grows more than the median account by so many of its own errors; who has none told does."""
        return ~(self.measured - self.middle).le(errors * self.error)


def growth_of(accounts: pd.DataFrame) -> Growth:
    """The growth of all accounts that bought. Reads: orders, growth_per_year, and growth_error where it is there."""
    measured = numbers(accounts, "growth_per_year").where(~is_prospect(accounts))
    error = numbers_if_there(accounts, "growth_error").where(measured.notna())
    middle = float(measured.median())
    told = error.notna()
    if not told.any():
        return Growth(measured, error, middle, float("nan"))
    around = MAD_TO_SD * float((measured[told] - middle).abs().median())
    spread = np.sqrt(max(around**2 - float(error.median())**2, LEAST_SPREAD**2))
    return Growth(measured, error, middle, float(spread))
