"""A choice made to fit its limits, and what is left over spent: the way from prices to a plan."""

from __future__ import annotations

import numpy as np

from kadash.services.plan.exchanged import exchanged
from kadash.services.plan.limits import Bounds, tolerance
from kadash.services.plan.options import NOBODY, Floats, Ints, Options

_MOST_ROUNDS, _EACH, _MOST_NEAR = 400, 3, 8_000
_TOLD_BY = 8
"""Every so-many-th option tells how near the nearest are, where there are many."""

_AT_ONCE = 256
"""Options asked at once whether they still fit."""

MANY_SERVED = 2_000
"""So many offers leave so little on the table that pairs of changes are not worth their time."""


def fitted(options: Options, bounds: Bounds, chosen: Ints, score: Floats, behind: Floats | None = None) -> Ints:
    """The choice within its limits: offers are made smaller or dropped where that loses least, then the rest is spent.

    score: what is left of each option's gain at the prices of the limits; behind: of the score, where it is known.
    """
    near = _near(options, options.behind(score) if behind is None else behind)
    for _ in range(_MOST_ROUNDS):
        over = _used(bounds, chosen) - bounds.most
        if (over <= tolerance(bounds)).all():
            break
        chosen = _smaller(options, bounds, chosen, score, near, np.maximum(over, 0.0))
    chosen = filled(options, bounds, chosen, near)
    many = np.count_nonzero(chosen != NOBODY) > MANY_SERVED
    return chosen if many else exchanged(options, bounds, chosen, score, near)


def filled(options: Options, bounds: Bounds, chosen: Ints, among: Ints | None = None) -> Ints:
    """The choice with what is left of the limits spent on whatever adds most and still fits, an account once.

    among: the options that may be taken; all unless given. What did not fit once is not asked again.
    """
    chosen = chosen.copy()
    left = least = bounds.most - _used(bounds, chosen) + tolerance(bounds)
    places = np.arange(len(options)) if among is None else among
    while len(places):
        places, gain = _worth_adding(options, bounds, chosen, places, least)
        ahead = gain >= np.partition(gain, -_AT_ONCE)[-_AT_ONCE] if len(gain) > _AT_ONCE else np.ones(len(gain), bool)
        first = places[ahead][np.argsort(-gain[ahead], kind="stable")]
        use = np.array([_added(of_limit, options, chosen, first) for of_limit in bounds.use.T])
        before = chosen.copy()
        for place, account, needed in zip(first.tolist(), options.account[first].tolist(),
                                           use.reshape(len(left), len(first)).T, strict=True):
            if chosen[account] == before[account] and (needed <= least).all():
                chosen[account] = place
                left = left - needed
                least = np.minimum(least, left)
        places = places[~ahead]
    return chosen


def _worth_adding(options: Options, bounds: Bounds, chosen: Ints, places: Ints, left: Floats) -> tuple[Ints, Floats]:
    """Of some options those that add to the gain and fit into what is left, and what each adds."""
    gain = _added(options.gain, options, chosen, places)
    more = np.flatnonzero(gain > 1e-9 * np.maximum(1.0, options.gain.take(places)))
    for of_limit, free in zip(bounds.use.T, left, strict=True):
        more = more[_added(of_limit, options, chosen, places.take(more)) <= free]
    return places.take(more), gain.take(more)


def _added(values: Floats, options: Options, chosen: Ints, places: Ints) -> Floats:
    """What some options, in place of what their accounts have, would add to a sum of values."""
    held, served = np.zeros(len(chosen)), np.flatnonzero(chosen != NOBODY)
    held[served] = values[chosen[served]]
    return np.asarray(values.take(places) - held.take(options.account.take(places)))


def _used(bounds: Bounds, chosen: Ints) -> Floats:
    return np.asarray(bounds.use[chosen[chosen != NOBODY]].sum(axis=0), dtype=np.float64)


def _near(options: Options, behind: Floats) -> Ints:
    """The options near each account's best, some for each account on average: the only ones worth changing to."""
    if not len(options):
        return np.zeros(0, dtype=np.int64)
    count = min(len(options), _EACH * len(options.starts), _MOST_NEAR)
    each = _TOLD_BY if count >= _MOST_NEAR else 1
    place = (count - 1) // each
    return np.flatnonzero(behind <= np.partition(behind[::each], place)[place])


def _smaller(options: Options, bounds: Bounds, chosen: Ints, score: Floats, near: Ints,
             over: Floats) -> Ints:
    """The choice with as many offers made smaller as it takes: first those that lose least for what they free.

    Smaller in every limit: what frees hours for more money could come back round after round.
    """
    served = np.flatnonzero(chosen != NOBODY)
    places = near[(chosen != NOBODY)[options.account[near]]]
    loss = _loss(bounds, chosen[options.account[places]], places, score, over)
    account, option = served, np.full(len(served), NOBODY)
    least = _loss(bounds, chosen[served], None, score, over)
    if len(places):
        starts = np.flatnonzero(np.r_[True, np.diff(options.account[places]) != 0])
        lowest = np.minimum.reduceat(loss, starts)
        at = np.flatnonzero(loss == np.repeat(lowest, np.diff(np.r_[starts, len(places)])))
        best = np.full(len(chosen), NOBODY, dtype=np.int64)
        best[options.account[places[at]]] = at
        found = best[served]
        better = (found != NOBODY) & (loss[found] < least)
        least, option = np.where(better, loss[found], least), np.where(better, places[found], option)
    order = np.argsort(least, kind="stable")
    freed = bounds.use[chosen[account[order]]] - np.where(
        (option[order] == NOBODY)[:, None], 0.0, bounds.use[option[order]])
    tight = over > 0.0
    after = np.cumsum(freed[:, tight], axis=0)
    enough = np.flatnonzero((after >= over[tight] - tolerance(bounds)[tight]).all(axis=1))
    count = int(enough[0]) + 1 if len(enough) else len(order)
    changed = order[:count][np.isfinite(least[order[:count]])]
    made = chosen.copy()
    made[account[changed]] = option[changed]
    return made


def _loss(bounds: Bounds, now: Ints, instead: Ints | None, score: Floats, over: Floats) -> Floats:
    """What is lost, for a share of the limits freed that are overdrawn, by options in place of others (None: by no
    offer); infinite where nothing is freed or anything takes more.
    """
    freed = bounds.use.T[:, now] - (0.0 if instead is None else bounds.use.T[:, instead])
    lost = score[now] - (0.0 if instead is None else score[instead])
    tight = over > 0.0
    share = np.clip(freed[tight], 0.0, over[tight, None]).T @ (1.0 / bounds.most[tight].clip(min=1e-12))
    harms = (freed < -1e-12).any(axis=0)
    loss = np.full(len(now), np.inf)
    np.divide(lost, share, out=loss, where=(share > 0.0) & ~harms)
    return loss
