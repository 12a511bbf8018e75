"""Answers for one account in closed form: break-even retention, spend that leaves value equal, elasticity.

m = contribution a year, r = retention, d = discount a year. `timing` says when a year's contribution comes in:
`end` (after the year, for ever): m r / (1 + d - r); `start`: m (1 + d) / (1 + d - r); `mid`: m A(r).
"""

from __future__ import annotations

import math
from typing import Literal

from scipy.optimize import brentq

from kadash.value.annuity import annuity

Timing = Literal["end", "start", "mid"]


def lifetime_value(m: float, r: float, d: float, years: float = math.inf, timing: Timing = "mid") -> float:
    """Present value of m a year while the account stays.

    >>> round(lifetime_value(100, 0.8, 0.12, timing="end"), 1)
    250.0
    """
    return m * _factor(r, d, years, timing)


def annual_spend_that_leaves_value_equal(
    m: float, r: float, better_r: float, d: float, years: float = math.inf, timing: Timing = "mid"
) -> float:
    """Most that may be spent each year the account stays, to lift r to `better_r`, without losing value.

    >>> round(annual_spend_that_leaves_value_equal(100, 0.80, 0.85, 0.12, years=10), 2)
    15.63
    """
    return m * (1.0 - _factor(r, d, years, timing) / _factor(better_r, d, years, timing))


def one_off_spend_that_leaves_value_equal(
    m: float, r: float, better_r: float, d: float, years: float = math.inf, timing: Timing = "mid"
) -> float:
    """Most that may be spent once to lift r to `better_r` without losing value."""
    return m * (_factor(better_r, d, years, timing) - _factor(r, d, years, timing))


def retention_that_pays_for(spend_once: float, m: float, r: float, d: float) -> float:
    """r* = C (1 + d) / (m + C) with C = value + spend: retention at which a one-off spend is earned back (end form)."""
    needed = lifetime_value(m, r, d, timing="end") + spend_once
    return needed * (1.0 + d) / (m + needed)


def break_even_retention(
    m: float, r: float, d: float, years: float, spend_per_year: float = 0.0, spend_once: float = 0.0
) -> float | None:
    """Retention at which (m - yearly spend) A(r*) - one-off spend equals m A(r), mid-year; None if none does."""
    wanted = m * _factor(r, d, years, "mid") + spend_once

    def gap(retention: float) -> float:
        return (m - spend_per_year) * _factor(retention, d, years, "mid") - wanted

    most = min(1.0, 0.999999 * (1.0 + d))
    if m <= spend_per_year or gap(most) < 0:
        return None
    return r if gap(r) >= 0 else float(brentq(gap, r, most, xtol=1e-12))


def elasticity_of_retention(r: float, d: float) -> float:
    """Percent more value per percent more retention, end form: (1 + d) / (1 + d - r)."""
    return (1.0 + d) / (1.0 + d - r)


def elasticity_of_margin(revenue: float, margin_rate: float, service_cost: float) -> float:
    """Percent more value per percent more margin rate: R mu / (R mu - C)."""
    return revenue * margin_rate / (revenue * margin_rate - service_cost)


def _factor(r: float, d: float, years: float, timing: Timing) -> float:
    mid = float(annuity(r, d, years))
    half_a_year = math.sqrt(r / (1.0 + d))
    return {"mid": mid, "end": mid * half_a_year, "start": mid / half_a_year if r > 0 else 1.0}[timing]
