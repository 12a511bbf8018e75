"""Ranges of totals: how far past totals lay off, in yardsticks of what each day knew of its own doubt (decision 070).

A yardstick is how far a total may lie off, in logs, before the file's own past is asked: two tenths, and more on the
side on which the other forecasts lie. By how much it has to be stretched the past origins tell. They are few, so every
factor from a fiftieth to four stays possible, each as likely as what came makes it: without any origin the range is
wide, and three close ones narrow it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import ndtr

from kadash.value.forecasts.intervals import COVERAGE
from kadash.value.purchases import Floats

LEAST_YARDSTICK = 0.2
"""How far totals of forecasts miss, in logs: measured over public sets."""
RIVALS = 0.5
"""How much the mean square distance to the other forecasts counts beside it."""
FACTOR_LOG_SD = 0.8
"""How unsure the factor is before any past: one, give or take this much in logs."""
FEW_ACCOUNTS = 100
FEW_ACCOUNTS_WIDTH = 0.3
"""Below so many accounts a total is told plus or minus 30 %, unless the past says wider."""

_FACTORS = np.exp(np.linspace(np.log(0.02), np.log(4.0), 60))
_FARTHEST_RIVAL, _FARTHEST_MISS = 1.0, 2.0
_SLACK_DAYS = 3


class Told(NamedTuple):
    """A total as it was forecast: the sum, the sum of the sizes of its parts, and the sums of the other forecasts.

    By its scale gains and losses that cancel in the sum stay as uncertain as they are.
    """

    total: float
    scale: float
    rivals: Floats


class TotalRange(NamedTuple):
    """Low and high of a total; `rough`: too few accounts for more than "plus or minus 30 %"."""

    low: float
    high: float
    rough: bool


def miss(told: Told, came: Floats) -> Floats:
    """How far what came lies off, in logs: above 0 where more came; at most 2 either way.

    >>> miss(Told(100.0, 100.0, np.zeros(0)), np.array([150.0, 100 / 1.5])).round(4).tolist()
    [0.4055, -0.4055]
    """
    off = 1.0 + (came - told.total) / told.scale
    return np.log(np.clip(off, np.exp(-_FARTHEST_MISS), np.exp(_FARTHEST_MISS)))


def yardstick(told: Told, side: float) -> float:
    """How far a total may lie off on one side (1 above, -1 below), as the other forecasts of the day have it."""
    has_rivals = len(told.rivals) > 0 and told.scale > 0
    away = np.clip(side * miss(told, told.rivals), 0.0, _FARTHEST_RIVAL) if has_rivals else np.zeros(1)
    return float(np.sqrt(LEAST_YARDSTICK**2 + RIVALS * np.mean(away**2)))


def stretch(past: Iterable[tuple[Told, float]], share: float = COVERAGE) -> float:
    """Within how many yardsticks the middle `share` of totals lies, after what came of past ones: (told, came)."""
    logs = -0.5 * (np.log(_FACTORS) / FACTOR_LOG_SD) ** 2
    for told, came in past:
        off = float(miss(told, np.array([came]))[0])
        units = _FACTORS * yardstick(told, 1.0 if off >= 0 else -1.0)
        logs = logs - np.log(units) - 0.5 * (off / units) ** 2
    weights = np.exp(logs - logs.max())
    return _quantile(weights / weights.sum(), (1.0 + share) / 2.0)


def total_range(told: Told, past: Iterable[tuple[Told, float]], accounts: int) -> TotalRange:
    """The range of a total, from what came of earlier ones; of a loss the same around it."""
    reach, rough = stretch(past), accounts < FEW_ACCOUNTS
    down = -float(np.expm1(-reach * yardstick(told, -1.0)))
    up = float(np.expm1(reach * yardstick(told, 1.0)))
    if rough:
        down, up = max(down, FEW_ACCOUNTS_WIDTH), max(up, FEW_ACCOUNTS_WIDTH)
    return TotalRange(told.total - down * told.scale, told.total + up * told.scale, rough)


def with_ranges(grades: pd.DataFrame, horizon_days: int) -> pd.DataFrame:
    """Grades with total_low, total_high and total_held: each origin's from what was known on that day alone."""
    rows = _rows(grades)
    found = [
        total_range(_told_at(rows, row), _came_before(rows, row.forecaster, row.origin, horizon_days), row.accounts)
        for row in rows
    ]
    low, high = (pd.Series([one[place] for one in found], grades.index, dtype="float64") for place in (0, 1))
    return grades.assign(total_low=low, total_high=high, total_held=grades["total_actual"].between(low, high))


def came_before(grades: pd.DataFrame, forecaster: str, day: date, horizon_days: int) -> list[tuple[Told, float]]:
    """What a forecaster told at origins whose horizon was over by a day, and what came of it."""
    return _came_before(_rows(grades), forecaster, day, horizon_days)


def told_at(grades: pd.DataFrame, forecaster: str, day: date) -> Told:
    """What a forecaster told at an origin, beside what the others did."""
    rows = _rows(grades)
    return _told_at(rows, next(row for row in rows if (row.forecaster, row.origin) == (forecaster, day)))


class _Row(NamedTuple):
    """A row of the grades, as far as totals go."""

    forecaster: str
    origin: date
    accounts: int
    total_forecast: float
    total_scale: float
    total_actual: float


def _rows(grades: pd.DataFrame) -> list[_Row]:
    return [_Row(*row) for row in grades[list(_Row._fields)].itertuples(index=False, name=None)]


def _came_before(rows: list[_Row], forecaster: str, day: date, horizon_days: int) -> list[tuple[Told, float]]:
    ahead = timedelta(days=horizon_days - _SLACK_DAYS)
    return [(_told_at(rows, row), row.total_actual) for row in rows
            if row.forecaster == forecaster and row.origin + ahead <= day and row.total_scale > 0]


def _told_at(rows: list[_Row], own: _Row) -> Told:
    """What a forecaster and the others told on the same day."""
    rivals = [row.total_forecast for row in rows if row.origin == own.origin and row.forecaster != own.forecaster]
    return Told(own.total_forecast, own.total_scale, np.array(rivals, np.float64))


def _quantile(weights: Floats, chance: float) -> float:
    """Of a mixture of normals with these factors as their spreads, by halving: their chances rise with the place."""
    low, high = 0.0, 20.0
    for _ in range(40):
        middle = (low + high) / 2.0
        low, high = (middle, high) if float(weights @ ndtr(middle / _FACTORS)) < chance else (low, middle)
    return high
