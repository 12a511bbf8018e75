"""The dials of the what-if: for each lever its range on the page, its step, how it is written, what one of it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kadash.language import Words
from kadash.scenarios import LEVERS

FIRST = ("retention", "margin", "cost_to_serve")
MORE = ("churn_cut", "price", "frequency", "wallet", "payment_days")
COMPANY = ("growth", "new_accounts", "acquisition_cost", "new_account_value", "programme_cost", "programme_cost_once")
"""Levers that stand open, those of accounts behind "more", and those that move the company as a whole."""


@dataclass(frozen=True)
class Dial:
    """A slider's ends and step in the unit people read (points, per cent, days), and the wording of its value."""

    low: float
    high: float
    step: float
    form: str


DIALS: Mapping[str, Dial] = MappingProxyType({
    "retention": Dial(-10.0, 10.0, 0.5, "points"),
    "margin": Dial(-5.0, 5.0, 0.5, "points"),
    "cost_to_serve": Dial(-50.0, 50.0, 5.0, "percent"),
    "churn_cut": Dial(-50.0, 50.0, 5.0, "percent"),
    "price": Dial(-5.0, 5.0, 0.5, "points"),
    "frequency": Dial(-30.0, 30.0, 5.0, "percent"),
    "wallet": Dial(-20.0, 20.0, 1.0, "points"),
    "payment_days": Dial(-60.0, 60.0, 5.0, "days"),
    "growth": Dial(-10.0, 10.0, 1.0, "percent"),
})
"""Levers that have a slider; the others are typed."""


def size(lever: str) -> float:
    """What one on the page is for the engine: a point or a per cent is 0.01."""
    return 0.01 if LEVERS[lever].unit in ("points", "share") else 1.0


def said(words: Words, lever: str, value: float) -> str:
    """A lever's value on the page with its unit: +5 pt, -10%, 1.2M."""
    if lever in DIALS:
        return words(f"what_if.said.{DIALS[lever].form}", None, value=words.points(value / 100.0, 2))
    return words.money(value) if LEVERS[lever].unit == "money" else words.number(value, 2)
