"""A choice made to fit its limits, and what is left over spent: the way from prices to a plan."""

from __future__ import annotations

import numpy as np

from kadash.services.plan.exchanged import exchanged
from kadash.services.plan.limits import Bounds, tolerance
from kadash.services.plan.options import NOBODY, Floats, Ints, Options

_MOST_ROUNDS, _EACH, _MOST_NEAR = 400, 3, 8_000
_TOLD_BY = 8
"""Every so-many-th option tells how near the nearest are, where there are many."""

MANY_SERVED = 2_000
"""So many offers leave so little on the table that pairs of changes are not worth their time."""


def fitted(options: Options, bounds: Bounds, chosen: Ints, score: Floats) -> Ints:
    """The choice within its limits: offers are made smaller or dropped where that loses least, then the rest is spent.

    score: what is left of each option's gain at the prices of the limits.
    """
    near = _near(options, score)
    for _ in range(_MOST_ROUNDS):
        over = _used(bounds, chosen) - bounds.most
        if (over <= tolerance(bounds)).all():
            break
        chosen = _smaller(options, bounds, chosen, score, near, np.maximum(over, 0.0))
    chosen = filled(options, bounds, chosen, near)
    many = np.count_nonzero(chosen != NOBODY) > MANY_SERVED
    return chosen if many else exchanged(options, bounds, chosen, score, near)


def filled(options: Options, bounds: Bounds, chosen: Ints, among: Ints | None = None) -> Ints:
    """The choice with what is left of the limits spent on whatever adds most and still fits, again and again.

    among: the options that may be taken; all unless given.
    """
    chosen = chosen.copy()
    left = bounds.most - _used(bounds, chosen) + tolerance(bounds)
    places = np.arange(len(options)) if among is None else among
    gain, use = _change(options, bounds, chosen, places)
    fits = (gain > 1e-9 * np.maximum(1.0, options.gain[places])) & (use <= left[:, None]).all(axis=0)
    places, gain, use = places[fits], gain[fits], use[:, fits]
    while len(places):
        taken = int(np.argmax(gain))
        chosen[options.account[places[taken]]] = places[taken]
        left = left - use[:, taken]
        own = options.account[places] == options.account[places[taken]]
        gain, use = gain - own * gain[taken], use - own * use[:, taken:taken + 1]
        fits = (gain > 1e-9 * np.maximum(1.0, options.gain[places])) & (use <= left[:, None]).all(axis=0)
        places, gain, use = places[fits], gain[fits], use[:, fits]
    return chosen


def _change(options: Options, bounds: Bounds, chosen: Ints, places: Ints) -> tuple[Floats, Floats]:
    """What some options, in place of what their accounts have, would add to the gain and (a row a limit) to the use."""
    now = chosen[options.account[places]]
    gain = options.gain[places] - np.where(now == NOBODY, 0.0, options.gain[now])
    return gain, bounds.use.T[:, places] - np.where(now == NOBODY, 0.0, bounds.use.T[:, now])


def _used(bounds: Bounds, chosen: Ints) -> Floats:
    return np.asarray(bounds.use[chosen[chosen != NOBODY]].sum(axis=0), dtype=np.float64)


def _near(options: Options, score: Floats) -> Ints:
    """The options near each account's best, some for each account on average: the only ones worth changing to."""
    if not len(options):
        return np.zeros(0, dtype=np.int64)
    behind = options.behind(score)
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
