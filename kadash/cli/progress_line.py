"""How far a command is, on one line of the terminal that is written over again; nothing where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from kadash.language import Words
from kadash.loads.progress import Progress, silent

_BACK, _WIPE = "\r", "\x1b[K"


@contextmanager
def progress_line(words: Words, screen: TextIO | None = None) -> Iterator[Progress]:
    """Progress that shows the share and the stage on the screen (standard error), and wipes them at the end."""
    screen = screen or sys.stderr
    if not screen.isatty():
        yield silent
        return
    shown = ""

    def tell(stage: str, share: float) -> None:
        nonlocal shown
        line = f"{words.percent(share, 0)} · {words(f'stage.{stage}')}"
        if line != shown:
            shown = line
            print(f"{_BACK}{_WIPE}{line}", end="", file=screen, flush=True)

    try:
        yield tell
    finally:
        print(f"{_BACK}{_WIPE}", end="", file=screen, flush=True)
