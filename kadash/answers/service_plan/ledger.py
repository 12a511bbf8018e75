"""The ledger of predictions: every offer, alarm and forecast, what was said then and whether it came true."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.models import KeptForecast, forecasts_kept
from kadash.answers.models.alarms import alarms
from kadash.answers.service_plan.base import plan_base
from kadash.answers.service_plan.saved import SavedPlan, done_of
from kadash.answers.service_plan.seen import plans_seen
from kadash.marts.calendar import window
from kadash.store import Home
from kadash.store.journal import Journal

LEAST_MONTHS = 6
"""Before so many full months have passed nothing is said of what an offer brought."""

LEDGER = ["plan", "account_id", "account_name", "service_id", "made_on", "promised", "low", "high", "chance", "came",
          "done", "verdict"]


@dataclass(frozen=True, eq=False)
class Ledger:
    """offers: one row an offer of a saved plan (columns of LEDGER); alarms: one row an alarm, with how often it came
    true (`answers.models.alarms`); forecasts: each forecast that was kept, newest first.
    """

    offers: pd.DataFrame
    alarms: pd.DataFrame
    forecasts: list[KeptForecast]


def ledger(asked: Asked, home: Home) -> Ledger:
    """Everything that was predicted; offers of the accounts in sight, totals only for who sees all."""
    totals = asked.scope.is_everything
    return Ledger(offers_kept(asked, home.journal()), alarms(asked), forecasts_kept(home) if totals else [])


def offers_kept(asked: Asked, journal: Journal) -> pd.DataFrame:
    """One row an offer of a saved plan: columns of LEDGER.

    promised: contribution to be added in the first year, low and high its range, chance: that it is above nothing (all
    three missing of plans that were saved without). came: contribution of the full months since the plan, a year's
    worth, less that of the year before it, shared among the account's services as promised. done: whether its task was
    done (None: nobody said). verdict: came_true (at least the promise), partly (above 0), not, not_given (the task was
    declined or never done though others of the plan were), early (under half a year), unknown.
    """
    seen = set(plan_base(asked).accounts["account_id"])
    rows = [row for plan in plans_seen(asked, journal) for row in _promises(asked, journal, plan) if row[1] in seen]
    return pd.DataFrame(rows, columns=LEDGER)


def _promises(asked: Asked, journal: Journal, plan: SavedPlan) -> list[list[object]]:
    until = window(asked.as_of, asked.policy).last_day
    months = max((until.year - plan.as_of.year) * 12 + until.month - plan.as_of.month, 0)
    ids = sorted({one.account_id for one in plan.offers})
    since = asked.frame("service_plan_since", since=plan.as_of, until=until, accounts=ids)
    brought = dict(zip(since["account_id"], since["contribution_since"], strict=True))
    promised: dict[str, float] = {}
    for one in plan.offers:
        promised[one.account_id] = promised.get(one.account_id, 0.0) + (one.first_year or 0.0)
    given = done_of(journal, plan)
    rows: list[list[object]] = []
    for one in plan.offers:
        came = _came(one.contribution_12m, brought.get(one.account_id), months)
        of_all = promised[one.account_id]
        part = (one.first_year or 0.0) / of_all if of_all else 1.0
        mine = None if came is None else came * part
        done = None if given is None else (one.account_id, one.service_id) in given
        rows.append([plan.name, one.account_id, one.account_name, one.service_id, plan.as_of, one.first_year,
                     one.first_year_low, one.first_year_high, one.chance, mine, done,
                     _verdict(one.first_year, mine, months, done)])
    return rows


def _came(before: float | None, brought: float | None, months: int) -> float | None:
    if before is None or brought is None or months < LEAST_MONTHS:
        return None
    return float(brought) * 12.0 / months - before


def _verdict(promised: float | None, came: float | None, months: int, done: bool | None) -> str:
    if months < LEAST_MONTHS:
        return "early"
    if done is False:
        return "not_given"
    if promised is None or came is None or not np.isfinite(came):
        return "unknown"
    return "came_true" if came >= promised else "partly" if came > 0 else "not"
