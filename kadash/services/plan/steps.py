"""Steps: how each account's offer grows with the money there is, the best yuan first. Budget alone, made once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kadash.services.plan.options import Floats, Ints, Options


@dataclass(frozen=True, eq=False)
class Steps:
    """One entry is a step of an account from its offer before (or none) to `option`, by falling gain for a yuan.

    cost, gain: what the step adds; slope: gain for a yuan, infinite where the step costs nothing. The steps of an
    account are the corners of its upper hull, so they come in their own order.
    """

    option: Ints
    account: Ints
    cost: Floats
    gain: Floats
    slope: Floats


def steps_of(options: Options) -> Steps:
    """The steps of all accounts; any price of money takes those whose slope is above it."""
    cost, gain = np.zeros(len(options.accounts)), np.zeros(len(options.accounts))
    left = np.arange(len(options))
    parts: list[tuple[Ints, Floats, Floats, Floats]] = []
    while len(left):
        account = options.account[left]
        more_cost, more_gain = options.cost[left] - cost[account], options.gain[left] - gain[account]
        ahead = (more_gain > 0.0) & (more_cost >= 0.0)
        left, account, more_cost, more_gain = left[ahead], account[ahead], more_cost[ahead], more_gain[ahead]
        if not len(left):
            break
        slope = np.divide(more_gain, more_cost, out=np.full(len(left), np.inf), where=more_cost > 0.0)
        taken = _steepest(account, slope, more_gain)
        parts.append((left[taken], more_cost[taken], more_gain[taken], slope[taken]))
        cost[account[taken]], gain[account[taken]] = options.cost[left[taken]], options.gain[left[taken]]
    if not parts:
        nothing = np.zeros(0)
        return Steps(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), nothing, nothing, nothing)
    option, more_cost, more_gain, slope = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(-slope, kind="stable")
    return Steps(option[order], options.account[option[order]], more_cost[order], more_gain[order], slope[order])


def _steepest(account: Ints, slope: Floats, gain: Floats) -> Ints:
    """The place of each account's steepest entry; of equals the one that gains most."""
    order = np.lexsort((-gain, -slope, account))
    first = np.r_[True, np.diff(account[order]) != 0]
    return order[first]
