"""Accounts under contract: never decided by their orders, but by how contracts were renewed.

The shifted beta-geometric where many were due for renewal and some were lost; where they are few, the share renewed at
each renewal (Kaplan-Meier's step), drawn towards that of all contracts; that share where renewals were not counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.value.columns import numbers, yes
from kadash.value.kaplan_meier import kaplan_meier
from kadash.value.newton import WEAK_PRIOR_SD
from kadash.value.purchases import Floats
from kadash.value.sbg import SbgFit, fit_sbg

LEAST_CONTRACTS_FOR_MODEL = 50
LEAST_LOST_FOR_MODEL = 10


@dataclass(frozen=True)
class Renewals:
    """How contracts were renewed.

    way: `sbg`, `kaplan_meier`, or `share` where renewals were not counted. share: of contracts or renewals kept, with
    the policy's prior. steps: one row a number of renewals, `time`, `at_risk`, `ended`. fit: of the model, where used.
    """

    way: str
    share: float
    contracts: int
    lost: int
    steps: pd.DataFrame
    fit: SbgFit | None

    def renews(self, renewals: Floats, weight: float) -> Floats:
        """P(renewed the next time) of contracts renewed so many times (NaN: unknown, as all contracts).

        weight: how many contracts renewed as `share` are added to what was seen, where no model is used.
        """
        known = np.nan_to_num(renewals)
        if self.fit is not None:
            chance = self.fit.model.renews(known)
        elif self.way == "kaplan_meier":
            seen = self.steps.set_index("time").reindex(known + 1.0)
            at_risk, ended = (seen[name].fillna(0).to_numpy(dtype=np.float64) for name in ("at_risk", "ended"))
            chance = (at_risk - ended + self.share * weight) / (at_risk + weight)
        else:
            chance = np.full(len(known), self.share)
        return np.where(np.isnan(renewals), self.share, chance)


def renewals_of(facts: pd.DataFrame, policy: Policy) -> Renewals:
    """What the contracts of these accounts tell.

    Reads `contract_in_force`, `contract_ended_without_orders`, and where there `contract_renewals`: how many times an
    account's contract was renewed without a break (one that runs on by itself: whole years beyond its first); an ended
    one was lost at the renewal after those.
    """
    kept, ended = yes(facts, "contract_in_force"), yes(facts, "contract_ended_without_orders")
    contracts, lost = int((kept | ended).sum()), int(ended.sum())
    steps = pd.DataFrame({"time": [], "at_risk": [], "ended": []})
    if "contract_renewals" not in facts or not contracts:
        share = _with_prior(float(contracts - lost), float(contracts), policy)
        return Renewals("share", share, contracts, lost, steps, None)
    renewed = numbers(facts, "contract_renewals")
    counted = (kept | ended) & np.isfinite(renewed)
    times, gone = renewed[counted] + ended[counted], ended[counted]
    steps = kaplan_meier(times, gone, every=np.arange(1.0, times.max(initial=0.0) + 1.0))
    share = _with_prior(float(times.sum() - gone.sum()), float(times.sum()), policy)
    fit = None
    if counted.sum() >= LEAST_CONTRACTS_FOR_MODEL and gone.sum() >= LEAST_LOST_FOR_MODEL:
        whole = np.rint(renewed[counted]).astype(np.int64)
        lost_at, kept_at = (np.bincount(whole[those], minlength=int(whole.max()) + 1) for those in (gone, ~gone))
        fit = fit_sbg(lost_at, kept_at, WEAK_PRIOR_SD)
    fit = fit if fit is not None and fit.reached else None
    return Renewals("kaplan_meier" if fit is None else "sbg", share, contracts, lost, steps, fit)


def contract_retention(facts: pd.DataFrame, as_of: date, renewals: Renewals, policy: Policy) -> Floats:
    """The cap where the contract runs on for over 12 months or has no end, else the chance of its renewal."""
    in_a_year = pd.Timestamp(as_of) + pd.DateOffset(years=1)
    ends = pd.to_datetime(facts["contract_end"])
    renewed = numbers(facts, "contract_renewals") if "contract_renewals" in facts else np.full(len(facts), np.nan)
    chance = renewals.renews(renewed, policy.activity.renewal_weight_contracts)
    return np.where((ends > in_a_year) | ends.isna(), policy.value.retention_cap, chance)


def _with_prior(kept: float, due: float, policy: Policy) -> float:
    """Share kept, with the policy's prior worth so many contracts."""
    prior, weight = policy.activity.renewal_share, policy.activity.renewal_weight_contracts
    return (kept + prior * weight) / (due + weight)
