"""What a move of a slider on the Services page costs the server: `python -m bench.plan_page --folder DIR`.

A company of 10,000 accounts, each of which may get any one of 20 services, in a kadash of its own; a tab without a
browser (`tests.sessions.client`) moves sliders as a person does, each time to a stop where it has not been. Told: CPU
milliseconds of the server a move, as the operating system counted them; of the dearest single move; the mean as times
of one look at every option (`bench.plan`) in the same run; and the median on the clock from the move sent to the page
redrawn. A folder that holds the company from a run before is used as it is.
"""

from __future__ import annotations

import argparse
import datetime as dt
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

import numpy as np

from bench.generate import generate
from bench.measure import took
from bench.served import ROOT, Running, served
from kadash.loads import FileGiven, keep_service, load
from kadash.policy import default_policy
from kadash.services import catalogue
from kadash.services.catalogue import Condition
from kadash.services.plan import Limits
from kadash.services.plan.limits import bounds_of
from kadash.services.plan.prices import at_prices
from kadash.store import Home
from tests.services.plans import random_options
from tests.sessions.client import Tab

ACCOUNTS, SERVICES, LINES_AN_ACCOUNT = 10_000, 20, 30
MOVES, WARM_UP, STRIDE = 20, 4, 17
ANYBODY = Condition(signal="purchases", at_least=0)
WITHIN = {"money": ("budget",), "hours": ("hours_engineer",), "hours of most": ("hours_inside_sales",),
          "money and hours": ("budget", "hours_engineer")}
"""What is moved, to the sliders that are: the later ones stand at a fifth of their way, the first one moves. The hours
of engineers are few there (40 in all), those of inside sales many (29,000)."""


@dataclass(frozen=True)
class Moved:
    """CPU milliseconds of the server a move, of the dearest one, and the median on the clock."""

    mean_ms: float
    dearest_ms: float
    clock_ms: float


def company(folder: Path) -> Home:
    """The company, made where it is not there yet."""
    home = Home(folder / "home")
    if home.generation() is not None:
        return home
    folder.mkdir(parents=True, exist_ok=True)
    now, file = dt.datetime.now(dt.UTC), folder / "lines.csv"
    generate(ACCOUNTS * LINES_AN_ACCOUNT, "en", file, accounts=ACCOUNTS)
    for place, service in enumerate(catalogue().services):
        if place < SERVICES:
            open_to_all = {"eligible": (ANYBODY,), "do_not": (), "conflicts": (), "pairs": ()}
            keep_service(home, service.model_copy(update=open_to_all), who="bench", at=now)
        else:
            home.journal().put("service", service.id, {"retired": True}, author="bench", at=now)
    load(home, [FileGiven(file, file.name)], today=dt.date(2026, 12, 31), who="bench", policy=default_policy(),
         currency="CNY")
    return home


def moves(tab: Tab, server: Running, sliders: tuple[str, ...]) -> Moved:
    """What twenty moves cost, each to another stop."""
    tab.go("services", hold_out="true")
    for name in sliders[1:]:
        stops = tab.screen.widget(name).options
        tab.set(name, stops[len(stops) // 5])
    stops = tab.screen.widget(sliders[0]).options[1:-1]
    spent, clock, before = [], [], server.cpu_s
    for move in range(WARM_UP + MOVES):
        at = time.perf_counter()
        tab.set(sliders[0], stops[STRIDE * move % len(stops)])
        clock.append((time.perf_counter() - at) * 1000.0)
        before, last = server.cpu_s, before
        spent.append((before - last) * 1000.0)
    return Moved(mean(spent[WARM_UP:]), max(spent[WARM_UP:]), median(clock[WARM_UP:]))


def look_ms() -> float:
    """CPU milliseconds in which every option of such a plan is priced once and the best of each account found."""
    options = random_options(ACCOUNTS, SERVICES, seed=11, eligible=1.0, pairs=False)
    bounds = bounds_of(options, Limits(1e6, {"engineer": 1e4}))
    return took(lambda: at_prices(options, bounds, np.ones(2)), 15).cpu_ms


def report(folder: Path) -> list[str]:
    """A line for each of WITHIN."""
    home = company(folder)
    with (served(ROOT / "app.py", home.path, 1, folder / "app.log") as server,
          Tab(server.address, patience_s=120.0) as tab):
        tab.open("services")
        found = {name: moves(tab, server, sliders) for name, sliders in WITHIN.items()}
    look = look_ms()
    return [f"a move on the Services page, {ACCOUNTS} accounts x {SERVICES} services; a look at all options {look:.1f} "
            "ms of CPU (ms of the server's CPU; the dearest; the mean in looks; median ms on the clock)",
            *(f"  {name:16} {one.mean_ms:7.1f} {one.dearest_ms:7.1f} {one.mean_ms / look:6.1f} {one.clock_ms:8.1f}"
              for name, one in found.items())]


if __name__ == "__main__":
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--folder", type=Path, required=True, help="where the made company is, or will be, kept")
    print("\n".join(report(wanted.parse_args().folder)))
