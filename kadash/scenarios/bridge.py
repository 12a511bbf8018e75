"""The bridge from base to scenario: what each lever adds, exactly summing to the change."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.scenarios.base import Base
from kadash.scenarios.engine import Terms
from kadash.scenarios.levers import Levers
from kadash.scenarios.outcome import Totals
from kadash.scenarios.scenario import change_on_bins


def by_lever(base: Base, levers: Levers, terms: Terms, change: Totals) -> pd.DataFrame:
    """Each moved lever's part: the mean of what it adds when levers are moved in order and in reverse order.

    With two levers these are the Shapley values. Found on bins; the small rest against the exact change is spread in
    proportion, so the parts sum to the change.
    """
    moved = levers.moved()
    steps = np.array([_steps(base, levers, terms, moved), _steps(base, levers, terms, moved[::-1])[::-1]]).mean(axis=0)
    steps = steps.reshape(len(moved), 2)
    wanted = np.array([change.customer_equity, change.profit_12m])
    size = np.abs(steps).sum(axis=0)
    steps = steps + np.abs(steps) / np.where(size > 0, size, 1.0) * (wanted - steps.sum(axis=0))
    return pd.DataFrame({"lever": list(moved), "equity": steps[:, 0], "profit": steps[:, 1]})


def _steps(base: Base, levers: Levers, terms: Terms, order: tuple[str, ...]) -> list[tuple[float, float]]:
    """What each lever adds to the change when moved after those before it."""
    reached = [(0.0, 0.0)]
    for last in range(1, len(order) + 1):
        some = change_on_bins(base, levers.only(frozenset(order[:last])), terms)
        reached.append((some.customer_equity, some.profit_12m))
    return [(new[0] - old[0], new[1] - old[1]) for old, new in zip(reached, reached[1:], strict=False)]


