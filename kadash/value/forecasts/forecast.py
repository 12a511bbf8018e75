"""What a forecast is: a pure function of what was known at an origin, giving each account's next days."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from kadash.value.forecasts.known import Known
from kadash.value.purchases import Floats

DAYS_PER_YEAR = 365.0
COLUMNS = ["account_id", "p_buys", "revenue", "contribution"]

Forecaster = Callable[[Known], pd.DataFrame]
"""What is known at the origin -> one row an account of the facts, in their order:

    account_id
    p_buys        P(at least one purchase within the horizon); NaN where the forecaster says nothing of it
    revenue       expected over the horizon, reporting currency
    contribution  expected over the horizon; NaN where no cost is known
"""


def forecast_of(known: Known, revenue: Floats, p_buys: Floats | None) -> pd.DataFrame:
    """The frame of a forecast: contribution is revenue at the account's rate, less service while it buys.

    Over 365 days, P(buys) x revenue a year gives `expected_contribution_12m` of `mart.value` to the cent.
    """
    buying = (revenue != 0).astype(np.float64) if p_buys is None else p_buys
    service = known.service * (known.horizon_days / DAYS_PER_YEAR)
    return pd.DataFrame({
        "account_id": known.facts["account_id"].array,
        "p_buys": np.full(len(revenue), np.nan) if p_buys is None else p_buys,
        "revenue": revenue,
        "contribution": revenue * known.rates - buying * service + 0.0,
    })[COLUMNS]
