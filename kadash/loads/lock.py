"""One load at a time in a data directory, across processes."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from kadash.errors import KadashError
from kadash.store import Home

_LOOK_AGAIN_S = 0.1


@contextmanager
def one_load_at_a_time(home: Home, wait_s: float = 600.0) -> Iterator[None]:
    """Hold the data directory's lock; the system lets go of it when a process dies. Waits, then KadashError `busy`."""
    home.path.mkdir(parents=True, exist_ok=True)
    with (home.path / "load.lock").open("a+b") as file:
        until = time.monotonic() + wait_s
        while not _locked(file):
            if time.monotonic() >= until:
                raise KadashError("busy")
            time.sleep(_LOOK_AGAIN_S)
        try:
            yield
        finally:
            _unlock(file)


if sys.platform == "win32":
    import msvcrt

    def _locked(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _locked(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
