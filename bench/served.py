"""An app served by one process, or by several behind nginx as `python -m kadash serve` does, and what it costs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.in_browser import STOP_LIMIT_S, answers_at, free_port
from kadash.errors import KadashError
from kadash.processes import Served, serve
from kadash.processes.gate import nginx

ROOT = Path(__file__).parents[1]
START_LIMIT_S = 300.0
_OF_A_PROCESS = 2
"""How Linux marks the number of a process as the number of its clock (CPUCLOCK_SCHED)."""


@dataclass(frozen=True)
class Running:
    """A served app: its address, and the number of the process above all of its processes."""

    address: str
    pid: int

    @property
    def cpu_s(self) -> float:
        """CPU seconds of all its processes until now."""
        return sum(_cpu_s(pid) for pid in _tree(self.pid))

    @property
    def peak_mb(self) -> float:
        """The most that its processes have held until now; what several share is in each of them."""
        return sum(_held_kb(pid) for pid in _tree(self.pid)) / 1024


@contextmanager
def served(app: Path, data: Path, processes: int, log: Path) -> Iterator[Running]:
    """`app` on a data directory; with one process, no nginx stands before it."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    alone = ["-m", "streamlit", "run", str(app), "--server.headless", "true", "--server.port", str(port)]
    several = ["-m", "bench.served", str(app), str(data), str(processes), str(port)]
    with log.open("wb") as out:
        started = subprocess.Popen([sys.executable, *(alone if processes == 1 else several)], cwd=ROOT, stdout=out,
                                   stderr=out, env={**os.environ, "KADASH_DATA": str(data)})
    try:
        until = time.monotonic() + START_LIMIT_S
        while not answers_at(address):
            if started.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{app.name} did not start:\n{log.read_text('utf-8', 'replace')[-3000:]}")
            time.sleep(0.2)
        yield Running(address, started.pid)
    finally:
        started.terminate()
        started.wait(timeout=STOP_LIMIT_S)


def several_can_run() -> bool:
    """Whether nginx is here, which stands before several processes."""
    try:
        nginx()
    except KadashError:
        return False
    return True


def _tree(root: int) -> list[int]:
    """A process and all below it; those that ended meanwhile are left out."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        stat = _stat(int(folder.name))
        if stat:
            parents[int(folder.name)] = int(stat[1])
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _cpu_s(pid: int) -> float:
    """By the clock that Linux keeps of every process: finer than what /proc tells, which counts in hundredths."""
    try:
        return time.clock_gettime(~pid << 3 | _OF_A_PROCESS)
    except OSError:
        return 0.0


def _stat(pid: int) -> list[str]:
    """What the system says of a process behind its name: state, parent, ..."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return []


def _held_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


if __name__ == "__main__":
    app, data, processes, port = sys.argv[1:]
    sys.exit(serve(Served("127.0.0.1", int(port), int(processes), Path(data).resolve(), Path(app)), lambda *_: None))
