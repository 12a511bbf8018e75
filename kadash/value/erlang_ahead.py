"""What lies ahead of an account that is alive, where a gap has k > 1 phases: survival and purchases, by quadrature.

Given alive, the account is in phase j < k of its gap with weight (n)_j / j! u^j, u = (T - t_x) / (alpha + T). Its rate
is Gamma(n + j, alpha + T) and its chance to stay at each purchase, z, is Beta(b + x + 1, a), n = r + kx. In phase j the
number N of purchases in t has the generating function, y = z^(1/k), w the k-th roots of 1, tau = t / (alpha + T),
    E z^N = sum over w of d_w (y w)^j (1 + tau (1 - y w))^-(n + j),  d_w = mean over q < k of (y w)^-q.
Survival is its mean over z; purchases expected are the mean of (1 - E z^N) / (1 - z). Both are found once per phase and
distinct (x, T), or where these are many, at Chebyshev points of ln(alpha + T) per x, and mixed by the weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy.linalg import eigh_tridiagonal

from kadash.value.purchases import DAYS_PER_WEEK, Floats, Ints, Purchases

_NODES = 32
_AGES = 16
_NEVER_LEAVES = 1e-9
_ALWAYS_LEAVES = 1e-12
_MOST_CELLS = 400_000


@dataclass(frozen=True)
class Parameters:
    """Phase rates are Gamma(r, alpha) a week, k phases a gap, chances to leave Beta(a, b) a purchase."""

    r: float
    alpha: float
    a: float
    b: float
    k: int = 1


class Ahead(NamedTuple):
    """Given alive at as-of: P(still there after the time), purchases expected within it; an entry an account."""

    survival: Floats
    purchases: Floats


def phases(model: Parameters, repeats: Ints) -> Floats:
    """n = r + kx."""
    return np.asarray(model.r + model.k * repeats)


def phase_weights(model: Parameters, purchases: Purchases, later_days: float = 0.0) -> Floats:
    """(n)_j / j! u^j for each phase j < k (rows) and account (columns), if silence lasts `later_days` beyond as-of."""
    n = phases(model, purchases.repeats)
    weights = np.ones((model.k, len(n)))
    if model.k == 1:
        return weights
    age_days = purchases.age_days + later_days
    u = (age_days - purchases.recency_days) / (model.alpha * DAYS_PER_WEEK + age_days)
    for j in range(1, model.k):
        weights[j] = weights[j - 1] * u * (n + (j - 1.0)) / j
    return weights


def ahead_of(model: Parameters, purchases: Purchases, days: float) -> Ahead:
    """Survival and expected purchases of accounts that are alive, in the next `days`."""
    weights = phase_weights(model, purchases)
    weights /= weights.sum(axis=0)
    base = np.int64(int(purchases.age_days.max(initial=0)) + 1)
    keys, where = np.unique(purchases.repeats * base + purchases.age_days, return_inverse=True)
    x, age = keys // base, (keys % base) / DAYS_PER_WEEK
    of_phases = _of_phases(model, x, np.log(model.alpha + age), days / DAYS_PER_WEEK)
    survival, bought = (np.einsum("ja,ja->a", weights, table[:, where]) for table in of_phases)
    return Ahead(np.clip(survival, 0.0, 1.0), np.maximum(bought, 0.0))


def _of_phases(model: Parameters, x: Ints, log_known: Floats, ahead: float) -> tuple[Floats, Floats]:
    """Survival and purchases, [phase, entry]; `log_known` is ln(alpha + T)."""
    distinct, group = np.unique(x, return_inverse=True)
    if len(x) <= _AGES * len(distinct):
        return _exact(model, x, log_known, ahead)
    low, high = np.full(len(distinct), np.inf), np.full(len(distinct), -np.inf)
    np.minimum.at(low, group, log_known)
    np.maximum.at(high, group, log_known)
    middle, half = (low + high) / 2.0, np.maximum((high - low) / 2.0, 1e-12)
    angles = (np.arange(_AGES) + 0.5) * np.pi / _AGES
    points = (middle[:, None] + half[:, None] * np.cos(angles)).ravel()
    tables = _exact(model, np.repeat(distinct, _AGES), points, ahead)
    spread = _chebyshev((log_known - middle[group]) / half[group], angles)
    survival, bought = (
        np.einsum("jep,ep->je", table.reshape(model.k, -1, _AGES)[:, group], spread) for table in tables
    )
    return survival, bought


def _chebyshev(place: Floats, angles: Floats) -> Floats:
    """Weights of the Chebyshev points for each place in [-1, 1]: [entry, point]."""
    orders = np.arange(1, len(angles))
    here = np.cos(np.arccos(np.clip(place, -1.0, 1.0))[:, None] * orders)
    return np.asarray((1.0 + 2.0 * here @ np.cos(np.outer(orders, angles))) / len(angles))


def _exact(model: Parameters, x: Ints, log_known: Floats, ahead: float) -> tuple[Floats, Floats]:
    """By quadrature over z, in blocks that fit the memory."""
    size = max(1, _MOST_CELLS // (_NODES * model.k))
    survival, bought = np.empty((model.k, len(x))), np.empty((model.k, len(x)))
    for first in range(0, len(x), size):
        block = slice(first, first + size)
        survival[:, block], bought[:, block] = _block(model, x[block], log_known[block], ahead)
    return survival, bought


def _block(model: Parameters, x: Ints, log_known: Floats, ahead: float) -> tuple[Floats, Floats]:
    distinct, group = np.unique(x, return_inverse=True)
    rules = [_kept(int(repeats) + 1.0 + model.b, model.a) for repeats in distinct]
    z = np.stack([rule[0] for rule in rules])[group]
    shares = np.stack([rule[1] for rule in rules])[group]
    kept = _generating(phases(model, x), z ** (1.0 / model.k), ahead / np.exp(log_known), model.k)
    survival = np.einsum("jei,ei->je", kept, shares)
    return survival, np.einsum("jei,ei->je", (1.0 - kept) / (1.0 - z), shares)


def _generating(n: Floats, y: Floats, tau: Floats, k: int) -> Floats:
    """E z^N of each phase: [phase, entry, node]. Roots come in conjugate pairs, of which one half is enough."""
    total = np.zeros((k, *y.shape))
    for turn in range(k // 2 + 1):
        root = np.exp(2j * np.pi * turn / k)
        alone = turn == 0 or 2 * turn == k
        weight = np.sum((y[..., None] * root) ** -np.arange(k), axis=-1) / k * (1.0 if alone else 2.0)
        base = 1.0 + tau[:, None] * (1.0 - y * root)
        term = weight * np.exp(-n[:, None] * np.log(base))
        step = y * root / base
        for j in range(k):
            total[j] += term.real
            term = term * step
    return total


@lru_cache(maxsize=4096)
def _kept(stays: float, leaves: float) -> tuple[Floats, Floats]:
    """Gauss nodes and weights (summing to 1) of Beta(stays, leaves): the eigenvalues of its Jacobi matrix."""
    i, both = np.arange(1.0, _NODES), stays + leaves - 2.0
    twice = 2.0 * np.arange(_NODES) + both
    middle = np.empty(_NODES)
    middle[0] = (stays - leaves) / (both + 2.0)
    middle[1:] = (stays - leaves) * both / (twice[1:] * (twice[1:] + 2.0))
    side = 4.0 * i * (i + leaves - 1.0) * (i + stays - 1.0) / ((2.0 * i + both) ** 2 * (2.0 * i + both + 1.0))
    side[1:] *= (i[1:] + both) / (2.0 * i[1:] + both - 1.0)
    at, vectors = eigh_tridiagonal(middle, np.sqrt(side))
    return np.clip((1.0 + at) / 2.0, _ALWAYS_LEAVES, 1.0 - _NEVER_LEAVES), np.asarray(vectors[0] ** 2)
