"""Is the account still buying: P(alive), P(buys within the horizon) and 12-month retention, model chosen by file.

Which model when: a fitted model where a file can carry one, mixed with the plain share where hardly anybody left,
a rule for small files, and a contract in force before all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from kadash.policy import Policy
from kadash.value.census import Census, census, needs_mix, needs_rule, share_within
from kadash.value.columns import Flags, numbers_or, yes
from kadash.value.models import Fitted, first_that_fits
from kadash.value.purchases import Floats, Purchases
from kadash.value.renewal import Renewals, contract_retention, renewals_of
from kadash.value.rule import rule_p_alive, rule_p_buys, rule_retention

RETENTION_DAYS = 365.0
COLUMNS = ["account_id", "p_alive", "p_buys_12m", "retention_12m", "model"]
_NEVER_QUITE = 1e-6


@dataclass(frozen=True)
class ActivityFit:
    """How a file's activity was found: the way (`mbgcnbd`, `bgnbd`, `mix`, `share` or `rule`), the counts, the fit.

    `model_weight` is the model's share in the mix, 1 where it stands alone, 0 where it says nothing. `fitted` names the
    model, its parameters and k; `renewals` is how contracts were renewed.
    """

    way: str
    counts: Census
    model_weight: float
    fitted: Fitted | None
    renewals: Renewals

    @property
    def k(self) -> int | None:
        """Phases a gap of the fitted model: 1 is buying at random, more is buying regularly; None without one."""
        return self.fitted.k if self.fitted else None

    @property
    def text(self) -> str:
        """What `mart.value.model` shows for who is judged by orders: the way, with k for the model alone."""
        return self.fitted.text if self.fitted and self.way == self.fitted.name else self.way


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

    `model` names what each rests on: a model with its k (`mbgcnbd-3`), `mix`, `share`, `rule`, `contract`, or blank.
    """
    under_contract, by_orders = _split(facts)
    fit = activity_fit(facts, policy)
    result = pd.DataFrame(
        {"account_id": facts["account_id"].to_numpy(), "p_alive": np.nan, "p_buys_12m": np.nan, "retention_12m": np.nan}
    )
    way = pd.Series(np.select([under_contract, by_orders], ["contract", fit.text], default=""), dtype=object)
    result["model"] = way.where(way != "", None)
    buyers, bound = facts[by_orders], facts[under_contract]
    result.loc[by_orders, COLUMNS[1:4]] = np.column_stack(_by_orders(buyers, fit, policy))
    result.loc[under_contract, COLUMNS[1:4]] = np.column_stack(_by_contract(bound, as_of, fit, policy))
    result["retention_12m"] = result["retention_12m"].clip(policy.value.retention_floor, policy.value.retention_cap)
    return Activity(result[COLUMNS], fit)


def activity_fit(facts: pd.DataFrame, policy: Policy) -> ActivityFit:
    """How the activity of these accounts is found; the first half of `activity`."""
    _, by_orders = _split(facts)
    buyers, renewals = facts[by_orders], renewals_of(facts, policy)
    counts = census(buyers)
    if needs_rule(counts, policy):
        return ActivityFit("rule", counts, 0.0, None, renewals)
    fitted = first_that_fits(Purchases.from_facts(buyers))
    if fitted is None:
        return ActivityFit("rule" if counts.plain_share is None else "share", counts, 0.0, None, renewals)
    if not needs_mix(counts, policy) or counts.plain_share is None:
        return ActivityFit(fitted.name, counts, 1.0, fitted, renewals)
    weight = counts.lost / (counts.lost + 5.0)
    return ActivityFit("mix" if weight > 0 else "share", counts, weight, fitted, renewals)


def p_buys_within(facts: pd.DataFrame, fit: ActivityFit, horizon_days: int, policy: Policy) -> Floats:
    """P(at least one purchase in the next `horizon_days`), an entry a row of `facts`; 0 where nothing was ever bought.

    At the policy's horizon it is `p_buys_12m`; at others the plain share is taken over as long a time.
    """
    under_contract, by_orders = _split(facts)
    chance = np.where(under_contract, policy.value.retention_cap, 0.0)
    chance[by_orders] = _p_buys(facts[by_orders], fit, horizon_days, policy)
    return chance


def _split(facts: pd.DataFrame) -> tuple[Flags, Flags]:
    """Who is under contract, and who is judged by orders."""
    under_contract = yes(facts, "contract_in_force")
    return under_contract, (numbers_or(facts, "purchases", 0.0) >= 1) & ~under_contract


def _by_orders(buyers: pd.DataFrame, fit: ActivityFit, policy: Policy) -> _Chances:
    buys = _p_buys(buyers, fit, policy.activity.horizon_days, policy)
    if fit.fitted is None:
        return _Chances(rule_p_alive(buyers, policy), buys, rule_retention(buyers, fit.counts, policy))
    bought, model = Purchases.from_facts(buyers), fit.fitted.model
    lasts = _mixed(model.survival(bought, RETENTION_DAYS), fit, fit.counts.cautious_share)
    return _Chances(model.p_alive(bought), buys, lasts)


def _p_buys(buyers: pd.DataFrame, fit: ActivityFit, horizon_days: int, policy: Policy) -> Floats:
    shares = fit.counts if horizon_days == policy.activity.horizon_days else share_within(buyers, horizon_days)
    if fit.fitted is None:
        if fit.way == "share" and shares.cautious_share is not None:
            return np.full(len(buyers), shares.cautious_share)
        return rule_p_buys(buyers, shares.plain_share, horizon_days, policy)
    bought, model = Purchases.from_facts(buyers), fit.fitted.model
    chance = _mixed(model.p_buys_within(bought, horizon_days), fit, shares.cautious_share)
    return np.minimum(chance, model.p_alive(bought))


def _mixed(chance: Floats, fit: ActivityFit, share: float | None) -> Floats:
    """The model's chance and the plain share averaged in log-odds; the model alone where it stands alone."""
    if fit.model_weight == 1.0 or share is None:
        return chance
    own = logit(np.clip(chance, _NEVER_QUITE, 1.0 - _NEVER_QUITE))
    return np.asarray(expit(fit.model_weight * own + (1.0 - fit.model_weight) * logit(share)))


def _by_contract(accounts: pd.DataFrame, as_of: date, fit: ActivityFit, policy: Policy) -> _Chances:
    there, retention = np.ones(len(accounts)), contract_retention(accounts, as_of, fit.renewals, policy)
    return _Chances(there, there * policy.value.retention_cap, retention)
