"""A what-if's move at 200,000 accounts, and fitting activity against the lifetimes package: `python -m bench.what_if`.

A move is all that the page draws: totals, segments, bridge by lever, years, range, payback, guards. The fits are
compared in CPU seconds, on the same accounts in the same run, and only told where ours is at least as likely.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial
from statistics import median

import numpy as np
import pandas as pd

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
from kadash.value.bg_nbd import BgNbd
from kadash.value.bg_nbd_fit import fit_bg_nbd
from kadash.value.purchases import Purchases

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
TRUTH = BgNbd(r=0.6, alpha=9.0, a=0.6, b=3.0)


PROGRAMME = Programme((
    Measure("care", ("platinum", "gold"), Move(retention=0.03), Move(retention=0.01), 12, 1e5, 5e5, 50.0),
    Measure("prices", (), Move(price=0.005, retention=-0.005), Move(price=0.002), 6),
    Measure("remote", ("lead",), Move(cost_to_serve=-0.2, retention=-0.01), Move(cost_to_serve=0.05), 6, 2e5),
))
FLOOR = "floor: one bare pass over every account"


def bare_pass(table: pd.DataFrame) -> float:
    """Customer equity with five points more retention, account by account in numpy, nothing else told."""
    profit = table["revenue_year"].to_numpy() * table["before_service_rate"].to_numpy()
    profit = table["p_alive"].to_numpy() * (profit - table["service_cost_year"].to_numpy())
    q = np.minimum(table["retention_12m"].to_numpy() + 0.05, 0.99) / 1.12
    return float((profit * np.sqrt(q) * (1.0 - q**10) / (1.0 - q)).sum())


def what_if_figures(accounts: int) -> dict[str, float]:
    """Milliseconds of CPU: a bare pass as the floor, the base, each kind of move, tornado, range, programme, sums."""
    table = portfolio(accounts)
    base = base_arrays(table, default_policy(), "tier", order=TIERS)
    terms, moves = Terms(0.12, 10), moves_by_segment(base, Levers(retention=0.05))
    calls: dict[str, Callable[[], object]] = {
        FLOOR: lambda: bare_pass(table),
        "base, once a generation": lambda: base_arrays(table, default_policy(), "tier", order=TIERS),
        **{name: partial(what_if, base, levers) for name, levers in MOVES.items()},
        "tornado, found anew": lambda: _fresh_tornado(base),
        "range alone": lambda: between(base, *moved(base, base.bins, moves), moves, terms, Totals(0.0, 0.0)),
        "a programme of three measures": lambda: run_programme(base, PROGRAMME),
        "a wanted sum, every lever": lambda: wanted(base, 1e6),
    }
    return {name: _cpu_seconds(call, 9) * 1000 for name, call in calls.items()}


def fit_figures(accounts: int) -> tuple[float, float, float]:
    """CPU seconds of lifetimes and of ours at `accounts`, and by how much our log-likelihood is higher."""
    from lifetimes import BetaGeoFitter

    bought = purchases(accounts)
    fitter = BetaGeoFitter()
    theirs_s = _cpu_seconds(
        lambda: fitter.fit(bought.repeats, bought.recency_days / 7, bought.age_days / 7), 3 if accounts < 50_000 else 1
    )
    ours_s = _cpu_seconds(lambda: fit_bg_nbd(bought), 5)
    r, alpha, a, b = (float(fitter.params_[name]) for name in ("r", "alpha", "a", "b"))
    return theirs_s, ours_s, fit_bg_nbd(bought).log_likelihood - BgNbd(r, alpha, a, b).log_likelihood(bought)


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


def purchases(accounts: int, seed: int = 7) -> Purchases:
    """Purchases simulated from the model itself, over up to 18 months."""
    random = np.random.default_rng(seed)
    age = random.integers(60, 548, accounts)
    rate = random.gamma(TRUTH.r, 1 / TRUTH.alpha, accounts)
    leaves = random.beta(TRUTH.a, TRUTH.b, accounts)
    repeats, last, at = (np.zeros(accounts) for _ in range(3))
    there = np.ones(accounts, dtype=bool)
    while there.any():
        at = at + random.exponential(7 / rate)
        there &= at < age
        bought = there & (np.floor(at) > last)
        repeats, last = repeats + bought, np.where(bought, np.floor(at), last)
        there &= random.random(accounts) >= leaves
    return Purchases.of(repeats, last, age)


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


def report(accounts: int, fits: tuple[int, ...]) -> str:
    """Both as a table to read."""
    lines = [f"what-if, {accounts:,} accounts (aim: a move in 10 ms)"]
    figures = what_if_figures(accounts)
    lines += [f"  {name:45} {ms:7.1f} ms CPU {ms / figures[FLOOR]:6.2f} x the floor" for name, ms in figures.items()]
    lines.append("BG/NBD fit, CPU")
    for size in fits:
        theirs, ours, gain = fit_figures(size)
        lines.append(f"  {size:9,} accounts: lifetimes {theirs:7.3f} s, ours {ours:7.4f} s, "
                     f"{theirs / ours:5.1f} times, log-likelihood {gain:+.6f}")
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=200_000)
    parser.add_argument("--fits", type=int, nargs="*", default=[2_400, 100_000, 1_000_000])
    given = parser.parse_args()
    print(report(given.accounts, tuple(given.fits)))
