"""Lines as Parquet, the whole waist by an engine, and whether two relations have the same rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kadash.marts.rolled import line_parameters, line_steps
from kadash.marts.runner import parameters, relation_sql
from kadash.policy import Policy
from kadash.rollup import Engine
from kadash.store import Build

WAIST = ("account_day", "account_month", "account_category_month", "account_product_month", "calendar_month",
         "portfolio_month")
"""What the whole waist is, but for account_seen, which is about accounts that only other tables name."""


def exported(build: Build, folder: Path) -> Path:
    """Schema core of a build as Parquet, a file a table."""
    folder.mkdir()
    for table in ("order_line", "receivable", "service_event"):
        build.run(f"copy core.{table} to '{folder / table}.parquet'")
    return folder


def make_waist(engine: Engine, as_of: date, policy: Policy) -> None:
    """Every relation of the waist by one engine from first to last, costs of invoices and events with it."""
    columns = {table: engine.given(table) for table in ("order_line", "receivable", "service_event")}
    assert None not in columns.values()
    for table in columns:
        engine.script(f"create or replace view core.{table} as select * from given.{table}")
    lines = line_parameters(as_of, policy)
    for step in line_steps():
        for script in step.scripts:
            engine.script(script, **lines)
    every = {**parameters(as_of, policy), **lines}
    months = relation_sql("account_month", sales_month="sales_month", months="months_with_costs")
    categories = relation_sql("account_category_month", category_sums="category_sums", months="category_financing")
    for script in (relation_sql("calendar_month"), relation_sql("cost_month"), months, categories,
                   relation_sql("portfolio_month")):
        engine.script(script, **every)


def differences(build: Build, ours: str, theirs: str) -> tuple[int, int, int]:
    """Rows of one query that the other has not, the other way round, and how many there are."""
    def count(query: str) -> int:
        found = build.one(f"select count(*) from ({query})")
        assert found is not None
        return int(str(found[0]))

    return (count(f"({ours}) except all ({theirs})"), count(f"({theirs}) except all ({ours})"), count(ours))
