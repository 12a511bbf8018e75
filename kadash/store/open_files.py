"""The published files that this process holds open, so that a page's question does not open one anew."""

from __future__ import annotations

import threading
from pathlib import Path

import duckdb

from kadash.store.generation import Generation

KEPT_OPEN = 4
"""Files of one folder that a process keeps open: the current one, its groups, and those that a page still finishes."""

_open: dict[Path, Generation] = {}
_open_lock = threading.Lock()


def opened(file: Path) -> Generation | None:
    """The file from the pool, which is in the order of last use; opening one retires those nobody will ask for again.

    A load publishes from a process of its own, so the reader must notice by itself that a file was superseded.
    """
    with _open_lock:
        known = _open.pop(file, None)
        if known is not None:
            _open[file] = known
            return known
        try:
            _open[file] = opened = Generation.open(file)
        except duckdb.Error:
            return None
        here = [other for other in _open if other.parent == file.parent]
        done = {*here[:-KEPT_OPEN], *(other for other in _open if not other.exists())}
        retired = [_open.pop(other) for other in done]
    for old in retired:
        _close(old)
    return opened


def retire(file: Path) -> None:
    """Close a file that nobody will ask for again, as soon as its readers are done."""
    with _open_lock:
        found = _open.pop(file, None)
    _close(found)


def _close(found: Generation | None) -> None:
    if found is not None:
        try:
            found.close()
        except duckdb.Error:
            return  # somebody still reads it: the handle goes when they do
