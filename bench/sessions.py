"""Many people at once, each moving a control every few seconds over a real websocket: `python -m bench.sessions`.

The same client on kadash's heavier pages and on a bare Streamlit page (one slider, four Plotly charts), in one process
and in several behind nginx. A move lasts from the moment it was due to the end of the run that it causes: who is kept
waiting by the move before waits for this one too. The browser's own drawing is not in it (bench/slider.py has that).
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import os
import random
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from websockets.exceptions import WebSocketException

from bench.figures import Figure, table
from bench.reps import granted, named_by_a_proxy
from bench.served import ROOT, Running, served, several_can_run
from bench.slider import bare_page
from bench.visitor import Visitor
from kadash.store import Home

PEOPLE, SECONDS, EVERY_S, STARTS_S = 50, 120.0, 3.0, 20.0
PROCESSES = (1, 2)
NO_NGINX = "sessions in several processes: skipped, no nginx on this machine (apt-get install nginx-light)"


@dataclass(frozen=True)
class Control:
    """A page and what is moved on it: a widget by its key, and values in turn; none: the widget's own options."""

    page: str
    query: str
    widget: str
    values: tuple[float, ...] = ()


BARE_SLIDER = (Control("", "", "Lever", tuple(step / 2 for step in range(-12, 13))),)


def controls(account_ids: Sequence[str]) -> tuple[Control, ...]:
    """What people do: half of them move levers of the what-if and of the plan, the others look and choose."""
    points = tuple(step / 2 for step in range(-6, 7))
    reviews = tuple(Control("review", f"account={one}", "step") for one in account_ids)
    return (
        Control("what-if", "", "retention", points), Control("pyramid", "", "scheme"),
        Control("accounts", "", "sort"), Control("what-if", "", "margin", points),
        Control("pyramid", "view=score", "volume", tuple(range(0, 61, 5))), Control("services", "", "budget"),
        Control("what-if", "view=most", "slogan", tuple(step / 2 for step in range(1, 11))),
        Control("accounts", "", "layer"), Control("explore", "", "explore_top"), *reviews[:1])


@dataclass
class Told:
    """What came of it: seconds of each move by page, of each first look, and what failed, in words."""

    moves: dict[str, list[float]] = field(default_factory=dict)
    looks: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    cpu_s: float = 0.0
    client_cpu_s: float = 0.0
    peak_mb: float = 0.0

    @property
    def all(self) -> list[float]:
        """Seconds of every move."""
        return [one for spent in self.moves.values() for one in spent]

    @property
    def p95(self) -> float:
        """Seconds within which 95 of 100 moves ended."""
        return quantiles(self.all, n=20, method="inclusive")[-1] if len(self.all) > 1 else float("nan")

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of the server's CPU a move, what else it did meanwhile included."""
        return 1000 * self.cpu_s / max(len(self.all), 1)


async def at_once(running: Running, asked: Sequence[Control], people: int, seconds: float, seed: int = 1,
                  starts_s: float = STARTS_S, headers: Sequence[Mapping[str, str]] = ({},)) -> Told:
    """Everybody at the same time, beginning one after the other within `starts_s`.

    headers: what their browsers send, in turn.
    """
    told = Told()
    for control in asked:  # what a process keeps of a file it has after the first who asks
        for _ in range(2 * max(PROCESSES)):
            first = Visitor(running.address, headers[0])
            await _person(Told(), first, control, time.monotonic(), 0.0, random.Random(seed))
    started = time.monotonic()
    cpu_s, client_cpu_s = running.cpu_s, time.process_time()
    await asyncio.gather(*(
        _person(told, Visitor(running.address, sent), control, started + one * starts_s / people, seconds,
                random.Random(seed + one))
        for one, control, sent in zip(range(people), itertools.cycle(asked), itertools.cycle(headers))))
    told.cpu_s, told.client_cpu_s = running.cpu_s - cpu_s, time.process_time() - client_cpu_s
    told.peak_mb = running.peak_mb
    return told


async def _person(told: Told, new: Visitor, control: Control, starts: float, seconds: float, dice: random.Random
                  ) -> None:
    """One session: opens its page, then moves its control every few seconds until its time is over."""
    await asyncio.sleep(max(0.0, starts - time.monotonic()))
    what = f"{control.page}?{control.query}"
    try:
        async with new as visitor:
            begun = time.monotonic()
            await visitor.open(control.page, f"lang=en&{control.query}")
            told.looks.append(time.monotonic() - begun)
            due, until = begun + EVERY_S * dice.random(), begun + seconds
            for value in _values(visitor, control, dice):
                if due > until:
                    break
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                screen = await visitor.set(control.widget, value)
                told.moves.setdefault(what, []).append(time.monotonic() - due)
                told.failed += [f"{what}: {error}" for error in screen.errors]
                due += EVERY_S
    except (TimeoutError, OSError, WebSocketException, KeyError) as error:
        told.failed.append(f"{what}: {type(error).__name__} {str(error)[:400]}")


def _values(visitor: Visitor, control: Control, dice: random.Random) -> Iterator[object]:
    """Values, each other than the one before, without end."""
    given: Sequence[object] = control.values or visitor.screen.widget(control.widget).options
    last = None
    while True:
        last = dice.choice([one for one in given if one != last])
        yield last


def session_figures(companies: Mapping[str, tuple[Path, Sequence[int]]], people: int = PEOPLE,
                    seconds: float = SECONDS) -> list[Figure]:
    """The same people on companies, by the name they are told under, in so many processes each; a bare page beside."""
    print(f"{people} sessions, a control moved every {EVERY_S:g} s each for {seconds:g} s, over real websockets; "
          f"load of this machine before: {os.getloadavg()[0]:.1f}", flush=True)
    found = []
    with tempfile.TemporaryDirectory(prefix="kadash-sessions-") as folder:
        page = bare_page(Path(folder), "Plotly")
        run = partial(_run, people=people, seconds=seconds, log=Path(folder) / "log.txt")
        for count in sorted({count for _, counts in companies.values() for count in counts}):
            if count > 1 and not several_can_run():
                print(NO_NGINX)
                continue
            bare = run("bare page", page, Path(folder), count, BARE_SLIDER)
            for name, (home, counts) in companies.items():
                if count in counts:
                    told = run(name, ROOT / "app.py", home, count, controls(_account_ids(home)))
                    found += people_figures(f"{name}, {people} people, {_processes(count)}", told, bare)
    return found


def rep_figures(home: Path, processes: Sequence[int], people: int, seconds: float) -> list[Figure]:
    """The same people, each of whom sees the accounts of another owner, beside those who see all."""
    found, moved = [], controls(())
    with tempfile.TemporaryDirectory(prefix="kadash-reps-") as folder:
        run = partial(_run, app=ROOT / "app.py", home=home, moved=moved, people=people, seconds=seconds,
                      log=Path(folder) / "log.txt")
        for count in processes:
            managers = run("who see all", processes=count)
            with named_by_a_proxy():
                headers = granted(home, people)
                reps = run(f"{len(headers)} owners' reps", processes=count, headers=headers)
            found += people_figures(f"reps, {people} people, {_processes(count)}", reps, managers, "who see all")
    return found


def _run(name: str, app: Path, home: Path, processes: int, moved: Sequence[Control], *, people: int, seconds: float,
         log: Path, headers: Sequence[Mapping[str, str]] = ({},)) -> Told:
    with served(app, home, processes, log) as running:
        told = asyncio.run(at_once(running, moved, people, seconds, headers=headers))
    print("\n".join(told_lines(f"{name}, {_processes(processes)}", told)), flush=True)
    return told


def people_figures(name: str, told: Told, bare: Told, floor: str = "bare page, the same people") -> list[Figure]:
    """95th percentile and CPU a move beside those of the same people on a bare page, or what else is its floor."""
    if not told.moves or not bare.moves:
        raise RuntimeError(f"no move came through: {(told.failed + bare.failed)[:3]}")
    failed = f", {len(told.failed)} FAILED" if told.failed else ""
    return [Figure("sessions", f"{name}, 95th percentile{failed}", 1000 * told.p95, "ms", floor, 1000 * bare.p95, "",
                   told.peak_mb),
            Figure("sessions", f"{name}, CPU a move", told.cpu_ms, "CPU-ms", floor, bare.cpu_ms, "", told.peak_mb)]


def _processes(count: int) -> str:
    return "1 process" if count == 1 else f"{count} processes"


def told_lines(name: str, told: Told) -> Iterator[str]:
    """What came of it, to read."""
    moves = told.all
    if not moves:
        yield f"  {name}: no move came through; {told.failed[:3]}"
        return
    yield (f"  {name:34} median {1000 * median(moves):5.0f} ms  95th {1000 * told.p95:5.0f}  slowest "
           f"{1000 * max(moves):5.0f}  of {len(moves)} moves, {len(told.failed)} failed  "
           f"server {told.cpu_ms:4.0f} CPU-ms a move  client {1000 * told.client_cpu_s / len(moves):3.0f}  "
           f"{told.peak_mb:5.0f} MB  "
           f"first looks {1000 * median(told.looks):.0f} (slowest {1000 * max(told.looks):.0f})")
    if len(told.moves) > 1:
        yield "    " + ", ".join(f"{what.rstrip('?')} {1000 * median(spent):.0f}"
                                 for what, spent in sorted(told.moves.items()))
    for failure in dict.fromkeys(told.failed[:3]):
        yield f"    failed: {failure}"


def _account_ids(home: Path) -> list[str]:
    generation = Home(home).generation()
    rows = generation.rows("select account_id from mart.account_list limit 5") if generation is not None else []
    return [str(row[0]) for row in rows]


def main() -> None:
    """Print the figures of a data directory."""
    wanted = argparse.ArgumentParser(prog="python -m bench.sessions", description=__doc__)
    wanted.add_argument("--home", type=Path, required=True, help="a data directory with a company loaded")
    wanted.add_argument("--people", type=int, default=PEOPLE)
    wanted.add_argument("--seconds", type=float, default=SECONDS)
    wanted.add_argument("--processes", type=int, nargs="+", default=PROCESSES)
    wanted.add_argument("--reps", action="store_true", help="each sees another owner's accounts; grants are kept there")
    given = wanted.parse_args()
    found = rep_figures(given.home, given.processes, given.people, given.seconds) if given.reps else session_figures(
        {"kadash": (given.home, given.processes)}, given.people, given.seconds)
    print(table(found))


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
