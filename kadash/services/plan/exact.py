"""The plan by linear relaxation and rounding; where few options are in question, the best there is."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds as Between
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import coo_matrix, vstack

from kadash.services.plan.limits import BUDGET, Bounds, Limits, affordable, bounds_of, tolerance
from kadash.services.plan.linear import Floors, Linear, linear
from kadash.services.plan.mended import fitted
from kadash.services.plan.options import NOBODY, Ints, Options
from kadash.services.plan.prices import find_prices
from kadash.services.plan.solved import Solved, scores
from kadash.services.plan.steps import steps_of

MOST_IN_QUESTION = 20_000
"""Options up to which whole numbers are searched for; beyond, rounding is as near as anybody can tell."""

SMALL = 3_000
NEAR_ENOUGH = 2e-4
_SECONDS, _CLOSER = 2.0, 1e-5


def exact_plan(options: Options, limits: Limits) -> Solved:
    """The best plan within the limits, with the bound that proves how good it is."""
    every = bounds_of(options, limits)
    fits = affordable(options, every)
    places, some = np.flatnonzero(fits), options.only(fits)
    given = every.most > 0.0
    bounds = Bounds(tuple(np.array(every.names, dtype=object)[given]), every.use[fits][:, given], every.most[given])
    none = dict.fromkeys(every.names, 0.0)
    if not len(some):
        return Solved(options, limits, np.full(len(options.accounts), NOBODY, dtype=np.int64), 0.0, none)
    floors = _floors(some, limits)
    found = _relaxed(some, bounds, floors)
    chosen = _rounded(some, bounds, found)
    if _worth_searching(some, found, chosen):
        chosen = _searched(some, bounds, floors, found, chosen)
    prices = none | {name: float(price) if price > 1e-9 else 0.0
                     for name, price in zip(bounds.names, found.prices, strict=True)}
    back = np.where(chosen == NOBODY, NOBODY, places[chosen])
    return Solved(options, limits, back, found.bound, prices)


def _relaxed(options: Options, bounds: Bounds, floors: Floors) -> Linear:
    """The relaxation: where money alone binds the steps solve it, else a linear programme from prices that are near."""
    if len(floors.least) == 0 and bounds.names in ((), (BUDGET,)):
        return _by_steps(options, float(bounds.most[0]) if bounds.names else None)
    return linear(options, bounds, floors, find_prices(options, bounds, np.zeros(len(bounds.names))).prices)


def _by_steps(options: Options, budget: float | None) -> Linear:
    steps = steps_of(options)
    cost, gain = np.r_[0.0, np.cumsum(steps.cost)], np.r_[0.0, np.cumsum(steps.gain)]
    count = len(steps.cost) if budget is None else int(np.searchsorted(cost[1:], budget * (1 + 1e-12), side="right"))
    chosen = np.full(len(options.accounts), NOBODY, dtype=np.int64)
    chosen[steps.account[:count]] = steps.option[:count]
    share = np.zeros(len(options))
    share[chosen[chosen != NOBODY]] = 1.0
    price = float(steps.slope[count]) if count < len(steps.slope) else 0.0
    left = 0.0 if budget is None else budget - float(cost[count])
    score = options.gain - price * options.cost
    highest, _ = options.best(score)
    prices = np.zeros(0) if budget is None else np.array([price])
    return Linear(share, float(gain[count]) + price * left, prices, score, highest)


def _floors(options: Options, limits: Limits) -> Floors:
    """The floors by place, none above what can be spent in its group."""
    names = list(limits.floors)
    group = np.array([names.index(one) if one in limits.floors else -1 for one in limits.group_of]
                     or [-1] * len(options.accounts), dtype=np.int64)
    dearest = np.zeros(len(options.accounts))
    np.maximum.at(dearest, options.account, options.cost)
    possible = np.array([dearest[group == place].sum() for place in range(len(names))])
    least = np.minimum(np.array([limits.floors[name] for name in names], dtype=np.float64), possible)
    steepest = float(np.max(options.gain / np.maximum(options.cost, 1e-9), initial=0.0))
    return Floors(group, least, min(10.0 * steepest, 1e7))


def _rounded(options: Options, bounds: Bounds, found: Linear) -> Ints:
    """Each account's largest share, where it is at least half; then made to fit."""
    chosen = np.full(len(options.accounts), NOBODY, dtype=np.int64)
    order = np.argsort(found.share, kind="stable")
    order = order[found.share[order] > 0.5]
    chosen[options.account[order]] = order
    return fitted(options, bounds, chosen, scores(options, bounds, found.prices))


def _gain(options: Options, chosen: Ints) -> float:
    return float(options.gain[chosen[chosen != NOBODY]].sum())


def _worth_searching(options: Options, found: Linear, chosen: Ints) -> bool:
    gap = found.bound - _gain(options, chosen)
    return len(options) <= SMALL or gap > NEAR_ENOUGH * found.bound


def _searched(options: Options, bounds: Bounds, floors: Floors, found: Linear, chosen: Ints) -> Ints:
    """The best choice in whole numbers, among the options that any better plan could hold (by their reduced gain)."""
    worth = _gain(options, chosen) - _missed(options, floors, chosen)
    gap = found.bound - worth
    question = np.flatnonzero(found.highest[options.account] - found.score <= gap + 1e-9 * abs(found.bound))
    if len(question) > MOST_IN_QUESTION or not len(question):
        return chosen
    whole = _whole(options, bounds, floors, question, 0.0)
    if whole is None:
        whole = _whole(options, bounds, floors, question, _CLOSER)
    if whole is None or _gain(options, whole) - _missed(options, floors, whole) < worth:
        return chosen
    return whole


def _missed(options: Options, floors: Floors, chosen: Ints) -> float:
    """What the yuan under the floors cost in the objective."""
    if not len(floors.least):
        return 0.0
    cost = np.where(chosen == NOBODY, 0.0, options.cost[chosen])
    spent = np.array([cost[floors.group == place].sum() for place in range(len(floors.least))])
    return float(np.maximum(floors.least - spent, 0.0).sum() * floors.missed_price)


def _whole(options: Options, bounds: Bounds, floors: Floors, question: Ints, closer: float) -> Ints | None:
    """The best choice among the options in question; None where the solver found none or went over a limit.

    closer: share of each limit that is kept free, since the solver takes a limit as kept a millionth beyond it.
    """
    count, floored = len(question), len(floors.least)
    accounts, row = np.unique(options.account[question], return_inverse=True)
    one_each = coo_matrix((np.ones(count), (row, np.arange(count))), shape=(len(accounts), count + floored))
    unit, money, gain_unit = np.maximum(bounds.use.mean(axis=0), 1e-12), options.cost.mean(), options.gain.mean()
    use = np.hstack([bounds.use[question].T / unit[:, None], np.zeros((len(bounds.names), floored))])
    own = floors.group[options.account[question]]
    spent = np.zeros((floored, count + floored))
    for place in range(floored):
        spent[place, :count] = np.where(own == place, options.cost[question], 0.0) / money
        spent[place, count + place] = 1.0
    found = milp(
        -np.r_[options.gain[question], np.full(floored, -floors.missed_price * money)] / gain_unit,
        constraints=[LinearConstraint(vstack([one_each, coo_matrix(use)]).tocsr(), -np.inf,
                                      np.r_[np.ones(len(accounts)), bounds.most * (1.0 - closer) / unit]),
                     *([LinearConstraint(spent, floors.least / money, np.inf)] if floored else [])],
        integrality=np.r_[np.ones(count), np.zeros(floored)],
        bounds=Between(0.0, np.r_[np.ones(count), np.full(floored, np.inf)]),
        options={"mip_rel_gap": 1e-9 if len(options) <= SMALL else 1e-4, "time_limit": _SECONDS})
    if found.x is None:
        return None
    chosen = np.full(len(options.accounts), NOBODY, dtype=np.int64)
    taken = question[found.x[:count] > 0.5]
    chosen[options.account[taken]] = taken
    over = bounds.use[taken].sum(axis=0) > bounds.most + tolerance(bounds)
    return None if over.any() else chosen
