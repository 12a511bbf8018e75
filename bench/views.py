"""Every view of every page, opened as a browser would and opened again: what nobody thought of asking is among it.

Answers are measured one by one elsewhere; half a minute once stood between them, where no part looked.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.answers import IN_THE_MIDDLE
from bench.figures import Figure
from bench.served import ROOT, Running, served
from bench.slider import bare_page
from bench.visitor import Visitor
from kadash.store import Home
from kadash.ui import pyramid, review, service_plan, what_if
from kadash.ui.review.understood import TOPICS

PAGES = ("overview", "accounts", "review", "data", "explore", "voice", "models", "settings", "help")
"""The pages without views of their own."""
VIEWS = {"pyramid": tuple(pyramid.VIEWS), "what-if": tuple(what_if.VIEWS), "services": tuple(service_plan.VIEWS)}
FLOOR = "bare page, opened again"
_QUIET_S, _LOOK_S, _LONGEST_S = 2.0, 0.5, 60.0


@dataclass(frozen=True)
class Opened:
    """CPU-ms of the server, for the first who opens a view and for the next one."""

    view: str
    first_ms: float
    again_ms: float


def view_figures(home: Path, pages: Sequence[str] = PAGES) -> list[Figure]:
    """Print a line a view; the mean of all and the dearest, opened first and again, beside a bare page."""
    with tempfile.TemporaryDirectory(prefix="kadash-views-") as folder:
        log = Path(folder) / "log.txt"
        with served(bare_page(Path(folder), "Plotly"), Path(folder), 1, log) as bare:
            floor = asyncio.run(_opened(bare, [("", "")]))[0]
        with served(ROOT / "app.py", home, 1, log) as running:
            _wait_until_ready(running)
            every = asyncio.run(_opened(running, list(_views(home, pages))))
            peak = running.peak_mb
    print(f"  {len(every)} views; CPU-ms of the server: opened first, opened again (bare page {floor.again_ms:.0f})")
    for one in every:
        print(f"  {one.view:44} {one.first_ms:8.0f} {one.again_ms:8.0f}", flush=True)
    return [Figure("views", name, found, "CPU-ms", FLOOR, floor.again_ms, "", peak) for name, found in _told(every)]


def _told(every: Sequence[Opened]) -> Iterator[tuple[str, float]]:
    again, first = (max(every, key=ms) for ms in (lambda one: one.again_ms, lambda one: one.first_ms))
    yield f"{len(every)} views opened again, mean", sum(one.again_ms for one in every) / len(every)
    yield f"  dearest: {again.view}", again.again_ms
    yield f"{len(every)} views opened first, mean", sum(one.first_ms for one in every) / len(every)
    yield f"  dearest: {first.view}", first.first_ms


def _views(home: Path, pages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Path and query of each; the review of an account in the middle, step by step and topic by topic."""
    generation = Home(home).generation()
    if generation is None:
        raise FileNotFoundError(home)
    account = generation.rows(IN_THE_MIDDLE)[0][0]
    yield from ((page, "") for page in pages)
    yield from ((page, f"view={view}") for page, views in VIEWS.items() for view in views)
    yield from (("review", f"account={account}&step={step}") for step in review.STEPS)
    yield from (("review", f"account={account}&step=understood&about={topic}") for topic in TOPICS)


async def _opened(running: Running, views: Sequence[tuple[str, str]]) -> list[Opened]:
    found = []
    for path, query in views:
        spent = []
        for _ in range(2):
            async with Visitor(running.address) as visitor:
                before = running.cpu_s
                screen = await visitor.open(path, f"lang=en&{query}")
                spent.append(1000 * (running.cpu_s - before))
                if failed := screen.of("exception"):
                    raise RuntimeError(f"{path} {query}: {failed}")
        found.append(Opened(f"{path} {query.rpartition('account=')[2]}".strip(), *spent))
    return found


def _wait_until_ready(running: Running) -> None:
    """Until the server has made what it makes before anybody asks."""
    until = time.monotonic() + _LONGEST_S
    quiet_since, spent = time.monotonic(), running.cpu_s
    while time.monotonic() < min(until, quiet_since + _QUIET_S):
        time.sleep(_LOOK_S)
        now = running.cpu_s
        if now - spent > 0.1 * _LOOK_S:
            quiet_since = time.monotonic()
        spent = now
