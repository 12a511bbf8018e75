"""Today: what the base alone says at a discount and horizon, from every account, found once and kept."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kadash.scenarios.base import Base
from kadash.scenarios.cells import Cells, Floats
from kadash.scenarios.engine import State, Terms, Worth, by_segment, worth, yearly_profit
from kadash.value.annuity import annuity

POINT = 0.01


class Today(NamedTuple):
    """Of the base, exact: worth, yearly profit, and by segment value of a point, mean retention, P(alive) summed.

    And the worth and yearly profit of its bins.
    """

    worth: Worth
    yearly: Floats
    point_value: Floats
    retention: Floats
    alive: Floats
    binned_worth: Worth
    binned_yearly: Floats


def today(base: Base, discount: float, years: int) -> Today:
    """The base's own answers; the first call visits every account."""
    key = ("today", discount, years)
    if key not in base.kept:
        base.kept[key] = _today(base, discount, years)
    found: Today = base.kept[key]
    return found


def unmoved(cells: Cells) -> State:
    """The cells as they are."""
    return State(cells.profit, cells.retention)


def _today(base: Base, discount: float, years: int) -> Today:
    terms, count, cells = Terms(discount, years), len(base.segments), base.exact
    return Today(
        worth(cells, unmoved(cells), terms, count),
        yearly_profit(unmoved(cells), years, 0.0),
        _point_value(base, terms),
        mean_retention(cells, cells.retention, count),
        by_segment(cells, cells.alive, count),
        worth(base.bins, unmoved(base.bins), terms, count),
        yearly_profit(unmoved(base.bins), years, 0.0),
    )


def mean_retention(cells: Cells, retention: Floats, segments: int) -> Floats:
    """Mean over live accounts of each segment, NaN where none is alive."""
    alive = by_segment(cells, cells.alive, segments)
    total = by_segment(cells, cells.alive * retention, segments)
    return np.where(alive > 0, total / np.where(alive > 0, alive, 1.0), np.nan)


def _point_value(base: Base, terms: Terms) -> Floats:
    cells = base.exact
    better = np.minimum(cells.retention + POINT, base.policy.value.retention_cap)
    lift = annuity(better, terms.discount, terms.years) - annuity(cells.retention, terms.discount, terms.years)
    return by_segment(cells, cells.profit * lift, len(base.segments))
