"""The sample's calendar: 36 months as day numbers, 0 being the first day."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FIRST_DAY = date(2023, 10, 1)
AS_OF = date(2026, 9, 30)
DAYS = (AS_OF - FIRST_DAY).days + 1
YEARS = 3.0
DAYS_PER_YEAR = DAYS / YEARS

SEASON = np.array([0.92, 0.62, 1.12, 1.08, 1.06, 1.10, 0.95, 0.90, 1.08, 0.98, 1.10, 1.15])
"""Orders a month against the average, January first: the Spring Festival empties February."""
SUMMER_TRADE = np.array([0.10, 0.15, 1.2, 1.9, 2.0, 1.9, 1.6, 1.3, 0.95, 0.55, 0.25, 0.10])
"""The same for accounts that build in spring and summer and are quiet in winter without leaving."""


def dates(day_numbers: Ints | pd.Series) -> pd.Series:
    """Day numbers as dates.

    >>> dates(np.array([0, 1])).dt.strftime("%Y-%m-%d").to_list()
    ['2023-10-01', '2023-10-02']
    """
    first = np.datetime64(FIRST_DAY)
    return pd.Series(first + np.asarray(day_numbers).astype("timedelta64[D]")).astype("datetime64[s]")


def months() -> Ints:
    """Month of every day, 0 to 35."""
    stamps = dates(np.arange(DAYS))
    month: Ints = ((stamps.dt.year - FIRST_DAY.year) * 12 + stamps.dt.month - FIRST_DAY.month).to_numpy(np.int64)
    return month


def month_of_year() -> Ints:
    """January = 0 for every day."""
    month: Ints = (dates(np.arange(DAYS)).dt.month - 1).to_numpy(np.int64)
    return month


def years_before_end(day_numbers: Ints) -> Floats:
    """Years from a day to the middle of the last 12 months, negative after it: where levels and rates are stated."""
    return (DAYS - DAYS_PER_YEAR / 2 - np.asarray(day_numbers, dtype=np.float64)) / DAYS_PER_YEAR


def to_working_day(day_numbers: Ints) -> Ints:
    """Saturdays and Sundays moved to the Monday after, never past the last day."""
    weekday = (np.asarray(day_numbers) + FIRST_DAY.weekday()) % 7
    moved = day_numbers + np.where(weekday >= 5, 7 - weekday, 0)
    return np.minimum(moved, DAYS - 1).astype(np.int64)
