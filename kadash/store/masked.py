"""A published file under pseudonyms: the same tables as views in which no account has its name or its number.

The file is attached read-only to a database in memory; every relation of it stands there under its own name, with what
names an account replaced and what people wrote left out. A query cannot forget to mask: it finds nothing else. What is
text and is not known to be harmless is left out, so that a new column has to be thought of.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import duckdb

from kadash.store.generation import Generation, lock_down
from kadash.store.sql import sql_text, statements

IDS = frozenset({"account_id", "parent_id", "previous_id", "next_id", "group_id"})
"""Columns that hold the number of an account."""

HARMLESS = frozenset({
    "industry", "region", "owner", "declared_class", "status", "kind", "currency", "order_id", "line_no", "product_id",
    "product_name", "category", "invoice_id", "method", "contract_id", "quote_id", "outcome", "competitor",
    "service_id", "result", "event_id", "severity", "driver", "measure", "layers", "flags", "layer", "previous_layer",
    "scheme", "reason", "evidence", "reasons", "flag", "forecaster", "decided_by", "chances_of", "value_tier", "model",
    "table_name", "encoding", "code", "column", "key", "sha256", "loaded_at",
})
"""Columns of text without names of accounts or of people at the customer's, and without what people wrote."""

HARMLESS_THERE = frozenset({
    ("meta", "setting", "value"), ("mart", "forecast_total", "value"),
    ("mart", "proposal_pair", "first"), ("mart", "proposal_pair", "second"),  # services
})
"""The same by relation, where the column's name says too little."""

NUMBERED = frozenset({("mart", "account_list"), ("mart", "account")})
"""Relations whose rows are asked for by their numbers: the list in its own order, and accounts that are counted."""

KEPT_OPEN = 6
"""Masked files that a process keeps open: two languages of the current one, its groups and what it is compared with."""

MEASURED = frozenset({"reason", "evidence", "reasons"})
"""Columns of JSON with what was measured of an account: its parent, its own number or name may be among it."""
_NAMES_MEASURED = r'("(?:parent_id|account_id|account_name)"\s*:\s*)"(?:[^"\\]|\\.)*"'

_NAMED = "account_name"
_TEXT = ("VARCHAR", "JSON", "BLOB", "STRUCT", "MAP", "UNION")

_lock = threading.Lock()


@dataclass(frozen=True)
class Mask:
    """key: the company's secret, without which nobody reckons a pseudonym from a name; word: what an account is called
    before its number."""

    key: str
    word: str


class MaskedGeneration(Generation):
    """A published file as somebody sees it who may not know whose figures they are."""

    def __init__(self, path: Path, mask: Mask) -> None:
        self._mask = mask
        super().__init__(path, _masked(path, mask))

    @property
    def key(self) -> str:
        """The file and the language of its pseudonyms."""
        return f"{self.path} masked {self._mask.word}"

    def _connect(self) -> duckdb.DuckDBPyConnection:
        return _masked(self.path, self._mask)


_open: dict[tuple[Path, Mask], MaskedGeneration] = {}


def masked(path: Path, mask: Mask) -> MaskedGeneration:
    """The masked file from the pool, opened once a process; the oldest are let go of, and those whose file is gone."""
    with _lock:
        found = _open.pop((path, mask), None)
        if found is None:
            found = MaskedGeneration(path, mask)
        _open[(path, mask)] = found
        for other in [*list(_open)[:-KEPT_OPEN], *(one for one in _open if not one[0].exists())]:
            _open.pop(other, None)  # its connection goes with the last who holds it
    return found


def _masked(path: Path, mask: Mask) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    quoted = str(path).replace("'", "''")
    connection.execute(f"attach '{quoted}' as plain (read_only)").fetchall()
    connection.execute("create schema mask").fetchall()
    for statement in statements(sql_text("kadash.store", "masked.sql")):
        connection.execute(statement, {"key": mask.key, "word": mask.word}).fetchall()
    for (schema, table), columns in _relations(connection).items():
        connection.execute(f"create schema if not exists {schema}").fetchall()
        connection.execute(view_sql(schema, table, columns)).fetchall()
    lock_down(connection, path)
    return connection


def _relations(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], dict[str, str]]:
    """Schema and name of every relation of the file, with the type of each column."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    rows = connection.execute(
        "select schema_name, table_name, column_name, data_type from duckdb_columns() "
        "where database_name = 'plain' and not internal order by schema_name, table_name, column_index").fetchall()
    for schema, table, column, kind in rows:
        found.setdefault((schema, table), {})[column] = kind
    return found


def view_sql(schema: str, table: str, columns: dict[str, str]) -> str:
    """The statement that makes a relation's masked view.

    >>> print(view_sql("core", "account", {"account_id": "VARCHAR", "note": "VARCHAR", "opened": "DATE"}))
    create view core.account as select
        of_account_id.pseudonym as account_id,
        cast(null as VARCHAR) as "note",
        t."opened"
    from plain.core.account as t
    left join mask.account as of_account_id on of_account_id.account_id = t.account_id
    """
    shown = [_column(schema, table, column, kind, columns) for column, kind in columns.items()]
    if (schema, table) in NUMBERED:
        shown.append("t.rowid as rowid")
    joins = "".join(f"\nleft join mask.account as of_{one} on of_{one}.account_id = t.{one}"
                    for one in columns if one in IDS)
    listed = ",\n    ".join(shown)
    return f"create view {schema}.{table} as select\n    {listed}\nfrom plain.{schema}.{table} as t{joins}"


def _column(schema: str, table: str, column: str, kind: str, columns: dict[str, str]) -> str:
    quoted = f'"{column}"'
    if column in IDS:
        return f"of_{column}.pseudonym as {column}"
    if "account_id" in columns and column == _NAMED:
        return f"of_account_id.name as {column}"
    if (schema, table, column) == ("mart", "account_list", "search"):
        return "lower(of_account_id.name) || chr(10) || lower(of_account_id.pseudonym) as search"
    if column in MEASURED:
        return f"regexp_replace(cast(t.{quoted} as varchar), '{_NAMES_MEASURED}', '\\1\"*\"', 'g') as {quoted}"
    if column == "file" and "source_id" in columns:
        return "'#' || t.source_id as file"
    if is_hidden(schema, table, column, kind):
        return f"cast(null as {kind}) as {quoted}"
    return f"t.{quoted}"


def is_hidden(schema: str, table: str, column: str, kind: str) -> bool:
    """Whether a column is left out: text that is not known to be harmless."""
    if not kind.startswith(_TEXT):
        return False
    return column not in HARMLESS and (schema, table, column) not in HARMLESS_THERE
