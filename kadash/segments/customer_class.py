"""customer_class: most valuable (mvc), most growable (mgc), steady, below zero (bz)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import Texts, first_that_holds, is_prospect, layered, numbers
from kadash.segments.evidence import JsonColumn, json_column, placed
from kadash.segments.flags import below_zero
from kadash.segments.ranking import Measure, top_set, value_12m
from kadash.segments.shared import Shared
from kadash.segments.to_zero import numbers_to_zero, retention_costs
from kadash.segments.vetoes import vetoes
from kadash.vocabulary import PROSPECT


@dataclass(frozen=True)
class _Seen:
    """What decides the class, one value an account."""

    measure: Measure
    in_top_set: pd.Series[bool]
    vetoes: pd.DataFrame
    continuity: pd.Series[float]
    potential_over_current: pd.Series[float]
    growth: pd.Series[float]
    growth_above: float


def layer(
    accounts: pd.DataFrame, policy: Policy, reasons: bool = True, shared: Shared | None = None
) -> pd.DataFrame:
    """One row an account: account_id, layer, reason (JSON with the rule that decided, and every value it looked at).

    Reads: continuity, growth_per_year, potential_value, current_value, and what `ranking.value_12m`, `below_zero` and
    `vetoes` read.
    """
    rules, seen = policy.customer_class, _seen(accounts, policy, shared)
    valuable = (
        seen.in_top_set & seen.continuity.ge(rules.continuity) & ~seen.vetoes.any(axis=1)
    )
    by_potential = seen.potential_over_current.ge(rules.potential_over_current)
    by_growth = seen.growth.gt(0.0) & seen.growth.gt(seen.growth_above)
    when = [is_prospect(accounts), below_zero.check(accounts, policy).holds, valuable, by_potential, by_growth]
    texts: Texts | None = None
    if reasons:
        rule = first_that_holds(when, [PROSPECT, "below_zero", "most_valuable", "potential", "growth"], "steady")
        texts = _reasons(np.asarray(rule, dtype=object), accounts, seen, policy)
    return layered(accounts, first_that_holds(when, [PROSPECT, "bz", "mvc", "mgc", "mgc"], "steady"), texts)


def _seen(accounts: pd.DataFrame, policy: Policy, shared: Shared | None) -> _Seen:
    measure = shared.measure if shared else value_12m(accounts)
    growth = numbers(accounts, "growth_per_year").where(~is_prospect(accounts))
    current = numbers(accounts, "current_value")
    percentile = policy.customer_class.growth_percentile
    return _Seen(
        measure=measure,
        in_top_set=top_set(accounts, policy.customer_class.contribution_share, measure),
        vetoes=shared.key.vetoes if shared else vetoes(accounts, policy),
        continuity=numbers(accounts, "continuity"),
        potential_over_current=(numbers(accounts, "potential_value") / current).where(current.gt(0.0)),
        growth=growth,
        growth_above=float(growth.quantile(percentile)) if growth.notna().any() else 0.0,
    )


def _reasons(rule: np.ndarray, accounts: pd.DataFrame, seen: _Seen, policy: Policy) -> Texts:
    rules = policy.customer_class
    shape = {
        "rule": pd.Series(rule),
        "ranked_by": seen.measure.ranked_by,
        "measured": {
            "value_12m": seen.measure.value,
            "in_top_set": seen.in_top_set,
            "continuity": seen.continuity,
            "potential_over_current": seen.potential_over_current,
            "growth_per_year": seen.growth,
            **{name: seen.vetoes[name] for name in seen.vetoes},
        },
        "threshold": {
            "contribution_share": rules.contribution_share,
            "continuity": rules.continuity,
            "potential_over_current": rules.potential_over_current,
            "growth_per_year": seen.growth_above,
        },
        "stand_in": seen.measure.stand_in,
        "to_zero": _to_zero(rule, accounts, policy),
    }
    return json_column(shape, len(accounts))


def _to_zero(rule: np.ndarray, accounts: pd.DataFrame, policy: Policy) -> JsonColumn:
    below = rule == "below_zero"
    ways, costs = numbers_to_zero(accounts[below]), retention_costs(policy)
    shape = {way: {"needed": ways[way], "retention_cost": cost} for way, cost in costs.items()}
    return JsonColumn(placed([(np.flatnonzero(below), json_column(shape, int(below.sum())))], len(accounts), "null"))
