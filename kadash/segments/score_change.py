"""What changed in a score since a year ago, split into data, coverage and weights, exactly."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.segments.score import NEUTRAL, PARTS

Floats = NDArray[np.float64]


def score_change(now: pd.DataFrame, then: pd.DataFrame, weights_now: Floats, weights_then: Floats) -> pd.DataFrame:
    """One row an account, in points of the score before vetoes: data_<part>, coverage, weights, change.

    `now`, `then`: z of the same accounts in the same order, one column a part, NaN where unknown; weights in the order
    of PARTS. Told in steps: the parts known both times move with the old weights; then parts become known or unknown;
    then the weights change. data_<part> is 0 for a part not known both times. The parts of the sum add up to change,
    which is NaN where there is no score on either day.
    """
    z_now, z_then = now[list(PARTS)].to_numpy(np.float64), then[list(PARTS)].to_numpy(np.float64)
    both = ~np.isnan(z_now) & ~np.isnan(z_then)
    known_weight = (~np.isnan(z_then) * weights_then).sum(axis=1, keepdims=True)
    moved = np.where(both, z_now - z_then, 0.0) * weights_then
    data = NEUTRAL * moved / np.where(known_weight > 0, known_weight, np.nan)
    after_data = _points(np.where(both, z_now, z_then), weights_then)
    after_coverage = _points(z_now, weights_then)
    columns = {f"data_{part}": data[:, place] for place, part in enumerate(PARTS)}
    return pd.DataFrame({
        **columns,
        "coverage": after_coverage - after_data,
        "weights": _points(z_now, weights_now) - after_coverage,
        "change": _points(z_now, weights_now) - _points(z_then, weights_then),
    }, index=now.index)


def z_from_points(points: pd.DataFrame, weights: Floats) -> pd.DataFrame:
    """z of every part (columns PARTS) from its points (columns score_<part>) and the weights they were made with.

    `mart.account_history` keeps points; a part without points, or without weight, is unknown.
    """
    shown = points[[f"score_{part}" for part in PARTS]].to_numpy(np.float64)
    known_weight = (~np.isnan(shown) * weights).sum(axis=1, keepdims=True)
    z = shown * known_weight / (NEUTRAL * np.where(weights > 0, weights, np.nan))
    return pd.DataFrame(z, columns=list(PARTS), index=points.index)


def _points(z: Floats, weights: Floats) -> Floats:
    """The score above or below 50; NaN where no part with a weight is known."""
    known = ~np.isnan(z) * weights
    total = known.sum(axis=1)
    return np.asarray(NEUTRAL * (np.nan_to_num(z) * known).sum(axis=1) / np.where(total > 0, total, np.nan))
