"""Retention as it was observed, to stand beside a modelled one: who bought in the year before and bought again."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import betaincinv

from kadash.value.columns import numbers_or


def observed_retention(accounts: pd.DataFrame, segment_column: str) -> pd.DataFrame:
    """One row a segment: `bought_before`, `bought_again` (accounts), `share`, `low`, `high` (90 %, Jeffreys).

    Reads `purchases_12m` and `purchases_prev_12m`; share is NaN where nobody bought in the year before.
    """
    before = numbers_or(accounts, "purchases_prev_12m", 0.0) > 0
    again = before & (numbers_or(accounts, "purchases_12m", 0.0) > 0)
    counts = (
        pd.DataFrame({"segment": accounts[segment_column].to_numpy(), "bought_before": before, "bought_again": again})
        .groupby("segment", sort=False, as_index=False)
        .sum()
    )
    some = counts["bought_before"] > 0
    lost = counts["bought_before"] - counts["bought_again"]
    kept = counts["bought_again"]
    return counts.assign(
        share=(kept / counts["bought_before"].where(some)),
        low=np.where(some, np.where(kept == 0, 0.0, betaincinv(kept + 0.5, lost + 0.5, 0.05)), np.nan),
        high=np.where(some, np.where(lost == 0, 1.0, betaincinv(kept + 0.5, lost + 0.5, 0.95)), np.nan),
    )
