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

    The level is spread by the policy's log error of past forecasts on top, so the range is a little too wide
    rather than too narrow.
    """
    force, years = np.log1p(policy.value.discount_rate_per_year), policy.value.horizon_years
    spread = np.exp(_Z * policy.value.total_error_log_sd)
    worth = []
    for chance, factor in ((_LOW, 1.0 / spread), (_HIGH, spread)):
        with np.errstate(divide="ignore"):
            stays = np.log((1.0 - chance) / p_alive) / np.log(retention)
        stays = np.where(p_alive > 0, np.clip(stays, 0.0, years), 0.0)
        worth.append(profit_per_year * -np.expm1(-force * stays) / force * factor)
    return Range(np.minimum(*worth), np.maximum(*worth))


def uptake_range(mean: Floats, variance: Floats, most: Floats) -> Range:
    """Around the expected gain of categories that are taken up or not: never below 0 nor above all of them."""
    reach = _Z * np.sqrt(variance)
    return Range(np.maximum(mean - reach, 0.0), np.minimum(mean + reach, most))
