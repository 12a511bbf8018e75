"""The company's season: by how much months of the year lie above or below the trend, the same in both of two years."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FEWEST_ACCOUNTS = 12
"""A month known of fewer accounts says nothing of the company's season."""
LEAST_SWING = 0.1
"""Standard deviation, in logs, below which there is no season worth taking out."""
CLEARLY = 4.0
"""What both years share must vary so many times as much as what they do not."""
_YEAR = 12


def season_of(logs: Floats) -> Floats:
    """What to take off each of 24 months, 0 on average; noughts where no season is clear.

    `logs`: one row an account, log revenue of two years of months, NaN where unknown.
    """
    nothing = np.zeros(2 * _YEAR)
    whole = logs[np.isfinite(logs).sum(axis=1) >= 2 * _YEAR - 2]
    if len(whole) == 0 or np.isfinite(whole).sum(axis=0).min() < FEWEST_ACCOUNTS:
        return nothing
    month = np.nanmedian(_without_trend(whole), axis=0)
    first, second = month[:_YEAR], month[_YEAR:]
    shared, apart = (first + second) / 2.0, (first - second) / 2.0
    if shared.std() < LEAST_SWING or shared.var() < CLEARLY * apart.var():
        return nothing
    return np.tile(shared - shared.mean(), 2)


def _without_trend(logs: Floats) -> Floats:
    """Each account's months less its level and its change from one year to the next."""
    change = np.nanmedian(logs[:, _YEAR:] - logs[:, :_YEAR], axis=1, keepdims=True) / _YEAR
    left = logs - change * np.arange(2 * _YEAR)
    return np.asarray(left - np.nanmean(left, axis=1, keepdims=True))
