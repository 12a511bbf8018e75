"""From one period's contribution to the next, for many accounts at once: exact, symmetric, no bar is a plug."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from kadash.marts.facts.quarters import COSTS_TO_SERVE as COSTS_TO_SERVE

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]

UNITS_ADD_UP_TO = 10.0
"""Pieces add up to a volume where the dearest costs at most so many times the cheapest; a screw and a switchboard
do not, and their sum would say nothing."""

LARGEST_PRICE_TO_LIST = 1.5
"""Above this, the list price of the lines is known for a part of them only: price is then not split."""

BARS = ("list_price", "discount", "price", "cost", "volume", "mix", "volume_and_mix", "new_products",
        "dropped_products", "returns", "without_quantity", *COSTS_TO_SERVE)
"""Causes of a change, in the order they are shown."""

CAUSES = {
    "price_discount": ("list_price", "discount", "price"),
    "cost_of_goods": ("cost",),
    "to_serve": COSTS_TO_SERVE,
    "volume_mix": ("volume", "mix", "volume_and_mix", "new_products", "dropped_products", "returns",
                   "without_quantity"),
}
"""What the bars of a bridge are summed to where a table has room for few."""

ERODES = ("price_discount", "cost_of_goods", "to_serve")
"""Causes that take profit from what is bought, not by how much of it is."""


def caused(bridges: pd.DataFrame) -> pd.DataFrame:
    """A column for each of CAUSES: the sums of its bars, one row a row of `margin_bridges`."""
    amounts = bridges[list(BARS)].to_numpy(dtype=np.float64)
    return pd.DataFrame({cause: np.nansum(amounts[:, [BARS.index(bar) for bar in bars]], axis=1)
                         for cause, bars in CAUSES.items()}, index=bridges.index)


def eroded(bridges: pd.DataFrame) -> pd.Series[float]:
    """What price, cost of goods and cost to serve took together, which is no matter of how much was bought."""
    return caused(bridges)[list(ERODES)].sum(axis=1)


def margin_bridges(products: pd.DataFrame, costs: pd.DataFrame, cost_known: bool) -> pd.DataFrame:
    """One row an account of either table: account_id, before, now and a column for each of BARS, in money.

    `before` + the sum of the bars = `now`, by algebra. Where no cost is known the bridge is one of revenue.

    products: one row an account and a product bought in either period, with account_id, category and, each with
    `_before` and `_now`: quantity, revenue, list_value, cost (0 or NaN in a period without it). costs: one row an
    account: account_id and COSTS_TO_SERVE, each with `_before` and `_now`. Products whose net quantity is not above
    zero in a period with revenue have no price: their whole change is one bar, `without_quantity` where neither period
    has any quantity, else `returns`.
    """
    ids = pd.concat([products["account_id"], costs["account_id"]], ignore_index=True)
    codes, accounts = pd.factorize(ids, sort=True)
    codes = codes.astype(np.int64)
    place, none = codes[len(products):], np.zeros(len(accounts))
    spent = {name: tuple(_spent(costs[f"{name}_{period}"], place, len(accounts)) for period in ("before", "now"))
             for name in COSTS_TO_SERVE} if cost_known else {}
    both = _Periods.of(products, codes[:len(products)], len(accounts), cost_known)
    found = _bridges(both, spent, cost_known)
    return pd.DataFrame({"account_id": accounts, **{name: found.get(name, none) for name in ("before", "now", *BARS)}})


def margin_bridge_amounts(products: pd.DataFrame, costs: Mapping[str, tuple[float, float]], cost_known: bool
                          ) -> dict[str, float]:
    """`margin_bridges` of one account: before, now and every bar that its products and costs can move.

    products: as there, of one account. costs: each of COSTS_TO_SERVE as (before, now), 0 where it is missing.
    """
    both = _Periods.of(products, np.zeros(len(products), dtype=np.int64), 1, cost_known)
    spent = {name: tuple(np.array([amount]) for amount in costs.get(name, (0.0, 0.0)))
             for name in COSTS_TO_SERVE} if cost_known else {}
    return {name: float(amounts[0]) for name, amounts in _bridges(both, spent, cost_known).items()}


def _bridges(both: _Periods, spent: Mapping[str, tuple[Floats, ...]], cost_known: bool) -> dict[str, Floats]:
    """before, now and the bars that are not nothing for all, one entry an account."""
    bars = {**_price(both), **_volume_and_mix(both), **_by_product(both)}
    before, now = both.summed(both.margin_before), both.summed(both.margin_now)
    if cost_known:
        bars["cost"] = both.summed(-both.mean_quantity * both.unit_cost_change, both.alike)
    for name, (spent_before, spent_now) in spent.items():
        bars[name] = spent_before - spent_now
        before, now = before - spent_before, now - spent_now
    return {"before": before, "now": now, **bars}


@dataclass(frozen=True)
class _Periods:
    """Columns of both periods as arrays, one entry an account and a product; where cost is not known it is nothing."""

    account: Codes
    accounts: int
    category: Codes
    quantity_before: Floats
    quantity_now: Floats
    revenue_before: Floats
    revenue_now: Floats
    list_before: Floats
    list_now: Floats
    cost_before: Floats
    cost_now: Floats

    @classmethod
    def of(cls, products: pd.DataFrame, account: Codes, accounts: int, cost_known: bool) -> _Periods:
        def column(name: str) -> Floats:
            known = products[name].to_numpy(dtype=np.float64, na_value=np.nan)
            return np.where(np.isnan(known), 0.0, known)

        nothing = np.zeros(len(products))
        category, _ = pd.factorize(products["category"])  # unknown: -1, a category of its own
        return cls(
            account, accounts, category.astype(np.int64), column("quantity_before"), column("quantity_now"),
            column("revenue_before"), column("revenue_now"), column("list_value_before"), column("list_value_now"),
            column("cost_before") if cost_known else nothing, column("cost_now") if cost_known else nothing)

    def summed(self, amounts: Floats, which: Truths | None = None) -> Floats:
        """The sum of each account."""
        held = amounts if which is None else np.where(which, amounts, 0.0)
        return _counted(self.account, held, self.accounts)

    @property
    def margin_before(self) -> Floats:
        return self.revenue_before - self.cost_before

    @property
    def margin_now(self) -> Floats:
        return self.revenue_now - self.cost_now

    @property
    def alike(self) -> Truths:
        """Bought in both periods."""
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
    def unit_cost_change(self) -> Floats:
        return _each(self.cost_now, self.quantity_now) - _each(self.cost_before, self.quantity_before)

    @property
    def mean_unit_margin(self) -> Floats:
        return (_each(self.margin_before, self.quantity_before) + _each(self.margin_now, self.quantity_now)) / 2

    @property
    def mean_price(self) -> Floats:
        return (_each(self.revenue_before, self.quantity_before) + _each(self.revenue_now, self.quantity_now)) / 2


def _price(both: _Periods) -> dict[str, Floats]:
    """Price = sum of mean quantity x price change, parted where list prices are known.

    p = list x k, k = price to list, so mean quantity x (mean k x list change) is what the list did and mean quantity
    x (mean list x k change) is what the discount did; both together are the price effect to the cent.
    """
    price_before = _each(both.revenue_before, both.quantity_before)
    price_now = _each(both.revenue_now, both.quantity_now)
    list_before, list_now = _each(both.list_before, both.quantity_before), _each(both.list_now, both.quantity_now)
    k_before, k_now = _each(price_before, list_before), _each(price_now, list_now)
    listed = both.alike & (list_before > 0) & (list_now > 0)
    listed &= (k_before <= LARGEST_PRICE_TO_LIST) & (k_now <= LARGEST_PRICE_TO_LIST)
    by_list = both.mean_quantity * (k_before + k_now) / 2 * (list_now - list_before)
    by_discount = both.mean_quantity * (list_before + list_now) / 2 * (k_now - k_before)
    return {
        "list_price": both.summed(by_list, listed),
        "discount": both.summed(by_discount, listed),
        "price": both.summed(both.mean_quantity * (price_now - price_before), both.alike & ~listed),
    }


def _by_product(both: _Periods) -> dict[str, Floats]:
    """What whole products brought or took: those new, those dropped, and those that have no price."""
    change = both.margin_now - both.margin_before
    rest = ~(both.alike | both.only_now | both.only_before)
    uncounted = rest & _nothing(both.quantity_before, both.quantity_now)
    return {"new_products": both.summed(change, both.only_now),
            "dropped_products": both.summed(change, both.only_before),
            "returns": both.summed(change, rest & ~uncounted),
            "without_quantity": both.summed(change, uncounted)}


def _volume_and_mix(both: _Periods) -> dict[str, Floats]:
    """Volume and mix, over all pieces of an account where they add up, else by category, else as one bar."""
    effect = both.mean_unit_margin * (both.quantity_now - both.quantity_before)
    together = both.summed(effect, both.alike)
    group, owner = _groups(both)
    parted = _least(owner, _adds_up(both, group, len(owner)).astype(np.float64), both.accounts) > 0
    volume = np.where(parted, _counted(owner, _volume(both, group, len(owner)), both.accounts), 0.0)
    return {"volume": volume, "mix": np.where(parted, together - volume, 0.0),
            "volume_and_mix": np.where(parted, 0.0, together)}


def _groups(both: _Periods) -> tuple[Codes, Codes]:
    """The group in which the pieces of each row are added up, and the account of each group."""
    whole = _adds_up(both, both.account, both.accounts)
    categories = int(both.category.max(initial=-1)) + 2
    wanted = both.account * categories + np.where(whole[both.account], 0, both.category + 1)
    distinct, group = np.unique(wanted, return_inverse=True)
    return group.astype(np.int64), distinct // categories


def _adds_up(both: _Periods, group: Codes, groups: int) -> Truths:
    """Whether prices of a group are near enough that its pieces may be counted together; true for none and for one."""
    alike = both.alike
    price, of = both.mean_price[alike], group[alike]
    dearest, cheapest = _most(of, price, groups), _least(of, price, groups)
    several = np.bincount(of, minlength=groups) > 1
    found: Truths = ~several | ((dearest > 0) & (dearest <= UNITS_ADD_UP_TO * cheapest))
    return found


def _volume(both: _Periods, group: Codes, groups: int) -> Floats:
    """Mean margin a piece x change of pieces, of each group."""
    alike = both.alike

    def total(amounts: Floats) -> Floats:
        return _counted(group[alike], amounts[alike], groups)

    before, now = total(both.quantity_before), total(both.quantity_now)
    unit_margin = (_each(total(both.margin_before), before) + _each(total(both.margin_now), now)) / 2
    return unit_margin * (now - before)


def _most(group: Codes, values: Floats, groups: int) -> Floats:
    return _reached(np.maximum.at, -np.inf, group, values, groups)


def _least(group: Codes, values: Floats, groups: int) -> Floats:
    return _reached(np.minimum.at, np.inf, group, values, groups)


def _reached(widen: Callable[[Floats, Codes, Floats], None], start: float, group: Codes, values: Floats,
             groups: int) -> Floats:
    found = np.full(groups, start)
    widen(found, group, values)
    return found


def _spent(amounts: pd.Series[float], place: Codes, accounts: int) -> Floats:
    return _counted(place, np.asarray(amounts.fillna(0.0), dtype=np.float64), accounts)


def _counted(group: Codes, amounts: Floats, groups: int) -> Floats:
    """The sum of the amounts of each group."""
    return np.asarray(np.bincount(group, weights=amounts, minlength=groups), dtype=np.float64)


def _nothing(*columns: Floats) -> Truths:
    found: Truths = np.all([column == 0 for column in columns], axis=0)
    return found


def _each(total: Floats, count: Floats) -> Floats:
    found: Floats = np.divide(total, count, out=np.zeros(len(total)), where=count > 0)
    return found
