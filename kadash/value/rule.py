"""Activity by a rule, not a model: for files with few accounts or few purchases, and labelled so."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.value.census import Census
from kadash.value.columns import numbers, numbers_or
from kadash.value.purchases import Floats

DAYS_PER_YEAR = 365.25
_RULE_YEAR_DAYS = 365
"""A year's horizon; the pace itself is a calendar year's."""
_SHORTEST_YEARS, _LONGEST_YEARS = 0.5, 2.0


def rule_p_alive(facts: pd.DataFrame, policy: Policy) -> Floats:
    """1 up to the lateness of slipping, then a half, then a tenth; under 5 purchases by silence over 12 months.

    Reads `lateness`, `days_since_order`, `purchases`.
    """
    flags, rule = policy.flags, policy.activity
    late = numbers(facts, "lateness")
    by_rhythm = np.select(
        [late <= flags.slipping_lateness, late <= flags.defected_lateness], [1.0, rule.rule_p_alive_slipping],
        default=rule.rule_p_alive_gone,
    )
    silent = numbers_or(facts, "days_since_order", 0.0) > flags.defected_silent_days
    by_silence = np.where(silent, rule.rule_p_alive_gone, 1.0)
    has_rhythm = (numbers_or(facts, "purchases", 0.0) >= flags.min_purchases_for_lateness) & ~np.isnan(late)
    return np.where(has_rhythm, by_rhythm, by_silence)


def rule_p_buys(facts: pd.DataFrame, share: float | None, days: int, policy: Policy) -> Floats:
    """.7 (1 - e^-rate) + .3 share: rate = purchases in `days` at the pace of the last 24 months, or since the first.

    share: of accounts that bought as long ago, those that bought since; where none did, the rate stands alone.
    """
    bought = numbers_or(facts, "purchases_12m", 0.0) + numbers_or(facts, "purchases_prev_12m", 0.0)
    years = np.clip(numbers_or(facts, "age_days", 0.0) / DAYS_PER_YEAR, _SHORTEST_YEARS, _LONGEST_YEARS)
    by_rate = -np.expm1(-bought / years * (days / _RULE_YEAR_DAYS))
    weight = policy.activity.rule_rate_weight
    return by_rate if share is None else weight * by_rate + (1.0 - weight) * share


def rule_retention(facts: pd.DataFrame, counts: Census, policy: Policy) -> Floats:
    """The cautious share for every account; where no account is a year old, its own P(buys within a year)."""
    if counts.cautious_share is None:
        return rule_p_buys(facts, counts.plain_share, _RULE_YEAR_DAYS, policy)
    return np.full(len(facts), counts.cautious_share)
