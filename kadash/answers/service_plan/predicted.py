"""What a service should add in its first year, how sure that is: what can be held against what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kadash.answers.asked import Asked
from kadash.answers.service_plan.base import PlanBase, judged_accounts
from kadash.services.costs import one_off_cost, yearly_cost
from kadash.services.effects import Array, lever_draws
from kadash.services.gain import first_year_gains
from kadash.services.proposals import known_start
from kadash.services.rules import names_of_signals
from kadash.services.signals import signal_table


@dataclass(frozen=True)
class FirstYear:
    """What a service adds in its first year, its cost paid: at the means of its effects, from the 5th to the 95th
    percentile of their draws, and the chance that it is above nothing.
    """

    mean: float
    low: float
    high: float
    chance: float


def first_years(asked: Asked, base: PlanBase, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], FirstYear]:
    """(account, service) to its first year; left out where unknown."""
    every = judged_accounts(asked).reset_index(drop=True)
    place = {account: row for row, account in enumerate(every["account_id"])}
    signals = signal_table(every, asked.policy, names_of_signals(base.catalogue))
    start = known_start(every, asked.policy)
    found: dict[tuple[str, str], FirstYear] = {}
    for service in base.catalogue.services:
        accounts = [account for account, one in pairs if one == service.id]
        if not accounts:
            continue
        rows = np.array([place[account] for account in accounts], dtype=np.int64)
        some = every.iloc[rows]
        costs = one_off_cost(service.cost, some, every), yearly_cost(service.cost, some, every)
        at_means, drawn = (first_year_gains(
            start.rows(rows), lever_draws(service, signals.iloc[rows], some["buyer_type"], draws), *costs, asked.policy)
            for draws in (0, asked.policy.services.draws))
        found |= {(account, service.id): one for account, one in zip(accounts, _told(at_means, drawn), strict=True)
                  if np.isfinite(one.mean)}
    return found


def _told(at_means: Array, drawn: Array) -> list[FirstYear]:
    low, high = np.quantile(drawn, (0.05, 0.95), axis=1)
    chance = (drawn > 0.0).mean(axis=1)
    return [FirstYear(*(float(one) for one in row)) for row in zip(at_means.ravel(), low, high, chance, strict=True)]
