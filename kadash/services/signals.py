"""Signals: what eligibility and effects may ask of an account, by name, with the kind a reader sees it as."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import is_prospect, numbers, truth
from kadash.segments.to_zero import numbers_to_zero
from kadash.vocabulary import FLAGS, SCHEMES

Kind = Literal["share", "points", "ratio", "count", "days", "years", "yes_no", "layer"]
"""How a signal reads: 12 %, +3.1 points, 1.4 times, 3, 12 days, 2.5 years, yes, a layer's name."""


@dataclass(frozen=True)
class Signal:
    """A named measure of an account and how it reads."""

    kind: Kind
    of: Callable[[pd.DataFrame, Policy], pd.Series]


OWN_SCHEME = "scheme:"
"""Before the name of a scheme of the user's own: `scheme:channel` asks for the account's layer in it."""


def is_signal(name: str) -> bool:
    """Whether anything can be asked by that name."""
    return name in SIGNALS or (name.startswith(OWN_SCHEME) and len(name) > len(OWN_SCHEME))


def signal(name: str) -> Signal:
    """The signal of that name; KeyError where there is none."""
    return Signal("layer", _own_layer(name[len(OWN_SCHEME):])) if name.startswith(OWN_SCHEME) else SIGNALS[name]


def signal_table(accounts: pd.DataFrame, policy: Policy, names: Iterable[str]) -> pd.DataFrame:
    """One row an account, one column a signal asked for; NaN or missing text where unknown."""
    return pd.DataFrame({name: signal(name).of(accounts, policy) for name in sorted(set(names))}, index=accounts.index)


def typical_revenue(accounts: pd.DataFrame) -> float:
    """Revenue of the last 12 months of the median account that bought in them; 0 when nobody did."""
    revenue = numbers(accounts, "revenue_12m")
    return float(revenue[revenue.gt(0.0)].median()) if revenue.gt(0.0).any() else 0.0


def typical_order(accounts: pd.DataFrame) -> float:
    """Mean order of the median account that bought in the last 12 months; 0 when nobody did."""
    orders = _order_size(accounts)
    return float(orders.median()) if orders.notna().any() else 0.0


def _order_size(accounts: pd.DataFrame) -> pd.Series[float]:
    revenue, orders = numbers(accounts, "revenue_12m"), numbers(accounts, "orders_12m")
    return (revenue / orders).where(revenue.gt(0.0) & orders.gt(0.0))


def _fact(column: str) -> Callable[[pd.DataFrame, Policy], pd.Series]:
    return lambda accounts, policy: numbers(accounts, column)


def _count(column: str) -> Callable[[pd.DataFrame, Policy], pd.Series]:
    return lambda accounts, policy: numbers(accounts, column).fillna(0.0)


def _yes_no(column: str) -> Callable[[pd.DataFrame, Policy], pd.Series]:
    return lambda accounts, policy: truth(accounts, column)


def _layer(column: str) -> Callable[[pd.DataFrame, Policy], pd.Series]:
    return lambda accounts, policy: accounts[column]


def _own_layer(scheme: str) -> Callable[[pd.DataFrame, Policy], pd.Series]:
    """The layer in a scheme of the user's own; nobody has one where the policy no longer has the scheme."""
    unknown = pd.Series(None, dtype="object")
    return lambda accounts, policy: accounts.get(scheme, unknown.reindex(accounts.index))


def _of_revenue(column: str) -> Callable[[pd.DataFrame, Policy], pd.Series]:
    def share(accounts: pd.DataFrame, policy: Policy) -> pd.Series:
        revenue = numbers(accounts, "revenue_12m")
        return (numbers(accounts, column) / revenue).where(revenue.gt(0.0))

    return share


def _years(column: str) -> Callable[[pd.DataFrame, Policy], pd.Series]:
    return lambda accounts, policy: numbers(accounts, column) / 365.25


def _revenue_percentile(accounts: pd.DataFrame, policy: Policy) -> pd.Series:
    return numbers(accounts, "revenue_12m").fillna(0.0).where(~is_prospect(accounts)).rank(pct=True)


def _order_size_to_typical(accounts: pd.DataFrame, policy: Policy) -> pd.Series:
    return _order_size(accounts) / (typical_order(accounts) or float("nan"))


def _margin_rate_to_median(accounts: pd.DataFrame, policy: Policy) -> pd.Series:
    rate = numbers(accounts, "margin_rate_12m")
    return rate - rate.median()


def _quotes_per_order(accounts: pd.DataFrame, policy: Policy) -> pd.Series:
    orders = numbers(accounts, "orders_12m")
    return (numbers(accounts, "quotes_12m") / orders).where(orders.gt(0.0))


def _potential_over_current(accounts: pd.DataFrame, policy: Policy) -> pd.Series:
    current = numbers(accounts, "current_value")
    return (numbers(accounts, "potential_value") / current).where(current.gt(0.0))


def _silent(accounts: pd.DataFrame, policy: Policy) -> pd.Series:
    return truth(accounts, "slipping") | truth(accounts, "defected")


def _price_rise_to_zero(accounts: pd.DataFrame, policy: Policy) -> pd.Series:
    return numbers_to_zero(accounts)["price_rise"]


def _service_cut_to_zero(accounts: pd.DataFrame, policy: Policy) -> pd.Series:
    """All of the service cost where cutting it whole would not be enough."""
    contribution, service_cost = numbers(accounts, "contribution_12m"), numbers(accounts, "service_cost_12m")
    return (-contribution / service_cost).where(contribution.lt(0.0) & service_cost.gt(0.0)).clip(upper=1.0)


def _of_policy(field: str) -> Callable[[pd.DataFrame, Policy], pd.Series]:
    return lambda accounts, policy: pd.Series(float(getattr(policy.services, field)), index=accounts.index)


SIGNALS: Mapping[str, Signal] = MappingProxyType({
    "revenue_percentile": Signal("share", _revenue_percentile),
    "contribution_rate_12m": Signal("share", _fact("contribution_rate_12m")),
    "margin_rate_12m": Signal("share", _fact("margin_rate_12m")),
    "margin_rate_to_median": Signal("points", _margin_rate_to_median),
    "discount_rate_12m": Signal("share", _fact("discount_rate_12m")),
    "service_cost_share": Signal("share", _of_revenue("service_cost_12m")),
    "freight_share": Signal("share", _of_revenue("freight_12m")),
    "order_size_to_typical": Signal("ratio", _order_size_to_typical),
    "orders_12m": Signal("count", _count("orders_12m")),
    "purchases": Signal("count", _count("purchases")),
    "categories_12m": Signal("count", _count("categories_12m")),
    "continuity": Signal("share", _fact("continuity")),
    "regularity": Signal("share", _fact("regularity")),
    "growth_per_year": Signal("share", _fact("growth_per_year")),
    "one_shot_share": Signal("share", _fact("one_shot_share")),
    "lateness": Signal("ratio", _fact("lateness")),
    "days_since_order": Signal("days", _fact("days_since_order")),
    "age_years": Signal("years", _years("age_days")),
    "p_alive": Signal("share", _fact("p_alive")),
    "potential_over_current": Signal("share", _potential_over_current),
    "wallet_share": Signal("share", _fact("wallet_share")),
    "mean_days_late": Signal("days", _fact("mean_days_late")),
    "long_overdue_share": Signal("share", _of_revenue("overdue_veto_amount")),
    "complaints_open": Signal("count", _count("complaints_open")),
    "severe_open": Signal("count", _count("severe_open")),
    "events_12m": Signal("count", _count("events_12m")),
    "advice_events_12m": Signal("count", _count("advice_events_12m")),
    "joint_projects": Signal("count", _count("joint_projects")),
    "quotes_open": Signal("count", _count("quotes_open")),
    "quotes_per_order": Signal("ratio", _quotes_per_order),
    "contract_in_force": Signal("yes_no", _yes_no("contract_in_force")),
    "silent": Signal("yes_no", _silent),
    "buyer_type": Signal("layer", _layer("buyer_type")),
    **{scheme: Signal("layer", _layer(scheme)) for scheme in SCHEMES},
    **{flag: Signal("yes_no", _yes_no(flag)) for flag in FLAGS},
    "price_rise_to_zero": Signal("share", _price_rise_to_zero),
    "service_cut_to_zero": Signal("share", _service_cut_to_zero),
    "reprice_retention_cost": Signal("points", _of_policy("reprice_retention_cost")),
    "serve_leaner_retention_cost": Signal("points", _of_policy("serve_leaner_retention_cost")),
})
"""Signal to its kind and measure. Read: account facts, value columns, a column a scheme (layer) and a flag (truth)."""
