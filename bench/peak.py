"""Runs a module as `python -m` does and writes the most memory it held, in MB: `python -m bench.peak FILE MODULE ...`.

What the system tells whoever waits for a process is too much for a small one: its count begins with what the process
held that started it.
"""

from __future__ import annotations

import resource
import runpy
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")
_KB = 1024


def held_mb() -> float:
    """The most that this process, or the largest that it waited for, has held until now."""
    below = _used_mb(resource.RUSAGE_CHILDREN)
    if not _STATUS.exists():
        return max(below, _used_mb(resource.RUSAGE_SELF))
    told = next(line for line in _STATUS.read_text("utf-8").splitlines() if line.startswith("VmHWM:"))
    return max(below, int(told.split()[1]) / _KB)


def _used_mb(whose: int) -> float:
    used = resource.getrusage(whose).ru_maxrss
    return used / _KB / _KB if sys.platform == "darwin" else used / _KB


def main() -> None:
    """Run argv[2] with the arguments after it."""
    file, module = Path(sys.argv[1]), sys.argv[2]
    sys.argv = sys.argv[2:]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    finally:
        file.write_text(f"{held_mb():.1f}", "utf-8")


if __name__ == "__main__":
    main()
