"""The figures of a what-if's workbook as its formulas find them: what a reader sees before anything is recalculated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kadash.scenarios import Base, Levers
from kadash.scenarios.cells import Floats
from kadash.scenarios.engine import Terms, beyond_limits, by_segment, moved, moves_by_segment, retention_under
from kadash.scenarios.winning import NewAccount, new_account, winning_profits, winning_value
from kadash.value.annuity import annuity


@dataclass(frozen=True)
class Limits:
    """By cell, what accounts whose share of wallet meets its limit gain or lose less than reckoned: earned, revenue."""

    earned: Floats
    revenue: Floats


@dataclass(frozen=True)
class Reckoned:
    """One entry a cell (accounts where they are few, else bins of alike ones), and totals of the scenario."""

    limits: Limits
    lasts: Floats
    retention: Floats
    profit: Floats
    lasts_then: Floats
    equity: Floats
    equity_then: Floats
    first_year: Floats
    first_year_then: Floats
    won: NewAccount
    winning_value: float
    winning_profits: Floats
    programme_value: float


def reckoned(base: Base, levers: Levers, terms: Terms) -> Reckoned:
    """What the workbook's formulas come to on the base's cells."""
    cells, moves = base.bins, moves_by_segment(base, levers)
    limits = _limits(base, moves["wallet"])
    at = {lever: move[cells.segment] for lever, move in moves.items()}
    rate = at["margin"] + at["price"] - at["payment_days"] / 365.0 * base.policy.what_if.working_capital_rate_per_year
    earned = cells.earned + limits.earned + at["wallet"] * cells.earned_by_wallet
    revenue = cells.revenue + limits.revenue + at["wallet"] * cells.revenue_by_wallet
    profit = (1.0 + at["frequency"]) * (earned + revenue * rate) - cells.service * (1.0 + at["cost_to_serve"])
    retention = retention_under(base, cells, moves)
    lasts = annuity(cells.retention, terms.discount, terms.years)
    lasts_then = annuity(retention, terms.discount, terms.years, terms.growth)
    won = new_account(*moved(base, cells, moves), levers, terms)
    cost = levers.programme_cost * float(annuity(1.0, terms.discount, terms.years)) + levers.programme_cost_once
    return Reckoned(
        limits, lasts, retention, np.asarray(profit), lasts_then, cells.profit * lasts, profit * lasts_then,
        cells.profit * np.sqrt(cells.retention), profit * np.sqrt(retention * (1.0 + terms.growth)), won,
        winning_value(won, levers, terms), winning_profits(won, levers, int(terms.years), terms.growth), cost)


def summed(base: Base, values: Floats) -> list[float]:
    """By segment."""
    return [float(value) for value in by_segment(base.bins, values, len(base.segments))]


def _limits(base: Base, points: Floats) -> Limits:
    places, room = beyond_limits(base, points)
    own, count = base.exact.take(places), len(base.bins)
    less, cell = room - points[own.segment], base.bin_of[places]
    return Limits(*(np.bincount(cell, less * part, count).astype(np.float64)
                    for part in (own.earned_by_wallet, own.revenue_by_wallet)))
