"""Retention as it was observed, to stand beside a modelled one: who bought in the year before and bought again."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import betaincinv

from kadash.value.columns import numbers_or
from kadash.value.purchases import Floats


def observed_retention(accounts: pd.DataFrame, segment_column: str) -> pd.DataFrame:
    """One row a segment: `bought_before`, `bought_again` (accounts), `share`, `low`, `high` (90 %, Jeffreys).

    Reads `purchases_12m` and `purchases_prev_12m`; share is NaN where nobody bought in the year before.
    """
    before = numbers_or(accounts, "purchases_prev_12m", 0.0) > 0
    again = before & (numbers_or(accounts, "purchases_12m", 0.0) > 0)
    counts = (
        pd.DataFrame({"segment": accounts[segment_column].array, "bought_before": before, "bought_again": again})
        .groupby("segment", sort=False, as_index=False)
        .sum()
    )
    some = counts["bought_before"] > 0
    low, high = jeffreys_range(counts["bought_again"], counts["bought_before"])
    return counts.assign(share=counts["bought_again"] / counts["bought_before"].where(some),
                         low=np.where(some, low, np.nan), high=np.where(some, high, np.nan))


def jeffreys_range(kept: ArrayLike, of: ArrayLike) -> tuple[Floats, Floats]:
    """The 90 % range of a share of so many, the Jeffreys interval: closed at 0 where none and at 1 where all.

    >>> [round(float(end), 3) for end in jeffreys_range(44, 50)]
    [0.789, 0.939]
    """
    some, all_ = np.asarray(kept, dtype=np.float64), np.asarray(of, dtype=np.float64)
    lost = all_ - some
    return (np.where(some == 0, 0.0, betaincinv(some + 0.5, lost + 0.5, 0.05)),
            np.where(lost == 0, 1.0, betaincinv(some + 0.5, lost + 0.5, 0.95)))
