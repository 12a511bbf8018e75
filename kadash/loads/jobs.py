"""Work beside the page: a load runs in a process of its own, and every tab finds it again by the data directory."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from kadash.errors import KadashError
from kadash.store import Home
from kadash.store.disk import is_full

Kind = Literal["sample", "inspect", "load", "remove", "rebuild", "rejected", "groups", "trial", "erase"]
Outcome = Literal["running", "done", "failed", "cancelled", "lost"]
WORKER = "kadash.loads.worker"
STATE, ORDER, RESULT, ALIVE, PID = "state.json", "order.json", "result.json", "alive", "pid"
_LONGEST_NUMBER = 20
_KEPT_JOBS = 20


@dataclass(frozen=True)
class JobState:
    """How far a job is. `done_share` runs from 0 to 1; `result` is the JSON text of a job that is done.

    `order`: what it was told (see worker.py).
    """

    job_id: str
    kind: Kind
    outcome: Outcome
    stage: str
    done_share: float
    result: str | None = None
    error: KadashError | None = None
    order: dict[str, Any] = field(default_factory=dict)

    @property
    def who(self) -> str:
        """Who started it."""
        return str(self.order.get("who", ""))

    @property
    def started_at(self) -> datetime:
        """When it was started."""
        return datetime.fromtimestamp(int(self.job_id) / 1e9, UTC)


def start_job(home: Home, kind: Kind, order: dict[str, Any], worker: str = WORKER) -> str:
    """Start a worker for `order` (JSON values; see worker.py); gives the number under which it is found again.

    `worker`: the module that does it.
    """
    folder = home.path / "jobs" / f"{time.time_ns()}"
    folder.mkdir(parents=True)
    try:
        process = _started_for(folder, {"kind": kind, "home": str(home.path), **order}, worker)
    except OSError:  # a full disk, for instance: half a job would be found again by every page
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _reap_later(process)
    _forget_old(home)
    return folder.name


def _started_for(folder: Path, order: dict[str, Any], worker: str) -> subprocess.Popen[bytes]:
    """The worker, once all that it and the pages read of the job is written."""
    with _held_while_it_lives(folder) as passed_on, (folder / "log.txt").open("wb") as log:
        write_state(folder, outcome="running", stage="waiting", done_share=0.0)
        _put(folder / PID, " " * _LONGEST_NUMBER)
        _put(folder / ORDER, json.dumps(order, ensure_ascii=False))
        process = subprocess.Popen([sys.executable, "-m", worker, str(folder)], stdout=log, stderr=log,
                                   stdin=subprocess.DEVNULL, start_new_session=True, cwd=Path(__file__).parents[2],
                                   pass_fds=passed_on)
    _write_over(folder / PID, str(process.pid))
    return process


def job_state(home: Home, job_id: str) -> JobState | None:
    """The state of a job; None where it is not known any more."""
    folder = home.path / "jobs" / Path(job_id).name
    if not (folder / ORDER).is_file():
        return None
    order, state = read_json(folder / ORDER), read_json(folder / STATE)
    outcome: Outcome = state["outcome"]
    if outcome == "running" and not _lives(folder):
        state = read_json(folder / STATE)  # it may have ended between the two looks
        outcome = state["outcome"] if state["outcome"] != "running" else "lost"
    error = KadashError(state["error"], **state.get("facts", {})) if state.get("error") else None
    result = (folder / RESULT).read_text("utf-8") if outcome == "done" else None
    return JobState(folder.name, order["kind"], outcome, state["stage"], float(state["done_share"]), result, error,
                    order)


def newest_job(home: Home, who: str | None) -> JobState | None:
    """The newest job that somebody (None: anybody) started in this data directory, whatever became of it."""
    for folder in sorted((home.path / "jobs").glob("*"), reverse=True):
        state = job_state(home, folder.name)
        if state is not None and who in (None, state.who):
            return state
    return None


def running_job(home: Home) -> JobState | None:
    """The newest job that still runs in this data directory, whoever started it."""
    for folder in sorted((home.path / "jobs").glob("*"), reverse=True):
        state = job_state(home, folder.name)
        if state is not None and state.outcome == "running":
            return state
    return None


def cancel(home: Home, job_id: str) -> None:
    """End a running job; what was published before it stays. One that publishes already is let go on."""
    folder = home.path / "jobs" / Path(job_id).name
    state = job_state(home, job_id)
    if state is None or state.outcome != "running" or state.stage in ("publishing", "done"):
        return
    process = _pid(folder)
    if process is None:
        return
    _end(process)
    last = read_json(folder / STATE)
    if last["outcome"] == "running" and last["stage"] not in ("publishing", "done"):
        write_state(folder, **{**last, "outcome": "cancelled"})


def write_state(folder: Path, **state: object) -> None:
    """Put the state of a job in place of the former, whole or not at all; on a full disk over it, where it has room."""
    text = json.dumps(state, ensure_ascii=False, default=str)
    try:
        _put(folder / STATE, text)
    except OSError as error:
        if not is_full(error) or not (folder / STATE).exists():
            raise
        _write_over(folder / STATE, text)


def _put(target: Path, text: str) -> None:
    """Write a file, whole or not at all."""
    fresh = target.with_suffix(f".{os.getpid()}.part")
    try:
        fresh.write_text(text, "utf-8")
        os.replace(fresh, target)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def _write_over(target: Path, text: str) -> None:
    """Write into a file where it stands, blanks behind: what its last block holds needs no room of the disk."""
    with target.open("rb+") as file:
        file.write(text.encode("utf-8").ljust(target.stat().st_size))


def read_json(file: Path) -> dict[str, Any]:
    """An order or a state."""
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def _pid(folder: Path) -> int | None:
    file = folder / PID
    text = file.read_text("utf-8").strip() if file.is_file() else ""
    return int(text) if text else None


if sys.platform == "win32":

    @contextmanager
    def _held_while_it_lives(folder: Path) -> Iterator[tuple[int, ...]]:
        yield ()

    def _lives(folder: Path) -> bool:
        process = _pid(folder)
        if process is None:  # between start and the writing of its number
            return time.time() - folder.stat().st_mtime < 30
        started = _started.get(process)
        if started is not None:
            return started.poll() is None
        return time.time() - (folder / STATE).stat().st_mtime < 600

else:
    import fcntl

    @contextmanager
    def _held_while_it_lives(folder: Path) -> Iterator[tuple[int, ...]]:
        """A lock that the worker inherits: the system lets go of it when the worker ends, however it ends.

        Its number would tell less: another process may have it by now, and one that has ended keeps it until whoever
        started it asks, which may be another process of the app than the one that somebody looks at.
        """
        with (folder / ALIVE).open("wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield (file.fileno(),)

    def _lives(folder: Path) -> bool:
        _clear_away()
        try:
            with (folder / ALIVE).open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except FileNotFoundError:  # started by an older version
            return False
        return False


_started: dict[int, subprocess.Popen[bytes]] = {}


def _reap_later(process: subprocess.Popen[bytes]) -> None:
    """Remember a worker of this process, so that asking for a state also clears it away when it has ended."""
    _clear_away()
    _started[process.pid] = process


def _clear_away() -> None:
    for known, one in list(_started.items()):
        if one.poll() is not None:
            _started.pop(known, None)


def _end(process: int) -> None:
    try:
        if sys.platform == "win32":
            os.kill(process, signal.SIGTERM)
        else:
            os.killpg(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def _forget_old(home: Home) -> None:
    """Keep the newest jobs; of older ones that have ended, files and notes go."""
    for folder in sorted((home.path / "jobs").glob("*"), reverse=True)[_KEPT_JOBS:]:
        state = job_state(home, folder.name)
        if state is not None and state.outcome != "running":
            shutil.rmtree(folder, ignore_errors=True)
