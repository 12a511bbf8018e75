"""The lines of the customer's arithmetic: which figure of the account and which answer of the customer make each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from kadash.services import Service

Side = Literal["benefit", "sacrifice"]
Kind = Literal["product", "service", "personnel", "image", "money", "time", "effort", "worry"]
KINDS: Mapping[Side, tuple[Kind, ...]] = MappingProxyType({
    "benefit": ("product", "service", "personnel", "image"), "sacrifice": ("money", "time", "effort", "worry")})


@dataclass(frozen=True)
class Rule:
    """A line is the product of figures of the account and answers of the customer, over `per`."""

    side: Side
    kind: Kind
    figures: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    per: float = 1.0


RULES: Mapping[str, Rule] = MappingProxyType({
    "saved_on_list": Rule("benefit", "product", ("saved_on_list",)),
    "advice": Rule("benefit", "service", ("advice_hours",), ("expert_hour",)),
    "support": Rule("benefit", "service", ("support_hours",), ("expert_hour",)),
    "training": Rule("benefit", "personnel", ("training_hours",), ("expert_hour",)),
    "image": Rule("benefit", "image", (), ("image_gain",)),
    "purchases": Rule("sacrifice", "money", ("purchases",)),
    "stock": Rule("sacrifice", "money", ("purchases",), ("stock_days", "capital_rate"), per=365.0),
    "ordering": Rule("sacrifice", "time", ("orders",), ("hours_an_order", "hour_cost")),
    "quoting": Rule("sacrifice", "time", ("quotes",), ("hours_a_quote", "hour_cost")),
    "complaints": Rule("sacrifice", "effort", ("complaints",), ("hours_a_complaint", "hour_cost")),
    "wrong_orders": Rule("sacrifice", "effort", (), ("wrong_orders_cost",)),
    "late": Rule("sacrifice", "worry", ("late_deliveries",), ("late_delivery_cost",)),
    "standstill": Rule("sacrifice", "worry", (), ("standstill_hours", "standstill_hour_cost")),
})
"""Line to how it is made, benefits first; money a year."""

FIGURES: Mapping[str, str] = MappingProxyType({
    "saved_on_list": "product", "advice_hours": "service_event", "support_hours": "service_event",
    "training_hours": "service_event", "purchases": "order_line", "orders": "order_line", "quotes": "quote",
    "complaints": "service_event", "late_deliveries": "order_line",
})
"""Figure of the account to the table it comes from."""

INPUTS = tuple(dict.fromkeys(name for rule in RULES.values() for name in rule.asks))
SHARES = ("capital_rate",)
"""Answers that are shares; the others are hours, days or money."""

PAID_TO_US = "purchases"
"""The line that is our revenue: what a service takes off it is a concession of ours."""

MOST_LINES = 3

_BY_SERVICE: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "application_study": ("wrong_orders", "standstill", "purchases"), "custom_variant": ("wrong_orders", "standstill"),
    "start_up_package": ("ordering", "late", "purchases"), "service_level_agreement": ("standstill", "complaints"),
    "key_account_club": ("image", "advice"), "named_adviser": ("advice", "complaints", "quoting"),
    "priority_supply": ("late", "stock", "standstill"), "volume_bonus": ("purchases", "training"),
    "newcomer_welcome": ("wrong_orders", "training"), "data_link": ("ordering", "wrong_orders", "stock"),
    "consigned_stock": ("stock", "standstill", "ordering"), "joint_planning": ("purchases", "stock", "standstill"),
    "equipment_for_volume": ("standstill", "purchases"), "inspection_and_spares": ("standstill", "late"),
    "self_service_ordering": ("ordering", "quoting"), "scheduled_delivery": ("late", "stock"),
    "one_stop_basket": ("ordering", "purchases"), "prompt_payment": ("purchases",), "win_back": ("purchases", "late"),
})
_BY_IDEA: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "customise": ("wrong_orders", "standstill"), "organise": ("advice", "image"), "bridge": ("ordering", "stock"),
    "differentiate": ("purchases", "ordering")})
FOR_US_ONLY = ("reprice", "serve_leaner")
"""Services that are ours alone: no arithmetic is shown for them."""


def lines_of(service: Service) -> tuple[str, ...]:
    """The lines a service may change for the customer: its own, else those of its core idea; none of ours alone."""
    if service.id in FOR_US_ONLY:
        return ()
    return _BY_SERVICE.get(service.id, _BY_IDEA[service.core_idea])[:MOST_LINES]
