"""Forecasts without a model, which every model has to beat."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.value.census import share_within
from kadash.value.columns import numbers_or
from kadash.value.forecasts.forecast import DAYS_PER_YEAR, forecast_of
from kadash.value.forecasts.known import Known

HALF_YEAR_DAYS = 182
LAST_HALF_YEAR = "revenue_last_182_days"
"""Column: revenue of the 182 days up to the origin, the origin counted."""
SAME_DAYS_LAST_YEAR = "revenue_same_days_last_year"
"""Column: revenue of as many days as the horizon, beginning on the day after the origin a year earlier."""


def population_mean(known: Known) -> pd.DataFrame:
    """Everybody that ever bought as the mean of all of them in W; P(buys) is the plain share over as long a time."""
    facts, horizon_days = known.facts, known.horizon_days
    ever = numbers_or(facts, "purchases", 0.0) > 0
    yearly = numbers_or(facts, "revenue_12m", 0.0)
    mean = float(yearly[ever].mean()) if ever.any() else 0.0
    share = share_within(facts[ever], horizon_days).plain_share
    p_buys = None if share is None else np.where(ever, share, 0.0)
    return forecast_of(known, np.where(ever, mean * horizon_days / DAYS_PER_YEAR, 0.0), p_buys)


def last_six_months(known: Known) -> pd.DataFrame:
    """The last 182 days carried forward. Reads `LAST_HALF_YEAR`."""
    revenue = numbers_or(known.facts, LAST_HALF_YEAR, 0.0) * (known.horizon_days / HALF_YEAR_DAYS)
    return forecast_of(known, revenue, None)


def same_months_last_year(known: Known) -> pd.DataFrame:
    """The same days a year ago, once more. Reads `SAME_DAYS_LAST_YEAR`; horizons up to a year."""
    return forecast_of(known, numbers_or(known.facts, SAME_DAYS_LAST_YEAR, 0.0), None)


def ewma(known: Known) -> pd.DataFrame:
    """What the account brings a year while it buys, as if nobody ever left."""
    return forecast_of(known, known.revenue_year * (known.horizon_days / DAYS_PER_YEAR), None)
