"""What an account brings a year while it is alive; one great order tells no rate (docs/decisions/015)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.value.columns import numbers_or
from kadash.value.purchases import Floats

TYPICAL_ORDERS = 2.0
"""How many typical orders of the company the one great order is weighed against."""


def revenue_year(facts: pd.DataFrame, policy: Policy) -> Floats:
    """Revenue a year while alive, one figure a row of `facts`, in the reporting currency.

    The facts' own EWMA between first and last purchase; where an account has fewer purchases than an own rhythm needs
    and one order is at least `one_off_share` of all it ever bought: what it bought beside that order, and an order
    of the shrunk size, spread over its age (at least a year). Orders are lognormal, so the great one is shrunk in
    logs towards the company's typical purchase: exp((ln own + 2 mean ln typical) / 3).
    """
    own = numbers_or(facts, "revenue_year", 0.0)
    largest, revenue = numbers_or(facts, "largest_order", 0.0), numbers_or(facts, "revenue", 0.0)
    purchases = numbers_or(facts, "purchases", 0.0)
    few = (purchases > 0) & (purchases < policy.flags.min_purchases_for_lateness)
    carried = few & (largest > 0) & (largest >= policy.flags.one_off_share * revenue)
    rest = np.maximum(revenue - largest, 0.0)
    years = np.maximum(numbers_or(facts, "age_days", 0.0), 365.0) / 365.0
    return np.where(carried, np.minimum(own, (rest + _shrunk(largest, revenue, purchases)) / years), own)


def _shrunk(largest: Floats, revenue: Floats, purchases: Floats) -> Floats:
    """The great order, shrunk in logs towards the mean log purchase of all accounts."""
    bought = (revenue > 0) & (purchases > 0)
    if not bought.any():
        return largest
    typical = float(np.average(np.log(revenue[bought] / purchases[bought]), weights=purchases[bought]))
    logs = np.log(np.where(largest > 0, largest, 1.0))
    return np.exp((logs + TYPICAL_ORDERS * typical) / (1.0 + TYPICAL_ORDERS))
