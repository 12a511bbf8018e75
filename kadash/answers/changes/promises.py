"""Promises due: open actions of review plans, and open tasks of saved service plans."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from kadash.answers.service_plan.saved import saved_plans, tasks
from kadash.reviews.plan import plan_from_body
from kadash.store.journal import Journal


@dataclass(frozen=True)
class Promise:
    """Something promised and due. detail: tells it from others; stake: money it should earn, None where not said."""

    account_id: str
    detail: str
    what: str
    service_id: str | None
    who: str
    due: dt.date
    stake: float | None


def promises_due(journal: Journal, today: dt.date, days: int) -> list[Promise]:
    """What is open and due by so many days after today, late ones included."""
    last = today + dt.timedelta(days=days)
    return [one for one in [*_of_reviews(journal), *_of_service_plans(journal, today)] if one.due <= last]


def _of_reviews(journal: Journal) -> list[Promise]:
    found = []
    for entry in journal.all("plan"):
        for action in plan_from_body(entry.body).actions:
            if action.state == "open" and action.due is not None:
                name = hashlib.sha256(f"{action.due}|{action.what}".encode()).hexdigest()[:12]
                found.append(Promise(entry.subject, name, action.what, None, action.owner, action.due, None))
    return found


def _of_service_plans(journal: Journal, today: dt.date) -> list[Promise]:
    """Of an account and service in several plans, the newest plan's task holds."""
    found: dict[tuple[str, str], Promise] = {}
    closed: set[tuple[str, str]] = set()
    for plan in saved_plans(journal):
        gains = {(one.account_id, one.service_id): one.expected_gain for one in plan.offers}
        for row in tasks(journal, plan, today).to_dict("records"):
            pair = (str(row["account_id"]), str(row["service_id"]))
            if pair in found or pair in closed:
                continue
            if row["state"] != "open" or row["result"] is not None:
                closed.add(pair)
                continue
            found[pair] = Promise(pair[0], f"{plan.plan_id}:{pair[1]}", "", pair[1], str(row["owner"] or ""),
                                  row["due"], gains.get(pair))
    return list(found.values())
