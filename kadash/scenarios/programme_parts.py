"""What each measure of a programme adds, exactly summing to the change, whatever the order they stand in."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from kadash.scenarios.base import Base
from kadash.scenarios.cells import Floats
from kadash.scenarios.engine import Terms, Worth
from kadash.scenarios.levers import NO_CHANGE, Levers
from kadash.scenarios.outcome import Totals
from kadash.scenarios.path import Path, path, worth_along
from kadash.scenarios.programme import Programme, levers_with_costs
from kadash.scenarios.scenario import beside_of
from kadash.scenarios.today import today
from kadash.scenarios.winning import won_account

NOTHING = Programme()


class OnBins(NamedTuple):
    """A programme on the base's bins: its years, their worth, what the company does beside, and the change of all."""

    path: Path
    worth: Worth
    beside: Totals
    change: Totals


def found_on(base: Base, programme: Programme, levers: Levers, terms: Terms) -> OnBins:
    """A programme with bare levers on the base's bins."""
    terms = terms._replace(growth=levers.growth)
    taken = path(base, base.bins, programme, levers, terms)
    worth = worth_along(taken, terms, len(base.segments))
    steady, full = taken.years[-1], levers_with_costs(programme, levers)
    beside = beside_of(won_account(steady.cells, steady.here, full, terms), full, terms)
    before = today(base, terms.discount, int(terms.years)).binned_worth
    change = Totals(float((worth.equity - before.equity).sum()) + beside.customer_equity,
                    float((worth.profit - before.profit).sum()) + beside.profit_12m)
    return OnBins(taken, worth, beside, change)


def by_measure(
    base: Base, programme: Programme, levers: Levers, terms: Terms, change: Totals, on_bins: OnBins
) -> pd.DataFrame:
    """A row a measure, and one for the bare levers where they move; `on_bins`: all of them together.

    A part is the mean of what the measure brings by itself and of what would be lost without it; of two that is the
    Shapley value. What more measures leave over, and the small rest between bins and every account, is spread in
    proportion to the parts, so that they sum to the change.
    """
    pieces: list[tuple[str | None, tuple[Programme, Levers], tuple[Programme, Levers]]] = [
        (measure.name, (programme.alone(measure.name), NO_CHANGE), (programme.without(measure.name), levers))
        for measure in programme.measures
    ]
    if levers.moved():
        pieces.append((None, (NOTHING, levers), (programme, NO_CHANGE)))
    wanted, whole = _figures(change), _figures(on_bins.change)
    alone = np.array([_figures(found_on(base, *own, terms).change) for _, own, _ in pieces]).reshape(-1, 2)
    rest = np.array([_figures(found_on(base, *others, terms).change) for _, _, others in pieces]).reshape(-1, 2)
    left_out = whole - rest
    parts = _summing_to(wanted, (alone + left_out) / 2.0)
    return pd.DataFrame({
        "measure": pd.Series([name for name, _, _ in pieces], dtype=object),
        "equity": parts[:, 0], "profit": parts[:, 1],
        "alone_equity": alone[:, 0], "alone_profit": alone[:, 1],
        "left_out_equity": left_out[:, 0], "left_out_profit": left_out[:, 1],
    })


def _figures(totals: Totals) -> Floats:
    return np.array([totals.customer_equity, totals.profit_12m])


def _summing_to(wanted: Floats, parts: Floats) -> Floats:
    size = np.abs(parts).sum(axis=0)
    return np.asarray(parts + np.abs(parts) / np.where(size > 0, size, 1.0) * (wanted - parts.sum(axis=0)))
