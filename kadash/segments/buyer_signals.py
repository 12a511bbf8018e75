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
"""An industry with fewer accounts that know their discount is held against all accounts."""


@dataclass(frozen=True)
class Signal:
    """A question about an account: its group, and the answers (1 yes, 0 no, NaN not known)."""

    group: Group
    answers: Answers


def _deep_discount(accounts: pd.DataFrame, policy: Policy) -> pd.Series[float]:
    """Discount on list deeper than the median peer's (same industry) by the policy's points."""
    discount = numbers(accounts, "discount_rate_12m")
    peers = discount.groupby(accounts["industry"])
    enough = peers.transform("count").ge(LEAST_PEERS)
    median = peers.transform("median").where(enough, float(discount.median()))
    return _where(discount.sub(median).ge(policy.buyer_type.deep_discount_points - 1e-9), discount.notna())


def _many_quotes(accounts: pd.DataFrame, policy: Policy) -> pd.Series[float]:
    """Many quotes an order, or few of the decided ones won; not known without quotes."""
    quotes, orders = numbers(accounts, "quotes_12m"), numbers(accounts, "orders_12m")
    per_order = (quotes / orders).where(orders.gt(0.0), np.inf)
    won = numbers_if_there(accounts, "quotes_won_share_12m")
    rules = policy.buyer_type
    return _where(per_order.ge(rules.quotes_per_order) | won.lt(rules.low_won_share), quotes.gt(0.0))


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


def _high_wallet(accounts: pd.DataFrame, policy: Policy) -> pd.Series[float]:
    """More than the policy's share of its wallet, and buying more than the year before."""
    share = numbers_if_there(accounts, "wallet_share")
    rising = numbers(accounts, "revenue_12m").gt(numbers(accounts, "revenue_prev_12m"))
    return _where(share.gt(policy.buyer_type.high_wallet_share) & rising, share.notna())


def _heard(column: str) -> Answers:
    """A statement that a rep ticks: yes or not known, never no."""

    def answers(accounts: pd.DataFrame, policy: Policy) -> pd.Series[float]:
        said = numbers_if_there(accounts, column).gt(0.0)
        return _where(said, said)

    return answers


def _where(holds: pd.Series[bool], known: pd.Series[bool]) -> pd.Series[float]:
    return holds.astype("float64").where(known)


def _any(accounts: pd.DataFrame, column: str) -> bool:
    """Whether the file has any such thing: a column of noughts says that nothing of the kind was loaded."""
    return bool(numbers_if_there(accounts, column).gt(0.0).any())


HEARD = (
    "heard_send_the_quote", "heard_good_enough", "heard_show_how_to_use", "heard_offices_as_one",
    "heard_study_savings", "heard_say_in_plans",
)
"""Statements in the customer's words; each is a column of truths where reps have ticked it."""

SIGNALS: Mapping[str, Signal] = MappingProxyType({
    "deep_discount": Signal("price", _deep_discount),
    "many_quotes": Signal("price", _many_quotes),
    "few_categories": Signal("breadth", _few_categories),
    "many_categories": Signal("breadth", _many_categories),
    "advice": Signal("service", _advice),
    "service_lines": Signal("service", _service_lines),
    "joint_project": Signal("partnership", _joint_project),
    "long_contract": Signal("partnership", _long_contract),
    "high_wallet": Signal("partnership", _high_wallet),
    **{statement: Signal("heard", _heard(statement)) for statement in HEARD},
})
"""Signal to its group and answers, in the order they are told; weights are the policy's `buyer_evidence`."""


def answers(accounts: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """One row an account, one column a signal: 1 yes, 0 no, NaN not known."""
    return pd.DataFrame(
        {name: signal.answers(accounts, policy) for name, signal in SIGNALS.items()}, index=accounts.index
    )
