"""Small companies for the marts: core tables as a load leaves them, filled by hand."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from kadash.store import Build, open_build
from kadash.vocabulary import SQL_TYPE, TABLES

Row = Mapping[str, object]

_ORDER_LINE = {
    "account_id": "varchar", "order_id": "varchar", "line_no": "varchar", "order_date": "date", "product_id": "varchar",
    "product_name": "varchar", "category": "varchar", "quantity": "decimal(18,4)", "list_price": "decimal(18,6)",
    "unit_price": "decimal(18,6)", "amount": "decimal(18,4)", "list_value": "decimal(18,4)", "cost": "decimal(18,4)",
    "freight": "decimal(18,4)", "commission": "decimal(18,4)", "rebate": "decimal(18,4)", "custom": "boolean",
    "owner": "varchar", "status": "varchar", "promised_date": "date", "delivered_date": "date", "source_id": "integer",
    "source_row": "bigint",
}
_CORE = ("receivable", "payment", "service_event", "quote", "contract", "survey_response", "service_delivery")


def core_columns() -> dict[str, dict[str, str]]:
    """Core table -> column -> SQL type."""
    tables = {"order_line": _ORDER_LINE}
    tables["account"] = {
        name: SQL_TYPE[kind] for name, kind in TABLES["account"].items()
    } | {"listed": "boolean"}
    for table in _CORE:
        fields = {name: SQL_TYPE[kind] for name, kind in TABLES[table].items() if name != "account_name"}
        tables[table] = fields | {"source_id": "integer", "source_row": "bigint"}
    tables["receivable"]["made_from_orders"] = "boolean"
    tables["survey_response"] |= {"scale_min": "double", "scale_stated": "boolean", "score_share": "double",
                                  "expectation_share": "double", "importance_share": "double"}
    return tables


@contextmanager
def a_company(**tables: Sequence[Row]) -> Iterator[Build]:
    """A build whose core holds these rows; accounts that only rows name are added, not listed."""
    with tempfile.TemporaryDirectory() as folder, open_build(Path(folder) / "company.duckdb") as build:
        fill_core(build, tables)
        yield build


def fill_core(build: Build, tables: Mapping[str, Sequence[Row]]) -> None:
    """Make every core table and put the rows in, order lines sorted as a load sorts them."""
    build.run("create schema core")
    for table, columns in core_columns().items():
        build.run(f"create table core.{table} ({', '.join(f'{name} {kind}' for name, kind in columns.items())})")
    for table, rows in _with_accounts(tables).items():
        if rows:
            _insert(build, table, pd.DataFrame(rows))


def _insert(build: Build, table: str, rows: pd.DataFrame) -> None:
    kinds = core_columns()[table]
    typed = ", ".join(f"cast({name} as {kinds[name]}) as {name}" for name in rows.columns)
    in_order = " order by account_id, order_date, order_id" if {"order_id", "order_date"} <= set(rows) else ""
    with build.staged(rows) as file:
        build.run(f"insert into core.{table} by name select {typed} from read_parquet('{file}'){in_order}")


def _with_accounts(tables: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    accounts: dict[object, Row] = {row["account_id"]: {"listed": True, **row} for row in tables.get("account", ())}
    for table, rows in tables.items():
        if table != "account":
            for row in rows:
                accounts.setdefault(row["account_id"], {"account_id": row["account_id"], "listed": False})
    return {**{table: list(rows) for table, rows in tables.items()}, "account": list(accounts.values())}


def a_line(account_id: str = "A", day: str = "2026-03-10", amount: float = 100.0, **fields: object) -> Row:
    """An order line; its cost is 60 % of the amount unless given, its order number its day unless given."""
    given = {"order_id": f"O-{day}", "cost": amount * 0.6, **fields}
    return {"account_id": account_id, "order_date": day, "amount": amount, **given}


def an_invoice(account_id: str = "A", invoice_date: str = "2026-03-10", due_date: str = "2026-04-09",
               amount: float = 100.0, paid_date: str | None = None) -> Row:
    """A receivable, unpaid unless said."""
    return {"account_id": account_id, "invoice_date": invoice_date, "due_date": due_date, "amount": amount,
            "paid_date": paid_date}
