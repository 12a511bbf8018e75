"""What of an account can turn: what may happen to a signal, and what somebody, the customer or we, can bring about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from kadash.services.catalogue import Condition

Way = Literal["never", "happens", "brought"]
"""It cannot; it may, but nobody sets out to do it; somebody can bring it about (an order, a payment, an answer)."""


@dataclass(frozen=True)
class Turns:
    """How a signal may fall (a yes become a no) and rise (a no become a yes)."""

    down: Way
    up: Way


_EITHER = Turns("brought", "brought")
_BETTER_UP = Turns("happens", "brought")
_BETTER_DOWN = Turns("brought", "happens")
_CHANCE = Turns("happens", "happens")

TURNS: Mapping[str, Turns] = MappingProxyType({
    **dict.fromkeys((
        "revenue_percentile", "contribution_rate_12m", "margin_rate_12m", "margin_rate_to_median", "orders_12m",
        "categories_12m", "continuity", "regularity", "growth_per_year", "p_alive", "wallet_share",
        "advice_events_12m", "joint_projects", "contract_in_force"), _BETTER_UP),
    **dict.fromkeys((
        "discount_rate_12m", "service_cost_share", "freight_share", "one_shot_share", "lateness", "days_since_order",
        "mean_days_late", "long_overdue_share", "complaints_open", "severe_open", "silent", "below_zero",
        "margin_erosion", "defected", "slipping", "late_payer", "one_off_giant", "over_credit_limit",
        "service_burden", "lost_category", "contract_ending", "low_survey"), _BETTER_DOWN),
    **dict.fromkeys(("order_size_to_typical", "quotes_open"), _EITHER),
    **dict.fromkeys(("potential_over_current", "events_12m", "quotes_per_order", "nursery"), _CHANCE),
    "purchases": Turns("never", "brought"),
    "age_years": Turns("never", "brought"),
})
"""Signal to how it turns. What is not here (numbers that a rule solves for, assumptions of the policy) never does."""

NEXT_LAYERS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType({
    "lifecycle": {"prospect": ("first_time",), "first_time": ("short_term",), "short_term": ("long_term",),
                  "defected": ("short_term", "long_term")},
    "value_tier": {"gold": ("platinum",), "iron": ("gold",), "lead": ("iron",)},
    "five_level": {"b": ("a",), "c": ("b",), "d": ("c",), "e": ("d",)},
    "buyer_type": {"unsure": ("transactional", "consultative", "strategic")},
})
"""Scheme and layer to where somebody can bring the account next: an order makes a prospect a first-time customer, an
answer makes the unsure sure; nobody becomes a first-time customer again. Other schemes follow from what is here."""

_UP = ("at_least", "above")


def can_turn(condition: Condition, holds: bool, measured: pd.Series, *, brought: bool) -> npt.NDArray[np.bool_]:
    """One truth an account: whether the condition can come to hold (`holds`) or to fail; `brought`: by somebody."""
    operator = condition.operator
    if operator == "one_of":
        return _layer_can_turn(condition, measured) if holds else np.zeros(len(measured), dtype=bool)
    up = (operator in _UP or (operator == "is" and condition.threshold is True)) == holds
    turns = TURNS.get(condition.signal, Turns("never", "never"))
    way = turns.up if up else turns.down
    return np.full(len(measured), way == "brought" if brought else way != "never")


def _layer_can_turn(condition: Condition, measured: pd.Series) -> npt.NDArray[np.bool_]:
    wanted = set(condition.one_of or ())
    ways = NEXT_LAYERS.get(condition.signal, {})
    return np.array([bool(wanted.intersection(ways.get(layer, ()))) for layer in measured.tolist()], dtype=bool)
