"""A plan solved: the option of each account, what it earns and uses, prices of the limits, and who just missed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kadash.services.catalogue import ROLES
from kadash.services.plan.limits import BUDGET, Bounds, Limits, use_of
from kadash.services.plan.options import NOBODY, Floats, Ints, Options


@dataclass(frozen=True, eq=False)
class Solved:
    """chosen: of each account the place of its option, NOBODY for none. bound: no plan can earn more (linear).

    prices: name of a limit (`budget`, a role) to the gain that one more yuan or hour would add.
    """

    options: Options
    limits: Limits
    chosen: Ints
    bound: float
    prices: dict[str, float]

    @cached_property
    def taken(self) -> Ints:
        """The options chosen."""
        return np.asarray(self.chosen[self.chosen != NOBODY], dtype=np.int64)

    @cached_property
    def expected_gain(self) -> float:
        """Money over the policy's horizon."""
        return float(self.options.gain[self.taken].sum())

    @cached_property
    def cost(self) -> float:
        """Money of the first year."""
        return float(self.options.cost[self.taken].sum())

    @cached_property
    def hours(self) -> dict[str, float]:
        """Role to hours of the first year."""
        return dict(zip(ROLES, self.options.hours[self.taken].sum(axis=0).tolist(), strict=True))

    @property
    def budget_price(self) -> float:
        """What the next yuan would add; 0 where money does not bind."""
        return self.prices.get(BUDGET, 0.0)

    @property
    def binding(self) -> tuple[str, ...]:
        """The limits that have a price: with more of them the plan would earn more."""
        return tuple(name for name, price in self.prices.items() if price > 0.0)

    @property
    def gap(self) -> float:
        """How far under the bound, as a share of it."""
        return (self.bound - self.expected_gain) / self.bound if self.bound > 0 else 0.0


def scores(options: Options, bounds: Bounds, prices: Floats) -> Floats:
    """What is left of each option's gain when everything it uses is paid at the prices."""
    return paid(options.gain, bounds.use.T, prices)


def paid(gain: Floats, use: Floats, prices: Floats) -> Floats:
    """What is left of each gain; use: a row a price. A product of matrices would wait for busy cores."""
    left = gain.copy()
    for of_limit, price in zip(use, prices, strict=True):
        if price:
            left -= price * of_limit
    return left


def full_price(options: Options, prices: Mapping[str, float]) -> Floats:
    """What everything that each option uses costs, at the prices of limits by name."""
    price = np.zeros(len(options))
    for name, of_one in prices.items():
        if of_one:
            price += of_one * use_of(options, name)
    return price


def just_missed(solved: Solved, most: int = 10) -> Ints:
    """The options nearest to being chosen: of accounts without an offer, by what a yuan of their full price would earn.

    The first would be served first if there were more to spend.
    """
    options = solved.options
    if not len(options):
        return np.zeros(0, dtype=np.int64)
    price = full_price(options, solved.prices)
    earned = np.divide(options.gain, price, out=np.full(len(options), np.inf), where=price > 0.0)
    of_account = np.maximum.reduceat(earned, options.starts)
    waiting = np.flatnonzero(solved.chosen[options.starts_of] == NOBODY)
    if len(waiting) > most:
        least = np.partition(of_account[waiting], -most)[-most]
        waiting = waiting[of_account[waiting] >= least]
    accounts = waiting[np.argsort(-of_account[waiting], kind="stable")[:most]]
    return np.array([options.starts[one] + np.argmax(earned[options.starts[one]:][:options.counts[one]])
                     for one in accounts], dtype=np.int64)
