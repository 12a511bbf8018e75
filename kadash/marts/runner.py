"""Builds the waist and the sums of a load, and asks the waist what everybody asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import pandas as pd

from kadash.marts.calendar import Window, month_ends, window
from kadash.marts.facts import open_book
from kadash.marts.judged import write_history, write_judged
from kadash.marts.one_value import nothing_summed, with_values_unwritten
from kadash.marts.parts import Part, parts, run_by_parts
from kadash.policy import Policy
from kadash.store import Build, Tell, between, nobody, sql_text

__all__ = [
    "Window", "account_categories", "account_facts", "build_sums", "build_waist", "month_ends",
    "product_holders", "window", "write_history", "write_judged",
]

WAIST_OF_ALL = ("account_seen", "portfolio_month")
"""The relations of the waist after those by account and month, in the order they are built."""

SUMS = (
    "relation_year",
    "layer_month", "portfolio_year", "layer_year", "flag_year", "account_amount", "whale_curve", "concentration",
    "review_place", "peer_category", "account_list", "account_lookup",
    "product_sums", "account_attributes", "attribute_sums", "month_sums", "layer_sums", "account_place", "buyer_bits",
    "order_turns", "service_place", "service_option",
)
"""What is summed from the waist and what the judge found, so that a page reads a few rows."""

EVENT_KINDS = ("complaint", "support", "advice", "training", "joint_project", "visit", "other")
"""Kinds of service event whose minutes the policy names."""

_PARAMETER = re.compile(r"\$(\w+)")
_AS_IS: Mapping[str, str] = MappingProxyType({})


def build_waist(build: Build, as_of: date, policy: Policy, tell: Tell = nobody) -> None:
    """Make the relations of the waist from the core rows dated at or before `as_of`; told how far that is."""
    build.run("create schema if not exists mart")
    params = parameters(as_of, policy)
    view(build, "counted_line", params)
    _build_days(build, params, between(tell, 0.0, 0.45))
    _build_months(build, params, parts(build, "core.order_line"), between(tell, 0.45, 0.9))
    build_views(build)
    for relation in WAIST_OF_ALL:
        build.run_script(relation_sql(relation), **params)


def _build_days(build: Build, params: dict[str, object], tell: Tell) -> None:
    """Make mart.account_day, from tables that are gone through in their order."""
    build.run("set preserve_insertion_order = true")
    with build.telling(between(tell, 0.0, 0.4)):
        build.run_script(relation_sql("day_sales"), **params)
    build.run_script(relation_sql("day_sales_of_long_orders" if several_days(build, params) else "crowded_day"),
                     **params)
    build.run("set disabled_optimizers = 'build_side_probe_side'")  # the days keep their order through the join
    with build.telling(between(tell, 0.5, 1.0)):
        build.run_script(relation_sql("account_day"), **params)
    build.run("reset disabled_optimizers")
    build.run("set preserve_insertion_order = false")


def several_days(build: Build, params: Mapping[str, object], instead: Mapping[str, str] = _AS_IS) -> bool:
    """Whether an order may have lines on several days, once day_sales stands; `instead`: as other tables are named."""
    if build.one("select 1 from day_sales where orders_again > 0 limit 1") is None:
        return False
    text = relation_sql("several_days")
    for old, new in instead.items():
        text = text.replace(old, new)
    named = set(_PARAMETER.findall(text))
    found = build.one(text, **{key: value for key, value in params.items() if key in named})
    return bool(found and found[0])


def _build_months(build: Build, params: dict[str, object], over: list[Part], tell: Tell) -> None:
    """Make the relations of the waist by account and month, over the accounts of one part after another.

    Costs beside the orders are joined only where there are any, and then over all accounts at once: from which month on
    any cost is known is a matter of all of them.
    """
    for step in ("calendar_month", "cost_month"):
        build.run_script(relation_sql(step), **params)
    costs = build.one("select 1 from cost_month limit 1") is not None
    months = relation_sql("account_month", sales_month="sales_month",
                          months="months_with_costs" if costs else "months_without_costs")
    values = {column: "0" for column in nothing_in_months(build, costs)}
    script = with_values_unwritten(nothing_summed(months, values), values)
    run_by_parts(build, script, [Part()] if costs else over, tell, **params)


def nothing_in_months(build: Build, costs: bool, table: str = "core.order_line") -> list[str]:
    """The columns of mart.account_month that are 0 in every row, because no line has any."""
    def some(condition: str) -> bool:
        return build.one(f"select 1 from {table} where {condition} limit 1") is not None

    lines = [column for column in ("quantity", "freight", "commission", "rebate") if not some(f"{column} is not null")]
    listed = [] if some("list_value <> 0") else ["list_value", "discount"]
    return [*lines, *listed, *([] if costs else ["service_cost", "financing"])]


def build_views(build: Build) -> None:
    """Make the relations of the waist that are as large as the lines: to store them takes as long as the others."""
    financed = build.one("select 1 from mart.account_month where financing <> 0 limit 1") is not None
    build.run_script(relation_sql("account_product_month"))
    build.run_script(relation_sql("account_category_month", category_sums="category_sums",
                                  months="category_financing" if financed else "category_without_financing"))


def view(build: Build, name: str, params: dict[str, object]) -> None:
    """Make a view from a .sql file; its parameters stand in it as literals, since a view has none."""
    text = _PARAMETER.sub(lambda found: _literal(params[found[1]]), relation_sql(name))
    build.run_script(text)


def _literal(value: object) -> str:
    """A day or a number as SQL."""
    if value is None:
        return "null"
    return f"date '{value.isoformat()}'" if isinstance(value, date) else repr(float(str(value)))


def build_sums(build: Build, as_of: date, policy: Policy) -> None:
    """Make the tables of SUMS in schema mart, once the judge's tables and history are written."""
    params = parameters(as_of, policy)
    for relation in SUMS:
        build.run_script(relation_sql(relation), **params)


def account_facts(build: Build, as_of: date, policy: Policy) -> pd.DataFrame:
    """One row an account known of as of `as_of`; who asks for several days opens the book once: kadash/marts/facts."""
    return open_book(build, policy, [as_of]).account_facts(as_of)


def account_categories(build: Build, as_of: date, policy: Policy) -> pd.DataFrame:
    """One row an account and a category it bought by `as_of`."""
    return open_book(build, policy, [as_of]).account_categories(as_of)


def product_holders(build: Build, as_of: date, policy: Policy) -> pd.DataFrame:
    """One row a product bought in W, with how many accounts buy it; columns in product_holders.sql."""
    return _asked(build, "product_holders", parameters(as_of, policy))


def _asked(build: Build, name: str, params: dict[str, object]) -> pd.DataFrame:
    """The rows of a question in a .sql file."""
    sql = relation_sql(name)
    named = set(_PARAMETER.findall(sql))
    return build.frame(sql, **{key: value for key, value in params.items() if key in named})


def relation_sql(relation: str, **steps: str) -> str:
    """The text of a .sql file, before it the files of `steps` as CTEs of these names."""
    text = sql_text("kadash.marts.mart", f"{relation}.sql")
    before = "".join(f"{name} as (\n{relation_sql(file)}),\n\n" for name, file in steps.items())
    return text.replace("\nwith\n", f"\nwith\n{before}", 1)


def parameters(as_of: date, policy: Policy) -> dict[str, object]:
    """Every parameter that the .sql files name."""
    w, money = window(as_of, policy), policy.money
    minutes = money.event_minutes
    return {
        "as_of": as_of,
        "window_start": w.first_day,
        "window_end": w.last_day,
        "cost_of_capital_per_year": money.cost_of_capital_per_year,
        "service_rate_per_hour": money.service_rate_per_hour,
        "stand_in_margin_rate": money.stand_in_margin_rate,
        **{f"minutes_{kind}": minutes.get(kind, minutes["other"]) for kind in EVENT_KINDS},
    }
