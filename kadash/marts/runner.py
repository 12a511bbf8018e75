"""Builds the waist, and asks it for the facts of every account as of a day."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.marts.calendar import Window, month_before, month_ends, window
from kadash.marts.growth import REVENUE_MONTHS, growth_per_year
from kadash.marts.judged import write_history, write_judged
from kadash.policy import Policy
from kadash.store import Build, sql_text

__all__ = [
    "Window", "account_categories", "account_facts", "build_sums", "build_waist", "month_ends",
    "product_holders", "window", "write_history", "write_judged",
]

WAIST = (
    "calendar_month", "account_month", "account_product_month", "account_category_month",
    "account_seen", "portfolio_month",
)
"""The relations of the waist after account_day, in the order they are built: each reads core and those before it."""

SUMS = (
    "layer_month", "portfolio_year", "layer_year", "flag_year", "account_amount", "whale_curve", "concentration",
    "review_place", "peer_category", "account_list", "account_lookup",
)
"""What is summed from the waist and what the judge found, so that a page reads a few rows."""

FACT_STEPS = (
    "visible_accounts", "facts_days", "facts_months", "facts_prices", "facts_invoices", "facts_contracts",
    "facts_events", "facts_quotes", "facts_categories",
)
"""What account_facts.sql joins."""

LEAST_OBSERVED_DAYS = 182
"""A revenue rate is spread over at least half a year: two orders in one week are not a hundred a year."""

TEXTS = ("account_id", "account_name", "parent_id", "industry", "region", "owner", "declared_class")
"""Columns of the facts that stay text where every value is missing."""

EVENT_KINDS = ("complaint", "support", "advice", "training", "joint_project", "visit", "other")
"""Kinds of service event whose minutes the policy names."""

_PARAMETER = re.compile(r"\$(\w+)")


def build_waist(build: Build, as_of: date, policy: Policy) -> None:
    """Make mart.account_day and the tables of WAIST, from the core rows dated at or before `as_of`."""
    build.run("create schema if not exists mart")
    params = _parameters(as_of, policy)
    _build_days(build, params)
    for relation in WAIST:
        build.run_script(_sql(relation), **params)


def _build_days(build: Build, parameters: dict[str, object]) -> None:
    """Make mart.account_day, from tables that are gone through in their order."""
    build.run("set preserve_insertion_order = true")
    several_days = _asked(build, "several_days", (), parameters)["several_days"].iloc[0]
    for step in ("day_sales_of_long_orders" if several_days else "day_sales", "account_day"):
        build.run_script(_sql(step), **parameters)
    build.run("set preserve_insertion_order = false")


def build_sums(build: Build, as_of: date, policy: Policy) -> None:
    """Make the tables of SUMS in schema mart, once the judge's tables and history are written."""
    params = _parameters(as_of, policy)
    for relation in SUMS:
        build.run_script(_sql(relation), **params)


def account_facts(build: Build, as_of: date, policy: Policy) -> pd.DataFrame:
    """One row an account known of as of `as_of`, in the order of account_id; columns in account_facts.sql.

    Beside them growth_per_year, and giant_order (the same on every row: giant_order.sql).

    `as_of` is the day the waist was built for, or a month-end before it: whatever is dated later is not seen, and the
    frame equals the one of a load of what there was then.
    """
    facts = _asked(build, "account_facts", FACT_STEPS, _parameters(as_of, policy))
    texts = {column: "str" for column in TEXTS}
    giant = _asked(build, "giant_order", (), _parameters(as_of, policy))["giant_order"].iloc[0]
    return facts.astype(texts).assign(growth_per_year=_growth(build, facts, as_of, policy), giant_order=float(giant))


def account_categories(build: Build, as_of: date, policy: Policy) -> pd.DataFrame:
    """One row an account and a category it bought by `as_of`; columns in account_categories.sql."""
    return _asked(build, "account_categories", (), _parameters(as_of, policy))


def product_holders(build: Build, as_of: date, policy: Policy) -> pd.DataFrame:
    """One row a product bought in W, with how many accounts buy it; columns in product_holders.sql."""
    return _asked(build, "product_holders", (), _parameters(as_of, policy))


def _growth(build: Build, facts: pd.DataFrame, as_of: date, policy: Policy) -> NDArray[np.float64]:
    """Growth a year of each account of `facts`, in its order."""
    months = _asked(build, "monthly_revenue", ("visible_accounts",), _parameters(as_of, policy))
    revenue = np.zeros((len(facts), REVENUE_MONTHS))
    revenue[months["position"].to_numpy(), months["month"].to_numpy()] = months["revenue"].to_numpy()
    last = window(as_of, policy).last_day
    first = facts["first_purchase"].dt
    months_old = (last.year - first.year) * 12 + last.month - first.month + 1
    return growth_per_year(revenue, months_old.to_numpy(dtype=np.float64, na_value=np.nan))


def _asked(build: Build, name: str, steps: tuple[str, ...], parameters: dict[str, object]) -> pd.DataFrame:
    """The rows of a question in a .sql file; `steps` stand before it as CTEs of their names."""
    before = "".join(f"{step} as (\n{_sql(step)}\n),\n" for step in steps)
    sql = _sql(name).replace("\nwith\n", f"\nwith\n{before}", 1)
    named = set(_PARAMETER.findall(sql))
    return build.frame(sql, **{key: value for key, value in parameters.items() if key in named})


def _sql(relation: str) -> str:
    return sql_text("kadash.marts.mart", f"{relation}.sql")


def _parameters(as_of: date, policy: Policy) -> dict[str, object]:
    """Every parameter that the .sql files name."""
    w, money = window(as_of, policy), policy.money
    minutes = money.event_minutes
    return {
        "as_of": as_of,
        "window_start": w.first_day,
        "window_end": w.last_day,
        "previous_start": w.previous_first_day,
        "growth_start": month_before(w.last_day, REVENUE_MONTHS - 1),
        "half_life_days": policy.value.ewma_half_life_days,
        "least_observed_days": LEAST_OBSERVED_DAYS,
        "least_purchases": policy.flags.min_purchases_for_lateness,
        "overdue_days": policy.vetoes.overdue_days,
        "one_off_percentile": policy.flags.one_off_percentile,
        "cost_of_capital_per_year": money.cost_of_capital_per_year,
        "service_rate_per_hour": money.service_rate_per_hour,
        "stand_in_margin_rate": money.stand_in_margin_rate,
        **{f"minutes_{kind}": minutes.get(kind, minutes["other"]) for kind in EVENT_KINDS},
    }
