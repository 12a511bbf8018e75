"""One load at a time in a data directory, across processes."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from kadash.errors import KadashError
from kadash.store import Home
from kadash.store.home import process_lives

_LOOK_AGAIN_S = 0.1
_WAIT_S = 3600.0


@dataclass(frozen=True)
class Holder:
    """Whose load comes first, and since when."""

    who: str
    since: datetime


@contextmanager
def one_load_at_a_time(home: Home, who: str = "", wait_s: float = _WAIT_S) -> Iterator[None]:
    """Hold the data directory's lock; the system lets go of it when a process dies. Waits, then KadashError `busy`."""
    home.path.mkdir(parents=True, exist_ok=True)
    with (home.path / "load.lock").open("a+b") as file:
        until = time.monotonic() + wait_s
        while not _locked(file):
            if time.monotonic() >= until:
                raise KadashError("busy")
            time.sleep(_LOOK_AGAIN_S)
        try:
            _sign(home, who)
            yield
        finally:
            for signed in (_signature(home), _unsigned(home)):
                signed.unlink(missing_ok=True)
            _unlock(file)


def holder(home: Home) -> Holder | None:
    """Who holds the lock, for those who wait; None where nobody does, or whoever did has died."""
    try:
        said = json.loads(_signature(home).read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    if not process_lives(int(said["pid"])):
        return None
    return Holder(str(said["who"]), datetime.fromisoformat(said["since"]))


def _sign(home: Home, who: str) -> None:
    fresh = _unsigned(home)
    fresh.write_text(json.dumps({"who": who, "since": datetime.now(UTC).isoformat(), "pid": os.getpid()}), "utf-8")
    os.replace(fresh, _signature(home))


def _unsigned(home: Home) -> Path:
    return _signature(home).with_suffix(f".{os.getpid()}.part")


def _signature(home: Home) -> Path:
    return home.path / "load.holder.json"


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
