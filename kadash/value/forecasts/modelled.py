"""Forecasts by the models of activity and spend."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.value.forecasts.forecast import DAYS_PER_YEAR, forecast_of
from kadash.value.forecasts.known import Known


def p_buys_x_ewma(known: Known) -> pd.DataFrame:
    """P(buys) as the product uses it (model, mix, share, rule or contract) x what the account brings while it buys."""
    while_buying = known.revenue_year * (known.horizon_days / DAYS_PER_YEAR)
    return forecast_of(known, known.p_buys * while_buying, known.p_buys)


def mbgcnbd_x_gg(known: Known) -> pd.DataFrame:
    """Purchases expected by MBG/CNBD-k x spend a purchase by Gamma-Gamma (where it may be used, else shrunk)."""
    return _purchases_x_spend("mbgcnbd", known)


def bgnbd_x_gg(known: Known) -> pd.DataFrame:
    """Purchases expected by BG/NBD x spend a purchase by Gamma-Gamma (where it may be used, else shrunk)."""
    return _purchases_x_spend("bgnbd", known)


def blend(known: Known) -> pd.DataFrame:
    """For totals: the mean of `p_buys_x_ewma`, which is low in sum, and `mbgcnbd_x_gg`; P(buys) of the first."""
    one, other = (known.told(forecast) for forecast in (p_buys_x_ewma, mbgcnbd_x_gg))
    return one.assign(**{name: (one[name] + other[name]) / 2.0 for name in ("revenue", "contribution")})


def _purchases_x_spend(name: str, known: Known) -> pd.DataFrame:
    """Accounts under contract, and files too small for a model or whose fit fails, as `p_buys_x_ewma` has them.

    Other than there, a low median of purchases is no hindrance where enough accounts bought again: the past judges.
    """
    instead, fitted = known.told(p_buys_x_ewma), known.model(name)
    if fitted is None:
        return instead
    revenue, p_buys = (instead[column].to_numpy(dtype=np.float64, copy=True) for column in ("revenue", "p_buys"))
    expected = fitted.model.expected_purchases_within(known.bought, known.horizon_days)
    revenue[known.by_orders] = expected * known.per_purchase
    p_buys[known.by_orders] = fitted.model.p_buys_within(known.bought, known.horizon_days)
    return forecast_of(known, revenue, p_buys)
