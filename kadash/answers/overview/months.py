"""W month by month, each beside the same month a year earlier."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.answers.asked import Asked
from kadash.answers.concentration import Measure
from kadash.marts.calendar import Window


def months(asked: Asked, w: Window, measure: Measure) -> pd.DataFrame:
    """One row a month of W: month (its first day), amount, before; a month without a row made nothing."""
    rows = _monthly(asked, w)
    amounts = rows.set_index(pd.to_datetime(rows["month"]))[measure]
    month = pd.date_range(w.first_day, periods=12, freq="MS")
    first = amounts.index.min()

    def of(months: pd.DatetimeIndex) -> NDArray[np.float64]:
        there = amounts.reindex(months).to_numpy(dtype=np.float64, copy=True)
        there[~months.isin(amounts.index) & (months >= first)] = 0.0
        return there

    return pd.DataFrame({"month": month, "amount": of(month), "before": of(month - pd.DateOffset(years=1))})


def _monthly(asked: Asked, w: Window) -> pd.DataFrame:
    """What is summed for everybody already, or the sums over the accounts in sight."""
    days = {"first_day": w.previous_first_day, "last_day": w.last_day}
    if asked.scope.is_everything:
        return asked.frame("overview_months", **days)
    return asked.frame("overview_months_of_some", **days)
