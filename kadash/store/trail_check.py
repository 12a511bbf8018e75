"""Whether anybody touched the trail, or the entries that it tells of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from kadash.store import trail
from kadash.store.trail import ENTERED, ERASED, NOTHING_BEFORE, RETENTION, TrailLine


@dataclass(frozen=True)
class TrailFault:
    """What is wrong, and at which line (or entry) it shows.

    changed: a line says something else than when it was written. broken: a line does not follow the one before it
    (one was removed, put in or swapped). begins_late: lines are missing at the start that no retention took.
    tail_cut: lines are missing at the end. head_missing, head_other: the second place says nothing, or of another line.
    entry_changed, entry_gone, entry_unknown: an entry of the journal that is not what the trail says of it.
    """

    code: str
    number: int


@dataclass(frozen=True)
class TrailState:
    """lines: how many there are; since: of the first; head: hash of the last (empty: none)."""

    lines: int
    since: datetime | None
    head: str
    faults: tuple[TrailFault, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing was touched."""
        return not self.faults


def checked(connection: sqlite3.Connection, head: tuple[int, str] | None) -> TrailState:
    """What a look at every line finds. head: number and hash of the newest line as the second place has them."""
    found = trail.lines(connection)
    faults = [*_of_chain(found), *_of_head(connection, found, head), *_of_entries(connection, found)]
    return TrailState(len(found), found[0].moment if found else None, found[-1].hash if found else "", tuple(faults))


def _of_chain(found: list[TrailLine]) -> Iterator[TrailFault]:
    for line in found:
        if line.hash != line.due_hash:
            yield TrailFault("changed", line.line_id)
    for before, line in pairwise(found):
        if line.previous != before.hash or line.line_id != before.line_id + 1:
            yield TrailFault("broken", line.line_id)
    if found and found[0].previous != _anchor(found):
        yield TrailFault("begins_late", found[0].line_id)


def _anchor(found: list[TrailLine]) -> str:
    """The hash of the last line that retention took; nothing where it took none."""
    taken = [line for line in found if line.action == RETENTION]
    return str(taken[-1].detail.get("hash")) if taken else NOTHING_BEFORE


def _of_head(connection: sqlite3.Connection, found: list[TrailLine], head: tuple[int, str] | None
             ) -> Iterator[TrailFault]:
    last = found[-1].line_id if found else 0
    if head is None:
        if found:
            yield TrailFault("head_missing", last)
    elif head[0] > last:
        yield TrailFault("tail_cut", last)
    elif not trail.has(connection, *head):
        yield TrailFault("head_other", head[0])


def _of_entries(connection: sqlite3.Connection, found: list[TrailLine]) -> Iterator[TrailFault]:
    told, seals = _told(found)
    known = max((int(line.detail.get("entries_to") or 0) for line in found if line.action == RETENTION), default=0)
    there: set[int] = set()
    for entry_id, kind, subject, author, at, replaces, salt, body in connection.execute(
            "select entry_id, kind, subject, author, entered_at, replaces, salt, body from entry order by entry_id"):
        there.add(entry_id)
        if entry_id not in told:
            if entry_id > known:
                yield TrailFault("entry_unknown", entry_id)
        elif told[entry_id] != (kind, subject, author, at, replaces) or seals[entry_id] != trail.seal(salt, str(body)):
            yield TrailFault("entry_changed", entry_id)
    for entry_id in told.keys() - there:
        yield TrailFault("entry_gone", entry_id)


def _told(found: list[TrailLine]) -> tuple[dict[int, tuple[object, ...]], dict[int, str]]:
    """What the lines say of each entry, and the seal of its body: that of the line that erased something of it, if any.
    """
    told: dict[int, tuple[object, ...]] = {}
    seals: dict[int, str] = {}
    for line in found:
        detail = line.detail
        if line.hash != line.due_hash:
            continue
        if line.action == ENTERED:
            entry_id = int(detail.get("entry") or 0)
            told[entry_id] = (detail.get("kind"), line.subject, line.who, line.at, detail.get("replaces"))
            seals[entry_id] = str(detail.get("body"))
        elif line.action == ERASED:
            seals |= {int(number): str(sealed) for number, sealed in dict(detail.get("seals") or {}).items()}
    return told, seals
