"""Whether two published files say the same: every relation, both ways of EXCEPT ALL."""

from __future__ import annotations

from pathlib import Path

import duckdb

_OF_ITS_TIME = {
    "load": ("seconds", "loaded_at", "notes"),
    "source": ("loaded_at",),
}
"""Columns that differ between any two loads of the same files; of notes it is their order."""
_SETTINGS_OF_ITS_TIME = "('act', 'runs', 'built_from')"


def differences(one: Path, other: Path) -> dict[str, tuple[int, int]]:
    """Relation to how many of its rows only the first file has and only the other; those that agree are left out.

    Doubles are compared to nine digits: sums of doubles depend on the order of rows.
    """
    with duckdb.connect() as connection:
        for name, path in (("a", one), ("b", other)):
            connection.execute(f"attach '{path}' as {name} (read_only)")
        names = {side: _relations(connection, side) for side in "ab"}
        assert names["a"] == names["b"]
        counts = {name: _counts(connection, *name) for name in names["a"]}
    return {".".join(name): found for name, found in counts.items() if found != (0, 0)}


def _relations(connection: duckdb.DuckDBPyConnection, side: str) -> list[tuple[str, str]]:
    return connection.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = $side union all "
        "select schema_name, view_name from duckdb_views() where database_name = $side and not internal order by all",
        {"side": side}).fetchall()


def _counts(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> tuple[int, int]:
    described = connection.execute(f"describe a.{schema}.{table}").fetchall()
    assert described == connection.execute(f"describe b.{schema}.{table}").fetchall(), (schema, table)
    columns = ", ".join(_compared(str(name), str(kind)) for name, kind, *_ in described
                        if name not in (_OF_ITS_TIME.get(table, ()) if schema == "meta" else ()))
    where = f" where key not in {_SETTINGS_OF_ITS_TIME}" if (schema, table) == ("meta", "setting") else ""
    rows = {side: f"select {columns} from {side}.{schema}.{table}{where}" for side in "ab"}
    return tuple(connection.execute(  # type: ignore[return-value]
        f"select count(*) from (({rows[x]}) except all ({rows[y]}))").fetchall()[0][0] for x, y in ("ab", "ba"))


def _compared(name: str, kind: str) -> str:
    if kind in ("DOUBLE", "FLOAT"):
        return f"printf('%.9g', \"{name}\") as \"{name}\""
    return f'"{name}"'
