"""Slider and sessions of the small form: both on one kadash and one bare page, which are started once."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from bench.figures import Figure
from bench.in_browser import Apps, chromium
from bench.served import ROOT, Running
from bench.sessions import BARE_SLIDER, Control, at_once, people_figures, told_lines
from bench.slider import NO_BROWSER, OPTIONS, bare_page, moved_figures

LEVER = (Control("what-if", "", "retention", (-2.0, -1.0, 1.0, 2.0)),)


def few_people_figures(home: Path, moves: int, people: int, seconds: float) -> list[Figure]:
    """Some moves in a browser where there is one, then a few people on real websockets."""
    with tempfile.TemporaryDirectory(prefix="kadash-people-") as folder, Apps() as apps:
        plotly = apps.start(bare_page(Path(folder), "Plotly"), Path(folder), Path(folder) / "bare.log", OPTIONS)
        address = apps.start(ROOT / "app.py", home, Path(folder) / "app.log", OPTIONS)
        ours, found = Running(address, apps.pid(address)), []
        if chromium() is None:
            print(NO_BROWSER)
        else:
            found = moved_figures({"a small company": ours}, {"Plotly": plotly}, moves, warm_up=1)
        told = {name: asyncio.run(at_once(running, moved, people, seconds, starts_s=0.5)) for name, running, moved in (
            ("bare page", Running(plotly, apps.pid(plotly)), BARE_SLIDER), ("what-if", ours, LEVER))}
    for name, one in told.items():
        print("\n".join(told_lines(name, one)), flush=True)
    return [*found, *people_figures(f"what-if, {people} people, 1 process", told["what-if"], told["bare page"])]
