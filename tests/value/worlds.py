"""Simulated worlds in which the truth is known: accounts that buy by MBG/CNBD-k and leave."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kadash.value.mbg_cnbd import MbgCnbd
from kadash.value.purchases import DAYS_PER_WEEK, Floats, Purchases


class World(NamedTuple):
    """What was bought up to as-of, and what came after: purchases in the days ahead, and who was there at as-of."""

    purchases: Purchases
    log_gaps: Floats
    bought_ahead: Floats
    alive: Floats


def a_world(truth: MbgCnbd, accounts: int, seed: int, ages: tuple[int, int] = (200, 1000), ahead: int = 365) -> World:
    """Accounts first seen `ages` days before as-of, one purchase a day at most, followed `ahead` days beyond."""
    random = np.random.default_rng(seed)
    age = random.integers(*ages, accounts)
    rate, leaves = random.gamma(truth.r, 1 / truth.alpha, accounts), random.beta(truth.a, truth.b, accounts)
    x, last, log_gaps, at, later, alive = (np.zeros(accounts) for _ in range(6))
    there = random.random(accounts) >= leaves
    while there.any():
        at = np.where(there, at + random.gamma(truth.k, DAYS_PER_WEEK / rate), at)
        alive += there & (at >= age) & (alive == 0)
        day = np.floor(at)
        seen = there & (day < age) & (day > last)
        log_gaps += np.where(seen, np.log(np.maximum(day - last, 1)), 0.0)
        x, last = x + seen, np.where(seen, day, last)
        later += there & (at >= age) & (at < age + ahead)
        there &= (at < age + ahead) & (random.random(accounts) >= leaves)
    return World(Purchases.of(x, last, age, log_gaps), log_gaps, later, alive)
