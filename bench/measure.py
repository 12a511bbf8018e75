"""CPU seconds, wall seconds and peak memory of a command, and the time of a call."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Cost:
    """What a command cost, its children included where they were waited for, and what it printed."""

    cpu_s: float
    wall_s: float
    peak_mb: float
    output: str = ""

    def __str__(self) -> str:
        return f"{self.cpu_s:7.1f} CPU-s  {self.wall_s:6.1f} s  {self.peak_mb:6.0f} MB"


def command(*words: str, env: dict[str, str] | None = None) -> Cost:
    """The cost of running Python with `words`; CalledProcessError with its output where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               env={**os.environ, **(env or {})}, text=True)
    output = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words, output)
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024, output)


@dataclass(frozen=True)
class Took:
    """Milliseconds of a call: of all threads together, and on the clock; medians."""

    cpu_ms: float
    wall_ms: float


def took(call: Callable[[], object], times: int = 7) -> Took:
    """What a call takes, after one that warms up."""
    call()
    each = [_once(call) for _ in range(times)]
    return Took(median(one.cpu_ms for one in each), median(one.wall_ms for one in each))


def _once(call: Callable[[], object]) -> Took:
    cpu, wall = time.process_time(), time.perf_counter()
    call()
    return Took((time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000)
