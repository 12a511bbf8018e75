"""From one year's contribution to the next, bar by bar: exact, symmetric, by product, and no bar is a plug."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

Measure = Literal["contribution", "revenue"]
Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]

UNITS_ADD_UP_TO = 10.0
"""Pieces add up to a volume where the dearest costs at most so many times the cheapest; a screw and a switchboard
do not, and their sum would say nothing."""

LARGEST_PRICE_TO_LIST = 1.5
"""Above this, the list price of the lines is known for a part of them only: price is then not split."""

COSTS_TO_SERVE = ("freight", "commission", "rebate", "service_cost", "financing")


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

    `products`: one row a product bought in either year, with category and, each with `_before` and `_now`: quantity,
    revenue, list_value, cost (0 or NaN in a year without it). `costs`: freight, commission, rebate, service_cost and
    financing as (before, now). Products whose net quantity is not above zero in a year with revenue (returns, lines
    without quantity) have no price: their whole change is one bar, `without_quantity`.
    """
    years = _Years.of(products, cost_known)
    alike, new, dropped = years.in_both, years.only_now, years.only_before
    rest = ~(alike | new | dropped)
    change = years.margin_now - years.margin_before
    bars = {
        **_price(years, alike),
        **({"cost": -_sum(years.mean_quantity * years.unit_cost_change, alike)} if cost_known else {}),
        **_volume_and_mix(years, alike),
        "new_products": _sum(change, new),
        "dropped_products": _sum(change, dropped),
        "without_quantity": _sum(change, rest),
    }
    before, now = math.fsum(years.margin_before), math.fsum(years.margin_now)
    if cost_known:
        for name in COSTS_TO_SERVE:
            cost_before, cost_now = costs.get(name, (0.0, 0.0))
            bars[name] = cost_before - cost_now
            before, now = before - cost_before, now - cost_now
    return Bridge("contribution" if cost_known else "revenue", before, now,
                  tuple(Bar(code, amount) for code, amount in bars.items() if amount))


@dataclass(frozen=True)
class _Years:
    """Columns of both years as arrays, one entry a product; where cost is not known it counts as nothing."""

    category: npt.NDArray[np.object_]
    quantity_before: Floats
    quantity_now: Floats
    revenue_before: Floats
    revenue_now: Floats
    list_before: Floats
    list_now: Floats
    cost_before: Floats
    cost_now: Floats

    @classmethod
    def of(cls, products: pd.DataFrame, cost_known: bool) -> _Years:
        def column(name: str) -> Floats:
            known = products[name].to_numpy(dtype=np.float64, na_value=np.nan)
            return np.where(np.isnan(known), 0.0, known)

        nothing = np.zeros(len(products))
        return cls(
            products["category"].to_numpy(dtype=object), column("quantity_before"), column("quantity_now"),
            column("revenue_before"), column("revenue_now"), column("list_value_before"), column("list_value_now"),
            column("cost_before") if cost_known else nothing, column("cost_now") if cost_known else nothing)

    @property
    def margin_before(self) -> Floats:
        return self.revenue_before - self.cost_before

    @property
    def margin_now(self) -> Floats:
        return self.revenue_now - self.cost_now

    @property
    def in_both(self) -> Truths:
        return (self.quantity_before > 0) & (self.quantity_now > 0)

    @property
    def only_now(self) -> Truths:
        return (self.quantity_now > 0) & _nothing(self.quantity_before, self.revenue_before, self.cost_before)

    @property
    def only_before(self) -> Truths:
        return (self.quantity_before > 0) & _nothing(self.quantity_now, self.revenue_now, self.cost_now)

    @property
    def mean_quantity(self) -> Floats:
        return (self.quantity_before + self.quantity_now) / 2

    @property
    def quantity_change(self) -> Floats:
        return self.quantity_now - self.quantity_before

    @property
    def unit_cost_change(self) -> Floats:
        return _each(self.cost_now, self.quantity_now) - _each(self.cost_before, self.quantity_before)

    @property
    def mean_unit_margin(self) -> Floats:
        return (_each(self.margin_before, self.quantity_before) + _each(self.margin_now, self.quantity_now)) / 2

    @property
    def mean_price(self) -> Floats:
        return (_each(self.revenue_before, self.quantity_before) + _each(self.revenue_now, self.quantity_now)) / 2


def _price(years: _Years, alike: Truths) -> dict[str, float]:
    """Price = sum of mean quantity x price change, parted where list prices are known.

    p = list x k, k = price to list, so mean quantity x (mean k x list change) is what the list did and mean quantity
    x (mean list x k change) is what the discount did; both together are the price effect to the cent.
    """
    price_before, price_now = _each(years.revenue_before, years.quantity_before), _each(
        years.revenue_now, years.quantity_now)
    list_before, list_now = _each(years.list_before, years.quantity_before), _each(years.list_now, years.quantity_now)
    k_before, k_now = _each(price_before, list_before), _each(price_now, list_now)
    listed = alike & (list_before > 0) & (list_now > 0)
    listed &= (k_before <= LARGEST_PRICE_TO_LIST) & (k_now <= LARGEST_PRICE_TO_LIST)
    by_list = years.mean_quantity * (k_before + k_now) / 2 * (list_now - list_before)
    by_discount = years.mean_quantity * (list_before + list_now) / 2 * (k_now - k_before)
    return {
        "list_price": _sum(by_list, listed),
        "discount": _sum(by_discount, listed),
        "price": _sum(years.mean_quantity * (price_now - price_before), alike & ~listed),
    }


def _volume_and_mix(years: _Years, alike: Truths) -> dict[str, float]:
    """Volume and mix, over all pieces where they add up, else by category, else as one bar."""
    effect = years.mean_unit_margin * years.quantity_change
    together = _sum(effect, alike)
    groups = [alike] if _adds_up(years, alike) else _categories(years, alike)
    if not all(_adds_up(years, group) for group in groups):
        return {"volume_and_mix": together}
    volume = math.fsum(_volume(years, group) for group in groups)
    return {"volume": volume, "mix": together - volume}


def _volume(years: _Years, group: Truths) -> float:
    before, now = _sum(years.quantity_before, group), _sum(years.quantity_now, group)
    if not (before > 0 and now > 0):
        return 0.0
    unit_margin = (_sum(years.margin_before, group) / before + _sum(years.margin_now, group) / now) / 2
    return unit_margin * (now - before)


def _categories(years: _Years, alike: Truths) -> list[Truths]:
    codes, _ = pd.factorize(years.category)  # unknown: -1, a group of its own
    return [alike & (codes == code) for code in np.unique(codes[alike])]


def _adds_up(years: _Years, group: Truths) -> bool:
    prices = years.mean_price[group]
    return len(prices) <= 1 or bool(0 < prices.max() <= UNITS_ADD_UP_TO * prices.min())


def _nothing(*columns: Floats) -> Truths:
    found: Truths = np.all([column == 0 for column in columns], axis=0)
    return found


def _each(total: Floats, count: Floats) -> Floats:
    found: Floats = np.divide(total, count, out=np.zeros(len(total)), where=count > 0)
    return found


def _sum(values: Floats, which: Truths) -> float:
    return math.fsum(values[which])
