"""From one year's contribution to the next, bar by bar: exact, symmetric, by product, and no bar is a plug."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from kadash.reviews.bridges import BARS, margin_bridge_amounts

Measure = Literal["contribution", "revenue"]


@dataclass(frozen=True)
class Bar:
    """One cause of the change and what it added (or, below zero, took), in money."""

    code: str
    amount: float


@dataclass(frozen=True)
class Bridge:
    """Where an account's contribution went between two years.

    `before` + the sum of `bars` = `now`, by algebra. Where no cost is known the bridge is one of revenue, and
    `measure` says so.
    """

    measure: Measure
    before: float
    now: float
    bars: tuple[Bar, ...]

    @property
    def change(self) -> float:
        """What was gained or lost between the two years."""
        return self.now - self.before

    def amount(self, code: str) -> float:
        """The money of one bar; 0 where there is none."""
        return math.fsum(bar.amount for bar in self.bars if bar.code == code)

    @property
    def worst(self) -> Bar | None:
        """The bar that took most, or None where none took anything."""
        lost = [bar for bar in self.bars if bar.amount < 0]
        return min(lost, key=lambda bar: bar.amount) if lost else None


def margin_bridge(products: pd.DataFrame, costs: Mapping[str, tuple[float, float]], cost_known: bool) -> Bridge:
    """The bridge between two years of one account.

    `products`: as `margin_bridges` reads them, of one account. `costs`: freight, commission, rebate, service_cost and
    financing as (before, now).
    """
    return bridge_of(margin_bridge_amounts(products, costs, cost_known), cost_known)


def bridge_of(amounts: Mapping[str, float] | pd.Series[float], cost_known: bool) -> Bridge:
    """A row of `margin_bridges`, or the sum of several, as a bridge; bars of nothing are left out."""
    bars = tuple(Bar(code, float(amounts[code])) for code in BARS if amounts.get(code))
    return Bridge("contribution" if cost_known else "revenue", float(amounts["before"]), float(amounts["now"]), bars)
