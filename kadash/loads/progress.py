"""How far a load is: the named stages in their order, and where each begins on the way from 0 to 1."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

import numpy as np

from kadash.store import Tell

Progress = Callable[[str, float], None]
"""Told the stage that begins (a key of STAGES, wording `stage.<code>`) and the share of the work that is done."""

STAGES = MappingProxyType({
    "waiting": 0.0, "reading": 0.01, "recognising": 0.2, "cleaning": 0.25, "core": 0.4, "marts": 0.55, "judging": 0.65,
    "history": 0.72, "publishing": 0.97, "done": 1.0,
})
STAGES_OF_LARGE = MappingProxyType({
    "waiting": 0.0, "reading": 0.01, "recognising": 0.02, "cleaning": 0.025, "core": 0.06, "marts": 0.12,
    "judging": 0.17, "history": 0.42, "publishing": 0.985, "done": 1.0,
})
"""Where stages begin on the way of a load of millions of lines: judging accounts takes most of it."""


def silent(stage: str, share: float) -> None:
    """Progress that nobody looks at."""


def begin(progress: Progress, stage: str) -> None:
    """Say that a stage begins."""
    progress(stage, STAGES[stage])


def within(progress: Progress, stage: str, part: float) -> None:
    """Say how much of a stage is done, as a share of that stage."""
    codes = list(STAGES)
    start, end = STAGES[stage], STAGES[codes[codes.index(stage) + 1]]
    progress(stage, start + (end - start) * min(part, 1.0))


def of_stage(progress: Progress, stage: str) -> Tell:
    """Told how much of a stage is done, as a share of that stage."""
    return lambda part: within(progress, stage, part)


def rising(progress: Progress, *, large: bool) -> Progress:
    """Progress that never falls, whatever is begun anew: a load that cannot carry a file on makes it from the start.

    large: shares are those of a load of millions of lines.
    """
    most = 0.0

    def tell(stage: str, share: float) -> None:
        nonlocal most
        most = max(most, share_of_large(share) if large else share)
        progress(stage, most)

    return tell


def share_of_large(share: float) -> float:
    """What of a large load is done where so much of a small one were.

    >>> round(share_of_large(STAGES["judging"]), 3), round(share_of_large(1.0), 3)
    (0.17, 1.0)
    """
    return float(np.interp(share, list(STAGES.values()), list(STAGES_OF_LARGE.values())))
