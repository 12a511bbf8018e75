"""What a person did about a change: snoozed with a reason until a day, or done; in the journal, to be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from kadash.answers.changes.change import Change
from kadash.reviews.fields import day_of, one_of, text_of
from kadash.store.journal import Entry, Journal

KIND = "change"
State = Literal["snoozed", "done"]
STATES: tuple[State, ...] = get_args(State)
LASTING = ("promise", "forecast")
"""Kinds whose key names the one event: done is done for good. Others may come again and are then told anew."""


@dataclass(frozen=True)
class Handled:
    """A decision on a change: by whom, when, and on which data. until: of a snooze."""

    key: str
    state: State
    reason: str
    until: dt.date | None
    author: str
    at: dt.datetime
    generation: str
    as_of: dt.date
    entry_id: int = 0

    def hides(self, change: Change, generation: str, before: dt.date, today: dt.date) -> bool:
        """Whether the change need not be told now.

        A snooze hides until its day. Done hides what was there when it was said: on this file, or between the day
        that is compared with and now.
        """
        if self.state == "snoozed":
            return self.until is not None and today < self.until
        return change.kind in LASTING or self.generation == generation or self.as_of > before


def handled(journal: Journal) -> dict[str, Handled]:
    """Key of a change to what holds of it."""
    found = (_handled(entry) for entry in journal.all(KIND))
    return {one.key: one for one in found if one is not None}


def handle(journal: Journal, found: Iterable[Change], state: State, *, generation: str, as_of: dt.date, who: str,
           at: dt.datetime, seen: Mapping[str, int], reason: str = "", until: dt.date | None = None) -> None:
    """Keep that changes are snoozed or done. seen: the newest entry of each by key as its author saw them; KadashError
    `entry_changed`, and nothing kept, where somebody dealt with one since."""
    dealt_with = list(found)
    journal.refuse_changed(KIND, {change.key: seen.get(change.key, 0) for change in dealt_with})
    for change in dealt_with:
        journal.put(KIND, change.key, {
            "state": state, "reason": reason.strip(), "until": until.isoformat() if until else None,
            "generation": generation, "as_of": as_of.isoformat(), "account": change.account_id,
        }, author=who, at=at, expected=seen.get(change.key, 0))


def take_back(journal: Journal, seen: Mapping[str, int], *, who: str, at: dt.datetime) -> None:
    """Undo: the changes are told again. seen: by key, the entry that is undone."""
    for key, entry_id in seen.items():
        journal.put(KIND, key, None, author=who, at=at, expected=entry_id)


def _handled(entry: Entry) -> Handled | None:
    """None for what no kadash wrote so."""
    body = entry.body if isinstance(entry.body, Mapping) else {}
    as_of = day_of(body.get("as_of"))
    if as_of is None or body.get("state") not in STATES:
        return None
    state = one_of(body.get("state"), STATES, "done")
    return Handled(entry.subject, state, text_of(body.get("reason")), day_of(body.get("until")), entry.author,
                   entry.entered_at, text_of(body.get("generation")), as_of, entry.entry_id)
