"""Plans that were saved: what was decided then, the tasks that follow, and what was recorded of them since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.service_plan.answer import ServicePlan
from kadash.answers.service_plan.predicted import first_years
from kadash.store.journal import Entry, Journal

PLAN, TASK, OUTCOME = "service_plan", "service_task", "service_outcome"
State = Literal["open", "snoozed", "done", "declined"]
STATES: tuple[State, ...] = ("open", "snoozed", "done", "declined")
Result = Literal["kept", "lost"]
DECLINED_DAYS = 365
"""So long a service that a customer declined is not offered to them again."""


@dataclass(frozen=True)
class Offer:
    """One service for one account as a plan decided it. Money of the reporting currency; health: P(alive) then.

    expected_gain and cost are the proposal's own; first_year: what it should add in the first year, first_year_low and
    _high its 5th and 95th percentile, chance: that it is above nothing (None in plans that were saved without).
    """

    account_id: str
    account_name: str
    service_id: str
    owner: str | None
    buyer_type: str | None
    health: float | None
    contribution_12m: float | None
    expected_gain: float
    first_year: float | None
    cost: float
    hours: float
    first_year_low: float | None = None
    first_year_high: float | None = None
    chance: float | None = None


@dataclass(frozen=True)
class SavedPlan:
    """A plan as it was saved. held: what chance kept from whom."""

    plan_id: str
    name: str
    author: str
    saved_at: dt.datetime
    as_of: dt.date
    budget: float | None
    hours: Mapping[str, float]
    hold_out: float
    expected_gain: float
    cost: float
    offers: tuple[Offer, ...]
    held: tuple[Offer, ...]

    @property
    def by_lot(self) -> bool:
        """Whether chance decided who is kept without an offer."""
        return self.hold_out > 0 and len(self.held) > 0


def save_plan(journal: Journal, asked: Asked, plan: ServicePlan, name: str, *, who: str, at: dt.datetime) -> str:
    """Keep a plan as it stands; gives its id. Whatever is loaded later, what was decided stays."""
    body = {
        "name": name, "as_of": asked.as_of.isoformat(), "generation": asked.generation.name,
        "policy": asked.policy.fingerprint, "budget": plan.asking.budget, "hours": dict(plan.asking.hours),
        "hold_out": plan.asking.hold_out, "seed": plan.asking.seed, "expected_gain": plan.solved.expected_gain,
        "cost": plan.solved.cost, "offers": [asdict(one) for one in _offers(asked, plan, plan.rows)],
        "held": [asdict(one) for one in _offers(asked, plan, plan.held)],
    }
    return journal.put_new(PLAN, f"{at:%Y%m%d-%H%M%S}", body, author=who, at=at).subject


def saved_plans(journal: Journal) -> list[SavedPlan]:
    """Every plan that was saved, the newest first; without those that cannot be read (`unreadable_plans`)."""
    found = [plan for entry in journal.all(PLAN) if (plan := _read(entry)) is not None]
    return sorted(found, key=lambda plan: plan.saved_at, reverse=True)


def unreadable_plans(journal: Journal) -> int:
    """How many saved plans another version wrote, or a hand spoilt, so that they cannot be read."""
    return sum(_read(entry) is None for entry in journal.all(PLAN))


def subject(plan_id: str, account_id: str, service_id: str) -> str:
    """What a task or an outcome is about."""
    return f"{plan_id}|{account_id}|{service_id}"


def tasks(journal: Journal, plan: SavedPlan, today: dt.date) -> pd.DataFrame:
    """One row an offer of the plan: account_id, account_name, service_id, owner, due, state, until, reason, result.

    A task that nobody has touched is open, its owner the account's, due 30 days after the plan; one whose snooze is
    over is open again. result: kept, lost or None, as recorded.
    """
    held, told = _bodies(journal, TASK), _bodies(journal, OUTCOME)
    rows = []
    for offer in plan.offers:
        name = subject(plan.plan_id, offer.account_id, offer.service_id)
        task, outcome = held.get(name, {}), told.get(name, {})
        until = _day(task.get("until"))
        state = task.get("state", "open")
        rows.append({
            "account_id": offer.account_id, "account_name": offer.account_name, "service_id": offer.service_id,
            "owner": task.get("owner", offer.owner),
            "due": _day(task.get("due")) or plan.saved_at.date() + dt.timedelta(days=30),
            "state": "open" if state == "snoozed" and until is not None and until <= today else state,
            "until": until, "reason": task.get("reason"), "result": outcome.get("result")})
    return pd.DataFrame(rows, columns=["account_id", "account_name", "service_id", "owner", "due", "state", "until",
                                       "reason", "result"])


def keep_tasks(journal: Journal, plan: SavedPlan, before: pd.DataFrame, after: Sequence[Mapping[str, Any]], *, who: str,
               at: dt.datetime, seen: Mapping[str, Mapping[str, int]]) -> int:
    """Write down the tasks and results that changed; gives how many. Rows stand as `tasks` gave them.

    seen: kind (TASK, OUTCOME) and subject to the newest entry that the author saw. KadashError `entry_changed`, and
    nothing written, where somebody changed one of them since.
    """
    puts = _changed_tasks(plan, before, after, at)
    for kind in (TASK, OUTCOME):
        journal.refuse_changed(kind, {name: seen[kind].get(name, 0) for of, name, _ in puts if of == kind})
    for kind, name, body in puts:
        journal.put(kind, name, body, author=who, at=at, expected=seen[kind].get(name, 0))
    return len(puts)


def _changed_tasks(plan: SavedPlan, before: pd.DataFrame, after: Sequence[Mapping[str, Any]], at: dt.datetime
                   ) -> list[tuple[str, str, object]]:
    """Kind, subject and body of the entries that are to be made."""
    puts: list[tuple[str, str, object]] = []
    for old, new in zip(before.to_dict("records"), after, strict=True):
        name = subject(plan.plan_id, str(old["account_id"]), str(old["service_id"]))
        parts = {key: _plain(new.get(key)) for key in ("owner", "due", "state", "until", "reason")}
        if parts != {key: _plain(old.get(key)) for key in parts}:
            puts.append((TASK, name, parts))
        result = _plain(new.get("result"))
        if result != _plain(old.get("result")):
            puts.append((OUTCOME, name, None if result is None else {
                "result": result, "on": at.date().isoformat()}))
    return puts


def done_of(journal: Journal, plan: SavedPlan) -> set[tuple[str, str]] | None:
    """(account, service) of the plan's tasks that were done; None where nobody marked any done or declined."""
    states = {name: body.get("state") for name, body in _bodies(journal, TASK).items()}
    pairs = {subject(plan.plan_id, one.account_id, one.service_id): (one.account_id, one.service_id)
             for one in plan.offers}
    if not any(states.get(name) in ("done", "declined") for name in pairs):
        return None
    return {pair for name, pair in pairs.items() if states.get(name) == "done"}


def declined_of_late(journal: Journal, today: dt.date) -> frozenset[tuple[str, str]]:
    """(account, service) that customers declined within DECLINED_DAYS: nobody asks again so soon."""
    day = today - dt.timedelta(days=DECLINED_DAYS)
    said = [entry.subject.split("|") for entry in journal.all(TASK) if isinstance(entry.body, Mapping)
            and entry.body.get("state") == "declined" and entry.entered_at.date() >= day]
    return frozenset((parts[1], parts[2]) for parts in said if len(parts) == 3)


def recorded(journal: Journal) -> dict[str, Result]:
    """Subject to the result that a person recorded."""
    found = {name: body.get("result") for name, body in _bodies(journal, OUTCOME).items()}
    return {name: cast(Result, result) for name, result in found.items() if result in ("kept", "lost")}


def _offers(asked: Asked, plan: ServicePlan, rows: pd.DataFrame) -> list[Offer]:
    base = plan.base
    known = base.accounts.set_index("account_id")
    each = base.proposals.set_index(["account_id", "service_id"])
    pairs = [(str(row["account_id"]), one) for row in rows.to_dict("records") for one in row["services"]]
    first = first_years(asked, base, pairs)
    found = []
    for account_id, service_id in pairs:
        account, proposal = known.loc[account_id], each.loc[(account_id, service_id)]
        year = first.get((account_id, service_id))
        found.append(Offer(
            account_id, str(account["account_name"] or account_id), service_id, _text(account["owner"]),
            _text(account["buyer_type"]), _figure(account["p_alive"]), _figure(account["contribution_12m"]),
            float(proposal["expected_gain"]), year.mean if year else None, float(proposal["cost"]),
            float(proposal["hours"]), *((year.low, year.high, year.chance) if year else ())))
    return found


def _bodies(journal: Journal, kind: str) -> dict[str, Mapping[str, Any]]:
    """Subject to what holds, of the entries that say anything."""
    return {entry.subject: entry.body for entry in journal.all(kind) if isinstance(entry.body, Mapping)}


def _read(entry: Entry) -> SavedPlan | None:
    try:
        return _plan(entry.subject, cast("Mapping[str, Any]", entry.body), entry.author, entry.entered_at)
    except (KeyError, TypeError, ValueError, AttributeError):  # whatever a hand or another version left out
        return None


def _plan(plan_id: str, body: Mapping[str, Any], author: str, at: dt.datetime) -> SavedPlan:
    return SavedPlan(
        plan_id, str(body["name"]), author, at, dt.date.fromisoformat(str(body["as_of"])), body.get("budget"),
        dict(body.get("hours") or {}), float(body.get("hold_out") or 0.0), float(body["expected_gain"]),
        float(body["cost"]), *(tuple(Offer(**one) for one in body.get(name) or ()) for name in ("offers", "held")))


def _text(value: object) -> str | None:
    return None if value is None or value != value else str(value)


def _figure(value: object) -> float | None:
    return None if value is None or value != value else float(cast(float, value))


def _day(value: object) -> dt.date | None:
    return dt.date.fromisoformat(str(value)[:10]) if value is not None and value == value and str(value) else None


def _plain(value: object) -> object:
    """A cell as the journal keeps it: days as text, what is empty as nothing."""
    if value is None or value != value or value == "":
        return None
    return value.isoformat()[:10] if isinstance(value, dt.date) else value
