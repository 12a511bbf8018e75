"""How far a load is: the named stages in their order, and where each begins on the way from 0 to 1."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

Progress = Callable[[str, float], None]
"""Told the stage that begins (a key of STAGES, wording `stage.<code>`) and the share of the work that is done."""

STAGES = MappingProxyType({
    "waiting": 0.0, "reading": 0.01, "recognising": 0.2, "cleaning": 0.25, "core": 0.4, "marts": 0.55, "judging": 0.65,
    "history": 0.72, "publishing": 0.97, "done": 1.0,
})


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
