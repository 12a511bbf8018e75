"""What a viewer saw, and when: the journal's entries of kind `looked`, one a viewer, a day and a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from kadash.reviews.fields import day_of, text_of
from kadash.store.journal import Journal

KIND = "looked"


@dataclass(frozen=True)
class Look:
    """A file seen on a day; as_of is the day that the file looks at."""

    generation: str
    as_of: dt.date
    day: dt.date


def look(journal: Journal, viewer: str, generation: str, as_of: dt.date, *, at: dt.datetime) -> None:
    """Keep that the viewer saw a file; the same file again on the same day adds nothing."""
    seen = _looks(journal, viewer)
    if not seen or (seen[-1].generation, seen[-1].day) != (generation, _day(at)):
        journal.put(KIND, viewer, {"generation": generation, "as_of": as_of.isoformat()}, author=viewer, at=at)


def last_look(journal: Journal, viewer: str, today: dt.date) -> Look | None:
    """The last look before today: what is looked at again within a day is one visit. None before the second day."""
    return next((seen for seen in reversed(_looks(journal, viewer)) if seen.day < today), None)


def _looks(journal: Journal, viewer: str) -> list[Look]:
    found = []
    for entry in journal.history(KIND, viewer):
        body = entry.body if isinstance(entry.body, Mapping) else {}
        as_of = day_of(body.get("as_of"))
        if as_of is not None:
            found.append(Look(text_of(body.get("generation")), as_of, _day(entry.entered_at)))
    return found


def _day(at: dt.datetime) -> dt.date:
    return at.astimezone().date()
