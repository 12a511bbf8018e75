"""When a scenario's costs come back, and the lift of retention that just pays for them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from kadash.scenarios.base import Base
from kadash.scenarios.engine import Terms
from kadash.scenarios.levers import Levers
from kadash.scenarios.scenario import change_on_bins


def payback_months(yearly: pd.DataFrame, levers: Levers) -> int | None:
    """First month by which extra profit has covered what was spent; each year runs evenly."""
    return months_to_pay(yearly, levers.programme_cost_once) if levers.costs_money else 0


def months_to_pay(yearly: pd.DataFrame, spent_once: float) -> int | None:
    """The same where money is spent: `spent_once` stands in the first year's profit and is paid at its start."""
    extra = (yearly["scenario_profit"] - yearly["base_profit"]).to_numpy(dtype=np.float64, copy=True)
    extra[0] += spent_once
    months = np.cumsum(np.repeat(extra / 12.0, 12)) - spent_once
    earned = np.flatnonzero(months >= 0)
    return int(earned[0]) + 1 if len(earned) else None


def break_even_retention(base: Base, levers: Levers, terms: Terms) -> float | None:
    """Points of retention for all that make the scenario worth as much as the base, all else as in the scenario."""
    if not levers.costs_money:
        return None
    rest = levers.only(frozenset(levers.moved()) - {"retention"})

    def change(points: float) -> float:
        return change_on_bins(base, replace(rest, retention=points), terms).customer_equity

    if change(0.0) >= 0:
        return 0.0
    return None if change(1.0) < 0 else float(brentq(change, 0.0, 1.0, xtol=1e-6))


