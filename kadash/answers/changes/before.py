"""With what the present is compared: the state before the last load, a past month-end, or what the viewer saw last."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Literal, get_args

from kadash.answers.asked import Asked
from kadash.answers.changes.looked import last_look
from kadash.answers.changes.picture import Moment
from kadash.store import Generation, Home
from kadash.store.made_up import sample_sources

Since = Literal["load", "month", "looked"]
SINCES: tuple[Since, ...] = get_args(Since)

LEAST_MONTH_DAYS = 28
"""`a month ago` is the last month-end that lies at least so many days back."""


@dataclass(frozen=True)
class Before:
    """An earlier state. stands_in: why a month-end stands in: gone, version, groups or currency; else empty."""

    moment: Moment
    stands_in: str = ""

    @property
    def as_of(self) -> dt.date:
        """The day that the earlier state looks at."""
        return self.moment.day


@dataclass(frozen=True)
class Nothing:
    """Why there is nothing to compare with: first_load, no_month, first_look or same_look; `day` of that look."""

    code: str
    day: dt.date | None = None


def before_of(asked: Asked, home: Home, since: Since | dt.date, viewer: str, today: dt.date) -> Before | Nothing:
    """The state to compare with."""
    if isinstance(since, dt.date):
        return _month_end(asked, since)
    if since == "month":
        return _month_end(asked, asked.as_of - dt.timedelta(days=LEAST_MONTH_DAYS))
    if since == "load":
        return _before_last_load(asked, home)
    look = last_look(home.journal(), viewer, today)
    if look is None:
        return Nothing("first_look")
    if look.generation == file_of(asked.generation):
        return Nothing("same_look", look.day)
    found = _kept(asked, home, look.generation, look.as_of)
    return Nothing("first_look") if found == Nothing("first_load") else found


def file_of(generation: Generation) -> str:
    """The name that the history shows a file by; groups have that of the accounts they were made from."""
    return f"generations/{generation.name.removesuffix('.groups')}.duckdb"


def _before_last_load(asked: Asked, home: Home) -> Before | Nothing:
    """What stood before files were last added or removed; states whose rules alone changed are passed over."""
    found: Generation | None = asked.generation
    while found is not None and not _changed_files(found) and found.settings.get("built_from"):
        found = home.named(found.settings["built_from"])
    if found is not None and not found.settings.get("built_from"):
        return Nothing("first_load")
    earlier = asked.records("changes_load_before")
    as_of = earlier[0]["as_of"] if earlier else asked.as_of
    return _kept(asked, home, found.settings["built_from"] if found is not None else "", as_of)


def _changed_files(generation: Generation) -> bool:
    return any(json.loads(generation.settings.get(name, "[]")) for name in ("files_added", "files_removed"))


def _kept(asked: Asked, home: Home, name: str, as_of: dt.date) -> Before | Nothing:
    """A kept file; a month-end in its place where it is gone or cannot be compared with. The sample company's is
    nothing to compare a company of one's own with."""
    file = home.named(name) if name else None
    if sample_sources(home, file) and not sample_sources(home, asked.generation):
        return Nothing("first_load")
    if file is not None and asked.rolled_up:
        file = home.groups_of(file)
        if file is None:
            return _month_end(asked, as_of, "groups")
    if file is None:
        return _month_end(asked, as_of, "gone")
    if Asked(file, asked.scope).outdated:
        return _month_end(asked, as_of, "version")
    if file.settings["currency"] != asked.currency:
        return _month_end(asked, as_of, "currency")
    return Before(Moment(file, dt.date.fromisoformat(file.settings["as_of"])))


def _month_end(asked: Asked, day: dt.date, stands_in: str = "") -> Before | Nothing:
    """The last past month-end not after a day."""
    ends = [row["month_end"] for row in asked.records("pyramid_month_ends")]
    found = max((end for end in ends if end <= day and end < asked.as_of), default=None)
    return Nothing("no_month") if found is None else Before(Moment(asked.generation, found, past=True), stands_in)
