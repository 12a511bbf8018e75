"""Nearest change: the smallest change of one measured fact that moves an account to a higher layer."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import pandas as pd

from kadash.language import Words
from kadash.policy import Policy
from kadash.segments import layers_of, schemes_of
from kadash.vocabulary import PROSPECT

Unit = Literal["days", "points", "money", "months", "count", "once"]
BESIDE = ("one_off", PROSPECT)
"""Layers beside the others: nobody moves up from or to them by one fact."""
MONEY_STEPS = 10_000
"""Money is tried in steps of so many parts of the most that is tried: ten times the account's revenue."""


@dataclass(frozen=True)
class Change:
    """One fact of an account that, changed from `was` to `to` with all else as it is, puts it in `layer`.

    unit: days, points (shares of one), money, months, count; once is a thing that happens (was 0, to 1).
    """

    fact: str
    was: float
    to: float
    unit: Unit
    layer: str

    @property
    def by(self) -> float:
        """How much it changes, above 0."""
        return abs(self.to - self.was)


@dataclass(frozen=True)
class _Fact:
    """A fact that can be moved: in steps of `step`, at most `steps`, and what else moves with it."""

    unit: Unit
    was: Callable[[Mapping[str, Any]], float]
    step: Callable[[Mapping[str, Any]], float]
    steps: Callable[[Mapping[str, Any]], int]
    moved: Callable[[Mapping[str, Any], float], dict[str, float]]


def nearest_change(accounts: pd.DataFrame, account_id: str, scheme: str, policy: Policy) -> list[Change]:
    """For each fact that can do it alone, the smallest change that lifts the account; empty where none can.

    `accounts` are all accounts as judged: the others stay as they are, and so do the ranks and medians they make. Each
    answer is found by halving over the scheme itself, so it is exact to a step: a day, a tenth of a point, a month, an
    order; for money a ten-thousandth of ten times its revenue.
    """
    own = accounts[accounts["account_id"].eq(account_id)].iloc[0]
    row = {str(name): value for name, value in own.items()}
    asked = _Asked(accounts, account_id, scheme, policy)
    higher = higher_layers(asked.layer({}), scheme, policy)
    if not higher:
        return []
    found = [_smallest(name, _FACTS[name], row, asked, higher) for name in _FACTS_OF.get(scheme, _ANY)]
    return [change for change in found if change is not None]


def higher_layers(layer: str, scheme: str, policy: Policy) -> frozenset[str]:
    """The layers of a scheme that a fact alone could lift an account to; none where its layer is at the top or beside
    the others, or where no fact is moved in this scheme."""
    if layer in BESIDE or not _FACTS_OF.get(scheme, _ANY):
        return frozenset()
    rank = {one: place for place, one in enumerate(layers_of(policy)[scheme])}
    return frozenset(one for one, place in rank.items() if place < rank[layer] and one not in BESIDE)


def change_sentence(change: Change, scheme: str, words: Words) -> str:
    """A change as a sentence: 14 days faster payment makes it Most valuable."""
    by = {"points": words.number(change.by * 100, 1), "money": words.money(change.by)}.get(
        change.unit, words.number(change.by))
    return words("change.to", None, change=words(f"change.{change.fact}", None, by=by),
                 layer=words(f"layer.{scheme}.{change.layer}"))


@dataclass(frozen=True)
class _Asked:
    """Asks the scheme where one account would stand."""

    accounts: pd.DataFrame
    account_id: str
    scheme: str
    policy: Policy

    def layer(self, moved: Mapping[str, float]) -> str:
        """The layer of the account with some of its columns moved."""
        who = self.accounts["account_id"].eq(self.account_id)
        columns = {name: pd.to_numeric(self.accounts[name]).astype("float64").mask(who, value)
                   for name, value in moved.items()}
        found = schemes_of(self.policy)[self.scheme](self.accounts.assign(**columns), self.policy, reasons=False)
        return str(found.loc[who.to_numpy(), "layer"].iloc[0])


def _smallest(name: str, fact: _Fact, row: Mapping[str, Any], asked: _Asked, higher: frozenset[str]) -> Change | None:
    """The least number of steps that reaches a higher layer, by halving; None where the most does not."""
    was, step, most = fact.was(row), fact.step(row), fact.steps(row)
    if math.isnan(was) or not step or most < 1:
        return None
    low, high = 0, most
    if (reached := asked.layer(fact.moved(row, was + most * step))) not in higher:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        layer = asked.layer(fact.moved(row, was + middle * step))
        low, high, reached = (low, middle, layer) if layer in higher else (middle, high, reached)
    return Change(name, was, round(was + high * step, 9), fact.unit, reached)


def _number(row: Mapping[str, Any], column: str) -> float:
    value = row.get(column)
    return float("nan") if value is None or pd.isna(value) else float(value)


def _revenue(row: Mapping[str, Any]) -> float:
    revenue = _number(row, "revenue_12m")
    return revenue if revenue > 0 else 0.0


def _of(column: str) -> Callable[[Mapping[str, Any]], float]:
    return lambda row: _number(row, column)


def _always(value: float) -> Callable[[Mapping[str, Any]], float]:
    return lambda row: value


def _at_most(steps: int) -> Callable[[Mapping[str, Any]], int]:
    return lambda row: steps


def _alone(column: str) -> Callable[[Mapping[str, Any], float], dict[str, float]]:
    return lambda row, to: {column: to}


def _more_margin(row: Mapping[str, Any], to: float) -> dict[str, float]:
    """A margin rate moved takes margin and contribution with it, at the same revenue."""
    up = round(to - _number(row, "margin_rate_12m"), 9)
    return {"margin_rate_12m": to, "margin_12m": _number(row, "margin_12m") + up * _revenue(row),
            "contribution_12m": _number(row, "contribution_12m") + up * _revenue(row),
            "contribution_rate_12m": _number(row, "contribution_rate_12m") + up}


def _more_revenue(row: Mapping[str, Any], to: float) -> dict[str, float]:
    """More revenue at the same rates brings more margin and contribution."""
    times = to / _revenue(row)
    grown = ("margin_12m", "contribution_12m")
    return {"revenue_12m": to, **{column: _number(row, column) * times for column in grown}}


def _order_now(row: Mapping[str, Any], to: float) -> dict[str, float]:
    lateness = 0.0 if not math.isnan(_number(row, "lateness")) else float("nan")
    return {"days_since_order": 0.0, "lateness": lateness, "p_alive": 1.0}


def _more_months(row: Mapping[str, Any], to: float) -> dict[str, float]:
    return {"continuity": to / _months_counted(row)}


def _months_counted(row: Mapping[str, Any]) -> float:
    """The months that continuity is out of: 12, fewer for a younger account."""
    active, continuity = _number(row, "months_active_12m"), _number(row, "continuity")
    return round(active / continuity) if active > 0 and continuity > 0 else 12.0


def _money_step(row: Mapping[str, Any]) -> float:
    return 10.0 * _revenue(row) / MONEY_STEPS


_FACTS: Mapping[str, _Fact] = MappingProxyType({
    "mean_days_late": _Fact("days", _of("mean_days_late"), _always(-1.0),
                            lambda row: max(0, math.ceil(_number(row, "mean_days_late")))
                            if not math.isnan(_number(row, "mean_days_late")) else 0, _alone("mean_days_late")),
    "margin_points": _Fact("points", _of("margin_rate_12m"), lambda row: 0.001 if _revenue(row) else 0.0,
                           _at_most(1000), _more_margin),
    "revenue_12m": _Fact("money", _of("revenue_12m"), _money_step, _at_most(MONEY_STEPS), _more_revenue),
    "continuity": _Fact("months", _of("months_active_12m"), _always(1.0),
                        lambda row: int(_months_counted(row) - (_number(row, "months_active_12m") or 0.0))
                        if not math.isnan(_number(row, "months_active_12m")) else 0, _more_months),
    "growth_per_year": _Fact("points", _of("growth_per_year"), _always(0.001), _at_most(2000),
                             _alone("growth_per_year")),
    "overdue_veto_amount": _Fact("money", _of("overdue_veto_amount"), lambda row: -_number(row, "overdue_veto_amount"),
                                 _at_most(1), _alone("overdue_veto_amount")),
    "days_since_order": _Fact("once", _always(0.0), _always(1.0), _at_most(1), _order_now),
    "potential_value": _Fact("money", _of("potential_value"), _money_step, _at_most(MONEY_STEPS),
                             _alone("potential_value")),
    "p_buys_12m": _Fact("points", _of("p_buys_12m"), _always(0.001),
                        lambda row: math.ceil((1.0 - _number(row, "p_buys_12m")) * 1000)
                        if not math.isnan(_number(row, "p_buys_12m")) else 0, _alone("p_buys_12m")),
    "orders_12m": _Fact("count", _of("orders_12m"), _always(1.0), _at_most(1000), _alone("orders_12m")),
    "purchases": _Fact("count", _of("purchases"), _always(1.0), _at_most(5), _alone("purchases")),
    "age_days": _Fact("days", _of("age_days"), _always(1.0), _at_most(3660), _alone("age_days")),
})

_MONEY_FACTS = ("margin_points", "revenue_12m")
_BEHAVIOUR = ("mean_days_late", "continuity", "growth_per_year", "overdue_veto_amount", "days_since_order")
_ANY = (*_MONEY_FACTS, *_BEHAVIOUR)
_FACTS_OF: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "value_tier": _MONEY_FACTS,
    "five_level": _MONEY_FACTS,
    "customer_class": (*_ANY, "potential_value"),
    "lifecycle": ("purchases", "age_days", "days_since_order"),
    "loyalty_profit": ("p_buys_12m", *_MONEY_FACTS),
    "account_kind": ("revenue_12m", "orders_12m"),
    "buyer_type": (),
    "key_account": _ANY,
})
"""Scheme to the facts that can move an account in it, in the order they are told; own schemes: those of _ANY."""
