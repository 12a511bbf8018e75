"""A DuckDB file while it is being built: read and write, one thread of work, closed before it is published."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.store.sql import statements
from kadash.store.telling import Tell, telling

HELD_MB = 2500
"""What DuckDB may hold in memory while a file is built, unless it is told otherwise."""


class Build:
    """The file of a load in the making. Every call drains its result, so that the next one finds a free connection."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path, temp: Path) -> None:
        self._connection = connection
        self.path = path
        self.temp = temp

    def run(self, sql: str, **params: object) -> None:
        """Execute one statement for its effect."""
        self._connection.execute(sql, params or None).fetchall()

    def attempt(self, sql: str, **params: object) -> bool:
        """Execute a statement that reads a user's file; False where the file has not the shape the statement says."""
        try:
            self.run(sql, **params)
        except (duckdb.InvalidInputException, duckdb.ConversionException):
            return False
        return True

    def run_script(self, text: str, **params: object) -> None:
        """Execute every statement of a .sql file; each is given those of `params` that it names."""
        for statement in statements(text):
            self.run(statement, **_named_in(statement, params))

    @contextmanager
    def telling(self, tell: Tell) -> Iterator[None]:
        """Tell how much is done of the one long statement that the block runs, and at its end that it is done."""
        with telling(self._connection, tell):
            yield

    def rows(self, sql: str, **params: object) -> list[tuple[object, ...]]:
        """All rows of a query."""
        return self._connection.execute(sql, params or None).fetchall()

    def one(self, sql: str, **params: object) -> tuple[object, ...] | None:
        """The first row of a query, or None."""
        found = self.rows(sql, **params)
        return found[0] if found else None

    def frame(self, sql: str, **params: object) -> pd.DataFrame:
        """A query's rows as a data frame; decimals come as float64, so sum money in SQL."""
        return self._connection.execute(sql, params or None).df()

    def arrays(self, sql: str, **params: object) -> dict[str, NDArray[np.generic]]:
        """A query's columns as NumPy arrays, in the order of its rows; ask for no nulls, and for no decimals."""
        found = self._connection.execute(sql, params or None).fetchnumpy()
        return {name: np.asarray(column) for name, column in found.items()}

    def write(self, table: str, frame: pd.DataFrame) -> None:
        """Create or replace `table` from a data frame, by way of Parquet (frame scans are wrong in DuckDB 2.0.0)."""
        with self.staged(frame) as file:
            self.run(f"create or replace table {table} as from read_parquet('{_quoted(file)}')")

    @contextmanager
    def staged(self, frame: pd.DataFrame) -> Iterator[Path]:
        """A data frame as a Parquet file, for as long as the block runs: `from read_parquet('{file}')`."""
        with tempfile.TemporaryDirectory(dir=self.temp) as folder:
            file = Path(folder) / "frame.parquet"
            # written once, read once: to encode it takes longer than the bytes it saves
            frame.to_parquet(file, index=False, compression=None, use_dictionary=False, write_statistics=False)
            yield file

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What the block writes is written together: small inserts that follow each other cost half of it alone."""
        self.run("begin transaction")
        yield
        self.run("commit")

    @contextmanager
    def in_order(self) -> Iterator[None]:
        """Rows are written and read in the order they come in, by one thread: a second one would wait and cost."""
        before = self.one("select current_setting('threads')")
        self.run("set threads = 1")
        self.run("set preserve_insertion_order = true")
        yield
        self.run("set preserve_insertion_order = false")
        self.run(f"set threads = {before[0] if before else 2}")

    @contextmanager
    def attached(self, path: Path, name: str) -> Iterator[None]:
        """Another file, read-only, under a name for as long as the block runs."""
        self.run(f"attach '{_quoted(path)}' as {name} (read_only)")
        yield
        self.run(f"detach {name}")

    def keep_within(self, megabytes: int) -> None:
        """What DuckDB may hold in memory from now on; what is above it now is let go."""
        self.run(f"set memory_limit = '{megabytes}MB'")

    def close(self) -> None:
        """Checkpoint and close: what stands in the file afterwards is all of it."""
        self._connection.execute("checkpoint").fetchall()
        self._connection.close()


@contextmanager
def open_build(path: Path, memory_limit: str = f"{HELD_MB}MB", threads: int = 2,
               temp: Path | None = None) -> Iterator[Build]:
    """A new or half-built file, open for writing; closed and checkpointed when the block ends, also by an error."""
    spill = temp or path.parent / f"{path.stem}.tmp"
    spill.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(str(path), config={
        "memory_limit": memory_limit, "threads": threads, "temp_directory": str(spill),
        "preserve_insertion_order": False, "autoinstall_known_extensions": False,
        "autoload_known_extensions": False, "allow_community_extensions": False, "python_enable_replacements": False,
    })
    connection.execute("set enable_progress_bar_print = false").fetchall()  # reckoned, for whoever asks; never printed
    connection.execute("set enable_progress_bar = true").fetchall()
    build = Build(connection, path, spill)
    try:
        yield build
        connection.execute("checkpoint").fetchall()
    finally:
        connection.close()


def holds_table(path: Path, schema: str, table: str) -> bool:
    """Whether a file that a killed process left opens, what it had committed put in, and has this table."""
    try:
        with duckdb.connect(str(path)) as connection:
            found = connection.execute(
                "select 1 from duckdb_tables() where schema_name = $schema and table_name = $table",
                {"schema": schema, "table": table}).fetchall()
    except duckdb.Error:
        return False
    return bool(found)


def _named_in(statement: str, params: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in params.items() if f"${name}" in statement}


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
