"""The plan of a review: goal, problem, need, the services decided, and actions for 30, 60 and 90 days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Horizon = Literal[30, 60, 90]
HORIZONS: tuple[Horizon, ...] = get_args(Horizon)

State = Literal["open", "done", "dropped"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True)
class Action:
    """Something somebody does by a day, and the measure by which it is seen to be done."""

    horizon_days: Horizon
    what: str
    owner: str = ""
    due: dt.date | None = None
    measure: str = ""
    state: State = "open"

    def is_overdue(self, on: dt.date) -> bool:
        """Whether the day has passed and it is still open."""
        return self.state == "open" and self.due is not None and self.due < on


@dataclass(frozen=True)
class Plan:
    """What was promised for an account. `services` are ids of the catalogue; `seen` the figures of the day it was made.

    `seen` holds as_of (ISO) and the account's figures by name, so that the next review sets then against now.
    """

    goal: str = ""
    problem: str = ""
    need: str = ""
    services: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    seen: Mapping[str, str | float | None] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written yet."""
        return not (self.goal or self.problem or self.need or self.services or self.actions)

    def count(self, state: State) -> int:
        """How many actions are in a state."""
        return sum(action.state == state for action in self.actions)

    def overdue(self, on: dt.date) -> int:
        """How many open actions are past their day."""
        return sum(action.is_overdue(on) for action in self.actions)


def first_actions(on: dt.date, owner: str) -> tuple[Action, ...]:
    """The empty rows a new plan opens with: one for 30, one for 60, one for 90 days.

    >>> [a.due.isoformat() for a in first_actions(dt.date(2026, 9, 30), "Li")]
    ['2026-10-30', '2026-11-29', '2026-12-29']
    """
    return tuple(Action(days, "", owner, on + dt.timedelta(days=days)) for days in HORIZONS)


def kept_actions(rows: Sequence[Mapping[str, object]]) -> tuple[Action, ...]:
    """Rows of the grid as actions, in the order of their dates; rows without a word of what to do are left out."""
    actions = [_action(row) for row in rows if _text(row.get("what"))]
    return tuple(sorted(actions, key=lambda action: (action.horizon_days, action.due or dt.date.max)))


def plan_to_body(plan: Plan) -> dict[str, object]:
    """The plan as the journal keeps it (JSON)."""
    return {
        "goal": plan.goal, "problem": plan.problem, "need": plan.need, "services": list(plan.services),
        "actions": [
            {"horizon_days": a.horizon_days, "what": a.what, "owner": a.owner,
             "due": a.due.isoformat() if a.due else None, "measure": a.measure, "state": a.state}
            for a in plan.actions
        ],
        "seen": dict(plan.seen) if plan.seen else None,
    }


def plan_from_body(body: object) -> Plan:
    """The plan that the journal kept; what an older kadash did not know is empty."""
    kept = body if isinstance(body, Mapping) else {}
    seen = kept.get("seen")
    return Plan(
        goal=_text(kept.get("goal")), problem=_text(kept.get("problem")), need=_text(kept.get("need")),
        services=tuple(str(service) for service in kept.get("services") or ()),
        actions=tuple(_action(row) for row in kept.get("actions") or ()),
        seen=dict(seen) if isinstance(seen, Mapping) else None)


def _action(row: Mapping[str, object]) -> Action:
    days, state = row.get("horizon_days"), row.get("state")
    return Action(
        horizon_days=next((h for h in HORIZONS if h == days), 30), what=_text(row.get("what")),
        owner=_text(row.get("owner")), due=_day(row.get("due")), measure=_text(row.get("measure")),
        state=next((s for s in STATES if s == state), "open"))


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date() if value == value else None  # NaT is a datetime that is not itself
    if isinstance(value, dt.date):
        return value
    return dt.date.fromisoformat(value[:10]) if isinstance(value, str) and value else None
