"""Shifted beta-geometric: contracts that are renewed or not, where accounts differ in how likely they are to leave.

Fader and Hardie (2007), "How to project customer retention". The chance to leave at a renewal is Beta(a, b) over the
accounts; those that stay longest are the ones least likely to leave, so that renewal rates rise with every renewal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaln, hyp2f1, polygamma, psi

from kadash.value.newton import NO_PRIOR, Part, Point, climb, point
from kadash.value.purchases import Floats

_HELD = np.array([1.0, 1.0])


@dataclass(frozen=True)
class Sbg:
    """Fitted parameters of the chance to leave at a renewal."""

    a: float
    b: float

    def survival(self, renewals: ArrayLike) -> Floats:
        """Share of contracts that are renewed at least so many times: B(a, b+t) / B(a, b)."""
        t = np.asarray(renewals, dtype=np.float64)
        return np.asarray(np.exp(betaln(self.a, self.b + t) - betaln(self.a, self.b)))

    def renews(self, renewals: ArrayLike) -> Floats:
        """P(renewed the next time | renewed so many times): (b + t) / (a + b + t)."""
        t = np.asarray(renewals, dtype=np.float64)
        return np.asarray((self.b + t) / (self.a + self.b + t))

    def residual_lifetime(self, renewals: ArrayLike, discount: float) -> Floats:
        """Discounted periods still to come of a contract renewed so many times, its next renewal due now."""
        t = np.asarray(renewals, dtype=np.float64)
        series = hyp2f1(1.0, self.b + t + 1.0, self.a + self.b + t + 1.0, 1.0 / (1.0 + discount))
        return np.asarray(self.renews(t) * series)


@dataclass(frozen=True)
class SbgFit:
    """The model, its log-likelihood (without prior), the contracts it saw, and whether the top was reached."""

    model: Sbg
    log_likelihood: float
    contracts: float
    reached: bool


def fit_sbg(lost_at: ArrayLike, kept_at: ArrayLike, prior_sd: float = NO_PRIOR) -> SbgFit:
    """The maximum-likelihood sBG; entry t of both counts contracts renewed t times.

    lost_at: ended at the renewal after; kept_at: still running, the next renewal not yet due.
    """
    lost, kept = np.asarray(lost_at, dtype=np.float64), np.asarray(kept_at, dtype=np.float64)
    top = climb(lambda at: _likelihood_at(lost, kept, at, prior_sd), np.zeros(2))
    a, b = (float(value) for value in np.exp(top.point.at))
    return SbgFit(Sbg(a, b), top.point.log_likelihood, float(lost.sum() + kept.sum()), top.reached)


def _likelihood_at(lost: Floats, kept: Floats, at: Floats, prior_sd: float) -> Point:
    return point(at, (_ended(lost, 1.0, *np.exp(at)), _ended(kept, 0.0, *np.exp(at))), prior_sd, _HELD)


def _ended(counts: Floats, leaves: float, a: float, b: float) -> Part:
    """Sum over t of counts x ln[B(a + leaves, b + t) / B(a, b)]."""
    t, n = np.arange(len(counts)), counts.sum()
    value = counts @ betaln(a + leaves, b + t) - n * betaln(a, b)
    both = counts @ psi(a + leaves + b + t) - n * psi(a + b)
    bend = counts @ polygamma(1, a + leaves + b + t) - n * polygamma(1, a + b)
    by_a, by_b = n * (psi(a + leaves) - psi(a)), counts @ psi(b + t) - n * psi(b)
    curve = np.full((2, 2), -bend)
    curve[0, 0] += n * (polygamma(1, a + leaves) - polygamma(1, a))
    curve[1, 1] += counts @ polygamma(1, b + t) - n * polygamma(1, b)
    return float(value), np.array([by_a - both, by_b - both]), curve
