"""Forecasts by the models of activity and spend."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.value.activity import activity_fit, p_buys_within
from kadash.value.columns import numbers_or, yes
from kadash.value.forecasts.forecast import DAYS_PER_YEAR, forecast_of
from kadash.value.gamma_gamma import spend
from kadash.value.models import MODELS
from kadash.value.purchases import Purchases
from kadash.value.revenue_year import revenue_year


def p_buys_x_ewma(facts: pd.DataFrame, horizon_days: int, policy: Policy) -> pd.DataFrame:
    """P(buys) as the product uses it (model, mix, share, rule or contract) x what the account brings while it buys."""
    p_buys = p_buys_within(facts, activity_fit(facts, policy), horizon_days, policy)
    while_buying = revenue_year(facts, policy) * (horizon_days / DAYS_PER_YEAR)
    return forecast_of(facts, p_buys * while_buying, p_buys, horizon_days)


def mbgcnbd_x_gg(facts: pd.DataFrame, horizon_days: int, policy: Policy) -> pd.DataFrame:
    """Purchases expected by MBG/CNBD-k x spend a purchase by Gamma-Gamma (where it may be used, else shrunk)."""
    return _purchases_x_spend("mbgcnbd", facts, horizon_days, policy)


def bgnbd_x_gg(facts: pd.DataFrame, horizon_days: int, policy: Policy) -> pd.DataFrame:
    """Purchases expected by BG/NBD x spend a purchase by Gamma-Gamma (where it may be used, else shrunk)."""
    return _purchases_x_spend("bgnbd", facts, horizon_days, policy)


def blend(facts: pd.DataFrame, horizon_days: int, policy: Policy) -> pd.DataFrame:
    """For totals: the mean of `p_buys_x_ewma`, which is low in sum, and `mbgcnbd_x_gg`; P(buys) of the first."""
    one, other = (forecast(facts, horizon_days, policy) for forecast in (p_buys_x_ewma, mbgcnbd_x_gg))
    return one.assign(**{name: (one[name] + other[name]) / 2.0 for name in ("revenue", "contribution")})


def _purchases_x_spend(name: str, facts: pd.DataFrame, horizon_days: int, policy: Policy) -> pd.DataFrame:
    """Accounts under contract, and files too small for a model or whose fit fails, as `p_buys_x_ewma` has them.

    Other than there, a low median of purchases is no hindrance where enough accounts bought again: the past judges.
    """
    by_orders = (numbers_or(facts, "purchases", 0.0) >= 1) & ~yes(facts, "contract_in_force")
    buyers, instead = facts[by_orders], p_buys_x_ewma(facts, horizon_days, policy)
    if (numbers_or(buyers, "purchases", 0.0) >= 2).sum() < policy.activity.min_accounts:
        return instead
    bought = Purchases.from_facts(buyers)
    fitted = MODELS[name](bought)
    if not (fitted.reached and np.isfinite(fitted.log_likelihood)):
        return instead
    revenue, p_buys = (instead[column].to_numpy(dtype=np.float64, copy=True) for column in ("revenue", "p_buys"))
    per_purchase = spend(buyers["purchases"], numbers_or(buyers, "revenue", 0.0)).per_purchase
    revenue[by_orders] = fitted.model.expected_purchases_within(bought, horizon_days) * per_purchase
    p_buys[by_orders] = fitted.model.p_buys_within(bought, horizon_days)
    return forecast_of(facts, revenue, p_buys, horizon_days)
