"""SQLite as the journal uses it: a connection a call, a write-ahead log, numbered migrations."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from importlib import resources
from pathlib import Path

from kadash.store.sql import statements

_BUSY_S = 10.0
_NO_ROOM_BESIDE = "SQLITE_IOERR_SHMSIZE"

After = Mapping[int, Callable[[sqlite3.Connection], None]]


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for reading, closed afterwards. That the file has a write-ahead log is kept in it (`migrate`).

    On a full disk, where SQLite finds no room for what it keeps beside the file, the file is read as it lies.
    """
    try:
        connection = _opened(path)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != _NO_ROOM_BESIDE or _log_holds_entries(path):
            raise
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, isolation_level=None)
    with closing(connection):
        yield connection


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A transaction that is the only one to write: all of it is kept, or where it raises nothing."""
    with closing(_opened(path)) as connection:
        connection.execute("begin immediate")
        yield connection
        connection.execute("commit")


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)
    try:
        connection.execute("pragma synchronous = full")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _log_holds_entries(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def migrate(connection: sqlite3.Connection, after: After) -> bool:
    """Apply the migrations that the file lacks, each in one transaction with what `after` does once it has run.

    Gives whether there were any. From then on the file has a write-ahead log.
    """
    connection.execute("pragma journal_mode = wal")
    known = _version(connection)
    for number, script in _migrations():
        if number > known:
            connection.execute("begin immediate")
            if _version(connection) < number:  # else another process was first
                for statement in statements(script):
                    connection.execute(statement)
                if number in after:
                    after[number](connection)
                connection.execute(f"pragma user_version = {number}")
            connection.execute("commit")
    return known < max(number for number, _ in _migrations())


def state_of(path: Path) -> object:
    """What tells a file from the same one before or after somebody wrote into it: two looks instead of a query."""
    return tuple(_changed(file) for file in (path, path.with_name(f"{path.name}-wal")))


def _changed(file: Path) -> tuple[int, int, int] | None:
    try:
        stat = file.stat()
    except FileNotFoundError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("pragma user_version").fetchone()[0])


@cache
def _migrations() -> list[tuple[int, str]]:
    files = resources.files("kadash.store.migrations").iterdir()
    return sorted((int(f.name[:4]), f.read_text("utf-8")) for f in files if f.name.endswith(".sql"))
