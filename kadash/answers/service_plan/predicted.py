"""What a service should add in its first year, at its means: what can be held against what came."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kadash.answers.asked import Asked
from kadash.answers.service_plan.base import PlanBase, judged_accounts
from kadash.services.costs import one_off_cost, yearly_cost
from kadash.services.effects import lever_draws
from kadash.services.gain import first_year_gains
from kadash.services.proposals import known_start
from kadash.services.rules import names_of_signals
from kadash.services.signals import signal_table


def first_years(asked: Asked, base: PlanBase, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """(account, service) to money in the first year, its cost paid; left out where unknown."""
    every = judged_accounts(asked).reset_index(drop=True)
    place = {account: row for row, account in enumerate(every["account_id"])}
    signals = signal_table(every, asked.policy, names_of_signals(base.catalogue))
    start = known_start(every, asked.policy)
    found: dict[tuple[str, str], float] = {}
    for service in base.catalogue.services:
        accounts = [account for account, one in pairs if one == service.id]
        if not accounts:
            continue
        rows = np.array([place[account] for account in accounts], dtype=np.int64)
        some = every.iloc[rows]
        added = first_year_gains(
            start.rows(rows), lever_draws(service, signals.iloc[rows], some["buyer_type"], 0),
            one_off_cost(service.cost, some, every), yearly_cost(service.cost, some, every), asked.policy).ravel()
        found |= {(account, service.id): float(one) for account, one in zip(accounts, added, strict=True)
                  if np.isfinite(one)}
    return found
