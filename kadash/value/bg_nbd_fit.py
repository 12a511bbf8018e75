"""Fits BG/NBD by maximum likelihood: Newton in log-parameters on collapsed rows.

Gamma terms are taken once per number of repeats, logarithms once per day, and only distinct (x, t_x, T) with a repeat
are visited one by one; many accounts warm-start on a thinned sample.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kadash.value.bg_nbd import BgNbd
from kadash.value.buying_likelihood import Kind, likelihood_at
from kadash.value.newton import NO_PRIOR, WARM_START_ABOVE, WARM_START_ACCOUNTS, Top, climb
from kadash.value.purchases import DAYS_PER_WEEK, Floats, Purchases, Tally, sorted_keys

_BG_NBD = Kind(k=1, may_leave_at_first=False)


@dataclass(frozen=True)
class BgNbdFit:
    """What a fit gives: the model, its log-likelihood (no prior), accounts seen, steps taken, top reached."""

    model: BgNbd
    log_likelihood: float
    accounts: int
    steps: int
    reached: bool


def fit_bg_nbd(purchases: Purchases, prior_sd: float = NO_PRIOR) -> BgNbdFit:
    """The maximum-likelihood BG/NBD of these accounts; with `prior_sd` the weak prior holds runaway parameters."""
    keys, start = sorted_keys(purchases), rough_start(purchases)
    if len(purchases) > WARM_START_ABOVE:
        start = _climb(keys.tally(every=len(purchases) // WARM_START_ACCOUNTS), start, prior_sd).point.at
    top = _climb(keys.tally(), start, prior_sd)
    r, alpha, a, b = (float(value) for value in np.exp(top.point.at))
    return BgNbdFit(BgNbd(r, alpha, a, b), top.point.log_likelihood, len(purchases), top.steps, top.reached)


def rough_start(purchases: Purchases) -> Floats:
    """Log-parameters near what most files have, on this file's own time scale."""
    weeks = max(1.0, float(purchases.age_days.sum()) / DAYS_PER_WEEK)
    rate = max(float(purchases.repeats.sum()), 0.5) / weeks
    return np.asarray(np.log([0.5, 0.25 / rate, 0.8, 2.5]), dtype=np.float64)


def _climb(counts: Tally, start: Floats, prior_sd: float) -> Top:
    return climb(lambda at: likelihood_at(counts, at, _BG_NBD, prior_sd), start)
