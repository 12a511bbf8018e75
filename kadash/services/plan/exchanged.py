"""The last improvement of a choice: two accounts change together where together they earn more and still fit."""

from __future__ import annotations

import numpy as np

from kadash.services.plan.limits import Bounds, tolerance
from kadash.services.plan.options import NOBODY, Floats, Ints, Options

_CHANGES, _ROUNDS, _WORTH = 160, 24, 2e-5
"""Changes held against one another; rounds at most; the least share of the gain for which another round is made."""


def exchanged(options: Options, bounds: Bounds, chosen: Ints, score: Floats, near: Ints) -> Ints:
    """The choice with pairs of changes made while they add: one account gives up what another makes more of.

    Only changes that lose least at the prices are looked at; where a choice is large they hardly matter, where few
    offers fit (hours cut to a tenth) they are what the rounding left on the table.
    """
    chosen = chosen.copy()
    for _ in range(_ROUNDS):
        account, option, gain, use = _changes(options, bounds, chosen, score, near)
        if not len(account):
            break
        taken = chosen[chosen != NOBODY]
        left = bounds.most - bounds.use[taken].sum(axis=0) + tolerance(bounds) * 0.5
        together = gain[:, None] + gain
        apart = account[:, None] != account
        fits = apart & (together > 0.0)
        for of_limit, free in zip(use, left, strict=True):
            fits &= of_limit[:, None] + of_limit <= free
        best = int(np.argmax(np.where(fits, together, -np.inf)))
        one, other = divmod(best, len(account))
        if not fits[one, other] or together[one, other] <= _WORTH * max(options.gain[taken].sum(), 1e-9):
            break
        chosen[account[[one, other]]] = option[[one, other]]
    return chosen


def _changes(options: Options, bounds: Bounds, chosen: Ints, score: Floats,
             near: Ints) -> tuple[Ints, Ints, Floats, Floats]:
    """Accounts, their options in place of what they have (NOBODY: none), and what each adds to gain and use."""
    served = np.flatnonzero(chosen != NOBODY)
    account = np.r_[options.account[near], served]
    now = chosen[account]
    after = np.r_[score[near], np.zeros(len(served))] - np.where(now == NOBODY, 0.0, score[now])
    option = np.r_[near, np.full(len(served), NOBODY)]
    after[option == now] = -np.inf
    count = min(_CHANGES, len(after))
    kept = np.argpartition(-after, count - 1)[:count] if count else np.zeros(0, dtype=np.int64)
    kept = kept[np.isfinite(after[kept])]
    account, option, now = account[kept], option[kept], now[kept]
    gain = np.where(option == NOBODY, 0.0, options.gain[option]) - np.where(now == NOBODY, 0.0, options.gain[now])
    use = np.where(option == NOBODY, 0.0, bounds.use.T[:, option]) - np.where(now == NOBODY, 0.0, bounds.use.T[:, now])
    return account, option, gain, use
