"""Prices of the limits: the least total of prices and what accounts would gain beyond them (the Lagrange dual).

The dual has corners; smoothed (each account chooses the better option a little more often, not always) it has a
slope and a curvature everywhere, so that Newton's way takes a few steps. First on some accounts, then on all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kadash.services.plan.limits import Bounds
from kadash.services.plan.options import Floats, Ints, Options, Truths
from kadash.services.plan.solved import scores

SAMPLE = 600
"""Accounts on which the search begins."""

_SMOOTH = (0.3, 0.1, 0.03)
"""Smoothing, as shares of an account's mean gain, coarse to fine."""

_LAST_SMOOTH, _STEPS, _NEAR, _SETTLED = 0.02, 12, 20.0, 1e-3


@dataclass(frozen=True, eq=False)
class Priced:
    """prices: one a limit; bound: what no plan can exceed; chosen: each account's best option at these prices."""

    prices: Floats
    bound: float
    chosen: Ints


@dataclass(frozen=True, eq=False)
class _Part:
    """Some options as the search reads them; starts: first option of each account; use (one row a limit) and most in
    like units.
    """

    gain: Floats
    use: Floats
    starts: Ints
    most: Floats


def at_prices(options: Options, bounds: Bounds, prices: Floats) -> Priced:
    """Each account's best option at given prices, and the bound that they prove."""
    highest, chosen = options.best(scores(options, bounds, prices))
    return Priced(prices, float(highest.sum() + prices @ bounds.most), chosen)


def find_prices(options: Options, bounds: Bounds, start: Floats) -> Priced:
    """Prices whose bound is near the lowest: a few parts in ten thousand. Every limit is above 0."""
    if not len(options) or not len(bounds.names):
        return at_prices(options, bounds, np.zeros(len(bounds.names)))
    unit = np.maximum(bounds.use.mean(axis=0), 1e-12)
    most, prices = bounds.most / unit, start * unit
    each = max(1, len(options.starts) // SAMPLE)
    sample = _part(options, bounds, unit, _of_every(options, each), most / each)
    typical = float(np.maximum.reduceat(sample.gain, sample.starts).mean())
    for share in _SMOOTH:
        prices = _newton(sample, prices, share * typical)
    if each > 1:
        smooth = _LAST_SMOOTH * typical
        contested = _contested(options, bounds, prices / unit, smooth)
        prices = _newton(_part(options, bounds, unit, contested, most), prices, smooth)
    return at_prices(options, bounds, prices / unit)


def _of_every(options: Options, each: int) -> Truths:
    """The options of every so-many-th account."""
    asked = np.arange(len(options.starts)) % each == 0
    return np.repeat(asked, np.diff(np.r_[options.starts, len(options)]))


def _contested(options: Options, bounds: Bounds, prices: Floats, smooth: float) -> Truths:
    """The options that any account might choose at prices nearby."""
    score = scores(options, bounds, prices)
    highest = np.maximum(np.maximum.reduceat(score, options.starts), 0.0)
    spread = np.repeat(highest, np.diff(np.r_[options.starts, len(options)]))
    return np.asarray(score > spread - _NEAR * smooth)


def _part(options: Options, bounds: Bounds, unit: Floats, kept: Truths, most: Floats) -> _Part:
    places = np.flatnonzero(kept)
    starts = np.flatnonzero(np.r_[True, np.diff(options.account[places]) != 0])
    use = np.ascontiguousarray(bounds.use.T[:, places]) / unit[:, None]
    return _Part(options.gain[places], use, starts, most)


def _newton(part: _Part, prices: Floats, smooth: float) -> Floats:
    """Prices after some steps of Newton on the smoothed dual, none below 0, none uphill."""
    value, slope, curve = _smoothed(part, prices, smooth)
    for _ in range(_STEPS):
        free = (prices > 0.0) | (slope < 0.0)
        if not free.any() or (np.abs(slope[free]) <= _SETTLED * part.most[free]).all():
            break
        damped = curve[np.ix_(free, free)]
        damped = damped + np.diag(1e-6 * np.diag(damped) + 1e-12)
        way = np.zeros_like(prices)
        way[free] = -np.linalg.solve(damped, slope[free])
        for part_of_way in (1.0, 0.4, 0.1, 0.02):
            tried = np.maximum(prices + part_of_way * way, 0.0)
            found = _smoothed(part, tried, smooth)
            if found[0] < value:
                break
        else:
            break
        prices, (value, slope, curve) = tried, found
    return prices


def _smoothed(part: _Part, prices: Floats, smooth: float) -> tuple[float, Floats, Floats]:
    """The smoothed dual with its slope and curvature."""
    score = (part.gain - prices @ part.use) / smooth
    top = np.maximum(np.maximum.reduceat(score, part.starts), 0.0)
    counts = np.diff(np.r_[part.starts, len(score)])
    weight = np.exp(score - np.repeat(top, counts))
    total = np.add.reduceat(weight, part.starts) + np.exp(-top)
    taken = (weight / np.repeat(total, counts)) * part.use
    each = np.add.reduceat(taken, part.starts, axis=1)
    value = smooth * float((np.log(total) + top).sum()) + float(prices @ part.most)
    return value, part.most - each.sum(axis=1), (taken @ part.use.T - each @ each.T) / smooth
