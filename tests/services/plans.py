"""Random catalogues as options, and the best plan found by trying everything."""

from __future__ import annotations

from itertools import product

import numpy as np

from kadash.services.catalogue import ROLES
from kadash.services.plan import Limits, Options, Solved
from kadash.services.plan.options import NOBODY


def random_options(accounts: int, services: int, seed: int, *, eligible: float = 0.5, pairs: bool = True) -> Options:
    """Accounts of very different size, services of very different cost; a pair earns a little less than its sum."""
    random = np.random.default_rng(seed)
    hours = random.integers(0, 40, size=(services, len(ROLES))) * (random.random((services, len(ROLES))) < 0.4)
    size = random.lognormal(0, 1.2, accounts)
    rows: list[tuple[int, int, int, float, float, np.ndarray]] = []
    for account in range(accounts):
        fits = np.flatnonzero(random.random(services) < eligible)
        gain, cost = size[account] * random.lognormal(9, 1, services), random.lognormal(8, 0.8, services)
        rows += [(account, one, NOBODY, gain[one], cost[one], hours[one]) for one in fits]
        rows += [(account, a, b, 0.9 * (gain[a] + gain[b]), cost[a] + cost[b], hours[a] + hours[b])
                 for a, b in product(fits, fits) if pairs and a < b and (a + b) % 3 == 0]
    columns = list(zip(*rows, strict=True)) if rows else [()] * 6
    return Options(
        tuple(f"A{number:05}" for number in range(accounts)), tuple(f"s{number}" for number in range(services)),
        np.array(columns[0], dtype=np.int64), np.array(columns[1], dtype=np.int64),
        np.array(columns[2], dtype=np.int64), np.array(columns[3], dtype=float), np.array(columns[4], dtype=float),
        np.array(columns[5], dtype=float).reshape(-1, len(ROLES)))


def best_gain(options: Options, limits: Limits) -> float:
    """The most that any choice within the limits earns, by trying every one."""
    every = [[NOBODY, *np.flatnonzero(options.account == account)] for account in range(len(options.accounts))]
    return max(
        (options.gain[taken].sum() for choice in product(*every)
         if fits(options, limits, taken := np.array([one for one in choice if one != NOBODY], dtype=int))),
        default=0.0)


def fits(options: Options, limits: Limits, taken: np.ndarray) -> bool:
    hours = dict(zip(ROLES, options.hours[taken].sum(axis=0), strict=True))
    return bool((limits.budget is None or options.cost[taken].sum() <= limits.budget * (1 + 1e-9))
                and all(hours[role] <= most + 1e-6 for role, most in limits.hours.items()))


def keeps_its_limits(solved: Solved) -> bool:
    """Within budget and hours, one option an account and only its own."""
    taken = solved.taken
    own = solved.options.account[taken] == np.flatnonzero(solved.chosen != NOBODY)
    return fits(solved.options, solved.limits, taken) and bool(own.all())
