"""Fits MBG/CNBD-k by maximum likelihood: Newton on collapsed rows for each k, from the top of the k before.

Going up in k stops where the likelihood falls. Many accounts choose their k on an even sample of the sorted accounts,
with their share of ln(gap) by repeats, and fit all accounts at that k only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kadash.value.bg_nbd_fit import rough_start
from kadash.value.buying_likelihood import Kind, likelihood_at
from kadash.value.mbg_cnbd import MbgCnbd, log_gap_term
from kadash.value.newton import NO_PRIOR, WARM_START_ABOVE, WARM_START_ACCOUNTS, Top, climb
from kadash.value.purchases import Floats, Purchases, Tally, sorted_keys

MOST_REGULAR = 8


@dataclass(frozen=True)
class MbgCnbdFit:
    """What a fit gives: the model with its k, log-likelihood (no prior), accounts seen, steps taken, top reached."""

    model: MbgCnbd
    log_likelihood: float
    accounts: int
    steps: int
    reached: bool


@dataclass(frozen=True)
class _Candidate:
    k: int
    top: Top
    log_likelihood: float


def fit_mbg_cnbd(purchases: Purchases, prior_sd: float = NO_PRIOR, most_regular: int = MOST_REGULAR) -> MbgCnbdFit:
    """The likeliest MBG/CNBD-k of these accounts, k from 1 to `most_regular`; k = 1 where gaps are unknown."""
    most = most_regular if purchases.log_gap_sum is not None else 1
    keys, start = sorted_keys(purchases), rough_start(purchases)
    if len(purchases) <= WARM_START_ABOVE:
        best = _likeliest(keys.tally(), purchases, start, prior_sd, most)
    else:
        sample = keys.tally(every=len(purchases) // WARM_START_ACCOUNTS)
        on_sample = _likeliest(sample, purchases, start, prior_sd, most)
        best = _fitted(keys.tally(), purchases, on_sample.top.point.at, prior_sd, on_sample.k)
    r, alpha, a, b = (float(value) for value in np.exp(best.top.point.at))
    model = MbgCnbd(r, alpha, a, b, best.k)
    return MbgCnbdFit(model, best.log_likelihood, len(purchases), best.top.steps, best.top.reached)


def _likeliest(counts: Tally, purchases: Purchases, start: Floats, prior_sd: float, most: int) -> _Candidate:
    """Up in k while the likelihood rises: of these accounts, or of a sample of them."""
    best = _fitted(counts, purchases, start, prior_sd, 1)
    for k in range(2, most + 1):
        quicker = np.array([0.0, np.log((k - 1) / k), 0.0, 0.0])
        found = _fitted(counts, purchases, best.top.point.at + quicker, prior_sd, k)
        if not found.top.reached or found.log_likelihood <= best.log_likelihood:
            return best
        best = found
    return best


def _fitted(counts: Tally, purchases: Purchases, start: Floats, prior_sd: float, k: int) -> _Candidate:
    kind = Kind(k, may_leave_at_first=True)
    top = climb(lambda at: likelihood_at(counts, at, kind, prior_sd), start)
    of_all = float(purchases.repeats.sum())
    share = float(np.arange(len(counts.with_repeats)) @ counts.with_repeats) / of_all if of_all else 1.0
    return _Candidate(k, top, top.point.log_likelihood + share * log_gap_term(purchases, k))
