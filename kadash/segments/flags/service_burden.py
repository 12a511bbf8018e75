"""service_burden: serving the account takes a growing part of its revenue, by more events than chance explains."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import pdtr, pdtrik

from kadash.policy import Policy
from kadash.segments.columns import numbers, numbers_if_there
from kadash.segments.flags.check import Check


def check(accounts: pd.DataFrame, policy: Policy) -> Check:
    """Service cost up by points of revenue, and events above the Poisson limit of last year's rate an order.

    Reads: revenue_12m, revenue_prev_12m, service_cost_12m, events_12m, orders_12m, and service_cost_prev_12m,
    events_prev_12m, orders_prev_12m where they are there: without them the flag never holds.
    """
    rules = policy.flags
    share = _share(numbers(accounts, "service_cost_12m"), numbers(accounts, "revenue_12m"))
    before = _share(numbers_if_there(accounts, "service_cost_prev_12m"), numbers(accounts, "revenue_prev_12m"))
    points_up = share - before
    events, rate = numbers(accounts, "events_12m"), _events_an_order_before(accounts)
    costlier = points_up.ge(rules.burden_points - 1e-9)
    expected = rate * numbers(accounts, "orders_12m")
    limit = _poisson_limit(expected.where(costlier), rules.burden_confidence)
    return Check(
        holds=costlier & events.gt(limit),
        measured={
            "service_cost_points": points_up, "service_cost_share": share, "events_12m": events,
            "events_expected": expected, "events_limit": limit,
        },
        threshold={"service_cost_points": rules.burden_points, "confidence": rules.burden_confidence},
        period="against_year_before",
    )


def _share(cost: pd.Series[float], revenue: pd.Series[float]) -> pd.Series[float]:
    return (cost / revenue).where(revenue.gt(0.0))


def _events_an_order_before(accounts: pd.DataFrame) -> pd.Series[float]:
    orders = numbers_if_there(accounts, "orders_prev_12m")
    return (numbers_if_there(accounts, "events_prev_12m") / orders).where(orders.gt(0.0))


def _poisson_limit(expected: pd.Series[float], confidence: float) -> pd.Series[float]:
    """The count that a Poisson of that mean stays at or under with the confidence; NaN where the mean is not known."""
    known = expected.notna().to_numpy()
    limit = np.full(len(expected), np.nan)
    mean = expected.to_numpy()[known]
    above = np.ceil(pdtrik(confidence, mean))
    below = np.maximum(above - 1.0, 0.0)
    limit[known] = np.maximum(np.where(pdtr(below, mean) >= confidence, below, above), 0.0)
    return pd.Series(limit, index=expected.index)
