"""A small published company, account by account: only what a test names matters, the rest is filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from kadash.access import Scope
from kadash.answers import Asked
from kadash.marts.version import SETTING, relations_version
from kadash.policy import default_policy
from kadash.store import Home, open_build, sql_text

AS_OF = dt.date(2026, 9, 30)
UNKNOWN = float("nan")


@dataclass(frozen=True)
class Account:
    """An account with what the answers read of it: tier is its layer in value_tier, other_layer that in customer_class.

    past: month-end to its tier and contribution then. months: revenue; half of it is contribution.
    """

    account_id: str
    name: str = ""
    owner: str | None = "Li"
    region: str | None = "East"
    industry: str | None = "Energy"
    revenue: float = 100.0
    revenue_before: float = 100.0
    contribution: float = 20.0
    tier: str = "lead"
    tier_before: str | None = "lead"
    flags: tuple[tuple[str, str], ...] = ()
    service: str | None = None
    months: dict[dt.date, float] = field(default_factory=dict)
    has_orders: bool = True
    score: float = 50.0
    days_silent: int = 10
    parent: str | None = None
    other_layer: str | None = None
    first_order: dt.date = dt.date(2024, 1, 1)
    past: dict[dt.date, tuple[str, float]] = field(default_factory=dict)


def asked_of(folder: Path, accounts: Sequence[Account], scope: Scope | None = None, cost_known: bool = True) -> Asked:
    """The accounts as a published generation, and who asks: everybody's accounts unless `scope` says less."""
    home = Home(folder)
    path = home.building_file()
    with open_build(path) as build:
        build.run("create schema mart")
        build.run("create schema meta")
        for table, frame in _tables(accounts, cost_known).items():
            build.write(table, frame)
        for relation in ("portfolio_year", "layer_year", "account_amount", "concentration", "account_list"):
            build.run_script(sql_text("kadash.marts.mart", f"{relation}.sql"), window_end=AS_OF)
    home.publish(path)
    generation = home.generation()
    if generation is None:
        raise LookupError("nothing was published")
    return Asked(generation, scope or Scope.everything())


def _tables(accounts: Sequence[Account], cost_known: bool) -> dict[str, pd.DataFrame]:
    return {
        "mart.account": _account(accounts),
        "mart.value": pd.DataFrame({
            "account_id": [a.account_id for a in accounts],
            "historical_value": [a.contribution * 3 for a in accounts],
            "current_value": [a.contribution * 5 for a in accounts],
            "potential_value": 0.0,
            "lifetime_value": [a.contribution * 8 for a in accounts],
            "expected_contribution_12m": [a.contribution for a in accounts],
            "p_alive": 1.0,
        }),
        "mart.segment": _segment(accounts),
        "mart.flag": pd.DataFrame(
            [(a.account_id, flag, severity, "{}") for a in accounts for flag, severity in a.flags],
            columns=["account_id", "flag", "severity", "evidence"], dtype="str"),
        "mart.proposal": pd.DataFrame(
            [(a.account_id, a.service, 1, 10.0) for a in accounts if a.service],
            columns=["account_id", "service_id", "rank", "expected_gain"],
        ).astype({"account_id": "str", "service_id": "str", "rank": "int64", "expected_gain": "float64"}),
        "mart.account_month": pd.DataFrame(
            [(a.account_id, pd.Timestamp(month), amount, amount / 2)
             for a in accounts for month, amount in a.months.items()],
            columns=["account_id", "month", "revenue", "contribution"],
        ).astype({"account_id": "str", "month": "datetime64[us]", "revenue": "float64", "contribution": "float64"}),
        "mart.account_history": _history(accounts),
        "meta.setting": pd.DataFrame({
            "key": ["as_of", "currency", "policy", "cost_known", "amounts_with_tax", SETTING],
            "value": [AS_OF.isoformat(), "CNY", default_policy().model_dump_json(), str(cost_known).lower(), "false",
                      relations_version()],
        }),
    }


def _segment(accounts: Sequence[Account]) -> pd.DataFrame:
    tiers = [(a.account_id, "value_tier", a.tier, a.tier_before) for a in accounts]
    others = [(a.account_id, "customer_class", a.other_layer, None) for a in accounts if a.other_layer]
    columns = ["account_id", "scheme", "layer", "previous_layer"]
    return pd.DataFrame([*tiers, *others], columns=columns).astype({"previous_layer": "str"}).assign(
        layer_rank=1, reason='{"rule": "prospect"}')


def _history(accounts: Sequence[Account]) -> pd.DataFrame:
    return pd.DataFrame(
        [(a.account_id, pd.Timestamp(end), f'{{"value_tier": "{tier}"}}', contribution, a.revenue_before)
         for a in accounts for end, (tier, contribution) in a.past.items()],
        columns=["account_id", "month_end", "layers", "contribution_12m", "revenue_12m"],
    ).astype({"account_id": "str", "month_end": "datetime64[us]", "layers": "str", "contribution_12m": "float64",
              "revenue_12m": "float64"})


def _account(accounts: Sequence[Account]) -> pd.DataFrame:
    return pd.DataFrame({
        "account_id": [a.account_id for a in accounts],
        "account_name": [a.name or f"Account {a.account_id}" for a in accounts],
        "owner": pd.Series([a.owner for a in accounts], dtype="str"),
        "region": pd.Series([a.region for a in accounts], dtype="str"),
        "industry": pd.Series([a.industry for a in accounts], dtype="str"),
        "parent_id": pd.Series([a.parent for a in accounts], dtype="str"),
        "first_order": [pd.Timestamp(a.first_order) if a.has_orders else pd.NaT for a in accounts],
        "revenue_12m": [a.revenue for a in accounts],
        "revenue_prev_12m": [a.revenue_before for a in accounts],
        "margin_12m": [a.contribution for a in accounts],
        "service_cost_12m": 0.0,
        "contribution_12m": [a.contribution for a in accounts],
        "contribution_prev_12m": [a.contribution for a in accounts],
        "purchases_12m": 1,
        "purchases_prev_12m": 1,
        "contribution_rate_12m": [a.contribution / a.revenue if a.revenue else UNKNOWN for a in accounts],
        "largest_order": [a.revenue for a in accounts],
        "key_score": [a.score for a in accounts],
        "days_since_order": [a.days_silent for a in accounts],
        "mean_days_late": 0.0,
    })
