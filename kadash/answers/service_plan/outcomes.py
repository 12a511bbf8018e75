"""Outcomes of services: what was decided, what was done, what came; and what it teaches of each service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.service_plan.came import IN_DAYS, IN_LOGS, MEASURES, MONTHS, OF_FEW, Measure, came, lever_of
from kadash.answers.service_plan.saved import Result, SavedPlan, done_of, recorded, subject
from kadash.answers.service_plan.seen import in_sight, plans_seen
from kadash.services import Catalogue, Service
from kadash.services.catalogue import Effect
from kadash.services.compared import Compared, compared
from kadash.services.learning import learned
from kadash.store.journal import Journal

COLUMNS = ["service_id", "account_id", "measure", "months", "outcome", "given", "treated", "random", "health",
           "buyer_type"]
_KEPT = {"kept": 1.0, "lost": 0.0}


@dataclass(frozen=True, eq=False)
class Taught:
    """What was seen of a service by one measure, so many months on. outcomes: accounts.

    effect, learned: the effect of the service that this teaches, and what is believed of it by buyer type; None where
    it teaches none, or a longer time does.
    """

    service: Service
    measure: Measure
    months: int
    outcomes: int
    compared: Compared
    effect: Effect | None = None
    learned: pd.DataFrame | None = None


def outcomes(asked: Asked, journal: Journal) -> pd.DataFrame:
    """One row a service, an account, a measure and a number of months: columns of COLUMNS.

    From saved plans (given against held out; a result recorded by a person goes before what the data say) and from
    deliveries that were loaded (kept only: given against other buyers, nobody drew lots). treated: whether it was
    done; None where nothing tells.
    """
    plans, told = plans_seen(asked, journal), recorded(journal)
    parts = [_of_plan(asked, journal, plan, told) for plan in plans]
    planned = {(one.service_id, one.account_id) for plan in plans for one in (*plan.offers, *plan.held)}
    parts += [_of_deliveries(asked, months, planned) for months in MONTHS]
    found = [part for part in parts if len(part)]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=COLUMNS)


def taught(asked: Asked, journal: Journal, menu: Catalogue) -> list[Taught]:
    """One entry a service, a measure and a number of months of which anything was seen."""
    rows = outcomes(asked, journal)
    found = []
    for service in menu.services:
        of_service = rows[rows["service_id"].eq(service.id)]
        for measure in (one for one in MEASURES if one not in OF_FEW or lever_of(service, one) is not None):
            of_measure = of_service[of_service["measure"].eq(measure)]
            seen = [(months, of_measure[of_measure["months"].eq(months)]) for months in MONTHS]
            told = [_taught(service, measure, months, part) for months, part in seen if len(part)]
            longest = max((one.months for one in told if one.compared.adjusted is not None), default=None)
            found += [one if one.months != longest else _with_effect(one, dict(seen)[one.months]) for one in told]
    return found


def _taught(service: Service, measure: Measure, months: int, rows: pd.DataFrame) -> Taught:
    return Taught(service, measure, months, len(rows), compared(rows))


def _with_effect(found: Taught, rows: pd.DataFrame) -> Taught:
    effect = lever_of(found.service, found.measure)
    if effect is None:
        return found
    return Taught(found.service, found.measure, found.months, found.outcomes, found.compared, effect,
                  learned(rows, effect, in_logs=found.measure in IN_LOGS, in_days=found.measure in IN_DAYS))


def _of_plan(asked: Asked, journal: Journal, plan: SavedPlan, told: Mapping[str, Result]) -> pd.DataFrame:
    """What came of those given and of those held out, half a year and a year on."""
    everybody = [*((one, True) for one in plan.offers), *((one, False) for one in plan.held)]
    ids = sorted({one.account_id for one, _ in everybody})
    values = came(asked, plan.as_of, ids).set_index(["account_id", "measure", "months"])["value"].to_dict()
    done = _treated(asked, journal, plan, ids)
    rows = []
    for one, given in everybody:
        result = told.get(subject(plan.plan_id, one.account_id, one.service_id))
        for measure in MEASURES:
            for months in MONTHS:
                value = values.get((one.account_id, measure, months))
                if measure == "kept" and result is not None and (months == MONTHS[0] or result == "lost"):
                    value = _KEPT[result] if months == MONTHS[0] or value is not None else None
                if value is not None:
                    rows.append([one.service_id, one.account_id, measure, months, value, given,
                                 None if done is None else (one.account_id, one.service_id) in done, plan.by_lot,
                                 one.health, one.buyer_type])
    return pd.DataFrame(rows, columns=COLUMNS)


def _treated(asked: Asked, journal: Journal, plan: SavedPlan, ids: list[str]) -> set[tuple[str, str]] | None:
    """Who got what: tasks that were done, and deliveries loaded since. None where nobody kept note of any of it."""
    loaded = asked.frame("service_plan_delivered", since=plan.as_of, accounts=ids)
    delivered = set(zip(loaded["account_id"], loaded["service_id"], strict=True))
    done = done_of(journal, plan)
    return None if done is None and not delivered else delivered | (done or set())


def _of_deliveries(asked: Asked, months: int, planned: set[tuple[str, str]]) -> pd.DataFrame:
    """Accounts given a service before so many months ago, and the other buyers of then, without those of a plan."""
    then, last_half = ((pd.Timestamp(asked.as_of) - pd.DateOffset(months=back)).date() for back in (months, MONTHS[0]))
    rows = in_sight(asked, asked.frame("service_plan_deliveries", then=then, last_half=max(then, last_half)))
    pairs = zip(rows["service_id"], rows["account_id"], strict=True)
    free = rows[pd.Series([pair not in planned for pair in pairs], index=rows.index, dtype=bool)]
    return free.assign(measure="kept", months=months, outcome=free["kept"].astype("float64"), treated=free["given"],
                       random=False)[COLUMNS]
