"""Forecasts of what accounts will bring, graded on the past: who forecasts, how good it was, which one to use."""

from kadash.value.forecasts.back_test import BackTest, Origin, back_test
from kadash.value.forecasts.forecast import Forecaster
from kadash.value.forecasts.intervals import account_ranges, conformal_factors, spread
from kadash.value.forecasts.known import Known
from kadash.value.forecasts.registry import DEFAULT, EXTRA_COLUMNS, FORECASTERS, runnable
from kadash.value.forecasts.totals import Told, came_before, total_range
from kadash.value.forecasts.winner import Winner, winner

__all__ = [
    "DEFAULT", "EXTRA_COLUMNS", "FORECASTERS", "BackTest", "Forecaster", "Known", "Origin", "Told", "Winner",
    "account_ranges", "back_test", "came_before", "conformal_factors", "runnable", "spread", "total_range", "winner",
]
