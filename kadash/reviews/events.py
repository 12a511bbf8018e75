"""Events that change what a customer values, as a rep enters them: a lost project, a new plant, a new director."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from kadash.reviews.fields import day_of, one_of, text_of

Kind = Literal["new_plant", "lost_project", "won_project", "new_people", "rival", "savings_drive", "other"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Trigger:
    """Something that happened at the customer on a day."""

    day: dt.date
    kind: Kind
    what: str


def kept_events(rows: Sequence[Mapping[str, object]]) -> tuple[Trigger, ...]:
    """Rows of the grid, by day; rows without a day, or without kind and text, are left out."""
    found = [Trigger(day, one_of(row.get("kind"), KINDS, "other"), text_of(row.get("what"))) for row in rows
             if (day := day_of(row.get("day"))) is not None and (row.get("kind") or text_of(row.get("what")))]
    return tuple(sorted(found, key=lambda one: one.day))


def events_to_body(events: Sequence[Trigger]) -> dict[str, object]:
    """As the journal keeps it."""
    return {"events": [{**vars(one), "day": one.day.isoformat()} for one in events]}


def events_from_body(body: object) -> tuple[Trigger, ...]:
    """What the journal kept."""
    rows = body.get("events") if isinstance(body, Mapping) else None
    return kept_events(rows if isinstance(rows, Sequence) else ())
