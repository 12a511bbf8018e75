"""A choice made to fit its limits, and what is left over spent: the way from prices to a plan."""

from __future__ import annotations

import numpy as np

from kadash.services.plan.limits import Bounds, tolerance
from kadash.services.plan.options import NOBODY, Floats, Ints, Options
from kadash.services.plan.solved import scores

_MOST_ROUNDS, _EACH = 400, 3


def fitted(options: Options, bounds: Bounds, chosen: Ints, prices: Floats) -> Ints:
    """The choice within its limits: offers are made smaller or dropped where that loses least, then the rest is spent.
    """
    score = scores(options, bounds, prices)
    near = _near(options, score)
    for _ in range(_MOST_ROUNDS):
        over = _used(bounds, chosen) - bounds.most
        if (over <= tolerance(bounds)).all():
            break
        chosen = _smaller(options, bounds, chosen, score, near, np.maximum(over, 0.0))
    return filled(options, bounds, chosen, near)


def filled(options: Options, bounds: Bounds, chosen: Ints, among: Ints | None = None) -> Ints:
    """The choice with what is left of the limits spent on whatever adds most and still fits, again and again.

    among: the options that may be taken; all unless given.
    """
    chosen = chosen.copy()
    left = bounds.most - _used(bounds, chosen) + tolerance(bounds)
    places = np.arange(len(options)) if among is None else among
    while len(places):
        places, gain = _still_fits(options, bounds, chosen, left, places)
        if not len(places):
            break
        best = places[int(np.argmax(gain))]
        left = left - bounds.use[best] + _use_now(bounds, chosen, options.account[best:best + 1])[0]
        chosen[options.account[best]] = best
    return chosen


def _still_fits(options: Options, bounds: Bounds, chosen: Ints, left: Floats, places: Ints) -> tuple[Ints, Floats]:
    """Of some options those that add to what their account has and fit into what is left, and what they add."""
    now = np.where(chosen == NOBODY, 0.0, options.gain[chosen])
    gain = options.gain[places] - now[options.account[places]]
    places = places[gain > 1e-9 * np.maximum(1.0, options.gain[places])]
    for limit in range(len(bounds.names)):
        freed = np.where(chosen == NOBODY, 0.0, bounds.use[chosen, limit])
        places = places[bounds.use[places, limit] - freed[options.account[places]] <= left[limit]]
    return places, options.gain[places] - now[options.account[places]]


def _use_now(bounds: Bounds, chosen: Ints, accounts: Ints) -> Floats:
    """What the offers of some accounts use, one row an account."""
    now = chosen[accounts]
    return np.where((now == NOBODY)[:, None], 0.0, bounds.use[now])


def _used(bounds: Bounds, chosen: Ints) -> Floats:
    return np.asarray(bounds.use[chosen[chosen != NOBODY]].sum(axis=0), dtype=np.float64)


def _near(options: Options, score: Floats) -> Ints:
    """The options near each account's best, some for each account on average: the only ones worth changing to."""
    highest, _ = options.best(score)
    behind = highest[options.account] - score
    count = min(len(options), _EACH * len(options.starts)) - 1
    return np.flatnonzero(behind <= np.partition(behind, count)[count]) if len(options) else np.zeros(0, dtype=np.int64)


def _smaller(options: Options, bounds: Bounds, chosen: Ints, score: Floats, near: Ints,
             over: Floats) -> Ints:
    """The choice with as many offers made smaller as it takes: first those that lose least for what they free.

    Smaller in every limit: what frees hours for more money could come back round after round.
    """
    places = near[(chosen != NOBODY)[options.account[near]]]
    served = np.flatnonzero(chosen != NOBODY)
    now = chosen[np.r_[options.account[places], served]]
    use = np.vstack([bounds.use[places], np.zeros((len(served), bounds.use.shape[1]))])
    kept_score = np.r_[score[places], np.zeros(len(served))]
    freed_each = np.minimum(bounds.use[now] - use, over)
    tight = over > 0.0
    freed = (np.maximum(freed_each[:, tight], 0.0) / bounds.most[tight].clip(min=1e-12)).sum(axis=1)
    harms = (bounds.use[now] - use < -1e-12).any(axis=1)
    loss = np.divide(score[now] - kept_score, freed, out=np.full(len(now), np.inf), where=(freed > 0.0) & ~harms)
    account = np.r_[options.account[places], served]
    option = np.r_[places, np.full(len(served), NOBODY)]
    order = np.lexsort((loss, account))
    order = order[np.r_[True, np.diff(account[order]) != 0]]
    order = order[np.argsort(loss[order], kind="stable")]
    after = np.cumsum((bounds.use[now] - use)[order][:, tight], axis=0)
    enough = np.flatnonzero((after >= over[tight] - tolerance(bounds)[tight]).all(axis=1))
    count = int(enough[0]) + 1 if len(enough) else len(order)
    changed = order[:count][np.isfinite(loss[order[:count]])]
    made = chosen.copy()
    made[account[changed]] = option[changed]
    return made
