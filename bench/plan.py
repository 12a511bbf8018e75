"""The service plan against one solve of its linear relaxation and one look at every option: sliders, the exact way.

    python -m bench.plan [ACCOUNTS [SERVICES]]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

from bench.figures import Figure
from bench.measure import took
from kadash.services.plan import Limits, Options, Solved, exact_plan, live_plan, steps_of
from kadash.services.plan.limits import bounds_of
from kadash.services.plan.prices import at_prices
from tests.services.plans import random_options

DEAREST = ("slider, money and hours", "exact, money and hours")


def main(accounts: int = 10_000, services: int = 20) -> None:
    """As `plan_figures`, beside one solve of the whole linear programme with every option a column."""
    options = random_options(accounts, services, seed=11, eligible=1.0, pairs=False)
    free = live_plan(options, steps_of(options), Limits())
    start = time.perf_counter()
    one_programme(options, Limits(free.cost * 0.3, {role: most * 0.5 for role, most in free.hours.items()}))
    print(f"one linear programme with every option a column {time.perf_counter() - start:.3f} s")
    plan_figures(accounts, services)


def plan_figures(accounts: int = 10_000, services: int = 20, times: int = 5, exactly: bool = True) -> list[Figure]:
    """Print one line a way of planning: milliseconds of CPU and on the clock, CPU as looks, share under the bound.

    A look: every option priced once and the best of each account found, in the same run. exactly: the ways that prove
    how far from the best they are, too; of few options as of many these search for a second.
    """
    options = random_options(accounts, services, seed=11, eligible=1.0, pairs=False)
    steps = steps_of(options)
    free = live_plan(options, steps, Limits())
    half = {role: most * 0.5 for role, most in free.hours.items()}
    money, hours = Limits(free.cost * 0.3), Limits(free.cost * 0.3, half)
    tenth = Limits(None, {role: most * 0.1 for role, most in free.hours.items()})
    bounds = bounds_of(options, hours)
    prices = np.ones(len(bounds.names))
    ways: dict[str, Callable[[], object]] = {
        "steps, once": lambda: steps_of(options),
        "slider, money": lambda: live_plan(options, steps, money),
        "slider, hours": lambda: live_plan(options, steps, Limits(None, half)),
        "slider, hours to a tenth": lambda: live_plan(options, steps, tenth),
        DEAREST[0]: lambda: live_plan(options, steps, hours),
    }
    if exactly:
        ways |= {"exact, money": lambda: exact_plan(options, money), DEAREST[1]: lambda: exact_plan(options, hours)}
    looked = took(lambda: at_prices(options, bounds, prices))
    print(f"service plan, {accounts} accounts, {services} services, {len(options)} options; a look at all "
          f"{looked.cpu_ms:.1f} ms of CPU (ms of CPU, of the clock; looks; under the bound)")
    found = {}
    for name, plan in ways.items():
        cost, solved = took(plan, times), plan()
        found[name] = cost.cpu_ms
        gap = f"  {solved.gap:.6f}" if isinstance(solved, Solved) else ""
        print(f"  {name:26} {cost.cpu_ms:8.1f} {cost.wall_ms:8.1f}  {cost.cpu_ms / looked.cpu_ms:6.1f}{gap}",
              flush=True)
    return [Figure("plan", f"{name}, {len(options):,} options", found[name], "CPU-ms", "one look at every option",
                   looked.cpu_ms) for name in DEAREST if name in found]


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


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
