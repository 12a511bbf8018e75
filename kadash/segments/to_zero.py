"""Three numbers, each of which alone would bring an account below zero to zero, with the retention it may cost."""

from __future__ import annotations

import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import numbers


def numbers_to_zero(accounts: pd.DataFrame) -> pd.DataFrame:
    """One row an account; NaN where the number does not exist (not below zero, or that way cannot reach zero).

    price_rise: share of revenue by which prices must rise at unchanged cost. minimum_order: money an order must bring
    so that its service and freight are paid by what it earns. service_cut: share of service cost to be saved.
    Reads: revenue_12m, orders_12m, contribution_12m, service_cost_12m, freight_12m.
    """
    revenue, contribution = numbers(accounts, "revenue_12m"), numbers(accounts, "contribution_12m")
    below = contribution.lt(0.0) & revenue.gt(0.0)
    service_cost = numbers(accounts, "service_cost_12m").fillna(0.0)
    per_order_cost = service_cost + numbers(accounts, "freight_12m").fillna(0.0)
    earned_rate = (contribution + per_order_cost) / revenue
    orders = numbers(accounts, "orders_12m")
    service_cut = -contribution / service_cost.where(service_cost.gt(0.0))
    return pd.DataFrame({
        "price_rise": (-contribution / revenue).where(below),
        "minimum_order": (per_order_cost / orders / earned_rate).where(below & earned_rate.gt(0.0) & orders.gt(0.0)),
        "service_cut": service_cut.where(below & service_cut.le(1.0)),
    })


def retention_costs(policy: Policy) -> dict[str, float]:
    """Points of retention that each of the three ways may cost."""
    return {
        "price_rise": policy.services.reprice_retention_cost,
        "minimum_order": policy.services.minimum_order_retention_cost,
        "service_cut": policy.services.serve_leaner_retention_cost,
    }
