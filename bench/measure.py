"""CPU seconds, wall seconds and peak memory of a command or of a part of a run, and the time of a call."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import TypeVar

from bench.peak import held_mb

Given = TypeVar("Given")
_MACHINE = Path("/proc/stat")


@dataclass(frozen=True)
class Cost:
    """What a command cost, its children included where they were waited for, and what it printed."""

    cpu_s: float
    wall_s: float
    peak_mb: float
    output: str = ""

    def __str__(self) -> str:
        return f"{self.cpu_s:7.1f} CPU-s  {self.wall_s:6.1f} s  {self.peak_mb:6.0f} MB"


def command(module: str, *words: str, env: dict[str, str] | None = None) -> Cost:
    """The cost of `python -m module words`; CalledProcessError with what it printed where it fails."""
    with tempfile.TemporaryDirectory(prefix="kadash-bench-") as folder:
        told = Path(folder) / "peak"
        start = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-m", "bench.peak", str(told), module, *words], text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, **(env or {})})
        output = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.stdout.write(output)
            raise subprocess.CalledProcessError(process.returncode, [module, *words], output)
        return Cost(usage.ru_utime + usage.ru_stime, wall_s, float(told.read_text("utf-8")), output)


def median_of(costs: Sequence[Cost]) -> Cost:
    """The one in the middle by its CPU; of an even number the cheaper one."""
    return sorted(costs, key=lambda cost: cost.cpu_s)[(len(costs) - 1) // 2]


class PartFailedError(Exception):
    """A part of a run ended without an answer; why was printed."""


def apart(call: Callable[[], Given]) -> tuple[Given, Cost]:
    """What a call gives in a process of its own, and what that cost; PartFailedError where it raises.

    The process begins as a copy of this one, with every package that is imported here.
    """
    within = multiprocessing.get_context("fork")
    receive, send = within.Pipe(duplex=False)
    sys.stdout.flush()
    start, process = time.perf_counter(), within.Process(target=_tell, args=(call, send))
    process.start()
    send.close()
    try:
        given, cpu_s, peak_mb = receive.recv()
    except EOFError:
        process.join()
        raise PartFailedError from None
    process.join()
    return given, Cost(cpu_s, time.perf_counter() - start, peak_mb)


def _tell(call: Callable[[], object], send: Connection) -> None:
    given = call()
    send.send((given, _own_s(), held_mb()))


class Beside:
    """How many cores others kept busy while this process, and what it waited for, measured; None off Linux."""

    def __init__(self) -> None:
        self._busy_s, self._own_s, self._at = _busy_s(), _own_s(), time.monotonic()

    @property
    def cores(self) -> float | None:
        """The mean until now."""
        busy_s = _busy_s()
        if busy_s is None or self._busy_s is None:
            return None
        others_s = busy_s - self._busy_s - (_own_s() - self._own_s)
        return max(0.0, others_s / (time.monotonic() - self._at))


def _own_s() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _busy_s() -> float | None:
    """CPU seconds of the whole machine since it began, idle ones and those of waiting for a disk left out."""
    if not _MACHINE.exists():
        return None
    user, nice, system, _, _, hard, soft = (int(one) for one in _MACHINE.read_text("utf-8").split()[1:8])
    return (user + nice + system + hard + soft) / os.sysconf("SC_CLK_TCK")


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
