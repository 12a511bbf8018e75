"""Loads killed many times over: at every named step in turn, and at random moments in between."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.loads.killed import NAMED_STEPS, a_company, kill_after, kill_at, what_is_wrong

_LONGEST_S = 6.0


def killed_loads(times: int, seed: int) -> Iterator[tuple[str, list[str]]]:
    """How each load was killed, and what was wrong afterwards (nothing: an empty list)."""
    chance = random.Random(seed)
    for number in range(times):
        with tempfile.TemporaryDirectory(prefix="kadash-soak-") as folder:
            company = a_company(Path(folder))
            if number % 2:
                seconds = chance.uniform(0, _LONGEST_S)
                how = f"after {seconds:.3f} s"
                kill_after(company, seconds)
            else:
                how = f"at {NAMED_STEPS[number // 2 % len(NAMED_STEPS)]}"
                kill_at(company, how.removeprefix("at "))
            yield how, what_is_wrong(company)
