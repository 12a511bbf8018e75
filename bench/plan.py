"""The service plan against one solve of its linear relaxation: a slider of money, of hours, of both, the exact way.

    python -m bench.plan [ACCOUNTS [SERVICES]]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

from kadash.services.plan import Limits, Options, exact_plan, live_plan, steps_of
from kadash.services.plan.limits import bounds_of
from tests.services.plans import random_options


def main(accounts: int = 10_000, services: int = 20) -> None:
    """One line a way of planning: seconds, times of one linear programme, and the share under the bound."""
    options = random_options(accounts, services, seed=11, eligible=1.0, pairs=False)
    steps = steps_of(options)
    free = live_plan(options, steps, Limits())
    money = Limits(free.cost * 0.3)
    half = {role: most * 0.5 for role, most in free.hours.items()}
    hours = Limits(free.cost * 0.3, half)
    tenth = Limits(None, {role: most * 0.1 for role, most in free.hours.items()})
    programme = _fastest(lambda: one_programme(options, hours), 1)
    print(f"{accounts} accounts, {services} services, {len(options)} options; one linear programme {programme:.3f} s")
    ways = {
        "steps, once": lambda: steps_of(options),
        "slider, money": lambda: live_plan(options, steps, money),
        "slider, hours": lambda: live_plan(options, steps, Limits(None, half)),
        "slider, hours to a tenth": lambda: live_plan(options, steps, tenth),
        "slider, money and hours": lambda: live_plan(options, steps, hours),
        "exact, money": lambda: exact_plan(options, money),
        "exact, money and hours": lambda: exact_plan(options, hours),
    }
    for name, plan in ways.items():
        seconds = _fastest(plan, 3)
        found = plan()
        gap = f", {found.gap:.6f} under the bound" if hasattr(found, "gap") else ""
        print(f"{name:26} {seconds * 1000:9.1f} ms, {seconds / programme:7.4f} programmes{gap}")


def one_programme(options: Options, limits: Limits) -> None:
    """The whole linear relaxation by HiGHS, every option a column."""
    bounds, count = bounds_of(options, limits), len(options)
    rows = np.concatenate([options.account, *(np.full(count, len(options.accounts) + limit)
                                              for limit in range(len(bounds.names)))])
    columns = np.tile(np.arange(count), 1 + len(bounds.names))
    unit = bounds.use.mean(axis=0)
    values = np.concatenate([np.ones(count), *(bounds.use / unit).T])
    matrix = coo_matrix((values, (rows, columns))).tocsr()
    linprog(-options.gain / options.gain.mean(), A_ub=matrix, method="highs", bounds=(0, None),
            b_ub=np.r_[np.ones(len(options.accounts)), bounds.most / unit])


def _fastest(call: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return min(taken)


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
