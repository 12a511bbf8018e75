"""Ranges of the forecasts of accounts, as wide as past misses were (conformal); those of totals: totals.py."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from kadash.value.purchases import Floats
from kadash.value.ranges import Range

COVERAGE = 0.9

_LEAST_PAST_ACCOUNTS = 40
_LEVEL_SPREAD = 0.5
_LEAST_SPREAD = 0.1


def spread(forecast: pd.DataFrame, value: str = "revenue") -> Floats:
    """How far each account's `value` may lie off, before it is rescaled: one standard deviation, always above 0.

    It buys or not (`p_buys`), and if it does, at its level give or take a half; never less than a tenth of the mean.
    """
    expected = np.abs(forecast[value].to_numpy(dtype=np.float64))
    p_buys = forecast["p_buys"].to_numpy(dtype=np.float64)
    chance = np.clip(np.where(np.isnan(p_buys), 0.75, p_buys), 0.05, 1.0)
    level = expected / chance
    least = _LEAST_SPREAD * float(expected.mean()) if len(expected) else 0.0
    return np.asarray(np.maximum(level * np.sqrt(chance * (1.0 - chance + _LEVEL_SPREAD**2)), max(least, 1e-9)))


class Factors(NamedTuple):
    """How many spreads down and up a range reaches."""

    down: float
    up: float


NORMAL_FACTORS = Factors(1.6448536269514722, 1.6448536269514722)


def conformal_factors(past: pd.DataFrame, share: float = COVERAGE) -> Factors:
    """The factors that would have held for `share` of the accounts of past origins, half of the misses on either side.

    past: one row an account and past origin: `forecast`, `actual`, `spread`. Under 40 rows: those of a normal spread.
    """
    if len(past) < _LEAST_PAST_ACCOUNTS:
        return NORMAL_FACTORS
    miss = ((past["actual"] - past["forecast"]) / past["spread"]).to_numpy(dtype=np.float64)
    place = min(int(np.ceil((len(miss) + 1) * (1.0 + share) / 2.0)), len(miss)) - 1
    return Factors(max(0.0, float(np.sort(-miss)[place])), max(0.0, float(np.sort(miss)[place])))


def account_ranges(forecast: pd.DataFrame, factors: Factors, value: str = "revenue") -> Range:
    """Low and high of each account; revenue never below 0."""
    expected, wide = forecast[value].to_numpy(dtype=np.float64), spread(forecast, value)
    low, high = expected - factors.down * wide, expected + factors.up * wide
    return Range(np.maximum(low, 0.0), np.maximum(high, 0.0)) if value == "revenue" else Range(low, high)
