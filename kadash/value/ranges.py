"""The 5th and 95th percentile of what an account may be worth: it may leave any day, and levels are never known."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kadash.policy import Policy
from kadash.value.purchases import Floats

_LOW, _HIGH = 0.05, 0.95
_Z = 1.6448536269514722


class Range(NamedTuple):
    """Low and high, one entry an account."""

    low: Floats
    high: Floats


def current_value_range(p_alive: Floats, profit_per_year: Floats, retention: Floats, policy: Policy) -> Range:
    """Percentiles of the present value of the profit until an account leaves, under p0 r^t, within the horizon.

    How far levels miss (the policy's log error of past forecasts) is added to the spread about the median, as
    independent errors add.
    """
    low, middle, high = (_stays(chance, p_alive, retention, policy) for chance in (_LOW, 0.5, _HIGH))
    level = _Z * policy.value.total_error_log_sd
    has_middle = middle > 0
    centre = np.where(has_middle, middle, 1.0)
    up = np.where(has_middle, centre * np.exp(np.hypot(np.log(np.maximum(high, centre) / centre), level)),
                  high * np.exp(level))
    fall = np.where(low > 0, np.log(centre / np.where(low > 0, low, 1.0)), np.inf)
    down = np.where(has_middle, centre * np.exp(-np.hypot(fall, level)), 0.0)
    return Range(np.minimum(profit_per_year * down, profit_per_year * up),
                 np.maximum(profit_per_year * down, profit_per_year * up))


def _stays(chance: float, p_alive: Floats, retention: Floats, policy: Policy) -> Floats:
    """Present value of a unit a year until the day by which an account has left with this chance."""
    force, years = np.log1p(policy.value.discount_rate_per_year), policy.value.horizon_years
    with np.errstate(divide="ignore"):
        stays = np.log((1.0 - chance) / p_alive) / np.log(retention)
    stays = np.where(p_alive > 0, np.clip(stays, 0.0, years), 0.0)
    return np.asarray(-np.expm1(-force * stays) / force)


def uptake_range(mean: Floats, variance: Floats, most: Floats) -> Range:
    """Around the expected gain of categories that are taken up or not: never below 0 nor above all of them."""
    reach = _Z * np.sqrt(variance)
    return Range(np.maximum(mean - reach, 0.0), np.minimum(mean + reach, most))
