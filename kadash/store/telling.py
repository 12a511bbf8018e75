"""How much of a long statement is done, told while it runs: DuckDB is asked from another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb

Tell = Callable[[float], None]
"""Told the share of a piece of work that is done, from 0 to 1; never less than before."""

ASK_AGAIN_S = 0.5
"""Shorter statements are not asked after at all."""


def nobody(share: float) -> None:
    """Progress that nobody looks at."""


def between(tell: Tell, start: float, end: float) -> Tell:
    """What to tell within a part of the work that goes from one share of the whole to another.

    >>> told = []
    >>> between(told.append, 0.5, 0.75)(0.5)
    >>> told
    [0.625]
    """
    return lambda share: tell(start + (end - start) * share)


@contextmanager
def telling(connection: duckdb.DuckDBPyConnection, tell: Tell) -> Iterator[None]:
    """Told, for as long as the block runs its one long statement, how much of it is done, and at its end that it is.

    What is told never falls. Asking takes no lock that the statement holds; between statements DuckDB says -1.
    """
    if tell is nobody:
        yield
        return
    done = threading.Event()
    asking = threading.Thread(target=_ask, args=(connection, tell, done), daemon=True)
    asking.start()
    try:
        yield
    finally:
        done.set()
        asking.join()
    tell(1.0)


def _ask(connection: duckdb.DuckDBPyConnection, tell: Tell, done: threading.Event) -> None:
    told = 0.0
    while not done.wait(ASK_AGAIN_S):
        share = min(connection.query_progress() / 100.0, 1.0)
        if share > told:
            told = share
            tell(share)
