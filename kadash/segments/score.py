"""The key-account score as a ledger: points above or below 50 for each part, and how much of it is known."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.policy.score import ScorePart
from kadash.segments.columns import is_prospect, numbers
from kadash.segments.growth_chance import growth_of
from kadash.segments.vetoes import vetoes

PARTS = ("continuity", "payment", "growth", "contribution", "volume")
NEUTRAL = 50.0


def key_score(
    accounts: pd.DataFrame, policy: Policy, vetoed: pd.DataFrame | None = None, z: pd.DataFrame | None = None
) -> pd.DataFrame:
    """One row an account: key_score, score_before_vetoes, score_<part> (points around 50), score_coverage.

    The parts' points sum to score_before_vetoes - 50; an unknown part is NaN and its weight goes to the others.
    score_coverage is the share of the five parts that is known. A veto caps key_score. Prospects have no score.
    vetoed: the vetoes; z: what `part_z` gives; worked out here unless given. Reads: what `part_values` and the vetoes
    read.
    """
    vetoed = vetoes(accounts, policy) if vetoed is None else vetoed
    z = part_z(accounts, policy) if z is None else z
    weights = z.notna() * weights_of(policy)
    known_weight = weights.sum(axis=1)
    points = (NEUTRAL * z * weights).div(known_weight.where(known_weight.gt(0.0)), axis=0)
    score = NEUTRAL + points.sum(axis=1, min_count=1)
    capped = score.where(~vetoed.any(axis=1), score.clip(upper=policy.vetoes.cap))
    return points.add_prefix("score_").assign(
        key_score=capped, score_before_vetoes=score, score_coverage=z.notna().mean(axis=1)
    )


def part_z(accounts: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """One row an account, one column a part: its value through the policy's lines, -1 to 1; NaN where unknown."""
    parts = {part: getattr(policy.score, part) for part in PARTS}
    return _z(part_values(accounts), parts).where(~is_prospect(accounts))


def weights_of(policy: Policy) -> np.ndarray:
    """The weight of every part, in the order of PARTS."""
    return np.array([getattr(policy.score, part).weight for part in PARTS], dtype=np.float64)


def part_values(accounts: pd.DataFrame) -> pd.DataFrame:
    """What each part of the score is measured by, one row an account, NaN where unknown.

    continuity: share of months; payment: days late; growth: a year, chance taken out (docs/decisions/065);
    contribution: points of rate above the median account's; volume: place by revenue among accounts with orders, 1 =
    the largest.
    Reads: orders, continuity, mean_days_late, growth_per_year, contribution_rate_12m, revenue_12m, and growth_error
    where it is there.
    """
    rate = numbers(accounts, "contribution_rate_12m")
    revenue = numbers(accounts, "revenue_12m").fillna(0.0).where(~is_prospect(accounts))
    return pd.DataFrame({
        "continuity": numbers(accounts, "continuity"),
        "payment": numbers(accounts, "mean_days_late"),
        "growth": growth_of(accounts).likely,
        "contribution": rate - rate.median(),
        "volume": revenue.rank(pct=True),
    })


def _z(values: pd.DataFrame, parts: dict[str, ScorePart]) -> pd.DataFrame:
    """Each part's value through its straight lines, flat beyond their ends; NaN stays NaN."""
    lines = {part: np.array(rule.line, dtype="float64").T for part, rule in parts.items()}
    return pd.DataFrame(
        {part: np.interp(values[part].to_numpy(), at, z) for part, (at, z) in lines.items()}, index=values.index
    )
