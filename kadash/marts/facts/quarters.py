"""What accounts bought and cost in quarters, and in two of them side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from kadash.marts.facts.reads import in_ranges, rows
from kadash.marts.facts.runs import Flags, Floats, Ints, Rows, groups, in_order
from kadash.store import Build

AMOUNTS = ("quantity", "revenue", "list_value", "cost")
COSTS_TO_SERVE = ("freight", "commission", "rebate", "service_cost", "financing")


@dataclass(frozen=True)
class TwoQuarters:
    """What a range of accounts bought and cost in two quarters.

    products: one row an account and a product bought in either, with account_id, category and, each with `_before` and
    `_now`: quantity, revenue, list_value, cost (0 in a quarter without it). What an account bought in one of the two
    only stands together in one row a quarter, since nothing is to be compared with it. costs: one row an account with
    orders or costs in either: account_id and COSTS_TO_SERVE, each with `_before` and `_now`. account_id is the
    account's number. lacking: numbers of the accounts with a line that has an amount and no cost.
    """

    products: pd.DataFrame
    costs: pd.DataFrame
    lacking: Ints


class QuarterSums:
    """Of a range of accounts: what they bought and cost in every quarter; quarters are counted from 0."""

    def __init__(self, first: int, products: Rows, costs: Rows) -> None:
        """`products` as quarter_products.sql says, `costs` as quarter_costs.sql, accounts counted from `first`."""
        self._first = first
        self._bought = in_order(products, "quarter", "account", "product")
        self._spent = in_order(costs, "quarter", "account")
        self._asked: dict[int, _Bought] = {}

    def two(self, before: int, now: int) -> TwoQuarters:
        """A quarter and the one that it is set against."""
        bought_before, bought_now = self._bought_in(before), self._bought_in(now)
        lacking = np.union1d(bought_before.lacking, bought_now.lacking)
        costs = _costs(_only(self._spent, before), _only(self._spent, now))
        products = _side_by_side(bought_before, bought_now)
        for frame in (products, costs):
            frame["account_id"] += self._first
        return TwoQuarters(products, costs, lacking + self._first)

    def _bought_in(self, quarter: int) -> _Bought:
        """Remembered: most quarters are set against two before them and two after."""
        if quarter not in self._asked:
            self._asked[quarter] = _Bought.of(_only(self._bought, quarter))
        return self._asked[quarter]


def quarter_sums(build: Build, from_month: date, accounts: int) -> Iterator[QuarterSums]:
    """Ranges of accounts with their quarters from a month on, while account_product_sum stands."""
    first = 0
    for products, many in in_ranges(build, "quarter_products", "account_product_sum", accounts, from_month=from_month):
        asked = {"first": first, "end": first + many, "from_month": from_month}
        yield QuarterSums(first, products, rows(build, "quarter_costs", asked))
        first += many


def _only(found: Rows, quarter: int) -> Rows:
    """The rows of one quarter, of rows that are sorted by it."""
    start, end = np.searchsorted(found["quarter"], [quarter, quarter + 1])
    return {name: column[start:end] for name, column in found.items()}


@dataclass(frozen=True)
class _Bought:
    """What accounts bought in a quarter, by account and product."""

    account: Ints
    product: Ints
    category: Ints
    lacks_cost: Flags
    amounts: Mapping[str, Floats]

    @classmethod
    def of(cls, found: Rows) -> _Bought:
        account, product, category = (found[name].astype(np.int64) for name in ("account", "product", "category"))
        return cls(account, product, category, found["lacks_cost"].astype(bool),
                   {name: found[name].astype(np.float64) for name in AMOUNTS})

    @property
    def lacking(self) -> Ints:
        """The accounts with a line that has an amount and no cost; rows stand by account."""
        account = self.account[self.lacks_cost]
        return account[groups(account)[1]]

    def keys(self, products: int) -> Ints:
        """One number an account and a product, of so many."""
        return self.account * products + self.product

    def at(self, which: Ints | Flags) -> _Bought:
        """Some of the rows."""
        return _Bought(self.account[which], self.product[which], self.category[which], self.lacks_cost[which],
                       {name: amounts[which] for name, amounts in self.amounts.items()})

    def together(self) -> _Bought:
        """One row an account, of no product; rows stand by account."""
        account = self.account[groups(self.account)[1]]
        none = np.zeros(len(account), np.int64)
        return _Bought(account, none, none, none > 0,
                       {name: np.bincount(self.account, amounts, 1).take(account).astype(np.float64)
                        for name, amounts in self.amounts.items()})

    def nothing(self) -> _Bought:
        """The same accounts and products, bought for nothing."""
        return replace(self, amounts=dict.fromkeys(AMOUNTS, np.zeros(len(self.account))))


def _side_by_side(before: _Bought, now: _Bought) -> pd.DataFrame:
    """One row an account and a product of both; of those of one only a row an account, and each that has no price."""
    products = 1 + max(int(one.product.max(initial=0)) for one in (before, now))
    _, in_before, in_now = np.intersect1d(before.keys(products), now.keys(products), assume_unique=True,
                                          return_indices=True)
    parts = [(before.at(in_before), now.at(in_now)),
             *((part, part.nothing()) for part in _alone(before, in_before)),
             *((part.nothing(), part) for part in _alone(now, in_now))]
    amounts = {f"{name}_{side}": np.concatenate([pair[place].amounts[name] for pair in parts])
               for place, side in enumerate(("before", "now")) for name in AMOUNTS}
    return pd.DataFrame({"account_id": np.concatenate([one.account for one, _ in parts]),
                         "category": np.concatenate([one.category for one, _ in parts]), **amounts})


def _alone(one: _Bought, there: Ints) -> tuple[_Bought, _Bought]:
    """Rows that the other quarter has nothing of: those with a price together, and those without."""
    alone = np.ones(len(one.account), dtype=bool)
    alone[there] = False
    priced = one.amounts["quantity"] > 0
    return one.at(alone & priced).together(), one.at(alone & ~priced)


def _costs(before: Rows, now: Rows) -> pd.DataFrame:
    """One row an account of either."""
    account = np.union1d(before["account"], now["account"]).astype(np.int64)
    found: dict[str, Ints | Floats] = {"account_id": account}
    for one, side in ((before, "before"), (now, "now")):
        place = np.searchsorted(account, one["account"].astype(np.int64))
        for name in COSTS_TO_SERVE:
            amounts = np.zeros(len(account))
            amounts[place] = one[name]
            found[f"{name}_{side}"] = amounts
    return pd.DataFrame(found)
