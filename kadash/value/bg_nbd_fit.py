"""Fits BG/NBD by maximum likelihood: Newton in log-parameters on collapsed rows.

Gradient and Hessian are exact. Gamma terms are taken once per number of repeats, logarithms once per day, and only
distinct (x, t_x, T) with a repeat are visited one by one; many accounts warm-start on a thinned sample.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, polygamma, psi

from kadash.value.bg_nbd import BgNbd
from kadash.value.purchases import DAYS_PER_WEEK, Floats, Purchases, Tally, sorted_keys

WARM_START_ABOVE = 40_000
WARM_START_ACCOUNTS = 20_000
NO_PRIOR = 0.0
WEAK_PRIOR_SD = 3.0
"""Spread of ln r, ln a and ln b about 0 under the weak prior: nothing to real data, a stop to runaway parameters."""

_STEPS = 100
_LONGEST_STEP = 1.5
_CLOSE_ENOUGH = 1e-9
_LOG_LIMIT = 14.0
_BLOCK_ROWS = 8192
"""Rows visited at once: they stay in the processor's cache, and BLAS does not wake (and wait for) other threads."""


@dataclass(frozen=True)
class BgNbdFit:
    """What a fit gives: the model, its log-likelihood (without prior), the accounts it saw, steps taken."""

    model: BgNbd
    log_likelihood: float
    accounts: int
    steps: int


@dataclass(frozen=True)
class _Point:
    """Log-posterior at log-parameters, its slope and curvature there, and the log-likelihood alone."""

    at: Floats
    value: float
    slope: Floats
    curve: Floats
    log_likelihood: float


def fit_bg_nbd(purchases: Purchases, prior_sd: float = NO_PRIOR) -> BgNbdFit:
    """The maximum-likelihood BG/NBD of these accounts; with `prior_sd` the weak prior holds runaway parameters."""
    keys, start = sorted_keys(purchases), _rough_start(purchases)
    if len(purchases) > WARM_START_ABOVE:
        start = _climb(keys.tally(every=len(purchases) // WARM_START_ACCOUNTS), start, prior_sd)[0].at
    top, steps = _climb(keys.tally(), start, prior_sd)
    r, alpha, a, b = (float(value) for value in np.exp(top.at))
    return BgNbdFit(BgNbd(r, alpha, a, b), top.log_likelihood, len(purchases), steps)


def _rough_start(purchases: Purchases) -> Floats:
    """Log-parameters near what most files have, on this file's own time scale."""
    weeks = max(1.0, float(purchases.age_days.sum()) / DAYS_PER_WEEK)
    rate = max(float(purchases.repeats.sum()), 0.5) / weeks
    return np.asarray(np.log([0.5, 0.25 / rate, 0.8, 2.5]), dtype=np.float64)


def _climb(counts: Tally, start: Floats, prior_sd: float) -> tuple[_Point, int]:
    """Newton's method with a ridge that grows while a step would go down."""
    here, ridge = _point(counts, start, prior_sd), 0.0
    for step in range(_STEPS):
        move = _move(here, ridge)
        if float(move @ here.slope) < _CLOSE_ENOUGH:
            return here, step
        there = _point(counts, np.clip(here.at + move, -_LOG_LIMIT, _LOG_LIMIT), prior_sd)
        if there.value > here.value:
            here, ridge = there, ridge / 10.0 if ridge > 1e-3 else 0.0
        elif ridge > 1e12:
            return here, step
        else:
            ridge = max(ridge * 10.0, 1e-2)
    return here, _STEPS


def _move(here: _Point, ridge: float) -> Floats:
    """The uphill Newton step, in the eigenbasis so that a direction curving the wrong way is still climbed."""
    bends, axes = np.linalg.eigh(-here.curve)
    stiff = np.maximum(np.abs(bends), 1e-8) + ridge
    move = axes @ ((axes.T @ here.slope) / stiff)
    return np.asarray(move * min(1.0, _LONGEST_STEP / float(np.abs(move).max(initial=1e-300))))


def _point(counts: Tally, at: Floats, prior_sd: float) -> _Point:
    """Everything Newton needs at one point, in log-parameters."""
    theta = np.exp(at)
    parts = (_buying(counts, theta), _staying(counts, theta), _silent(counts, theta))
    value = sum(part[0] for part in parts)
    slope = np.sum([part[1] for part in parts], axis=0) * theta
    curve = np.sum([part[2] for part in parts], axis=0) * np.outer(theta, theta) + np.diag(slope)
    if prior_sd == NO_PRIOR:
        return _Point(at, value, slope, curve, value)
    held = np.array([1.0, 0.0, 1.0, 1.0]) / prior_sd**2
    return _Point(at, value - 0.5 * float(held @ at**2), slope - held * at, curve - np.diag(held), value)


_Part = tuple[float, Floats, Floats]


def _buying(counts: Tally, theta: Floats) -> _Part:
    """ln G(r+x) - ln G(r) + r ln alpha - (r+x) ln(alpha+T): once per x and per age."""
    r, alpha = theta[0], theta[1]
    n, x, of_x = counts.accounts, np.arange(len(counts.with_repeats)), counts.with_repeats
    known = alpha + np.arange(len(counts.at_age)) / DAYS_PER_WEEK
    log_known, total = np.log(known), r * counts.at_age + counts.repeats_at_age
    value = of_x @ gammaln(r + x) + n * (r * np.log(alpha) - gammaln(r)) - total @ log_known
    slope, curve = np.zeros(4), np.zeros((4, 4))
    slope[0] = of_x @ psi(r + x) + n * (np.log(alpha) - psi(r)) - counts.at_age @ log_known
    slope[1] = n * r / alpha - total @ (1.0 / known)
    curve[0, 0] = of_x @ polygamma(1, r + x) - n * polygamma(1, r)
    curve[0, 1] = curve[1, 0] = n / alpha - counts.at_age @ (1.0 / known)
    curve[1, 1] = -n * r / alpha**2 + total @ known**-2
    return float(value), slope, curve


def _staying(counts: Tally, theta: Floats) -> _Part:
    """ln B(a, b+x) - ln B(a, b) without ln G(a) - ln G(a): once per x."""
    a, b = theta[2], theta[3]
    n, x, of_x = counts.accounts, np.arange(len(counts.with_repeats)), counts.with_repeats
    value = of_x @ (gammaln(b + x) - gammaln(a + b + x)) + n * (gammaln(a + b) - gammaln(b))
    both = n * psi(a + b) - of_x @ psi(a + b + x)
    bend = n * polygamma(1, a + b) - of_x @ polygamma(1, a + b + x)
    slope, curve = np.zeros(4), np.zeros((4, 4))
    slope[2], slope[3] = both, both + of_x @ psi(b + x) - n * psi(b)
    curve[2:, 2:] = bend
    curve[3, 3] += of_x @ polygamma(1, b + x) - n * polygamma(1, b)
    return float(value), slope, curve


def _silent(counts: Tally, theta: Floats) -> _Part:
    """ln(1 + e^D) of the rows with a repeat, D the log-odds of having left at the last purchase."""
    day = theta[1] + np.arange(len(counts.at_age)) / DAYS_PER_WEEK
    tables = (np.log(day), 1.0 / day)
    value, slope, curve = 0.0, np.zeros(4), np.zeros((4, 4))
    for first in range(0, len(counts.rows), _BLOCK_ROWS):
        part = _silent_block(counts, slice(first, first + _BLOCK_ROWS), theta, tables)
        value, slope, curve = value + part[0], slope + part[1], curve + part[2]
    return value, slope, curve


def _silent_block(counts: Tally, block: slice, theta: Floats, tables: tuple[Floats, Floats]) -> _Part:
    r, _, a, b = theta
    logs, inverse = tables
    rows, age, recency = counts.rows[block], counts.age[block], counts.recency[block]
    power, rest = r + counts.repeats[block], 1.0 / (b + counts.repeats[block] - 1.0)
    inverse_age, inverse_recency = inverse.take(age), inverse.take(recency)
    wait, nearer = logs.take(age) - logs.take(recency), inverse_age - inverse_recency
    odds = np.log(a * rest) + power * wait
    small = np.exp(-np.abs(odds))
    value = rows @ (np.maximum(odds, 0.0) + np.log1p(small))
    gone = np.where(odds > 0, 1.0, small) / (1.0 + small)
    weight = rows * gone
    tilt = np.stack([wait, power * nearer, np.full(len(odds), 1.0 / a), -rest])
    curve = (tilt * (weight * (1.0 - gone))) @ tilt.T
    curve[0, 1] += (bend := weight @ nearer)
    curve[1, 0] += bend
    curve[1, 1] -= weight @ (power * nearer * (inverse_age + inverse_recency))
    curve[2, 2] -= weight.sum() / a**2
    curve[3, 3] += weight @ (rest * rest)
    return float(value), tilt @ weight, curve
