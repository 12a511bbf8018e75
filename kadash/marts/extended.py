"""The waist of a file that lines were added to: what lies before a day stays, what lies from it on is made anew.

By the same scripts as a whole load, over the lines from that day on; docs/decisions/251 says when that may be done.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from kadash.marts.one_value import with_values_unwritten
from kadash.marts.parts import Part, run_by_parts
from kadash.marts.runner import build_views, nothing_in_months, parameters, relation_sql, several_days, view
from kadash.policy import Policy
from kadash.store import Build, nobody

_RECENT = MappingProxyType({"core.order_line": "recent_line"})
_FIRST_COST = "    from sales_month\n    where cost is not null"


class NotExtendable(Exception):
    """What is there cannot be carried on: it has to be made anew as a whole. The text is for the log."""


def generated_columns(build: Build, schema: str, table: str) -> set[str]:
    """Columns of a table that have one value in every row, which no row holds (kadash.marts.one_value)."""
    return {name for name, value in _columns(build, schema, table) if value is not None}


def written_columns(build: Build, schema: str, table: str) -> list[str]:
    """The other ones, in their order."""
    return [name for name, value in _columns(build, schema, table) if value is None]


def _columns(build: Build, schema: str, table: str) -> list[tuple[str, object]]:
    found = build.rows(
        "select column_name, column_default from duckdb_columns() where schema_name = $schema and table_name = $table "
        "and database_name = current_database() order by column_index", schema=schema, table=table)
    return [(str(name), value) for name, value in found]


def extend_waist(build: Build, as_of: date, policy: Policy, first_day: date, *, first_new: bool) -> None:
    """Make the relations of the waist anew from `first_day`, the first of a month, on; core has its new lines already.

    first_new: no line that was there before is dated so late. NotExtendable where an order has lines before and after
    the day, or a column that stood for one value now has others.
    """
    params = parameters(as_of, policy)
    view(build, "counted_line", params)
    build.run("create or replace temp table recent_line as from core.order_line where order_date >= $first_day "
              "order by account_id, order_date, order_id", first_day=first_day)
    if not first_new:
        _refuse_divided_orders(build, first_day)
    _extend_days(build, params, first_day)
    _extend_months(build, params, first_day)
    build_views(build)
    build.run_script(relation_sql("portfolio_month"), **params)
    build.run("drop table recent_line")


def extend_seen(build: Build, added: str) -> None:
    """Make mart.account_seen again, once core.account has the accounts of the lines in the table `added`."""
    build.run_script(relation_sql("account_seen_again").replace("added_line", added))


def _refuse_divided_orders(build: Build, first_day: date) -> None:
    divided = build.one(
        "select 1 from core.order_line as line semi join recent_line as recent "
        "on recent.account_id = line.account_id and recent.order_id = line.order_id "
        "where line.order_date < $first_day limit 1", first_day=first_day)
    if divided:
        raise NotExtendable("an order has lines before and after the day")


def _extend_days(build: Build, params: Mapping[str, object], first_day: date) -> None:
    """Days from the first one on; the last purchase before it, and returns since, go through the sums with them."""
    build.run("set preserve_insertion_order = true")
    build.run_script(_over("day_sales", _RECENT), **params)
    if several_days(build, params, _RECENT):
        build.run_script(_over("day_sales_of_long_orders", _RECENT), **params)
    else:
        build.run_script(_over("crowded_day", _RECENT), **params)
    build.run_script(relation_sql("days_before"), first_day=first_day)
    build.run("set disabled_optimizers = 'build_side_probe_side'")  # as in a whole load: the days keep their order
    build.run_script(_over("account_day", {"table mart.account_day": "temp table recent_day"}), **params)
    build.run("reset disabled_optimizers")
    build.run("delete from mart.account_day where day >= $first_day", first_day=first_day)
    build.run("insert into mart.account_day from recent_day where day >= $first_day", first_day=first_day)
    build.run("drop table recent_day")
    build.run("set preserve_insertion_order = false")


def _extend_months(build: Build, params: Mapping[str, object], first_day: date) -> None:
    for step in ("calendar_month", "cost_month"):
        build.run_script(relation_sql(step), **params)
    costs = build.one("select 1 from cost_month limit 1") is not None
    build.run("delete from cost_month where month < $first_day", first_day=first_day)
    stays = generated_columns(build, "mart", "account_month")
    if not stays <= set(nothing_in_months(build, costs, "recent_line")):
        raise NotExtendable("a column of months that was 0 everywhere is not any more")
    build.run("create or replace temp table earlier_cost as select min(month) as month from mart.account_month "
              "where cost is not null and month < $first_day", first_day=first_day)
    script = relation_sql("account_month", sales_month="sales_month",
                          months="months_with_costs" if costs else "months_without_costs")
    for old, new in {**_RECENT, "table mart.account_month": "temp table recent_month",
                     "into mart.account_month": "into recent_month"}.items():
        script = script.replace(old, new)
    if costs:
        seeded = script.replace(_FIRST_COST, f"{_FIRST_COST}\n    union all\n    select month from earlier_cost\n"
                                             "    order by month nulls last\n    limit 1")
        if seeded == script:
            raise RuntimeError("months_with_costs.sql no longer looks for the first cost as it did")
        script = seeded
    run_by_parts(build, with_values_unwritten(script, dict.fromkeys(stays, "0")), [Part()], nobody, **params)
    build.run("delete from mart.account_month where month >= $first_day", first_day=first_day)
    columns = ", ".join(written_columns(build, "mart", "account_month"))
    build.run(f"insert into mart.account_month ({columns}) select {columns} from recent_month "
              "where month >= $first_day order by account_id, month", first_day=first_day)
    build.run("drop table recent_month")
    build.run("drop table earlier_cost")


def _over(relation: str, instead: Mapping[str, str]) -> str:
    """A script that reads or makes other tables than in a whole load."""
    text = relation_sql(relation)
    for old, new in instead.items():
        text = text.replace(old, new)
    return text
