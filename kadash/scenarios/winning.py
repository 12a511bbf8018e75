"""Winning new accounts: what those won each year add to customer equity and to yearly profit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kadash.scenarios.cells import Cells, Floats
from kadash.scenarios.engine import State, Terms
from kadash.scenarios.levers import Levers
from kadash.value.annuity import annuity


class NewAccount(NamedTuple):
    """The account that is won: profit a year while alive, retention, present value over the horizon."""

    profit: float
    retention: float
    value: float


NOBODY = NewAccount(0.0, 0.0, 0.0)


def won_account(cells: Cells, here: State, levers: Levers, terms: Terms) -> NewAccount:
    """The account that is won, where any is; else `NOBODY`, and nothing is reckoned."""
    return new_account(cells, here, levers, terms) if levers.new_accounts else NOBODY


def new_account(cells: Cells, here: State, levers: Levers, terms: Terms) -> NewAccount:
    """Like the average live account in the scenario; with a typed value, one that earns as much more or less."""
    alive = max(float(cells.alive.sum()), 1e-300)
    profit = float(here.profit.sum()) / alive
    retention = float(np.sum(cells.alive * here.retention)) / alive
    value = float(np.sum(here.profit * annuity(here.retention, terms.discount, terms.years, terms.growth))) / alive
    if levers.new_account_value is None or not len(cells):
        return NewAccount(profit, retention, value)
    lasts = float(annuity(retention, terms.discount, terms.years, terms.growth))
    return NewAccount(levers.new_account_value / lasts, retention, levers.new_account_value)


def winning_value(won: NewAccount, levers: Levers, terms: Terms) -> float:
    """Sum over the years of n (value - cost) / (1 + d)^t."""
    won_until_then = float(-np.expm1(-terms.years * np.log1p(terms.discount)) / terms.discount)
    return levers.new_accounts * (won.value - levers.acquisition_cost) * won_until_then


def winning_profits(won: NewAccount, levers: Levers, years: int, growth: float) -> Floats:
    """Profit of each year from accounts won at the end of each earlier year, less what winning costs in the year."""
    ages = np.arange(years - 1) + 0.5
    cohort = won.profit * (won.retention * (1.0 + growth)) ** ages
    return np.asarray(levers.new_accounts * (np.r_[0.0, np.cumsum(cohort)] - levers.acquisition_cost))
