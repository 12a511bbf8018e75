"""A published file, opened read-only and locked down; one cursor a call."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from kadash.errors import KadashError
from kadash.store.sql import sql_text, statements
from kadash.store.stoppable import Stop, frame_within

ROLLUPS = "rollups"
"""Folder of a data directory with lines that an engine rolled up, one folder a roll-up: Parquet beside the files."""


class Generation:
    """One published DuckDB file. It never changes, so whatever is computed from it may be kept under its `name`."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self.name = path.stem
        self._connection: duckdb.DuckDBPyConnection | None = connection
        self._lock = threading.Lock()

    @classmethod
    def open(cls, path: Path) -> Generation:
        """The file at `path`, read-only; raises duckdb.Error where it is damaged."""
        return cls(path, _connected(path))

    def frame(self, sql: str, **params: object) -> pd.DataFrame:
        """A query's rows as a data frame (decimals as float64)."""
        with self._cursor() as cursor:
            return cursor.execute(sql, params or None).df()

    def frame_within(self, seconds: float, sql: str, params: Mapping[str, object], stop: Stop | None = None
                     ) -> pd.DataFrame:
        """The same for a question whose cost nobody knows beforehand: KadashError where it takes longer, is stopped
        from another thread, or needs more memory than a reader has."""
        with self._cursor() as cursor:
            return frame_within(cursor, seconds, sql, params, stop or Stop())

    def rows(self, sql: str, **params: object) -> list[tuple[object, ...]]:
        """All rows of a query, decimals exact."""
        with self._cursor() as cursor:
            return cursor.execute(sql, params or None).fetchall()

    def records(self, sql: str, **params: object) -> list[dict[str, Any]]:
        """All rows of a query by column name, decimals exact: for few rows, where a data frame would cost more."""
        with self._cursor() as cursor:
            found = cursor.execute(sql, params or None)
            names = [str(column[0]) for column in found.description or ()]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def one(self, sql: str, **params: object) -> tuple[object, ...] | None:
        """The first row of a query, or None."""
        found = self.rows(sql, **params)
        return found[0] if found else None

    @cached_property
    def settings(self) -> dict[str, str]:
        """What `meta.setting` says: as_of, currency, policy, amounts_with_tax, cost_known and so on."""
        return {str(key): str(value) for key, value in self.rows("select key, value from meta.setting")}

    def close(self) -> None:
        """Let go of the file. Who still holds this and asks again opens it anew."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @property
    def key(self) -> str:
        """What may be kept of it is kept under this: the file, which never changes."""
        return str(self.path)

    def _connect(self) -> duckdb.DuckDBPyConnection:
        return _connected(self.path)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            if self._connection is None:
                if not self.path.exists():
                    raise KadashError("generation_superseded")
                self._connection = self._connect()
            return self._connection.cursor()


def _connected(path: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(path), read_only=True)
    lock_down(connection, path)
    return connection


def lock_down(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """No query of a reader touches other files, the network or its own settings from here on.

    But for the lines of a roll-up beside a published file: its view of them reads Parquet, of which only the rows of
    one account are fetched, and to know where they lie its footers are kept.
    """
    rollups = path.parent.parent / ROLLUPS
    if rollups.is_dir():
        connection.execute("set allowed_directories = [$folder]", {"folder": f"{rollups}/"}).fetchall()
        connection.execute("set parquet_metadata_cache = true").fetchall()
    for statement in statements(sql_text("kadash.store", "locked_down.sql")):
        connection.execute(statement).fetchall()
