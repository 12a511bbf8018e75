"""Fits of activity and spend against the lifetimes package: `python -m bench.fits`.

CPU seconds on the same accounts in the same run; the gain is by how much our log-likelihood is higher (0: equal).
Gaps are not given, so that k = 1 is fitted, as lifetimes does; the last lines are what finding k costs beside it.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
import pandas as pd

from bench.figures import Figure
from kadash.value.bg_nbd import BgNbd
from kadash.value.bg_nbd_fit import fit_bg_nbd
from kadash.value.gamma_gamma import fit_gamma_gamma
from kadash.value.mbg_cnbd import MbgCnbd
from kadash.value.mbg_cnbd_fit import fit_mbg_cnbd
from kadash.value.purchases import DAYS_PER_WEEK, Purchases

TRUTH = MbgCnbd(r=0.6, alpha=9.0, a=0.6, b=3.0)
AIMS = {2_400: 13, 100_000: 22, 1_000_000: 33}
"""By accounts, how many times the CPU of ours lifetimes should take."""


@dataclass(frozen=True)
class Raced:
    """CPU seconds of lifetimes and of ours, and how much higher our log-likelihood is."""

    name: str
    theirs_s: float
    ours_s: float
    gain: float

    def __str__(self) -> str:
        return (f"{self.name:12} lifetimes {self.theirs_s:8.3f} s, ours {self.ours_s:7.4f} s, "
                f"{self.theirs_s / self.ours_s:6.1f} times, log-likelihood {self.gain:+.6f}")


def raced(accounts: int) -> list[Raced]:
    """BG/NBD, MBG/NBD and Gamma-Gamma at `accounts`."""
    from lifetimes import BetaGeoFitter, GammaGammaFitter, ModifiedBetaGeoFitter

    bought = replace(simulated(accounts), log_gap_sum=None)
    weeks = bought.recency_days / DAYS_PER_WEEK, bought.age_days / DAYS_PER_WEEK
    times = 3 if accounts < 50_000 else 1
    bg, mbg, gg = BetaGeoFitter(), ModifiedBetaGeoFitter(), GammaGammaFitter()
    x, spend = _spend(accounts)
    found = [
        Raced("BG/NBD", _cpu_s(lambda: bg.fit(bought.repeats, *weeks), times), _cpu_s(lambda: fit_bg_nbd(bought), 5),
              fit_bg_nbd(bought).log_likelihood - BgNbd(**_parameters(bg)).log_likelihood(bought)),
        Raced("MBG/NBD", _cpu_s(lambda: mbg.fit(bought.repeats, *weeks), times),
              _cpu_s(lambda: fit_mbg_cnbd(bought), 5),
              fit_mbg_cnbd(bought).log_likelihood - MbgCnbd(**_parameters(mbg)).log_likelihood(bought)),
    ]
    theirs_s = _cpu_s(lambda: gg.fit(pd.Series(x), pd.Series(spend)), times)
    gain = fit_gamma_gamma(x, spend).log_likelihood + gg._negative_log_likelihood_ * accounts
    return [*found, Raced("Gamma-Gamma", theirs_s, _cpu_s(lambda: fit_gamma_gamma(x, spend), 5), gain)]


def simulated(accounts: int, k: int = 1, seed: int = 7) -> Purchases:
    """Purchases simulated from the model itself, over up to 18 months, with the sums of ln(gap)."""
    random = np.random.default_rng(seed)
    age = random.integers(60, 548, accounts)
    rate, leaves = random.gamma(TRUTH.r, k / TRUTH.alpha, accounts), random.beta(TRUTH.a, TRUTH.b, accounts)
    repeats, last, logs, at = (np.zeros(accounts) for _ in range(4))
    there = random.random(accounts) >= leaves
    while there.any():
        at = at + random.gamma(k, DAYS_PER_WEEK / rate)
        there &= at < age
        bought = there & (np.floor(at) > last)
        logs += np.where(bought, np.log(np.maximum(np.floor(at) - last, 1.0)), 0.0)
        repeats, last = repeats + bought, np.where(bought, np.floor(at), last)
        there &= random.random(accounts) >= leaves
    return Purchases.of(repeats, last, age, logs)


def fit_figures(sizes: tuple[int, ...]) -> list[Figure]:
    """Print all fits; a figure each, CPU seconds of ours and of lifetimes."""
    print("fits against lifetimes, CPU (aim: beyond 13 times at 2,400 accounts, 22 at 100,000, 33 at a million)")
    found = []
    for size in sizes:
        for one in raced(size):
            print(f"  {size:9,} accounts  {one}", flush=True)
            aim = f"{1 / AIMS[size]:.3f}" if size in AIMS else ""
            found.append(Figure("fits", f"{one.name}, {size:,} accounts", one.ours_s * 1000, "CPU-ms", "lifetimes",
                                one.theirs_s * 1000, aim))
        regular = simulated(size, k=3)
        found_s = _cpu_s(lambda regular=regular: fit_mbg_cnbd(regular), 3)
        k = fit_mbg_cnbd(regular).model.k
        print(f"  {size:9,} accounts  MBG/CNBD-k, k found to be {k}: {found_s:.4f} s", flush=True)
    return found


def _spend(accounts: int, seed: int = 7) -> tuple[np.ndarray, np.ndarray]:
    """Purchases and mean spend of who bought again: p = 4, q = 3, 4,000 a purchase."""
    random = np.random.default_rng(seed)
    x = random.geometric(0.15, accounts) + 1
    return x, random.gamma(4.0 * x, 1.0 / random.gamma(3.0, 1 / 2000.0, accounts)) / x


def _parameters(fitter: object) -> dict[str, float]:
    return {name: float(fitter.params_[name]) for name in ("r", "alpha", "a", "b")}  # type: ignore[attr-defined]


def _cpu_s(call: Callable[[], object], times: int) -> float:
    spent: list[float] = []
    for _ in range(times):
        start = time.process_time()
        call()
        spent.append(time.process_time() - start)
    return median(spent)


if __name__ == "__main__":
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--accounts", type=int, nargs="*", default=[2_400, 100_000, 1_000_000])
    fit_figures(tuple(wanted.parse_args().accounts))
