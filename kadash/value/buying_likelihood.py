"""Log-likelihood of buying and leaving, with exact slope and curvature, for BG/NBD and MBG/CNBD-k alike.

With n = r + kx, A = alpha + T, u = (T - t_x) / A, the accounts of one (x, t_x, T) have the log-likelihood
lnG(n) - lnG(r) + r ln alpha - n ln A + ln B(a, b+x+m) - ln B(a, b) + ln(S + e^D),
S = sum over j < k of (n)_j / j! u^j (1 where k = 1), D = ln(a / (b+x+m-1)) + n ln(A / (alpha + t_x));
m = 1 where an account may leave after its first purchase too (MBG), 0 where it may not (BG: S alone where x = 0).
Terms of the gaps alone, which no parameter moves, are left out. Parameters: r, alpha, a, b. Time is in weeks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, polygamma, psi

from kadash.value.newton import BLOCK_ROWS, Part, Point, point
from kadash.value.purchases import DAYS_PER_WEEK, Floats, Tally

_HELD = np.array([1.0, 0.0, 1.0, 1.0])


@dataclass(frozen=True)
class Kind:
    """Which model: gaps of Erlang order k, and whether who bought once may have left."""

    k: int
    may_leave_at_first: bool

    @property
    def chances(self) -> int:
        """Chances to leave beyond one a repeat."""
        return int(self.may_leave_at_first)


def likelihood_at(counts: Tally, at: Floats, kind: Kind, prior_sd: float) -> Point:
    """Everything Newton needs at the log-parameters `at`."""
    theta = np.exp(at)
    parts = (_buying(counts, theta, kind), _staying(counts, theta, kind), _silent(counts, theta, kind))
    return point(at, parts, prior_sd, _HELD)


def _buying(counts: Tally, theta: Floats, kind: Kind) -> Part:
    """lnG(r+kx) - lnG(r) + r ln alpha - (r+kx) ln(alpha+T): once per x and per age."""
    r, alpha = theta[0], theta[1]
    n, phases, of_x = counts.accounts, kind.k * np.arange(len(counts.with_repeats)), counts.with_repeats
    known = alpha + np.arange(len(counts.at_age)) / DAYS_PER_WEEK
    log_known, total = np.log(known), r * counts.at_age + kind.k * counts.repeats_at_age
    value = of_x @ gammaln(r + phases) + n * (r * np.log(alpha) - gammaln(r)) - total @ log_known
    slope, curve = np.zeros(4), np.zeros((4, 4))
    slope[0] = of_x @ psi(r + phases) + n * (np.log(alpha) - psi(r)) - counts.at_age @ log_known
    slope[1] = n * r / alpha - total @ (1.0 / known)
    curve[0, 0] = of_x @ polygamma(1, r + phases) - n * polygamma(1, r)
    curve[0, 1] = curve[1, 0] = n / alpha - counts.at_age @ (1.0 / known)
    curve[1, 1] = -n * r / alpha**2 + total @ known**-2
    return float(value), slope, curve


def _staying(counts: Tally, theta: Floats, kind: Kind) -> Part:
    """ln B(a, b+x+m) - ln B(a, b): once per x."""
    a, b = theta[2], theta[3]
    n, x, of_x = counts.accounts, np.arange(len(counts.with_repeats)) + kind.chances, counts.with_repeats
    value = of_x @ (gammaln(b + x) - gammaln(a + b + x)) + n * (gammaln(a + b) - gammaln(b))
    both = n * psi(a + b) - of_x @ psi(a + b + x)
    bend = n * polygamma(1, a + b) - of_x @ polygamma(1, a + b + x)
    slope, curve = np.zeros(4), np.zeros((4, 4))
    slope[2], slope[3] = both, both + of_x @ psi(b + x) - n * psi(b)
    curve[2:, 2:] = bend
    curve[3, 3] += of_x @ polygamma(1, b + x) - n * polygamma(1, b)
    return float(value), slope, curve


def _silent(counts: Tally, theta: Floats, kind: Kind) -> Part:
    """ln(S + e^D) of the distinct rows; those without a repeat only where they may have left."""
    day = theta[1] + np.arange(len(counts.at_age)) / DAYS_PER_WEEK
    tables = (np.log(day), 1.0 / day)
    value, slope, curve = 0.0, np.zeros(4), np.zeros((4, 4))
    for first in range(0 if kind.may_leave_at_first else counts.single, len(counts.rows), BLOCK_ROWS):
        part = _silent_block(counts, slice(first, first + BLOCK_ROWS), theta, tables, kind)
        value, slope, curve = value + part[0], slope + part[1], curve + part[2]
    return value, slope, curve


def _silent_block(counts: Tally, block: slice, theta: Floats, tables: tuple[Floats, Floats], kind: Kind) -> Part:
    r, _, a, b = theta
    logs, inverse = tables
    rows, age, recency = counts.rows[block], counts.age[block], counts.recency[block]
    n, rest = r + kind.k * counts.repeats[block], 1.0 / (b + counts.repeats[block] + (kind.chances - 1.0))
    inverse_age, inverse_recency = inverse.take(age), inverse.take(recency)
    wait, nearer = logs.take(age) - logs.take(recency), inverse_age - inverse_recency
    odds, tilt = np.log(a * rest) + n * wait, np.empty((4, len(n)))
    tilt[0], tilt[1], tilt[2], tilt[3] = wait, n * nearer, 1.0 / a, -rest
    value, slope, curve = 0.0, np.zeros(4), np.zeros((4, 4))
    if kind.k > 1:
        still = _still_between(n, (age - recency) / DAYS_PER_WEEK * inverse_age, inverse_age, kind.k)
        odds, tilt[0], tilt[1] = odds - still.log, tilt[0] - still.by_r, tilt[1] - still.by_alpha
    small = np.exp(-np.abs(odds))
    value += float(rows @ (np.maximum(odds, 0.0) + np.log1p(small)))
    gone = np.where(odds > 0, 1.0, small) / (1.0 + small)
    weight = rows * gone
    slope += tilt @ weight
    curve += (tilt * (weight * (1.0 - gone))) @ tilt.T
    cross = weight @ nearer
    curve[:2, :2] += [[0.0, cross], [cross, -(weight @ (n * nearer * (inverse_age + inverse_recency)))]]
    curve[2, 2] -= weight.sum() / a**2
    curve[3, 3] += weight @ (rest * rest)
    if kind.k > 1:
        there = rows - weight
        value += float(rows @ still.log)
        slope[:2] += [rows @ still.by_r, rows @ still.by_alpha]
        cross = there @ still.by_r_alpha
        curve[:2, :2] += [[there @ still.by_r_r, cross], [cross, there @ still.by_alpha_alpha]]
    return value, slope, curve


@dataclass(frozen=True)
class _Still:
    """ln S and its derivatives by r and alpha, an entry a row."""

    log: Floats
    by_r: Floats
    by_alpha: Floats
    by_r_r: Floats
    by_r_alpha: Floats
    by_alpha_alpha: Floats


def _still_between(n: Floats, u: Floats, inverse_age: Floats, k: int) -> _Still:
    """S = sum over j < k of (n)_j / j! u^j, whose terms t and their derivatives by n follow from the one before."""
    t, by_n, by_n_n = np.ones_like(n), np.zeros_like(n), np.zeros_like(n)
    s, s_r, s_rr, s_u, s_ru, s_uu = t.copy(), by_n.copy(), by_n.copy(), by_n.copy(), by_n.copy(), by_n.copy()
    for j in range(1, k):
        step, grow = u / j, n + (j - 1.0)
        by_n_n = step * (by_n_n * grow + 2.0 * by_n)
        by_n = step * (by_n * grow + t)
        t = step * t * grow
        s, s_r, s_rr = s + t, s_r + by_n, s_rr + by_n_n
        s_u, s_ru, s_uu = s_u + j * t, s_ru + j * by_n, s_uu + (j * (j + 1.0)) * t
    by_r, by_alpha = s_r / s, -inverse_age * s_u / s
    return _Still(
        np.log(s), by_r, by_alpha, s_rr / s - by_r**2, -inverse_age * s_ru / s - by_r * by_alpha,
        inverse_age**2 * s_uu / s - by_alpha**2,
    )
