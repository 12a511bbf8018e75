"""account_kind: strategic, important, group, economic or ordinary, the first that holds; the reason lists all."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.policy import Policy
from kadash.segments.buyer_opinion import opinion
from kadash.segments.columns import Texts, first_that_holds, is_prospect, layered, numbers, numbers_if_there, texts
from kadash.segments.evidence import json_column
from kadash.segments.ranking import among_top
from kadash.segments.shared import Shared
from kadash.vocabulary import PROSPECT

KINDS = ("strategic", "important", "group", "economic")


def layer(
    accounts: pd.DataFrame, policy: Policy, reasons: bool = True, shared: Shared | None = None
) -> pd.DataFrame:
    """One row an account: account_id, layer, reason (JSON: every kind that holds, and by what).

    Reads: declared_class, industry, parent_id, growth_per_year, potential_value, revenue_12m, orders_12m, and what
    `buyer_type` reads.
    """
    buyers = (shared.buyer if shared else opinion(accounts, policy)).types
    held, prospect = _held(accounts, buyers, policy), is_prospect(accounts)
    kinds = {
        "strategic": held["declared_strategic"] | held["strategic_buyer"] | held["growth_and_potential"],
        "important": held["declared_important"] | held["important_industry"],
        "group": held["in_group"],
        "economic": held["revenue_on_top"] | held["orders_on_top"],
    }
    layers = first_that_holds([prospect, *kinds.values()], [PROSPECT, *KINDS], "ordinary")
    why: Texts | None = None
    if reasons:
        why = json_column({
            "rule": pd.Series(layers),
            "holds": {name: column & ~prospect for name, column in held.items()},
            "measured": {
                "declared_class": accounts["declared_class"], "industry": accounts["industry"],
                "parent_id": accounts["parent_id"], "growth_per_year": numbers(accounts, "growth_per_year"),
                "potential_value": numbers_if_there(accounts, "potential_value"),
                "revenue_12m": numbers(accounts, "revenue_12m"), "orders_12m": numbers(accounts, "orders_12m"),
            },
            "threshold": {
                "percentile": policy.account_kind.strategic_percentile, "share": policy.account_kind.economic_share,
            },
        }, len(accounts))
    return layered(accounts, layers, why)


def _held(accounts: pd.DataFrame, buyers: NDArray[np.object_], policy: Policy) -> dict[str, pd.Series[bool]]:
    """Every ground for a kind, a truth an account, in the order they are told."""
    rules, bought = policy.account_kind, ~is_prospect(accounts)
    declared, parent = texts(accounts, "declared_class"), texts(accounts, "parent_id")
    growth = numbers(accounts, "growth_per_year").where(bought)
    potential = numbers_if_there(accounts, "potential_value").where(bought)
    return {
        "declared_strategic": declared.isin(_lower(rules.strategic_classes)),
        "strategic_buyer": pd.Series(buyers == "strategic", index=accounts.index) & bought,
        "growth_and_potential": (
            _high(growth, rules.strategic_percentile) & _high(potential, rules.strategic_percentile)
        ),
        "declared_important": declared.isin(_lower(rules.important_classes)),
        "important_industry": _named(texts(accounts, "industry"), _lower(rules.important_industries)),
        "in_group": parent.ne("") | accounts["account_id"].isin(accounts["parent_id"].dropna().unique()),
        "revenue_on_top": among_top(_above_zero(numbers(accounts, "revenue_12m"), bought), rules.economic_share),
        "orders_on_top": among_top(_above_zero(numbers(accounts, "orders_12m"), bought), rules.economic_share),
    }


def _high(values: pd.Series[float], percentile: float) -> pd.Series[bool]:
    """Above zero and at or above the percentile of the known."""
    line = float(values.quantile(percentile)) if values.notna().any() else float("nan")
    return values.ge(line) & values.gt(0.0)


def _above_zero(values: pd.Series[float], bought: pd.Series[bool]) -> pd.Series[float]:
    return values.where(values.gt(0.0) & bought)


def _lower(names: tuple[str, ...]) -> list[str]:
    return [name.strip().lower() for name in names]


def _named(industry: pd.Series[str], words: list[str]) -> pd.Series[bool]:
    """True where the industry's name contains one of the words; each name is looked at once."""
    found = {name: any(word in name for word in words) for name in industry.unique()}
    return industry.map(found).astype(bool)
