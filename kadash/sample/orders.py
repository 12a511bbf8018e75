"""When and how much the accounts order: order heads, before they are split into lines."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from kadash.sample.days import (
    DAYS,
    DAYS_PER_YEAR,
    SEASON,
    SUMMER_TRADE,
    Floats,
    Ints,
    month_of_year,
    months,
    to_working_day,
    years_before_end,
)

GROWTH_IN_FREQUENCY = 0.4
"""Share of an account's growth that comes as more orders, the rest as larger ones."""
MONTH_SPREAD = 0.32
"""Standard deviation of the log of a month's activity, divided by the account's steadiness."""


class Orderer(NamedTuple):
    """What decides an account's orders: columns of `people`."""

    story: str
    fixed_orders: int
    revenue_per_year: float
    orders_per_year: float
    growth_per_year: float
    steadiness: float
    order_spread: float
    silent_gaps: float
    start: int
    stop: int


def order_heads(rng: np.random.Generator, people: pd.DataFrame) -> pd.DataFrame:
    """One row an order: account (row of `people`), day number, value aimed at in yuan. By account, then day."""
    orderers = [Orderer(*row) for row in people[list(Orderer._fields)].itertuples(index=False)]
    heads = [_of_account(rng, orderer) for orderer in orderers]
    account = np.repeat(np.arange(len(people)), [len(days) for days, _ in heads])
    day = np.concatenate([days for days, _ in heads]).astype(np.int64)
    value = np.concatenate([values for _, values in heads])
    return pd.DataFrame({"account": account, "day": day, "value": value})


def _of_account(rng: np.random.Generator, orderer: Orderer) -> tuple[Ints, Floats]:
    if orderer.fixed_orders >= 0:
        return _fixed_orders(orderer)
    days = _cut(orderer, _order_days(rng, orderer))
    ago = years_before_end(days)
    grown = np.exp(-(1 - GROWTH_IN_FREQUENCY) * orderer.growth_per_year * ago)
    level = orderer.revenue_per_year / orderer.orders_per_year * grown
    noise = np.exp(rng.normal(-orderer.order_spread**2 / 2, orderer.order_spread, len(days)))
    values = level * noise
    if orderer.story == "decoy_one_off" and len(values):
        values[len(values) // 2] = values.sum() * 0.9  # near half of what it ever bought, and it goes on buying
    return days, values


def _fixed_orders(orderer: Orderer) -> tuple[Ints, Floats]:
    day = to_working_day(np.full(orderer.fixed_orders, orderer.start, dtype=np.int64))
    return day, np.full(orderer.fixed_orders, orderer.revenue_per_year)


def _order_days(rng: np.random.Generator, orderer: Orderer) -> Ints:
    """Order days: Erlang gaps on a clock that runs with season, growth and irregular months."""
    season = SUMMER_TRADE if orderer.story == "decoy_seasonal" else SEASON
    ago = years_before_end(np.arange(DAYS))
    speed = season[month_of_year()] * np.exp(-GROWTH_IN_FREQUENCY * orderer.growth_per_year * ago)
    irregular = np.exp(rng.normal(0, MONTH_SPREAD / orderer.steadiness, 36))
    speed *= irregular[months()] * orderer.orders_per_year / DAYS_PER_YEAR
    speed[: orderer.start] = 0
    clock = np.cumsum(speed)
    shape = max(1.0, round(orderer.steadiness))
    gaps = rng.gamma(shape, 1 / shape, int(clock[-1] * 1.5) + 20)
    ticks = np.cumsum(gaps) - gaps[0] * rng.uniform(0.3, 1.0)
    days = np.searchsorted(clock, ticks[ticks < clock[-1]])
    days = days[days <= orderer.stop].astype(np.int64)
    return to_working_day(days if len(days) else np.array([(orderer.start + orderer.stop) // 2]))


def _cut(orderer: Orderer, days: Ints) -> Ints:
    """The days up to a silence of `silent_gaps` own 80th percentiles of gaps; the last one stands at its beginning."""
    if orderer.silent_gaps == 0:
        return days
    gap = float(np.quantile(np.diff(np.unique(days)), 0.8))
    last = int(DAYS - 1 - round(orderer.silent_gaps * gap))
    kept = days[days <= last].copy()
    kept[-1] = to_working_day(np.array([last]))[0]
    return kept
