"""Derived importance: how much staying and buying goes with each driver's score, by ridge regression, with ranges.

The ridge is light: it weighs as much as a few answers that say "all drivers matter alike", so that drivers that always
rise and fall together share their weight instead of fighting over it, while ranges still hold the truth as often as
they promise whatever the weights are. (A ridge as strong as predicts best was tried: its ranges miss a driver that
matters much more than the others in four cases of ten.) All is closed form: the same answers give the same figures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

Floats = NDArray[np.float64]

RANGE = 0.9
"""Share of the ranges that should hold the true weight."""

PULL_ANSWERS = 4.0
"""Answers that the pull of the drivers towards their common mean weighs as much as."""


@dataclass(frozen=True)
class Importance:
    """What was found, or that there was too little.

    answers: units that told (an account and a half-year); needed: the fewest that are believed.
    weights: one row a driver: driver, weight, low, high (a range of 90 %), shows (the range lies on one side of 0);
    a weight is the change of the outcome that goes with the whole scale, 0 to 1. Empty where there are too few.
    """

    answers: int
    needed: int
    weights: pd.DataFrame

    @property
    def too_few(self) -> bool:
        """Whether the answers are too few to say anything."""
        return self.weights.empty

    @property
    def tells(self) -> bool:
        """Whether the range of any driver lies on one side of nought: else the weights are chance."""
        return bool(self.weights["shows"].any())


def answers_needed(drivers: int, per_driver: int, least: int) -> int:
    """The fewest answers that are believed: so many a driver, never under `least`.

    >>> answers_needed(8, per_driver=5, least=30)
    40
    """
    return max(least, per_driver * drivers)


def derived_importance(scores: pd.DataFrame, outcome: pd.Series[float], needed: int) -> Importance:
    """The weight of each driver for the outcome.

    scores: one row a unit, one column a driver, 0 to 1, NaN where it was not answered (its mean stands in).
    outcome: one entry a unit, in the same order. A driver that fewer than half answered, or all alike, is left out.
    """
    known = outcome.notna().to_numpy() & scores.notna().any(axis=1).to_numpy()
    kept = scores[known]
    asked = [str(name) for name in kept if kept[name].notna().mean() >= 0.5 and kept[name].nunique() > 1]
    count = int(known.sum())
    if count < max(needed, 1) or not asked:
        return Importance(count, needed, _no_weights())
    filled = kept[asked].fillna(kept[asked].mean()).to_numpy(np.float64)
    spread = filled.std(axis=0)
    found = outcome[known].to_numpy(np.float64)
    weights, reach = _ridge((filled - filled.mean(axis=0)) / spread, found - found.mean())
    low, high = (weights - reach) / spread, (weights + reach) / spread
    return Importance(count, needed, pd.DataFrame({
        "driver": asked, "weight": weights / spread, "low": low, "high": high, "shows": (low > 0) | (high < 0)}))


def _no_weights() -> pd.DataFrame:
    return pd.DataFrame({"driver": pd.Series(dtype="str"), "weight": pd.Series(dtype="float64"),
                         "low": pd.Series(dtype="float64"), "high": pd.Series(dtype="float64"),
                         "shows": pd.Series(dtype="bool")})


def _ridge(scores: Floats, outcome: Floats) -> tuple[Floats, Floats]:
    """Each driver's weight, and how far off its 90 % range reaches; columns of `scores` have mean 0 and deviation 1.

    The pull is on differences from the common mean only, which the answers settle alone.
    """
    count, drivers = scores.shape
    pull = PULL_ANSWERS * (np.eye(drivers) - 1.0 / drivers)
    inverse = np.linalg.pinv(scores.T @ scores + pull)
    weights = inverse @ scores.T @ outcome
    free = count - 1 - float(np.trace(inverse @ scores.T @ scores))
    left = float(np.square(outcome - scores @ weights).sum()) / free
    return weights, stdtrit(free, 0.5 + RANGE / 2.0) * np.sqrt(np.diag(inverse) * left)
