"""A what-if's move at 200,000 accounts beside one bare pass over them: `python -m bench.what_if`.

A move is all that the page draws: totals, segments, bridge by lever, years, range, payback, guards.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial
from statistics import median

import numpy as np
import pandas as pd

from bench.figures import Figure
from kadash.policy import default_policy
from kadash.scenarios import (
    Base,
    Levers,
    Measure,
    Move,
    Programme,
    Totals,
    base_arrays,
    run_programme,
    tornado,
    wanted,
    what_if,
)
from kadash.scenarios.engine import Terms, moved, moves_by_segment
from kadash.scenarios.interval import between

TIERS = ("platinum", "gold", "iron", "lead")
MOVES = {
    "retention +5 points": Levers(retention=0.05),
    "retention by tier, margin, cost to serve": Levers(
        margin=0.01, cost_to_serve=-0.1, by_segment={tier: Move(retention=0.01 * n) for n, tier in enumerate(TIERS, 1)}
    ),
    "share of wallet +5 points": Levers(wallet=0.05),
    "share of wallet -5 points": Levers(wallet=-0.05),
    "a programme that has to pay": Levers(retention=0.02, programme_cost=1e6, new_accounts=100, acquisition_cost=2e3),
}

PROGRAMME = Programme((
    Measure("care", ("platinum", "gold"), Move(retention=0.03), Move(retention=0.01), 12, 1e5, 5e5, 50.0),
    Measure("prices", (), Move(price=0.005, retention=-0.005), Move(price=0.002), 6),
    Measure("remote", ("lead",), Move(cost_to_serve=-0.2, retention=-0.01), Move(cost_to_serve=0.05), 6, 2e5),
))
FLOOR = "floor: one bare pass over every account"
BASE, MEASURES = "base, once a generation", "a programme of three measures"


def bare_pass(table: pd.DataFrame) -> float:
    """Customer equity with five points more retention, account by account in numpy, nothing else told."""
    profit = table["revenue_year"].to_numpy() * table["before_service_rate"].to_numpy()
    profit = table["p_alive"].to_numpy() * (profit - table["service_cost_year"].to_numpy())
    q = np.minimum(table["retention_12m"].to_numpy() + 0.05, 0.99) / 1.12
    return float((profit * np.sqrt(q) * (1.0 - q**10) / (1.0 - q)).sum())


def milliseconds(accounts: int) -> dict[str, float]:
    """Milliseconds of CPU: a bare pass as the floor, the base, each kind of move, tornado, range, programme, sums."""
    table = portfolio(accounts)
    base = base_arrays(table, default_policy(), "tier", order=TIERS)
    terms, moves = Terms(0.12, 10), moves_by_segment(base, Levers(retention=0.05))
    calls: dict[str, Callable[[], object]] = {
        FLOOR: lambda: bare_pass(table),
        BASE: lambda: base_arrays(table, default_policy(), "tier", order=TIERS),
        **{name: partial(what_if, base, levers) for name, levers in MOVES.items()},
        "tornado, found anew": lambda: _fresh_tornado(base),
        "range alone": lambda: between(base, *moved(base, base.bins, moves), moves, terms, Totals(0.0, 0.0)),
        MEASURES: lambda: run_programme(base, PROGRAMME),
        "a wanted sum, every lever": lambda: wanted(base, 1e6),
    }
    return {name: _cpu_seconds(call, 9) * 1000 for name, call in calls.items()}


def portfolio(accounts: int, seed: int = 7) -> pd.DataFrame:
    """Accounts as `mart.value` has them: a tenth lose money, two in five have no known wallet."""
    random = np.random.default_rng(seed)
    return pd.DataFrame({
        "p_alive": random.beta(5, 1, accounts),
        "revenue_year": random.lognormal(9, 1, accounts),
        "before_service_rate": random.normal(0.25, 0.1, accounts),
        "service_cost_year": random.gamma(1, 300, accounts),
        "retention_12m": np.clip(random.beta(6, 2, accounts), 0.02, 0.99),
        "wallet_share": np.where(random.random(accounts) < 0.6, random.beta(2, 3, accounts), np.nan),
        "tier": random.choice(TIERS, accounts, p=[0.01, 0.04, 0.15, 0.8]),
    })


def _fresh_tornado(base: Base) -> pd.DataFrame:
    base.kept.pop(("tornado", base.policy.value.discount_rate_per_year, base.policy.value.horizon_years), None)
    return tornado(base)


def _cpu_seconds(call: Callable[[], object], times: int) -> float:
    spent: list[float] = []
    call()
    for _ in range(times):
        start = time.process_time()
        call()
        spent.append(time.process_time() - start)
    return median(spent)


def what_if_figures(accounts: int) -> list[Figure]:
    """Print them all; figures of what happens once a generation, and of the dearest move."""
    print(f"what-if, {accounts:,} accounts (aim: a move in 10 ms)")
    spent = milliseconds(accounts)
    for name, ms in spent.items():
        print(f"  {name:45} {ms:7.1f} ms CPU {ms / spent[FLOOR]:6.2f} x the floor", flush=True)
    dearest = max(MOVES, key=lambda name: spent[name])
    told = {"base, once a generation": (BASE, ""), f"dearest move: {dearest}": (dearest, "10 ms"),
            "a programme of three measures": (MEASURES, "10 ms")}
    return [Figure("what-if", said, spent[name], "CPU-ms", f"a bare pass over {accounts:,} accounts", spent[FLOOR], aim)
            for said, (name, aim) in told.items()]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=200_000)
    what_if_figures(parser.parse_args().accounts)
