"""The floor of a load: a plain typed read_csv of the same file into a DuckDB table, with defaults."""

from __future__ import annotations

import sys

import duckdb


def main() -> None:
    """Read argv[1] into a table of the new database argv[2]."""
    connection = duckdb.connect(sys.argv[2])
    connection.execute("set enable_progress_bar = false").fetchall()
    file = sys.argv[1].replace("'", "''")
    connection.execute(f"create table t as from read_csv('{file}', ignore_errors = true)").fetchall()
    connection.close()


if __name__ == "__main__":
    main()
