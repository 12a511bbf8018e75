"""A process that does not outlive this one, however this one ends."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_PR_SET_PDEATHSIG = 1


def child(command: Sequence[str], env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start it in the folder of the app. What it says of failures is heard here; what it says otherwise is not.

    A group of its own: Ctrl-C reaches this process alone, which then ends the others in order. On Linux the system
    ends it when this process is killed.
    """
    return subprocess.Popen(command, cwd=_ROOT, env={**os.environ, **env}, stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, process_group=0 if os.name == "posix" else None,
                            preexec_fn=_dying_with_us() if sys.platform == "linux" else None)


def end(processes: Sequence[subprocess.Popen[bytes]], patience_s: float) -> None:
    """Ask all of them to end, wait, and end those that did not."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(timeout=patience_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _dying_with_us() -> Callable[[], None]:
    libc = ctypes.CDLL(None)  # before the fork: nothing but the call is left to do after it
    return lambda: libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM) and None
