"""How good a forecast was: error, total, chances, who came out on top, and whether ranges held."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.value.columns import Flags
from kadash.value.purchases import Floats

BINS = 10
TOP_SHARE = 0.1


def mean_error_share(forecast: Floats, actual: Floats) -> float:
    """Mean absolute error / mean absolute value of what came; NaN where nothing came."""
    level = float(np.abs(actual).sum())
    return float(np.abs(forecast - actual).sum()) / level if level else float("nan")


def total_error(forecast: Floats, actual: Floats) -> float:
    """Sum forecast / sum that came - 1: .1 is a tenth too much; NaN where the sum that came is not above 0."""
    came = float(actual.sum())
    return float(forecast.sum()) / came - 1.0 if came > 0 else float("nan")


def brier_score(p_buys: Floats, bought: Flags) -> float:
    """Mean squared distance of a chance to 1 (bought) or 0; NaN where no chance was given."""
    known = np.isfinite(p_buys)
    return float(np.mean((p_buys[known] - bought[known]) ** 2)) if known.any() else float("nan")


def top_capture(forecast: Floats, actual: Floats, share: float = TOP_SHARE) -> float:
    """What the accounts forecast to be the top tenth brought / what the real top tenth brought (at least one account).

    Accounts forecast alike share the last places evenly.
    """
    top = max(1, round(len(actual) * share)) if len(actual) else 0
    best = float(np.sort(actual)[::-1][:top].sum())
    if best <= 0:
        return float("nan")
    line = np.sort(forecast)[::-1][top - 1]
    above, level = forecast > line, forecast == line
    return float(actual[above].sum() + actual[level].mean() * (top - above.sum())) / best


def coverage(low: Floats, high: Floats, actual: Floats) -> float:
    """Share of accounts whose value came to lie within their range."""
    return float(np.mean((actual >= low) & (actual <= high))) if len(actual) else float("nan")


def reliability(p_buys: Floats, bought: Flags, bins: int = BINS) -> pd.DataFrame:
    """One row a bin of chances that has accounts: `low`, `high` (its edges), `accounts`, `expected`, `came_true`.

    expected: mean chance; came_true: share that bought. Well calibrated means the two agree.
    """
    known = np.isfinite(p_buys)
    chance, came = p_buys[known], bought[known]
    place = np.minimum((chance * bins).astype(np.int64), bins - 1)
    accounts = np.bincount(place, minlength=bins)
    some = accounts > 0
    count = accounts[some]
    return pd.DataFrame({
        "low": (np.arange(bins) / bins)[some], "high": ((np.arange(bins) + 1) / bins)[some], "accounts": count,
        "expected": np.bincount(place, chance, bins)[some] / count,
        "came_true": np.bincount(place, came, bins)[some] / count,
    })
