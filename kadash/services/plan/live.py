"""The plan as a slider moves: the steps by falling gain for a yuan, and prices of hours only where hours bind."""

from __future__ import annotations

import numpy as np

from kadash.services.plan.exact import exact_plan
from kadash.services.plan.limits import BUDGET, Bounds, Limits, affordable, bounds_of, tolerance
from kadash.services.plan.mended import filled, fitted
from kadash.services.plan.options import NOBODY, Floats, Ints, Options, Truths
from kadash.services.plan.prices import find_prices
from kadash.services.plan.solved import Solved
from kadash.services.plan.steps import Steps


def live_plan(options: Options, steps: Steps, limits: Limits) -> Solved:
    """A plan within the limits at once; `steps` are those of the options. Floors with hours take the exact way."""
    order, forced = _order(options, steps, limits)
    chosen, bound, price = _by_money(options, steps, order, forced, limits.budget)
    bounds = bounds_of(options, limits)
    used = bounds.use[chosen[chosen != NOBODY]].sum(axis=0)
    if (used <= bounds.most + tolerance(bounds)).all():
        kept = chosen if limits.floors else filled(options, bounds, chosen)
        prices = dict.fromkeys(bounds.names, 0.0) | ({BUDGET: price} if limits.budget is not None else {})
        return Solved(options, limits, kept, bound, prices)
    return exact_plan(options, limits) if limits.floors else _by_prices(options, bounds, limits, price)


def _order(options: Options, steps: Steps, limits: Limits) -> tuple[Ints, int]:
    """The order in which steps are taken, and how many of them a floor demands whatever they earn."""
    every = np.arange(len(steps.option))
    if not limits.floors:
        return every, 0
    group = np.array(limits.group_of, dtype=object)[steps.account]
    demanded: Truths = np.zeros(len(every), dtype=bool)
    for name, least in limits.floors.items():
        own = np.flatnonzero(group == name)
        before = np.cumsum(steps.cost[own]) - steps.cost[own]
        demanded[own[before < least]] = True
    return np.r_[every[demanded], every[~demanded]], int(demanded.sum())


def _by_money(options: Options, steps: Steps, order: Ints, forced: int,
              budget: float | None) -> tuple[Ints, float, float]:
    """The choice that money alone allows, the bound of it, and what the next yuan earns."""
    cost, gain = np.cumsum(steps.cost[order]), np.cumsum(steps.gain[order])
    count = len(order) if budget is None else int(np.searchsorted(cost, budget * (1 + 1e-12), side="right"))
    chosen = np.full(len(options.accounts), NOBODY, dtype=np.int64)
    chosen[steps.account[order[:count]]] = steps.option[order[:count]]
    earned = float(gain[count - 1]) if count else 0.0
    if count == len(order) or budget is None:
        return chosen, earned, 0.0
    slope = float(steps.slope[order[count]])
    left = budget - (float(cost[count - 1]) if count else 0.0)
    price = slope if count >= forced else float(steps.slope[order[forced]]) if forced < len(order) else 0.0
    return chosen, earned + slope * left, price


def _by_prices(options: Options, bounds: Bounds, limits: Limits, money_price: float) -> Solved:
    """The choice at the prices of all limits, made to fit. What no limit allows at all is left out first."""
    fits = affordable(options, bounds)
    given = bounds.most > 0.0
    if fits.all() and given.all():
        places, some, few = np.arange(len(options)), options, bounds
    else:
        places, some = np.flatnonzero(fits), options.within(fits)
        few = Bounds(tuple(np.array(bounds.names, dtype=object)[given]), bounds.use.T[given][:, fits].T,
                     bounds.most[given])
    start = np.array([money_price if name == BUDGET else 0.0 for name in few.names], dtype=np.float64)
    found = find_prices(some, few, start)
    chosen = fitted(some, few, found.chosen, found.score, found.behind)
    prices = dict.fromkeys(bounds.names, 0.0) | dict(zip(few.names, _seen(found.prices), strict=True))
    return Solved(options, limits, _back(places, chosen), found.bound, prices)


def _seen(prices: Floats) -> list[float]:
    """Prices without the dust that the search leaves."""
    return [float(price) if price > 1e-9 else 0.0 for price in prices]


def _back(places: Ints, chosen: Ints) -> Ints:
    return np.where(chosen == NOBODY, NOBODY, places[chosen] if len(places) else NOBODY)
