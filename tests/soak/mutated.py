"""Damaged files by the thousand: started in processes of their own, watched, and told where one has failed."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
MOST_CPU_S = 30.0
_HANGS_AFTER_S = 150.0
"""Of a machine that is busy with other things; the limit that counts is that of CPU seconds."""
_A_PROCESS = 250
_MORE_MEMORY_MB = 400
_WARM_UP = 20


@dataclass(frozen=True)
class Told:
    """What became of one file; `failure` is empty where all promises held."""

    number: int
    story: str
    outcome: str
    failure: str
    cpu_s: float
    memory_mb: int


def taken_through(seed: int, first: int, count: int, loads: int = 0) -> Iterator[Told]:
    """Each of the files with what became of it, the death of the process and a hang too."""
    end = first + count
    while first < end:
        many = min(_A_PROCESS, end - first)
        for told in _one_process(seed, first, many, loads):
            first = told.number + 1
            yield told


def _one_process(seed: int, first: int, count: int, loads: int) -> Iterator[Told]:
    """Up to `count` files; fewer where the process ended at one of them, which then is the last."""
    with tempfile.TemporaryDirectory(prefix="kadash-soak-") as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.soak.worker", *map(str, (seed, first, count, folder, loads))],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=_pass_on, args=(process, lines), daemon=True).start()
        number, at_first = first, 0
        for _ in range(2 * count):
            try:
                line = lines.get(timeout=_HANGS_AFTER_S)
            except queue.Empty:
                process.kill()
                yield Told(number, "", "", f"no answer within {_HANGS_AFTER_S:.0f} s", _HANGS_AFTER_S, 0)
                break
            if not line:
                last_words = process.stderr.read()[-2000:] if process.stderr else ""
                yield Told(number, "", "", f"the process ended with {process.wait()}: {last_words}", 0.0, 0)
                break
            if line.startswith("begin "):
                number = int(line.split()[1])
                continue
            said: dict[str, Any] = json.loads(line)
            at_first = at_first or (said["memory_mb"] if number - first >= _WARM_UP else 0)
            yield Told(number, said["story"], said["outcome"], said["failure"] or _too_much(said, at_first),
                       said["cpu_s"], said["memory_mb"])
        process.kill() if process.poll() is None and number < first + count - 1 else None
        process.wait()


def _pass_on(process: subprocess.Popen[str], lines: queue.Queue[str]) -> None:
    for line in process.stdout or ():
        lines.put(line)
    lines.put("")


def _too_much(said: dict[str, Any], at_first: int) -> str:
    if said["cpu_s"] > MOST_CPU_S:
        return f"it took {said['cpu_s']} CPU seconds"
    if at_first and said["memory_mb"] > at_first + _MORE_MEMORY_MB:
        return f"the process holds {said['memory_mb']} MB, {at_first} before"
    return ""
