"""Questions that can be stopped: by the clock, or from another thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping

import duckdb
import pandas as pd

from kadash.errors import KadashError

_LOOK_S, _AGAIN_S = 0.2, 0.01


class Stop:
    """A handle by which another thread stops a question; one that was stopped before it began does not begin."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cursor: duckdb.DuckDBPyConnection | None = None
        self.was_called = False

    def __call__(self) -> None:
        """Stop the question now."""
        with self._lock:
            self.was_called = True
            if self._cursor is not None:
                self._cursor.interrupt()

    def hold(self, cursor: duckdb.DuckDBPyConnection | None) -> None:
        """The cursor that is at work; None: no longer."""
        with self._lock:
            self._cursor = cursor


def frame_within(cursor: duckdb.DuckDBPyConnection, seconds: float, sql: str, params: Mapping[str, object],
                 stop: Stop) -> pd.DataFrame:
    """The rows of a query; KadashError `question_too_long`, `question_stopped` or `question_too_large`."""
    if stop.was_called:
        raise KadashError("question_stopped")
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(cursor, seconds, done, stop), daemon=True)
    stop.hold(cursor)
    watch.start()
    try:
        return cursor.execute(sql, dict(params) or None).df()
    except duckdb.InterruptException as reason:
        if stop.was_called:
            raise KadashError("question_stopped") from reason
        raise KadashError("question_too_long", seconds=round(seconds)) from reason
    except duckdb.OutOfMemoryException as reason:
        raise KadashError("question_too_large") from reason
    finally:
        done.set()
        stop.hold(None)
        watch.join()


def _watch(cursor: duckdb.DuckDBPyConnection, seconds: float, done: threading.Event, stop: Stop) -> None:
    """Interrupt what takes too long or was stopped; again and again, since one that comes too early is forgotten."""
    ends = time.monotonic() + seconds
    while not done.wait(min(_LOOK_S, max(0.0, ends - time.monotonic())) or _AGAIN_S):
        if stop.was_called or time.monotonic() >= ends:
            cursor.interrupt()
