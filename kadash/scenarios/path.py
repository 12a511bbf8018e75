"""Year by year: what accounts bring while measures take hold, and in closed form from the year they have."""

from __future__ import annotations

from collections.abc import Sequence
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


class Found(NamedTuple):
    """What a path comes to: worth by segment less what measures cost for each account, and by year ahead both."""

    worth: Worth
    profits: Floats
    costs: Floats


def path(base: Base, cells: Cells, programme: Programme, levers: Levers, terms: Terms) -> Path:
    """The years in which something still grows, and the one that stays."""
    growing = min(programme.growing_years, int(terms.years))
    moves = tuple(
        moves_in_year(base, programme, levers, year if year <= growing else None) for year in range(1, growing + 2)
    )
    each = cost_per_account(base, programme)
    return Path(tuple(_year(base, cells, moves, place, each) for place in range(growing + 1)), moves)


def _year(base: Base, cells: Cells, moves: Sequence[Moves], place: int, each: Floats) -> Year:
    here_cells, here = moved(base, cells, moves[place])
    there = np.ones(len(here_cells))
    for earlier in moves[:place]:
        there = there * retention_under(base, here_cells, earlier)
    return Year(here_cells, here, there, here_cells.alive * each[here_cells.segment])


def along(taken: Path, terms: Terms, segments: int) -> Found:
    """The sum over the years of a path."""
    horizon, growth = int(terms.years), 1.0 + terms.growth
    equity, first = np.zeros(segments), np.zeros(segments)
    profits, costs = np.zeros(horizon), np.zeros(horizon)
    for place, (cells, here, there, cost) in enumerate(taken.years[: horizon]):
        last = place == len(taken.years) - 1
        ahead = horizon - place if last else 1
        discounted = (1.0 + terms.discount) ** -place
        earned, paid = here.profit * there * growth**place, cost * there
        lasts = annuity(here.retention, terms.discount, ahead, terms.growth)
        lasts_flat = annuity(here.retention, terms.discount, ahead)
        equity += by_segment(cells, (earned * lasts - paid * lasts_flat) * discounted, segments)
        if place == 0:
            middle = np.sqrt(here.retention)
            first = by_segment(cells, (earned * np.sqrt(growth) - paid) * middle, segments)
        profits[place : place + ahead] = _by_year(earned, here.retention * growth, ahead)
        costs[place : place + ahead] = _by_year(paid, here.retention, ahead)
    return Found(Worth(equity, first), profits - costs, costs)


def _by_year(money: Floats, kept: Floats, years: int) -> Floats:
    """Sums over cells of money k^(t - 1/2)."""
    now, found = money * np.sqrt(kept), np.empty(years)
    for year in range(years):
        found[year] = now.sum()
        now = now * kept
    return found
