"""Today's effort: where service goes, against where contribution comes from."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kadash.language import Words


@dataclass(frozen=True)
class Effort:
    """Of the accounts that bring less contribution for a yuan of service than all together: their share of either.

    accounts: how many; ids: which; plan_share: of the plan's money, how much goes to them (None without a plan).
    """

    service_cost: float
    accounts: int
    service_share: float
    contribution_share: float
    ids: frozenset[str]

    def sentence(self, words: Words) -> str:
        """41 % of service goes to accounts that bring 6 % of contribution."""
        return words("service_plan.effort", self.accounts, service=words.percent(self.service_share, 0),
                     contribution=words.percent(self.contribution_share, 0), money=words.money(self.service_cost))

    def plan_sentence(self, share: float, words: Words) -> str:
        """How much of the plan goes to the same accounts."""
        return words("service_plan.effort_plan", None, share=words.percent(share, 0))


def effort_today(accounts: pd.DataFrame) -> Effort | None:
    """Service cost and contribution of the last 12 months; None where either is unknown or nothing was served.

    accounts: account_id, service_cost_12m, contribution_12m.
    """
    known = accounts[accounts["contribution_12m"].notna()]
    service = known["service_cost_12m"].fillna(0.0).clip(lower=0.0).astype("float64")
    brought = known["contribution_12m"].astype("float64")
    if service.sum() <= 0 or brought.sum() <= 0:
        return None
    under = (service > 0) & (brought * service.sum() < service * brought.sum())
    return Effort(float(service.sum()), int(under.sum()), float(service[under].sum() / service.sum()),
                  float(brought[under].sum() / brought.sum()), frozenset(known.loc[under, "account_id"]))
