"""What came of accounts after a plan, as outcomes to learn from: kept, revenue, margin, what serving them cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

import numpy as np
import pandas as pd

from kadash.answers.asked import Asked
from kadash.services import Service
from kadash.services.catalogue import Effect, Lever

Measure = Literal["kept", "revenue", "margin", "cost"]
MEASURES: tuple[Measure, ...] = ("kept", "revenue", "margin", "cost")
IN_LOGS: tuple[Measure, ...] = ("revenue", "cost")
"""Measures that are the log of a ratio: what they teach is a share."""

MONTHS = (6, 12)

TEACHES: Mapping[Measure, tuple[Lever, ...]] = {
    "kept": ("reactivation", "retention"), "revenue": ("frequency",), "margin": ("margin", "price"),
    "cost": ("cost_to_serve",)}
"""Measure to the levers that it may teach, the first that a service has."""

_MOST_LOG, _MOST_MARGIN = 1.5, 0.3
"""No single account says more than this: 4.5 times the revenue, 30 points of margin."""


def came(asked: Asked, since: dt.date, accounts: list[str]) -> pd.DataFrame:
    """One row an account, a measure and a number of months (6, 12) that passed: account_id, measure, months, value.

    kept: 1 where it bought in the last half year of them, else 0. revenue: log of its revenue in them against the same
    months a year before. margin: points of margin rate against the year before, as a share. cost: log of what serving
    it cost against the same months a year before, where every event tells its cost or hours. All but kept only where
    known and of accounts that were kept (who leaves buys less by leaving, and that is counted already); prices that
    melt for all melt in both arms.
    """
    found = asked.frame("service_plan_came", since=since, as_of=asked.as_of, accounts=accounts,
                        rate_per_hour=asked.policy.money.service_rate_per_hour)
    values: dict[Measure, pd.Series[float]] = {
        "kept": found["kept"].astype("float64"), "revenue": _grown(found), "margin": _margin_moved(found),
        "cost": _log_ratio(found["cost"].where(found["kept"]), found["cost_before"])}
    parts = [found[["account_id", "months"]].assign(measure=measure, value=value) for measure, value in values.items()]
    return pd.concat(parts, ignore_index=True).dropna(subset="value")


def lever_of(service: Service, measure: Measure) -> Effect | None:
    """The effect of a service that a measure teaches; None where it has none, or two that it cannot tell apart.

    An effect in units of a signal (a price rise that brings the account to zero) is another for each account.
    """
    known = [one for lever in TEACHES[measure] for one in service.effects if one.lever == lever]
    if not known or known[0].unit is not None or (measure == "margin" and len(known) > 1):
        return None
    return known[0]


def _grown(found: pd.DataFrame) -> pd.Series[float]:
    return _log_ratio(found["revenue"].where(found["kept"]), found["revenue_before"])


def _log_ratio(after: pd.Series[float], before: pd.Series[float]) -> pd.Series[float]:
    ratio = (after / before).where(after.gt(0.0) & before.gt(0.0)).astype("float64")
    return ratio.map(np.log).clip(-_MOST_LOG, _MOST_LOG)


def _margin_moved(found: pd.DataFrame) -> pd.Series[float]:
    both = found["kept"] & found["revenue"].gt(0.0) & found["revenue_before"].gt(0.0)
    rate = found["margin"] / found["revenue"] - found["margin_before"] / found["revenue_before"]
    return rate.where(both).astype("float64").clip(-_MOST_MARGIN, _MOST_MARGIN)
