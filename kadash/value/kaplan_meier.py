"""Kaplan-Meier: the share that survives each time, where some are still there and nobody knows for how long."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike


def kaplan_meier(durations: ArrayLike, ended: ArrayLike, every: ArrayLike | None = None) -> pd.DataFrame:
    """One row a time at which one ended: `time`, `at_risk`, `ended`, `survival`, `standard_error` (Greenwood).

    durations: how long each was there; ended: false where it still is, or was last seen then. every: these times get a
    row too, if nobody ended then.
    """
    times, gone = np.asarray(durations, dtype=np.float64), np.asarray(ended, dtype=bool)
    at = np.union1d(times[gone], [] if every is None else every)
    at_risk = len(times) - np.searchsorted(np.sort(times), at)
    lost = np.bincount(np.searchsorted(at, times[gone]), minlength=len(at))
    survival = np.cumprod(1.0 - lost / np.maximum(at_risk, 1))
    left = (at_risk - lost).astype(np.float64)
    spread = np.cumsum(np.divide(lost, at_risk * left, out=np.full(len(at), np.nan), where=left > 0))
    return pd.DataFrame({
        "time": at, "at_risk": at_risk, "ended": lost, "survival": survival,
        "standard_error": survival * np.sqrt(spread),
    })
