"""Is the account still buying: P(alive), P(buys within the horizon) and 12-month retention, model chosen by file.

Which model when: a fitted model where a file can carry one, mixed with the plain share where hardly anybody left,
a rule for small files, and a contract in force before all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from kadash.policy import Policy
from kadash.value.census import Census, census, needs_mix, needs_rule
from kadash.value.columns import numbers_or, yes
from kadash.value.models import DEFAULT_MODEL, MODELS, Fitted
from kadash.value.purchases import Floats, Purchases
from kadash.value.renewal import contract_retention, renewal_share
from kadash.value.rule import rule_p_alive, rule_p_buys, rule_retention

RETENTION_DAYS = 365.0
COLUMNS = ["account_id", "p_alive", "p_buys_12m", "retention_12m", "model"]
_NEVER_QUITE = 1e-6


@dataclass(frozen=True)
class ActivityFit:
    """How a file's activity was found: the way (`bgnbd`, `mix`, `share` or `rule`), the counts that decided, the fit.

    `model_weight` is the model's share in the mix, 1 where it stands alone, 0 where it says nothing.
    """

    way: str
    counts: Census
    model_weight: float
    fitted: Fitted | None
    renewal_share: float


class Activity(NamedTuple):
    """`accounts`: one row an account, columns `COLUMNS`; `fit`: how they were found."""

    accounts: pd.DataFrame
    fit: ActivityFit


class _Chances(NamedTuple):
    p_alive: Floats
    p_buys: Floats
    retention: Floats


def activity(facts: pd.DataFrame, as_of: date, policy: Policy) -> Activity:
    """P(alive), P(buys) and retention of every account of `facts`, in its order; unknown where nothing was bought.

    `model` names what each rests on: a model of `MODELS`, `mix`, `share`, `rule`, `contract`, or blank.
    """
    under_contract = yes(facts, "contract_in_force")
    by_orders = (numbers_or(facts, "purchases", 0.0) >= 1) & ~under_contract
    fit = _fit(facts[by_orders], renewal_share(facts, policy), policy)
    result = pd.DataFrame(
        {"account_id": facts["account_id"].to_numpy(), "p_alive": np.nan, "p_buys_12m": np.nan, "retention_12m": np.nan}
    )
    way = pd.Series(np.select([under_contract, by_orders], ["contract", fit.way], default=""), dtype=object)
    result["model"] = way.where(way != "", None)
    result.loc[by_orders, COLUMNS[1:4]] = np.column_stack(_by_orders(facts[by_orders], fit, policy))
    result.loc[under_contract, COLUMNS[1:4]] = np.column_stack(_by_contract(facts[under_contract], as_of, fit, policy))
    result["retention_12m"] = result["retention_12m"].clip(policy.value.retention_floor, policy.value.retention_cap)
    return Activity(result[COLUMNS], fit)


def _fit(buyers: pd.DataFrame, renewal: float, policy: Policy) -> ActivityFit:
    counts = census(buyers)
    if needs_rule(counts, policy):
        return ActivityFit("rule", counts, 0.0, None, renewal)
    fitted = MODELS[DEFAULT_MODEL](Purchases.from_facts(buyers))
    alone = ActivityFit(fitted.name, counts, 1.0, fitted, renewal)
    if not needs_mix(counts, policy) or counts.plain_share is None:
        return alone
    weight = counts.lost / (counts.lost + 5.0)
    return replace(alone, way="mix" if weight > 0 else "share", model_weight=weight)


def _by_orders(buyers: pd.DataFrame, fit: ActivityFit, policy: Policy) -> _Chances:
    if fit.fitted is None:
        counts = fit.counts
        return _Chances(
            rule_p_alive(buyers, policy), rule_p_buys(buyers, counts, policy), rule_retention(buyers, counts, policy)
        )
    bought, model = Purchases.from_facts(buyers), fit.fitted.model
    alive = model.p_alive(bought)
    buys = _mixed(model.p_buys_within(bought, policy.activity.horizon_days), fit)
    return _Chances(alive, np.minimum(buys, alive), _mixed(model.survival(bought, RETENTION_DAYS), fit))


def _mixed(chance: Floats, fit: ActivityFit) -> Floats:
    """The model's chance and the plain share averaged in log-odds; the model alone where it stands alone."""
    share = fit.counts.cautious_share
    if fit.model_weight == 1.0 or share is None:
        return chance
    own = logit(np.clip(chance, _NEVER_QUITE, 1.0 - _NEVER_QUITE))
    return np.asarray(expit(fit.model_weight * own + (1.0 - fit.model_weight) * logit(share)))


def _by_contract(accounts: pd.DataFrame, as_of: date, fit: ActivityFit, policy: Policy) -> _Chances:
    there = np.ones(len(accounts))
    return _Chances(
        there, there * policy.value.retention_cap, contract_retention(accounts, as_of, fit.renewal_share, policy)
    )
