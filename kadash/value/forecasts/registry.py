"""The forecasters that race on every file's own past."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from kadash.value.forecasts.forecast import Forecaster
from kadash.value.forecasts.modelled import bgnbd_x_gg, blend, mbgcnbd_x_gg, p_buys_x_ewma
from kadash.value.forecasts.naive import (
    LAST_HALF_YEAR,
    SAME_DAYS_LAST_YEAR,
    ewma,
    last_six_months,
    population_mean,
    same_months_last_year,
)

FORECASTERS: Mapping[str, Forecaster] = MappingProxyType({
    "population_mean": population_mean,
    "last_six_months": last_six_months,
    "same_months_last_year": same_months_last_year,
    "ewma": ewma,
    "p_buys_x_ewma": p_buys_x_ewma,
    "bgnbd_x_gg": bgnbd_x_gg,
    "mbgcnbd_x_gg": mbgcnbd_x_gg,
    "blend": blend,
})
"""Name -> forecaster, the simplest first: of two as good as each other, the one named first is used."""

DEFAULT = "p_buys_x_ewma"
"""Used where there is too little past to grade anything."""

EXTRA_COLUMNS: Mapping[str, str] = MappingProxyType({
    "last_six_months": LAST_HALF_YEAR, "same_months_last_year": SAME_DAYS_LAST_YEAR,
})
"""The column beyond the account facts that a forecaster reads; blank for all where the past does not reach so far."""


def runnable(facts: pd.DataFrame) -> tuple[str, ...]:
    """The forecasters whose columns these facts have, in the order of `FORECASTERS`."""
    return tuple(
        name for name in FORECASTERS
        if (column := EXTRA_COLUMNS.get(name)) is None or (column in facts and facts[column].notna().any())
    )
