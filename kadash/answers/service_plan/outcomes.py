"""What came of services: outcomes for learning, and the ledger of what was promised and came true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.service_plan.saved import Result, SavedPlan, recorded, saved_plans, subject
from kadash.services import Catalogue, Service
from kadash.services.learning import Compared, compared, learned
from kadash.store.journal import Journal

LEAST_DAYS = 182
"""Before half a year has passed nothing is said of what came."""

COLUMNS = ["service_id", "account_id", "outcome", "given", "random", "health", "buyer_type"]
LEDGER = ["plan", "account_id", "account_name", "service_id", "made_on", "promised", "came", "verdict"]


@dataclass(frozen=True, eq=False)
class Taught:
    """What was seen of a service. effects: of its retention by buyer type (`learned`); None where it moves none."""

    service: Service
    outcomes: int
    compared: Compared
    effects: pd.DataFrame | None


def outcomes(asked: Asked, journal: Journal) -> pd.DataFrame:
    """One row a service and an account whose outcome is known: columns of COLUMNS; outcome 1 kept, 0 lost.

    From saved plans (given against held out; a result recorded by a person, else whether the account bought since, once
    half a year has passed) and from deliveries that were loaded (given against other buyers, nobody drew lots).
    """
    told = recorded(journal)
    parts = [_of_plan(asked, plan, told) for plan in saved_plans(journal)]
    parts.append(_of_deliveries(asked))
    return pd.concat([part for part in parts if len(part)] or parts, ignore_index=True)


def taught(asked: Asked, journal: Journal, menu: Catalogue) -> list[Taught]:
    """One entry a service of which anything was seen."""
    rows = outcomes(asked, journal)
    found = []
    for service in menu.services:
        own = rows[rows["service_id"].eq(service.id)]
        if own.empty:
            continue
        effect = next((one for one in service.effects if one.lever == "retention" and one.unit is None), None)
        found.append(Taught(service, len(own), compared(own), None if effect is None else learned(own, effect)))
    return found


def ledger(asked: Asked, journal: Journal) -> pd.DataFrame:
    """One row an offer of a saved plan: plan, account_id, account_name, service_id, made_on, promised, came, verdict.

    promised: contribution to be added in the first year; came: contribution since the plan, a year's worth, less that
    of the year before it, shared among the account's services as promised. verdict: came_true (at least the promise),
    partly (above 0), not, early (under half a year), unknown.
    """
    rows = [row for plan in saved_plans(journal) for row in _promises(asked, plan)]
    return pd.DataFrame(rows, columns=LEDGER)


def _since(asked: Asked, plan: SavedPlan) -> pd.DataFrame:
    ids = sorted({one.account_id for one in (*plan.offers, *plan.held)})
    return asked.frame("service_plan_since", since=plan.as_of, accounts=ids).set_index("account_id")


def _of_plan(asked: Asked, plan: SavedPlan, told: Mapping[str, Result]) -> pd.DataFrame:
    late = (asked.as_of - plan.as_of).days >= LEAST_DAYS
    since = _since(asked, plan) if late else pd.DataFrame(columns=["bought_since"])
    rows = []
    for given, offers in ((True, plan.offers), (False, plan.held)):
        for one in offers:
            result = told.get(subject(plan.plan_id, one.account_id, one.service_id))
            if result is None and one.account_id in since.index:
                result = "kept" if since.loc[one.account_id, "bought_since"] else "lost"
            if result is not None:
                rows.append([one.service_id, one.account_id, float(result == "kept"), given, plan.by_lot, one.health,
                             one.buyer_type])
    return pd.DataFrame(rows, columns=COLUMNS)


def _of_deliveries(asked: Asked) -> pd.DataFrame:
    then = asked.as_of - dt.timedelta(days=LEAST_DAYS)
    rows = asked.frame("service_plan_deliveries", then=then)
    return rows.assign(outcome=rows["kept"].astype("float64"), random=False)[COLUMNS]


def _promises(asked: Asked, plan: SavedPlan) -> list[list[object]]:
    days = (asked.as_of - plan.as_of).days
    since = _since(asked, plan)
    promised: dict[str, float] = {}
    for one in plan.offers:
        promised[one.account_id] = promised.get(one.account_id, 0.0) + (one.first_year or 0.0)
    rows: list[list[object]] = []
    for one in plan.offers:
        came = _came(one.contribution_12m, since, one.account_id, days)
        of_all = promised[one.account_id]
        part = (one.first_year or 0.0) / of_all if of_all else 1.0
        mine = None if came is None else came * part
        rows.append([plan.name, one.account_id, one.account_name, one.service_id, plan.as_of, one.first_year, mine,
                     _verdict(one.first_year, mine, days)])
    return rows


def _came(before: float | None, since: pd.DataFrame, account_id: str, days: int) -> float | None:
    if before is None or account_id not in since.index or days < LEAST_DAYS:
        return None
    return float(since["contribution_since"].to_dict()[account_id]) * 365.0 / days - before


def _verdict(promised: float | None, came: float | None, days: int) -> str:
    if days < LEAST_DAYS:
        return "early"
    if promised is None or came is None or not np.isfinite(came):
        return "unknown"
    return "came_true" if came >= promised else "partly" if came > 0 else "not"
