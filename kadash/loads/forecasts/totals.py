"""Ranges of totals: as wide as past totals missed and as the file's half-years differ, on a scale that losses keep."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.loads.forecasts.origins import HORIZON_DAYS
from kadash.store import Build, sql_text
from kadash.value.forecasts import total_range

DEFAULT_LOG_SD, DEFAULT_WEIGHT = 0.2, 2.0
"""What totals miss by in logs where no past origin says, and as how many origins that counts."""

MOST_SWING = 0.5
"""A file whose half-years differ by more is growing out of its beginning: that is no measure of misses."""

_SLACK_DAYS = 3


def swing(build: Build, day: date) -> float:
    """Root mean square of ln(revenue of 182 days / of the 182 before), as known on a day; 0 of fewer than two spans."""
    found = build.frame(sql_text("kadash.marts.mart", "forecast_halves.sql"), origin=day)["revenue"]
    halves = found[found > 0].to_numpy(np.float64)
    if len(halves) < 2:
        return 0.0
    return min(MOST_SWING, float(np.sqrt(np.mean(np.diff(np.log(halves)) ** 2))))


def reach(accounts: pd.Series[float]) -> float:
    """What a total's range is measured by: the sum of the sizes of its parts, so that gains and losses do not cancel.

    >>> reach(pd.Series([300.0, -100.0]))
    400.0
    """
    return float(accounts.abs().sum())


def log_sd(misses: NDArray[np.float64], swing_now: float) -> float:
    """How far a total may miss: past misses (logs, on the scale of `reach`) with the default, and the swing on top."""
    pooled = (DEFAULT_WEIGHT * DEFAULT_LOG_SD**2 + float(misses @ misses)) / (DEFAULT_WEIGHT + len(misses))
    return float(np.sqrt(pooled + swing_now**2))


def miss(forecast: NDArray[np.float64], actual: NDArray[np.float64], scale: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far totals lay off, as logs of one plus the difference by scale; what came short counts as much as too much.

    >>> miss(np.array([100.0]), np.array([150.0]), np.array([100.0])).round(4).tolist()
    [0.4055]
    """
    off = np.abs(actual - forecast)
    return np.where(scale > 0, np.log1p(off / np.where(scale > 0, scale, 1.0)), 0.0)


def around(total: float, scale: float, sd: float, accounts: int) -> tuple[float, float, bool]:
    """Low, high and whether they are rough: the range of a total of that scale, laid around this one."""
    low, high, rough = total_range(scale, sd, accounts)
    return total - (scale - low), total + (high - scale), rough


def with_ranges(grades: pd.DataFrame, accounts: pd.DataFrame, swings: Mapping[date, float]) -> pd.DataFrame:
    """Grades with total_low, total_high and total_held anew, from what was known at each origin alone.

    grades, accounts: as in BackTest. swings: origin to `swing` there. Earlier origins count once their horizon is over.
    """
    scale = accounts.groupby(["forecaster", "origin"], sort=False)["forecast"].agg(reach)
    rows = grades.assign(scale=[scale[key] for key in zip(grades["forecaster"], grades["origin"], strict=True)])
    ranges = [_range(row, rows, swings) for row in rows.to_dict("records")]
    low, high = ([one[place] for one in ranges] for place in (0, 1))
    held = rows["total_actual"].between(pd.Series(low, rows.index), pd.Series(high, rows.index))
    return rows.assign(total_low=low, total_high=high, total_held=held)


def _range(row: Mapping[Hashable, Any], rows: pd.DataFrame, swings: Mapping[date, float]) -> tuple[float, float, bool]:
    sd = log_sd(misses_before(rows, row["forecaster"], row["origin"]), swings[row["origin"]])
    return around(row["total_forecast"], row["scale"], sd, int(row["accounts"]))


def misses_before(rows: pd.DataFrame, forecaster: str, day: date) -> NDArray[np.float64]:
    """The misses of a forecaster at origins whose horizon was over by a day."""
    over = [origin + timedelta(days=HORIZON_DAYS - _SLACK_DAYS) <= day for origin in rows["origin"]]
    past = rows[pd.Series(over, rows.index, dtype=bool) & (rows["forecaster"] == forecaster)]
    forecast, actual, scale = (past[name].to_numpy(np.float64) for name in ("total_forecast", "total_actual", "scale"))
    return miss(forecast, actual, scale)
