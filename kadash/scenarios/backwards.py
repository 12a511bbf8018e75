"""Backwards: a wanted sum, and what would bring it, lever by lever and segment by segment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from kadash.scenarios.base import Base
from kadash.scenarios.levers import ACCOUNT_LEVERS, LEVERS, NO_CHANGE, Levers, Move
from kadash.scenarios.scenario import change_on_bins, terms_of

Wanted = Literal["equity", "profit"]
Why = Literal["out_of_reach", "margin_first", "at_cap", "wallet_unknown", "pays_later", "costs_more", "nothing_to_move"]
"""Why a lever cannot bring it: even its bound brings less; more of those who lose money loses more; who earns money is
counted as staying already; nobody's share of wallet is known; what is won pays only after the first year; winning costs
more than it is worth; nobody is there."""

_BETTER_DOWN = ("cost_to_serve", "payment_days")
_MORE_OF_THE_SAME = ("retention", "churn_cut", "frequency", "wallet", "growth")
_KEEPING = ("retention", "churn_cut")
_EVEN = ("margin", "price", "frequency", "cost_to_serve", "payment_days")
"""Twice the move brings twice the change: the bound tells whether the sum can be reached."""

_STEPS = 8


class Reached(NamedTuple):
    """How far one lever must move; None where it cannot. `most`: what it brings at best, `bound`: where that is."""

    needed: float | None
    most: float
    bound: float


def wanted(
    base: Base, sum_wanted: float, of: Wanted = "equity", discount_per_year: float | None = None,
    years: int | None = None, acquisition_cost: float | None = None, new_account_value: float | None = None,
) -> pd.DataFrame:
    """One row a lever, moved alone and for all: what would change customer equity (or 12-month profit) by a sum.

    lever, unit, needed (value in its unit; NaN where it cannot), reachable, most (the best change it can bring), bound
    (its value there), why_not (code, '' where reachable). Winning new accounts is a row where an
    `acquisition_cost` is assumed; each is worth `new_account_value`, or what the average account is.
    """
    rows = []
    for lever in (*ACCOUNT_LEVERS, "growth"):
        found = _reach(_change(base, of, discount_per_year, years, partial(_for_all, lever)), lever, sum_wanted)
        rows.append(_row(lever, found, _why_not(base, lever, found, sum_wanted)))
    if acquisition_cost is not None:
        winning = replace(NO_CHANGE, acquisition_cost=acquisition_cost, new_account_value=new_account_value)
        change = _change(base, of, discount_per_year, years, lambda n: replace(winning, new_accounts=n))
        found = _reach_evenly(change, "new_accounts", sum_wanted)
        why = "pays_later" if of == "profit" else "costs_more" if change(1.0) <= 0 else "out_of_reach"
        rows.append(_row("new_accounts", found, None if found.needed is not None else why))
    return pd.DataFrame(rows)


def wanted_by_segment(
    base: Base, sum_wanted: float, of: Wanted = "equity", discount_per_year: float | None = None,
    years: int | None = None, lever: str = "retention",
) -> pd.DataFrame:
    """One row a segment with live accounts: how far the lever must move there alone to bring the sum.

    segment, accounts (live), needed, reachable, most, bound, why_not; as in `wanted`.
    """
    rows = []
    for segment, live in zip(base.segments, base.live_by_segment, strict=True):
        if live:
            change = _change(base, of, discount_per_year, years, partial(_for_one, segment, lever))
            found = _reach(change, lever, sum_wanted)
            row = _row(lever, found, _why_not(base, lever, found, sum_wanted, segment))
            rows.append({"segment": segment, "accounts": int(live)} | {
                name: value for name, value in row.items() if name not in ("lever", "unit")})
    columns = ["segment", "accounts", "needed", "reachable", "most", "bound", "why_not"]
    return pd.DataFrame(rows, columns=columns)


def _for_all(lever: str, value: float) -> Levers:
    return Levers.of({lever: value})


def _for_one(segment: str, lever: str, value: float) -> Levers:
    return Levers(by_segment={segment: Move(**{lever: value})})


def _change(
    base: Base, of: Wanted, discount: float | None, years: int | None, levers_at: Callable[[float], Levers]
) -> Callable[[float], float]:
    """The change of the wanted figure when a lever stands at a value."""
    def change(value: float) -> float:
        levers = levers_at(value)
        totals = change_on_bins(base, levers, terms_of(base, levers, discount, years))
        return totals.customer_equity if of == "equity" else totals.profit_12m

    return change


def _reach(change: Callable[[float], float], lever: str, sum_wanted: float) -> Reached:
    """The smallest move in the lever's good direction (its bad one for a loss) that brings the sum."""
    limits, loses = LEVERS[lever], sum_wanted < 0
    bound = limits.low if (lever in _BETTER_DOWN) != loses else limits.high
    if sum_wanted == 0:
        return Reached(0.0, change(bound), bound)
    steps = 1 if lever in _EVEN else _STEPS
    tried = bound * (np.arange(1, steps + 1) / steps) ** 2
    found = np.array([change(float(value)) for value in tried])
    way = -1.0 if loses else 1.0
    enough = np.flatnonzero(way * found >= way * sum_wanted)
    best = int(np.argmax(way * found))
    if not len(enough):
        return Reached(None, float(found[best]), float(tried[best]))
    sooner = float(tried[enough[0] - 1]) if enough[0] else 0.0
    needed = float(brentq(lambda value: change(value) - sum_wanted, sooner, float(tried[enough[0]]), xtol=1e-9))
    return Reached(needed, float(found[best]), float(tried[best]))


def _reach_evenly(change: Callable[[float], float], lever: str, sum_wanted: float) -> Reached:
    """The same for a lever of which twice as much brings twice the change."""
    bound, each = LEVERS[lever].high, change(1.0)
    needed = sum_wanted / each if each != 0 else float("nan")
    most = max(each * bound, 0.0) if sum_wanted > 0 else min(each * bound, 0.0)
    reaches = sum_wanted == 0 or 0 < needed <= bound
    return Reached((needed if sum_wanted else 0.0) if reaches else None, most, bound if each * sum_wanted > 0 else 0.0)


def _why_not(base: Base, lever: str, found: Reached, sum_wanted: float, segment: str | None = None) -> Why | None:
    if found.needed is not None:
        return None
    live = int(base.live_by_segment.sum())
    if not live:
        return "nothing_to_move"
    if lever == "wallet" and base.wallet_unknown_accounts == live:
        return "wallet_unknown"
    if lever in _KEEPING and sum_wanted > 0 and found.most <= 0 and _at_cap(base, segment):
        return "at_cap"
    loses_more = lever in _MORE_OF_THE_SAME and found.most <= 0 < sum_wanted
    return "margin_first" if loses_more else "out_of_reach"


def _at_cap(base: Base, segment: str | None) -> bool:
    """Whether all who are alive and earn money, of a segment or of all, are counted as staying at the cap."""
    cells = base.exact
    earn = (cells.alive > 0) & (cells.profit > 0)
    if segment is not None:
        earn &= cells.segment == base.segments.index(segment)
    return bool(earn.any()) and float(cells.retention[earn].min()) >= base.policy.value.retention_cap


def _row(lever: str, found: Reached, why_not: str | None) -> dict[str, object]:
    needed = float("nan") if found.needed is None else found.needed
    return {"lever": lever, "unit": LEVERS[lever].unit, "needed": needed, "reachable": found.needed is not None,
            "most": found.most, "bound": found.bound, "why_not": why_not or ""}
