"""What forecasters are given: the accounts of a day, and what several of them need, found once for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.value.activity import ActivityFit, activity_fit, p_buys_within
from kadash.value.columns import Flags, numbers_or, yes
from kadash.value.gamma_gamma import spend
from kadash.value.models import MODELS, Fitted
from kadash.value.purchases import Floats, Purchases
from kadash.value.rates import service_rates
from kadash.value.revenue_year import revenue_year


@dataclass(frozen=True)
class Known:
    """Account facts at an origin (of all accounts, with the columns of `EXTRA_COLUMNS`), days to look ahead, policy.

    A fit is made when a forecaster first asks for it and kept for the others.
    """

    facts: pd.DataFrame
    horizon_days: int
    policy: Policy

    @cached_property
    def by_orders(self) -> Flags:
        """Accounts that are judged by their orders: they bought, and no contract is in force."""
        return (numbers_or(self.facts, "purchases", 0.0) >= 1) & ~yes(self.facts, "contract_in_force")

    @cached_property
    def bought(self) -> Purchases:
        """The purchases of these accounts."""
        columns = ["purchases", "recency_days", "age_days", "log_gap_sum"]
        kept = [name for name in columns if name in self.facts]
        return Purchases.from_facts(self.facts.loc[self.by_orders, kept])

    @cached_property
    def activity(self) -> ActivityFit:
        """How the product finds who is still buying."""
        return activity_fit(self.facts, self.policy)

    @cached_property
    def p_buys(self) -> Floats:
        """P(buys within the horizon) as the product uses it, one entry a row of the facts."""
        return p_buys_within(self.facts, self.activity, self.horizon_days, self.policy)

    @cached_property
    def rates(self) -> Floats:
        """Contribution before service a unit of revenue, one entry a row of the facts."""
        return service_rates(self.facts).rate

    @cached_property
    def service(self) -> Floats:
        """Service cost a year, one entry a row of the facts."""
        return numbers_or(self.facts, "service_cost_12m", 0.0)

    @cached_property
    def revenue_year(self) -> Floats:
        """Revenue a year while alive, one entry a row of the facts."""
        return revenue_year(self.facts, self.policy)

    @cached_property
    def per_purchase(self) -> Floats:
        """Money a purchase of those judged by their orders, by Gamma-Gamma or shrunk."""
        return spend(self.bought.repeats + 1, numbers_or(self.facts, "revenue", 0.0)[self.by_orders]).per_purchase

    @cached_property
    def _fits(self) -> dict[str, Fitted]:
        fitted = self.activity.fitted
        return {} if fitted is None else {fitted.name: fitted}

    @cached_property
    def _told(self) -> dict[Callable[[Known], pd.DataFrame], pd.DataFrame]:
        return {}

    def told(self, forecaster: Callable[[Known], pd.DataFrame]) -> pd.DataFrame:
        """What a forecaster tells of these accounts."""
        if forecaster not in self._told:
            self._told[forecaster] = forecaster(self)
        return self._told[forecaster]

    def model(self, name: str) -> Fitted | None:
        """The fit of a model of `MODELS`; None with too few accounts that bought again, or where no top is reached."""
        repeated = int((self.bought.repeats >= 1).sum())
        if repeated < self.policy.activity.min_accounts:
            return None
        if name not in self._fits:
            self._fits[name] = MODELS[name](self.bought)
        found = self._fits[name]
        return found if found.reached and np.isfinite(found.log_likelihood) else None
