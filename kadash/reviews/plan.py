"""The plan of a review: goal, problem, need, the services decided, and actions for 30, 60 and 90 days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from kadash.reviews.fields import day_of, one_of, text_of

Horizon = Literal[30, 60, 90]
HORIZONS: tuple[Horizon, ...] = get_args(Horizon)

State = Literal["open", "done", "dropped"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True)
class Action:
    """Something somebody does by a day, and the measure by which it is seen to be done.

    shared: agreed with the customer, so that a file for the customer may show it.
    """

    horizon_days: Horizon
    what: str
    owner: str = ""
    due: dt.date | None = None
    measure: str = ""
    state: State = "open"
    shared: bool = False

    def is_overdue(self, on: dt.date) -> bool:
        """Whether the day has passed and it is still open."""
        return self.state == "open" and self.due is not None and self.due < on


@dataclass(frozen=True)
class Plan:
    """What was promised for an account: goal, problem and need are the customer's, `aim` is ours.

    `services` are ids of the catalogue. `seen` holds as_of (ISO) and the figures of the day it was made, by name, so
    that the next review sets then against now.
    """

    goal: str = ""
    problem: str = ""
    need: str = ""
    services: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    seen: Mapping[str, str | float | None] | None = None
    aim: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written yet."""
        return not (self.goal or self.problem or self.need or self.aim or self.services or self.actions)

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
    actions = [_action(row) for row in rows if text_of(row.get("what"))]
    return tuple(sorted(actions, key=lambda action: (action.horizon_days, action.due or dt.date.max)))


def plan_to_body(plan: Plan) -> dict[str, object]:
    """The plan as the journal keeps it (JSON)."""
    return {
        "goal": plan.goal, "problem": plan.problem, "need": plan.need, "aim": plan.aim,
        "services": list(plan.services),
        "actions": [
            {"horizon_days": a.horizon_days, "what": a.what, "owner": a.owner,
             "due": a.due.isoformat() if a.due else None, "measure": a.measure, "state": a.state,
             "shared": a.shared}
            for a in plan.actions
        ],
        "seen": dict(plan.seen) if plan.seen else None,
    }


def plan_from_body(body: object) -> Plan:
    """The plan that the journal kept; what an older kadash did not know is empty."""
    kept = body if isinstance(body, Mapping) else {}
    seen = kept.get("seen")
    return Plan(
        goal=text_of(kept.get("goal")), problem=text_of(kept.get("problem")), need=text_of(kept.get("need")),
        aim=text_of(kept.get("aim")),
        services=tuple(str(service) for service in kept.get("services") or ()),
        actions=tuple(_action(row) for row in kept.get("actions") or ()),
        seen=dict(seen) if isinstance(seen, Mapping) else None)


def _action(row: Mapping[str, object]) -> Action:
    days = row.get("horizon_days")
    return Action(
        horizon_days=next((h for h in HORIZONS if h == days), 30), what=text_of(row.get("what")),
        owner=text_of(row.get("owner")), due=day_of(row.get("due")), measure=text_of(row.get("measure")),
        state=one_of(row.get("state"), STATES, "open"), shared=row.get("shared") is True)
