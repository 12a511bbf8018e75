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
from kadash.scenarios.cells import Cells, Floats, Ints, together
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


def moved(base: Base, cells: Cells, moves: Moves) -> tuple[Cells, State]:
    """Yearly profit and retention of the base's exact cells or bins under these moves.

    A move of the share of wallet is reckoned first as if it had no limits, which sums answer exactly. Accounts that
    would pass 1 or 0 then follow as cells of their own: once to take back what was reckoned, as it was in their cell,
    and once with what the limit lets them gain or lose.
    """
    if not moves["wallet"].any():
        return cells, _state(base, cells, moves, cells.earned, cells.revenue)
    points = moves["wallet"][cells.segment]
    parts = [(cells, cells.earned + points * cells.earned_by_wallet, cells.revenue + points * cells.revenue_by_wallet)]
    places, room = beyond_limits(base, moves["wallet"])
    if len(places):
        own = base.exact.take(places)
        reckoned = cells.take(places if cells is base.exact else base.bin_of[places]).emptied()
        back = -moves["wallet"][own.segment]
        parts.append((reckoned, back * own.earned_by_wallet, back * own.revenue_by_wallet))
        parts.append((own.emptied(), room * own.earned_by_wallet, room * own.revenue_by_wallet))
    states = [_state(base, some, moves, earned, revenue) for some, earned, revenue in parts]
    profit, retention = (np.concatenate(column) for column in zip(*states, strict=True))
    return (cells if len(parts) == 1 else together([some for some, _, _ in parts])), State(profit, retention)


def _state(base: Base, cells: Cells, moves: Moves, earned: Floats, revenue: Floats) -> State:
    """Cells with these earnings and revenue, under all moves but that of the wallet."""
    at = {lever: change[cells.segment] if change.any() else 0.0 for lever, change in moves.items()}
    capital = base.policy.what_if.working_capital_rate_per_year
    rate = at["margin"] + at["price"] - at["payment_days"] / DAYS_PER_YEAR * capital
    profit = (1.0 + at["frequency"]) * (earned + revenue * rate) - cells.service * (1.0 + at["cost_to_serve"])
    return State(np.asarray(profit), retention_under(base, cells, moves))


def beyond_limits(base: Base, points: Floats) -> tuple[Ints, Floats]:
    """Places of the accounts whose share of wallet would pass 1 or 0, and how far it may move (negative: fall)."""
    places, room = [], []
    for move, shares, where in zip(points, base.wallet_sorted, base.wallet_places, strict=True):
        limit = 1.0 if move > 0 else 0.0
        cut = int(np.searchsorted(shares, limit - move, side="right"))
        beyond = slice(cut, None) if move > 0 else slice(0, cut if move < 0 else 0)
        places.append(where[beyond])
        room.append(limit - shares[beyond])
    return np.concatenate(places), np.concatenate(room)


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


def retention_under(base: Base, cells: Cells, moves: Moves) -> Floats:
    """r' of each cell; where only part of a bin reaches the cap, the mean over the bin as if evenly filled."""
    rules = base.policy.value
    points, churn_cut = moves["retention"][cells.segment], moves["churn_cut"][cells.segment]
    if not np.any(points) and not np.any(churn_cut):
        return cells.retention

    def after(before: Floats) -> Floats:
        return np.asarray(1.0 - (1.0 - before) * (1.0 - churn_cut) + points)

    middle = after(cells.retention)
    if cells.retention_high is cells.retention:  # an account a cell: all of it is on one side of the cap
        return np.clip(middle, rules.retention_floor, rules.retention_cap)
    low, high = after(cells.retention_low), after(cells.retention_high)
    width = np.maximum(high - low, 1e-12)
    over = np.clip(high - rules.retention_cap, 0.0, width)
    return np.clip(np.where(low < rules.retention_cap, middle - over**2 / (2.0 * width), middle),
                   rules.retention_floor, rules.retention_cap)
