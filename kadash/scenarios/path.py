"""Year by year: what accounts bring while measures take hold, and in closed form from the year they have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from kadash.scenarios.base import Base
from kadash.scenarios.cells import Cells, Floats
from kadash.scenarios.engine import Moves, State, Terms, Worth, by_segment, moved, retention_under
from kadash.scenarios.levers import Levers
from kadash.scenarios.programme import Programme, cost_per_account, moves_in_year
from kadash.value.annuity import annuity


class Year(NamedTuple):
    """A year ahead: its cells, their state, and the share of them that is still there at its beginning.

    `cost`: what measures cost for each account still there, by cell (summed over its accounts).
    """

    cells: Cells
    here: State
    there: Floats
    cost: Floats


class Path(NamedTuple):
    """By year ahead; the last entry holds for every year from then on. `moves` by the same years."""

    years: tuple[Year, ...]
    moves: tuple[Moves, ...]


class ByYear(NamedTuple):
    """By year ahead: profit less what measures cost for each account, and that cost."""

    profits: Floats
    costs: Floats


def path(base: Base, cells: Cells, programme: Programme, levers: Levers, terms: Terms) -> Path:
    """The years in which something still grows, and the one that stays."""
    growing = min(programme.growing_years, int(terms.years))
    moves = tuple(
        moves_in_year(base, programme, levers, year if year <= growing else None) for year in range(1, growing + 2)
    )
    each = cost_per_account(base, programme)
    reached = [moved(base, cells, move) for move in moves]
    return Path(tuple(
        Year(some, here, _there(base, some, reached[:place], moves), some.alive * each[some.segment])
        for place, (some, here) in enumerate(reached)
    ), moves)


def _there(base: Base, cells: Cells, earlier: Sequence[tuple[Cells, State]], moves: Sequence[Moves]) -> Floats:
    """The share of the cells that is still there after the earlier years.

    Accounts at the limit of their wallet stand apart in some years only: their past is reckoned anew.
    """
    there = np.ones(len(cells))
    for (before, here), move in zip(earlier, moves, strict=False):
        there = there * (here.retention if before is cells else retention_under(base, cells, move))
    return there


def worth_along(taken: Path, terms: Terms, segments: int) -> Worth:
    """By segment, what the years of a path are worth less what measures cost for each account."""
    equity, first = np.zeros(segments), np.zeros(segments)
    for place, ahead, (cells, here, there, cost) in _spans(taken, terms):
        earned, paid = here.profit * there * (1.0 + terms.growth) ** place, cost * there
        value = earned * _lasts(here.retention, terms, ahead, terms.growth)
        if paid.any():
            value -= paid * _lasts(here.retention, terms, ahead, 0.0)
        equity += by_segment(cells, value, segments) * (1.0 + terms.discount) ** -place
        if place == 0:
            middle = np.sqrt(here.retention)
            first = by_segment(cells, (earned * np.sqrt(1.0 + terms.growth) - paid) * middle, segments)
    return Worth(equity, first)


def by_year(taken: Path, terms: Terms) -> ByYear:
    """Each year ahead of a path."""
    horizon, growth = int(terms.years), 1.0 + terms.growth
    profits, costs = np.zeros(horizon), np.zeros(horizon)
    for place, ahead, (_, here, there, cost) in _spans(taken, terms):
        span = slice(place, place + ahead)
        profits[span] = _sums(here.profit * there * growth**place, here.retention * growth, ahead)
        costs[span] = _sums(cost * there, here.retention, ahead)
    return ByYear(profits - costs, costs)


def _spans(taken: Path, terms: Terms) -> Iterator[tuple[int, int, Year]]:
    """The years of a path within the horizon: how many lie before each, and for how many it holds."""
    horizon = int(terms.years)
    for place, year in enumerate(taken.years[:horizon]):
        yield place, horizon - place if place == len(taken.years) - 1 else 1, year


def _lasts(retention: Floats, terms: Terms, ahead: int, growth: float) -> Floats:
    """A(r) over the years ahead."""
    if ahead == 1:
        return np.sqrt(retention * ((1.0 + growth) / (1.0 + terms.discount)))
    return annuity(retention, terms.discount, ahead, growth)


def _sums(money: Floats, kept: Floats, years: int) -> Floats:
    """Sums over cells of money k^(t - 1/2)."""
    if not money.any():
        return np.zeros(years)
    now, found = money * np.sqrt(kept), np.empty(years)
    for year in range(years):
        found[year] = now.sum()
        now *= kept
    return found
