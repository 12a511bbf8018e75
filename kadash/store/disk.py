"""What the disk refuses, in words: it is full, or the data folder may not be written to."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from kadash.errors import KadashError

_FULL_NUMBERS = frozenset({errno.ENOSPC, errno.EDQUOT})
_FULL_NAME = "SQLITE_IOERR_SHMSIZE"
"""What SQLite says where there is no room for the few kilobytes beside the journal; its text is "disk I/O error"."""
_CLOSED_NUMBERS = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_FULL_WORDS = ("no space left", "disk is full", "disk quota exceeded", "not enough space",
               "failed to offload data block")
"""The last is what DuckDB says where what is beyond memory finds no room either: it calls that out of memory."""
_CLOSED_WORDS = ("read-only file system", "permission denied", "readonly database", "unable to open database file")


@contextmanager
def disk_faults_in_words() -> Iterator[None]:
    """Runs what is inside; KadashError `disk_full` or `folder_not_writable` where the disk refused, else as it came.

    DuckDB and SQLite say so in the text of their errors only.
    """
    try:
        yield
    except (OSError, duckdb.Error, sqlite3.Error) as error:
        code = _code(error)
        if code is None:
            raise
        raise KadashError(code) from error


def is_full(error: OSError | duckdb.Error | sqlite3.Error) -> bool:
    """Whether a failure says that the disk, or what somebody may take of it, is full."""
    return _code(error) == "disk_full"


def _code(error: OSError | duckdb.Error | sqlite3.Error) -> str | None:
    number = error.errno if isinstance(error, OSError) else None
    text = str(error).lower()
    no_room_beside = getattr(error, "sqlite_errorname", None) == _FULL_NAME
    if no_room_beside or number in _FULL_NUMBERS or any(words in text for words in _FULL_WORDS):
        return "disk_full"
    if number in _CLOSED_NUMBERS or any(words in text for words in _CLOSED_WORDS):
        return "folder_not_writable"
    return None
