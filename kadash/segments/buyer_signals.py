"""Signals of buyer type: what behaviour and the customer's own words say, yes, no or not known, one file of rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import as_of_day, numbers, numbers_if_there, truth

Group = Literal["price", "breadth", "service", "partnership", "heard"]
Answers = Callable[[pd.DataFrame, Policy], "pd.Series[float]"]
LEAST_PEERS = 8
"""Where fewer accounts of an industry and tier know their discount, all accounts are the peers."""


@dataclass(frozen=True)
class Signal:
    """A question about an account: its group, and the answers (1 yes, 0 no, NaN not known)."""

    group: Group
    answers: Answers


def _deep_discount(accounts: pd.DataFrame, policy: Policy) -> pd.Series[float]:
    """Most of what it buys is deeper below list than the median peer's discount (industry and tier, else all).

    Where the discount of most is not known, the mean discount stands in.
    """
    discount = numbers(accounts, "discount_rate_12m")
    peers = discount.groupby([accounts[name] for name in ("industry", "peer_tier") if name in accounts])
    enough = peers.transform("count").ge(LEAST_PEERS)
    median = peers.transform("median").where(enough, float(discount.median()))
    most = numbers_if_there(accounts, "discount_of_most_12m").fillna(discount)
    return _where(most.sub(median).gt(policy.buyer_type.deep_discount_points + 1e-9), most.notna())


def _many_quotes(accounts: pd.DataFrame, policy: Policy) -> pd.Series[float]:
    """Many quotes an order, or few of the decided ones won; not known without quotes."""
    quotes, orders = numbers(accounts, "quotes_12m"), numbers(accounts, "orders_12m")
    per_order = (quotes / orders).where(orders.gt(0.0), np.inf)
    won = numbers_if_there(accounts, "quotes_won_share_12m")
    rules = policy.buyer_type
    return _where(per_order.ge(rules.quotes_per_order) | won.lt(rules.low_won_share), quotes.gt(0.0))


def _price_elasticity(accounts: pd.DataFrame, policy: Policy) -> pd.Series[float]:
    """Quantities answer its price steeply; no where the interval lies above that, not known where it is too wide."""
    steep, unit = policy.buyer_type.steep_elasticity, policy.buyer_type.unit_elasticity
    found, low, high = (numbers_if_there(accounts, f"price_elasticity{end}") for end in ("", "_low", "_high"))
    is_steep = found.lt(steep) & high.lt(unit)
    return _where(is_steep, is_steep | low.ge(steep))


def _few_categories(accounts: pd.DataFrame, policy: Policy) -> pd.Series[float]:
    """Few categories make nearly all revenue; the count of those bought stands in where shares are not there."""
    bought = numbers(accounts, "categories_12m")
    making = numbers_if_there(accounts, "few_categories_share_12m")
    few = making.ge(policy.buyer_type.few_categories_share) | bought.le(policy.buyer_type.few_categories)
    return _where(few, bought.gt(0.0))


def _many_categories(accounts: pd.DataFrame, policy: Policy) -> pd.Series[float]:
    bought = numbers(accounts, "categories_12m")
    return _where(bought.ge(policy.buyer_type.many_categories), bought.gt(0.0))


def _advice(accounts: pd.DataFrame, policy: Policy) -> pd.Series[float]:
    """Advice and training by order; not known where the file has no service events at all."""
    orders, events = numbers(accounts, "orders_12m"), numbers(accounts, "advice_events_12m").fillna(0.0)
    per_order = (events / orders).where(orders.gt(0.0))
    known = per_order.notna() & _any(accounts, "events_12m")
    return _where(per_order.ge(policy.buyer_type.advice_per_order - 1e-9), known)


def _service_lines(accounts: pd.DataFrame, policy: Policy) -> pd.Series[float]:
    """Share of revenue in the categories that the policy names as services; not known where it names none."""
    share = numbers_if_there(accounts, "service_categories_share_12m")
    return _where(share.gt(policy.buyer_type.service_revenue_share), share.notna())


def _joint_project(accounts: pd.DataFrame, policy: Policy) -> pd.Series[float]:
    """A joint project, or a data link; not known where the file has neither events nor contracts."""
    joint = numbers(accounts, "joint_projects").gt(0.0) | numbers_if_there(accounts, "data_link").gt(0.0)
    known = _any(accounts, "events_12m") | _any(accounts, "joint_projects") | _any(accounts, "data_link")
    return _where(joint, pd.Series(known, index=accounts.index))


def _long_contract(accounts: pd.DataFrame, policy: Policy) -> pd.Series[float]:
    """A contract in force of many months, or exclusive (`contract_months`, `exclusive`, where they are there).

    Without its length, one that still runs for so many months or has no end is long, and another is not known.
    """
    in_force, months = truth(accounts, "contract_in_force"), policy.buyer_type.long_contract_months
    ends, length = pd.to_datetime(accounts["contract_end"]), numbers_if_there(accounts, "contract_months")
    runs_on = ends.isna() | ends.ge(as_of_day(accounts) + pd.DateOffset(months=months))
    long = length.ge(months) | numbers_if_there(accounts, "exclusive").gt(0.0) | runs_on
    known = (in_force & (long | length.notna())) | (~in_force & bool(in_force.any()))
    return _where(in_force & long, known)


def _contacts(accounts: pd.DataFrame, policy: Policy) -> pd.Series[float]:
    """Several functions of the customer in contact with us, or a director; not known without a people map."""
    functions, director = (numbers_if_there(accounts, name) for name in ("functions_in_contact", "director_in_contact"))
    return _where(functions.ge(policy.buyer_type.functions_in_contact) | director.gt(0.0), functions.notna())


def _high_wallet(accounts: pd.DataFrame, policy: Policy) -> pd.Series[float]:
    """More than the policy's share of its wallet, and buying more than the year before."""
    share = numbers_if_there(accounts, "wallet_share")
    rising = numbers(accounts, "revenue_12m").gt(numbers(accounts, "revenue_prev_12m"))
    return _where(share.gt(policy.buyer_type.high_wallet_share) & rising, share.notna())


def _only_told(accounts: pd.DataFrame, policy: Policy) -> pd.Series[float]:
    """No export knows what a customer said: a rep ticks it."""
    return pd.Series(float("nan"), index=accounts.index)


def _where(holds: pd.Series[bool], known: pd.Series[bool]) -> pd.Series[float]:
    return holds.astype("float64").where(known)


def _any(accounts: pd.DataFrame, column: str) -> bool:
    """Whether the file has any such thing: a column of noughts says that nothing of the kind was loaded."""
    return bool(numbers_if_there(accounts, column).gt(0.0).any())


HEARD = (
    "heard_send_the_quote", "heard_good_enough", "heard_show_how_to_use", "heard_offices_as_one",
    "heard_study_savings", "heard_say_in_plans",
)
"""Statements in the customer's words, which reps tick."""

ASKABLE = (
    "advice", "service_lines", "many_quotes", "joint_project", "long_contract", "contacts", "high_wallet", *HEARD,
)
"""Signals that a rep can ask a customer about; what is measured goes before what is told."""

SIGNALS: Mapping[str, Signal] = MappingProxyType({
    "deep_discount": Signal("price", _deep_discount),
    "many_quotes": Signal("price", _many_quotes),
    "price_elasticity": Signal("price", _price_elasticity),
    "few_categories": Signal("breadth", _few_categories),
    "many_categories": Signal("breadth", _many_categories),
    "advice": Signal("service", _advice),
    "service_lines": Signal("service", _service_lines),
    "joint_project": Signal("partnership", _joint_project),
    "long_contract": Signal("partnership", _long_contract),
    "contacts": Signal("partnership", _contacts),
    "high_wallet": Signal("partnership", _high_wallet),
    **{statement: Signal("heard", _only_told) for statement in HEARD},
})
"""Signal to its group and answers, in the order they are told; weights are the policy's `buyer_evidence`."""


def answers(accounts: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """One row an account, one column a signal: 1 yes, 0 no, NaN not known.

    Where nothing is measured, a rep's word (`told_<signal>`) counts.
    """
    return pd.DataFrame(
        {name: signal.answers(accounts, policy).fillna(numbers_if_there(accounts, f"told_{name}"))
         for name, signal in SIGNALS.items()},
        index=accounts.index,
    )
