"""What came of accounts after a plan, as outcomes to learn from: kept, revenue, wallet, margin, cost, days to pay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

import numpy as np
import pandas as pd

from kadash.answers.asked import Asked
from kadash.services import Service
from kadash.services.catalogue import Effect, Lever

Measure = Literal["kept", "revenue", "wallet", "margin", "cost", "paid"]
MEASURES: tuple[Measure, ...] = ("kept", "revenue", "wallet", "margin", "cost", "paid")
IN_LOGS: tuple[Measure, ...] = ("revenue", "cost")
"""Measures that are the log of a ratio: what they teach is a share."""

IN_DAYS: tuple[Measure, ...] = ("paid",)
"""Measures in days; all others are shares."""

OF_FEW: tuple[Measure, ...] = ("wallet", "paid")
"""Measures that are told of the services alone to which they teach something."""

MONTHS = (6, 12)

TEACHES: Mapping[Measure, tuple[Lever, ...]] = {
    "kept": ("reactivation", "retention"), "revenue": ("frequency",), "wallet": ("wallet",),
    "margin": ("margin", "price"), "cost": ("cost_to_serve",), "paid": ("payment_days",)}
"""Measure to the levers that it may teach, the first that a service has."""

_TOLD_BY_ONE: tuple[tuple[Lever, ...], ...] = (("frequency", "wallet"), ("margin", "price"))
"""Levers that move one figure: of a service that moves both, it cannot be told which did."""

_MOST_LOG, _MOST_MARGIN, _MOST_WALLET, _MOST_DAYS = 1.5, 0.3, 0.5, 60.0
"""No single account says more than this: 4.5 times the revenue, 30 points of margin, half a wallet, two months."""

PAID_WITHIN_DAYS = 120
"""So long an invoice is watched; one not paid by then counts as paid then, before and after alike."""


def came(asked: Asked, since: dt.date, accounts: list[str]) -> pd.DataFrame:
    """One row an account, a measure and a number of months (6, 12) that passed: account_id, measure, months, value.

    kept: 1 where it bought in the last half year of them, else 0. revenue: log of its revenue in them against the same
    months a year before. margin: points of margin rate against the year before, as a share. cost: log of what serving
    it cost against the same months a year before, where every event tells its cost or hours. All but kept only where
    known and of accounts that were kept (who leaves buys less by leaving, and that is counted already); prices that
    melt for all melt in both arms. wallet: the change of revenue as a share of the wallet, which stands still for that.
    paid: days to pay against the year before, of invoices that were watched for PAID_WITHIN_DAYS.
    """
    found = asked.frame("service_plan_came", since=since, as_of=asked.as_of, accounts=accounts,
                        rate_per_hour=asked.policy.money.service_rate_per_hour, most_days=PAID_WITHIN_DAYS)
    values: dict[Measure, pd.Series[float]] = {
        "kept": found["kept"].astype("float64"), "revenue": _grown(found), "wallet": _won_of_wallet(found),
        "margin": _margin_moved(found), "cost": _log_ratio(found["cost"].where(found["kept"]), found["cost_before"]),
        "paid": _paid_later(found)}
    parts = [found[["account_id", "months"]].assign(measure=measure, value=value) for measure, value in values.items()]
    return pd.concat(parts, ignore_index=True).dropna(subset="value")


def lever_of(service: Service, measure: Measure) -> Effect | None:
    """The effect of a service that a measure teaches; None where it has none, or two that it cannot tell apart.

    An effect in units of a signal (a price rise that brings the account to zero) is another for each account.
    """
    moved = {one.lever: one for one in service.effects}
    found = next((moved[lever] for lever in TEACHES[measure] if lever in moved), None)
    if found is None or found.unit is not None:
        return None
    return None if any(found.lever in alike and moved.keys() >= set(alike) for alike in _TOLD_BY_ONE) else found


def _grown(found: pd.DataFrame) -> pd.Series[float]:
    return _log_ratio(found["revenue"].where(found["kept"]), found["revenue_before"])


def _log_ratio(after: pd.Series[float], before: pd.Series[float]) -> pd.Series[float]:
    ratio = (after / before).where(after.gt(0.0) & before.gt(0.0)).astype("float64")
    return ratio.map(np.log).clip(-_MOST_LOG, _MOST_LOG)


def _margin_moved(found: pd.DataFrame) -> pd.Series[float]:
    both = found["kept"] & found["revenue"].gt(0.0) & found["revenue_before"].gt(0.0)
    rate = found["margin"] / found["revenue"] - found["margin_before"] / found["revenue_before"]
    return rate.where(both).astype("float64").clip(-_MOST_MARGIN, _MOST_MARGIN)


def _won_of_wallet(found: pd.DataFrame) -> pd.Series[float]:
    """Points of the wallet, as a share, that the months brought more than those a year before."""
    both = found["kept"] & found["revenue"].gt(0.0) & found["revenue_before"].gt(0.0) & found["wallet"].gt(0.0)
    won = (found["revenue"] - found["revenue_before"]) / (found["wallet"] * found["months"] / 12.0)
    return won.where(both).astype("float64").clip(-_MOST_WALLET, _MOST_WALLET)


def _paid_later(found: pd.DataFrame) -> pd.Series[float]:
    later = (found["days_to_pay"] - found["days_to_pay_before"]).where(found["kept"])
    return later.astype("float64").clip(-_MOST_DAYS, _MOST_DAYS)
