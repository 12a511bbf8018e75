"""What a service costs us for an account: once and a year, in money."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.segments.columns import numbers
from kadash.services.catalogue import Cost
from kadash.services.effects import Array
from kadash.services.signals import typical_order, typical_revenue


def one_off_cost(cost: Cost, accounts: pd.DataFrame, everybody: pd.DataFrame) -> Array:
    """Money paid once, one row an account: a share of its own revenue, or of a typical account's."""
    if cost.driver == "revenue":
        return cost.one_off * _revenue(accounts)
    return np.full((len(accounts), 1), cost.one_off * typical_revenue(everybody))


def yearly_cost(cost: Cost, accounts: pd.DataFrame, everybody: pd.DataFrame) -> Array:
    """Money paid every year, one row an account, never under the floor."""
    match cost.driver:
        case "revenue":
            drivers = _revenue(accounts)
        case "order":
            orders = numbers(accounts, "orders_12m").fillna(0.0).to_numpy().reshape(-1, 1)
            drivers = np.asarray(orders * typical_order(everybody), dtype=np.float64)
        case "account":
            drivers = np.full((len(accounts), 1), typical_revenue(everybody))
    return np.maximum(cost.yearly * drivers, cost.floor * typical_revenue(everybody))


def _revenue(accounts: pd.DataFrame) -> Array:
    return np.asarray(numbers(accounts, "revenue_12m").fillna(0.0).clip(lower=0.0).to_numpy().reshape(-1, 1))
