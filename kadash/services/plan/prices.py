"""Prices of the limits: the least total of prices and what accounts would gain beyond them (the Lagrange dual).

The dual has corners; smoothed (each account chooses the better option a little more often, not always) it has a
slope and a curvature everywhere, so that Newton's way takes a few steps. First on some accounts, then on all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kadash.services.plan.limits import Bounds
from kadash.services.plan.options import NOBODY, Floats, Ints, Options
from kadash.services.plan.ranks import Ranks, ranks_of
from kadash.services.plan.solved import paid, scores

_SMOOTH = (0.3, 0.1, 0.03)
"""Smoothing, as shares of an account's mean gain, coarse to fine."""

_FINE, _TRIALS, _MOVED = ((0.02, 8.0), (0.004, 12.0)), 6, 3e-4
_WIDER, _WIDEST = 8.0, 4.0
_STEPS, _SETTLED = 12, 1e-3


@dataclass(frozen=True, eq=False)
class Priced:
    """prices: one a limit; bound: what no plan can exceed; chosen: each account's best option at these prices; score:
    what is left of each option's gain at them; behind: how far each is behind the best of its account.
    """

    prices: Floats
    bound: float
    chosen: Ints
    score: Floats
    behind: Floats


@dataclass(frozen=True, eq=False)
class _Part:
    """Some options as the search reads them, laid out by `ranks`; use (one row a limit) and most in like units."""

    gain: Floats
    use: Floats
    ranks: Ranks
    most: Floats


def at_prices(options: Options, bounds: Bounds, prices: Floats) -> Priced:
    """Each account's best option at given prices, and the bound that they prove."""
    score = scores(options, bounds, prices)
    behind = options.behind(score)
    highest, chosen = options.best(score, behind)
    return Priced(prices, float(highest.sum() + prices @ bounds.most), chosen, score, behind)


def find_prices(options: Options, bounds: Bounds, start: Floats) -> Priced:
    """Prices whose bound is near the lowest: a few parts in a hundred thousand. Every limit is above 0."""
    if not len(options) or not len(bounds.names):
        return at_prices(options, bounds, np.zeros(len(bounds.names)))
    unit = np.maximum(bounds.use.mean(axis=0), 1e-12)
    most, prices = bounds.most / unit, start * unit
    sample = _part(options, bounds, unit, options.sample, most / options.one_in)
    typical = float(sample.ranks.highest(sample.gain).mean())
    for share in _SMOOTH:
        prices = _newton(sample, prices, share * typical)
    found = at_prices(options, bounds, prices / unit)
    return _closer(options, bounds, unit, found) if options.one_in > 1 else found


def _closer(options: Options, bounds: Bounds, unit: Floats, found: Priced) -> Priced:
    """Nearer prices, by the options of all accounts that might be chosen at prices nearby.

    The further the use of the limits is from what there is, the more options are looked at; where the bound got worse
    the prices had moved beyond them: then more are.
    """
    most, last = bounds.most / unit, len(_FINE) - 1
    wider, stage = float(np.clip(_WIDER * _off(bounds, found), 1.0, _WIDEST)), 0
    for _ in range(_TRIALS):
        share, near = _FINE[stage]
        served = int(np.count_nonzero(found.chosen != NOBODY))
        smooth = share * found.bound / max(served, 1)
        contested = np.flatnonzero(found.behind < wider * near * smooth)
        prices = _newton(_part(options, bounds, unit, contested, most), found.prices * unit, smooth) / unit
        tried = at_prices(options, bounds, prices)
        moved = tried.bound / found.bound - 1.0
        found = min(tried, found, key=lambda one: one.bound)
        if stage == last and abs(moved) < _MOVED:
            break
        wider, stage = wider * 3.0 if moved > _MOVED else 1.0, last
    return found


def _off(bounds: Bounds, found: Priced) -> float:
    """How far the use of a limit is from what there is of it, at most: over it, or under it though it has a price."""
    used = bounds.use[found.chosen[found.chosen != NOBODY]].sum(axis=0) / bounds.most - 1.0
    return float(np.where(found.prices > 0.0, np.abs(used), used).max(initial=0.0))


def _part(options: Options, bounds: Bounds, unit: Floats, places: Ints, most: Floats) -> _Part:
    ranks = ranks_of(options.account[places])
    places = places[ranks.order]
    return _Part(options.gain[places], bounds.use.T.take(places, axis=1) / unit[:, None], ranks, most)


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
    ranks, score = part.ranks, paid(part.gain, part.use, prices)
    score /= smooth
    top = ranks.highest(score)
    weight = np.exp(score - top.take(ranks.owner))
    total = ranks.sums(weight) + np.exp(-top)
    weight /= total.take(ranks.owner)
    taken = weight * part.use
    each = ranks.sums(taken)
    value = smooth * float((np.log(total) + top).sum()) + float(prices @ part.most)
    return value, part.most - each.sum(axis=1), (_products(taken, part.use) - _products(each, each)) / smooth


def _products(some: Floats, others: Floats) -> Floats:
    """The sum of products of every row of some with every row of others: as a product of matrices, long rows would be
    shared out among cores, and wait for busy ones.
    """
    return np.asarray(np.einsum("in,jn->ij", some, others))
