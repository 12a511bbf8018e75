"""The days on which an account orders."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tests.worlds.character import DAYS_A_YEAR, Character
from tests.worlds.plans import Plan

Days = NDArray[np.int64]
"""Days before the company's last day, negative; the last day is 0. Rising, without two the same."""

FEWEST_OF_A_RHYTHM = 6


def order_days(who: Character, plan: Plan, draw: np.random.Generator) -> Days:
    """Gaps of the account's own rhythm, shorter in season; those who fall silent stop at their silence."""
    if who.orders is not None:
        later = -who.age_days + draw.integers(10, max(11, who.age_days), who.orders - 1)
        return np.unique(np.minimum(np.r_[-who.age_days, later], -1)).astype(np.int64)
    days = _in_rhythm(who, plan, draw)
    return days if who.silence is None else _silent(days, who.silence)


def season_at(days: Days, plan: Plan) -> NDArray[np.float64]:
    """How strong the season is on these days, 1 on average."""
    return 1.0 + plan.season * np.sin(2 * np.pi * (days + float(plan.season_shift)) / DAYS_A_YEAR)


def _in_rhythm(who: Character, plan: Plan, draw: np.random.Generator) -> Days:
    """Gaps run on a clock that the season makes quicker or slower."""
    age = np.arange(-who.age_days, 0)
    clock = np.cumsum(season_at(age, plan))
    count = int(clock[-1] / who.gap_days * 3) + 20
    phases = who.phases or plan.phases
    gaps = draw.gamma(phases, who.gap_days / phases, count)
    at = np.cumsum(gaps) - gaps[0] * draw.random()
    return np.unique(age[np.searchsorted(clock, at[at < clock[-1]])]).astype(np.int64)


def _silent(days: Days, silence: float) -> Days:
    """Cut and moved so that the last order lies `silence` 80th percentiles of its own gaps back."""
    kept = days
    for count in range(len(days), FEWEST_OF_A_RHYTHM - 1, -1):
        kept = days[:count]
        if -kept[-1] >= silence * _long_gap(kept):
            break
    moved = round(silence * _long_gap(kept) + kept[-1])
    return kept - moved


def _long_gap(days: Days) -> float:
    return float(np.quantile(np.diff(days), 0.8))
