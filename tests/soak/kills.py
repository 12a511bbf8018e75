"""Loads killed many times over: at every named step in turn, and at random moments in between."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.loads.killed import NAMED_STEPS, Company, a_company, copy_of, kill_after, kill_at, what_is_wrong

_LONGEST_S = 6.0


def killed_loads(times: int, seed: int) -> Iterator[tuple[str, list[str]]]:
    """How each load was killed, and what was wrong afterwards (nothing: an empty list)."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="kadash-soak-") as first:
        before = a_company(Path(first))
        for number in range(times):
            yield _killed(before, number, chance)


def _killed(before: Company, number: int, chance: random.Random) -> tuple[str, list[str]]:
    """One load, killed on a copy of the company."""
    with tempfile.TemporaryDirectory(prefix="kadash-soak-") as folder:
        company = copy_of(before, Path(folder))
        if number % 2:
            seconds = chance.uniform(0, _LONGEST_S)
            how = f"after {seconds:.3f} s"
            kill_after(company, seconds)
        else:
            how = f"at {NAMED_STEPS[number // 2 % len(NAMED_STEPS)]}"
            kill_at(company, how.removeprefix("at "))
        return how, what_is_wrong(company)
