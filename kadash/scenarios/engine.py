"""The formulas of the what-if on cells: yearly profit and retention under a move, customer equity, profit, years.

    r' = min(1 - (1 - r)(1 - churn cut) + points, cap)       V = (1 + frequency) min(w + points, 1) / w
    M' = R V (mu + margin + price) - C (1 + cost to serve) - R V days / 365 k
    CLV = p0 M A(r)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from kadash.errors import KadashError
from kadash.scenarios.base import Base
from kadash.scenarios.cells import Cells, Floats
from kadash.scenarios.levers import ACCOUNT_LEVERS, Levers
from kadash.value.annuity import annuity

DAYS_PER_YEAR = 365.0

Moves = Mapping[str, Floats]
"""By account lever, its change in each segment."""


class Terms(NamedTuple):
    """On what a value is reckoned: discount a year, years ahead, growth a year."""

    discount: float
    years: float
    growth: float = 0.0


class State(NamedTuple):
    """One entry a cell under a move: yearly profit of its live accounts (p0 M'), and their retention (r')."""

    profit: Floats
    retention: Floats


class Worth(NamedTuple):
    """One entry a segment: customer equity, and profit over the next 12 months."""

    equity: Floats
    profit: Floats


def moves_by_segment(base: Base, levers: Levers) -> Moves:
    """The move for all plus the segment's own, lever by lever; a segment that the base lacks is refused by name."""
    for name in levers.by_segment:
        if name not in base.segments:
            raise KadashError("what_if_segment_unknown", segment=name, known=", ".join(base.segments))
    return {
        lever: np.array([
            getattr(levers, lever) + (getattr(levers.by_segment[name], lever) if name in levers.by_segment else 0.0)
            for name in base.segments
        ])
        for lever in ACCOUNT_LEVERS
    }


def state(base: Base, cells: Cells, moves: Moves) -> State:
    """Yearly profit and retention of every cell under these moves."""
    at = {lever: change[cells.segment] if change.any() else 0.0 for lever, change in moves.items()}
    capital = base.policy.what_if.working_capital_rate_per_year
    rate = at["margin"] + at["price"] - at["payment_days"] / DAYS_PER_YEAR * capital
    often = 1.0 + at["frequency"]
    wallet = at["wallet"]
    earned = cells.earned + _wallet_gain(cells, wallet, cells.earned, cells.earned_by_wallet)
    revenue = cells.revenue + _wallet_gain(cells, wallet, cells.revenue, cells.revenue_by_wallet)
    profit = often * (earned + revenue * rate) - cells.service * (1.0 + at["cost_to_serve"])
    return State(np.asarray(profit), _retention(base, cells, at["retention"], at["churn_cut"]))


def worth(cells: Cells, here: State, terms: Terms, segments: int) -> Worth:
    """Customer equity and 12-month profit of every segment."""
    lasts = annuity(here.retention, terms.discount, terms.years, terms.growth)
    first_year = np.sqrt(here.retention * (1.0 + terms.growth))
    return Worth(
        by_segment(cells, here.profit * lasts, segments), by_segment(cells, here.profit * first_year, segments)
    )


def yearly_profit(here: State, years: int, growth: float) -> Floats:
    """Profit of each of the next years, mid-year: sum of p0 M r^(t - 1/2)."""
    kept = here.retention * (1.0 + growth)
    alive, profits = here.profit * np.sqrt(kept), np.empty(years)
    for year in range(years):
        profits[year] = alive.sum()
        alive = alive * kept
    return profits


def by_segment(cells: Cells, values: Floats, segments: int) -> Floats:
    """Cells summed by segment."""
    return np.bincount(cells.segment, weights=values, minlength=segments).astype(np.float64)


def _retention(base: Base, cells: Cells, points: Floats | float, churn_cut: Floats | float) -> Floats:
    """r' of each cell; where only part of a bin reaches the cap, the mean over the bin as if evenly filled."""
    rules = base.policy.value
    if not np.any(points) and not np.any(churn_cut):
        return cells.retention

    def after(before: Floats) -> Floats:
        return np.asarray(1.0 - (1.0 - before) * (1.0 - churn_cut) + points)

    middle, low, high = after(cells.retention), after(cells.retention_low), after(cells.retention_high)
    width = np.maximum(high - low, 1e-12)
    over = np.clip(high - rules.retention_cap, 0.0, width)
    return np.clip(np.where(low < rules.retention_cap, middle - over**2 / (2.0 * width), middle),
                   rules.retention_floor, rules.retention_cap)


def _wallet_gain(cells: Cells, points: Floats | float, total: Floats, by_wallet: Floats) -> Floats | float:
    """What min(max(w + points, 0), 1) / w - 1 adds to a sum; nothing where the share of wallet is unknown.

    Of a bin that the limit runs through, accounts are taken as evenly spread over its shares of wallet.
    """
    if not np.any(points):
        return 0.0
    points = np.asarray(points)
    limit = np.where(points > 0, 1.0 - points, -points)
    below, below_by_wallet = _below(cells, limit)
    known = np.where(by_wallet != 0, total, 0.0)
    risen = points * by_wallet * below_by_wallet + by_wallet * (1.0 - below_by_wallet) - known * (1.0 - below)
    fallen = points * by_wallet * (1.0 - below_by_wallet) - known * below
    return np.where(points > 0, risen, fallen)


def _below(cells: Cells, limit: Floats) -> tuple[Floats, Floats]:
    """Part of each cell whose share of wallet w is under a limit, and that part's share of the cell's sum of 1 / w."""
    low, high = cells.wallet_low, cells.wallet_high
    one = high <= low
    at = np.clip(limit, low, high)
    part = (at - low) / np.where(one, 1.0, high - low)
    by_wallet = np.log(at / low) / np.where(one, 1.0, np.log(np.where(one, 1.0, high / low)))
    single = (low <= limit).astype(float)
    return np.where(one, single, part), np.where(one, single, by_wallet)
