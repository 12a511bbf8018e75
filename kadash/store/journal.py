"""The journal: what people entered, kept through every load and roll-back, with who, when and what was before."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kadash.errors import KadashError
from kadash.store import trail
from kadash.store.sqlite import connected, migrate, writing
from kadash.store.trail import RENEWED, TrailLine
from kadash.store.trail_check import TrailState, checked
from kadash.store.trail_head import keep_head, kept_head

_COLUMNS = "entry_id, kind, subject, body, author, entered_at, replaces"
_INSERT = "insert into entry (kind, subject, body, author, entered_at, replaces, salt) values (?, ?, ?, ?, ?, ?, ?)"


_made: set[tuple[Path, int, int]] = set()
"""Files that this process knows to be whole and migrated; one that was put in a file's place is another file."""


@dataclass(frozen=True)
class Entry:
    """What holds for a subject: the newest entry of its kind. `body` is None once it was taken back.

    readable: False where something other than kadash spoilt it: its body then counts as None.
    """

    entry_id: int
    kind: str
    subject: str
    body: object
    author: str
    entered_at: datetime
    replaces: int | None
    readable: bool = True


Refuses = Callable[[Sequence[Entry]], None]
"""Asked before an entry is made, with what holds for every subject of its kind: raises where it may not be."""


@dataclass(frozen=True)
class Line:
    """An entry as it stands written: body is JSON text (or what is left of it), entered_at an ISO moment."""

    kind: str
    subject: str
    body: str | None
    author: str
    entered_at: str


class Journal:
    """Append-only entries in SQLite (write-ahead log). Kinds in use: source, setting, reading, note, scenario; by
    account: plan, buyer_type (a rep's call), heard (statements ticked), people, event, arithmetic, review (closed,
    frozen). By service: service (edited, or {"retired": true}); by plan: service_plan; by plan|account|service:
    service_task, service_outcome. By account|service: service_answer (a rep's call on a proposal). By
    change (kind|account|detail): change (snoozed or done); by viewer: looked (the file seen on the overview). view
    (a question of Explore, saved by name). By account: erased (its personal data are kept out; see erased.py).

    Every entry is a line of the trail too (trail.py), written in the same transaction; `note` writes other acts.

    What was spoilt by a hand or a disk is never read as something else: `get` refuses it by name, `all` leaves it out,
    `unreadable` counts it, `put` over it mends it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        here = _identity(path)
        if here is not None and here in _made:
            return
        with connected(path) as connection:
            fresh = migrate(connection, {2: trail.begin})
        if fresh:
            keep_head(self.path, anew=True)
        if (made := _identity(path)) is not None:
            _made.add(made)

    def put(self, kind: str, subject: str, body: object, *, author: str, at: datetime,
            expected: int | None = None, refuses: Refuses | None = None) -> Entry:
        """Add an entry. With `expected`, the entry_id that the author saw: another one since then is refused.

        KadashError `entry_changed` says who changed it meanwhile, so that nothing is silently overwritten. What
        `refuses` sees nobody else changes before the entry stands.
        """
        with writing(self.path) as connection:
            if refuses is not None:
                refuses(_all(connection, kind))
            before = _newest(connection, kind, subject)
            if expected is not None and before is not None and before.entry_id != expected:
                raise KadashError("entry_changed", author=before.author, at=before.entered_at)
            entry = _insert(connection, kind, subject, body, author, at, before)
        keep_head(self.path)
        return entry

    def put_new(self, kind: str, stem: str, body: object, *, author: str, at: datetime) -> Entry:
        """Add the first entry of a subject that had none: `stem`, else stem-2, stem-3 and so on.

        Two people who save at the same moment get two subjects.
        """
        with writing(self.path) as connection:
            names = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
            subject = next(name for name in names if _newest(connection, kind, name) is None)
            entry = _insert(connection, kind, subject, body, author, at, None)
        keep_head(self.path)
        return entry

    def get(self, kind: str, subject: str) -> Entry | None:
        """What holds for a subject, or None where nothing was entered or it was taken back.

        KadashError `journal_unreadable` where it cannot be read.
        """
        with connected(self.path) as connection:
            found = _newest(connection, kind, subject)
        if found is not None and not found.readable:
            raise KadashError("journal_unreadable", entry=found.entry_id, kind=kind, subject=subject)
        return found if found is not None and found.body is not None else None

    def all(self, kind: str) -> list[Entry]:
        """What holds for every subject of a kind, in the order of first entry; without what cannot be read."""
        with connected(self.path) as connection:
            return _all(connection, kind)

    def numbers(self, kind: str) -> dict[str, int]:
        """Subject to the number of its newest entry, taken back or not, of every subject of a kind."""
        with connected(self.path) as connection:
            rows = connection.execute(
                "select subject, max(entry_id) from entry where kind = ? group by subject", (kind,)).fetchall()
        return {str(subject): int(number) for subject, number in rows}

    def refuse_changed(self, kind: str, seen: Mapping[str, int]) -> None:
        """KadashError `entry_changed` where one of these subjects has another newest entry than was seen (0: none):
        before several are entered at once, so that it is all of them or none."""
        now = self.numbers(kind)
        for subject, number in seen.items():
            if now.get(subject, 0) != number:
                newest = self.numbered([now[subject]])[now[subject]]
                raise KadashError("entry_changed", author=newest.author, at=newest.entered_at)

    def unreadable(self) -> list[Entry]:
        """The entries that should hold and cannot be read, oldest first."""
        return [entry for entry in self.newest() if not entry.readable]

    def newest(self) -> list[Entry]:
        """The newest entry of every subject of every kind, also those taken back; oldest first."""
        with connected(self.path) as connection:
            rows = connection.execute(
                f"select {_COLUMNS} from entry where entry_id in "
                "(select max(entry_id) from entry group by kind, subject) order by entry_id").fetchall()
        return [_entry(row) for row in rows]

    def lines(self) -> list[Line]:
        """Everything ever entered as it stands written, oldest first: what a file of the journal holds."""
        with connected(self.path) as connection:
            rows = connection.execute(
                "select kind, subject, body, author, entered_at from entry order by entry_id").fetchall()
        return [Line(*row) for row in rows]

    def add(self, lines: Sequence[Line]) -> None:
        """Enter lines of another journal behind all that is here, as they stand written, all or none of them."""
        with writing(self.path) as connection:
            first = trail.newest(connection) is None
            for line in lines:
                before = _newest(connection, line.kind, line.subject)
                _write(connection, line, before.entry_id if before else None)
        keep_head(self.path, anew=first)

    def history(self, kind: str, subject: str) -> list[Entry]:
        """Every entry ever made for a subject, oldest first."""
        with connected(self.path) as connection:
            rows = connection.execute(
                f"select {_COLUMNS} from entry where kind = ? and subject = ? order by entry_id",
                (kind, subject)).fetchall()
        return [_entry(row) for row in rows]

    def numbered(self, numbers: Sequence[int]) -> dict[int, Entry]:
        """Entries by their number; those that are not there are left out."""
        with connected(self.path) as connection:
            rows = [connection.execute(f"select {_COLUMNS} from entry where entry_id = ?", (number,)).fetchone()
                    for number in numbers]
        return {entry.entry_id: entry for row in rows if row is not None for entry in [_entry(row)]}

    def revision(self) -> int:
        """A number that grows with every entry: part of the key of whatever is computed from the journal."""
        with connected(self.path) as connection:
            return int(connection.execute("select coalesce(max(entry_id), 0) from entry").fetchone()[0])

    def note(self, action: str, subject: str, detail: Mapping[str, object] | None = None, *, author: str,
             at: datetime) -> None:
        """Write an act that is no entry into the trail: a sign-in, a load, a file taken away (see trail.ACTIONS).

        subject: what it was done to (an account's id, a generation), or empty. detail: counts, ids, names of files;
        no customer's name and no secret.
        """
        with writing(self.path) as connection:
            trail.append(connection, action, subject, detail or {}, who=author, at=at.isoformat())
        keep_head(self.path)

    def trail_lines(self) -> list[TrailLine]:
        """Every line of the trail, oldest first."""
        with connected(self.path) as connection:
            return trail.lines(connection)

    def check_trail(self) -> TrailState:
        """Whether anybody touched the trail, or an entry that it tells of."""
        with writing(self.path) as connection:  # so that nobody writes between the lines and their head
            return checked(connection, kept_head(self.path))

    def renew_head(self, *, author: str, at: datetime) -> None:
        """Write the trail's head anew in its second place, for who knows why it is gone (a file copied by hand, say);
        the trail says who did."""
        state = self.check_trail()
        self.note(RENEWED, "", {"faults": [f"{fault.code} {fault.number}" for fault in state.faults]}, author=author,
                  at=at)
        keep_head(self.path, anew=True)

    def cut_trail(self, before: datetime, *, author: str, at: datetime) -> TrailLine | None:
        """Remove the lines that are older; gives the line that says so, None where none was."""
        with writing(self.path) as connection:
            anchor = trail.cut(connection, before, who=author, at=at.isoformat())
        keep_head(self.path)
        return anchor


def _all(connection: sqlite3.Connection, kind: str) -> list[Entry]:
    rows = connection.execute(
        f"select {_COLUMNS} from entry e where kind = ? and entry_id = "
        "(select max(entry_id) from entry n where n.kind = e.kind and n.subject = e.subject) "
        "order by (select min(entry_id) from entry f where f.kind = e.kind and f.subject = e.subject)", (kind,),
    ).fetchall()
    return [entry for row in rows if (entry := _entry(row)).body is not None]


def _identity(path: Path) -> tuple[Path, int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return path, found.st_dev, found.st_ino


def _newest(connection: sqlite3.Connection, kind: str, subject: str) -> Entry | None:
    row = connection.execute(
        f"select {_COLUMNS} from entry where kind = ? and subject = ? order by entry_id desc limit 1",
        (kind, subject)).fetchone()
    return _entry(row) if row else None


def _insert(
    connection: sqlite3.Connection, kind: str, subject: str, body: object, author: str, at: datetime,
    before: Entry | None,
) -> Entry:
    replaces = before.entry_id if before else None
    line = Line(kind, subject, json.dumps(body, ensure_ascii=False), author, at.isoformat())
    return Entry(_write(connection, line, replaces), kind, subject, body, author, at, replaces)


def _write(connection: sqlite3.Connection, line: Line, replaces: int | None) -> int:
    """The entry and its line in the trail; gives its number."""
    salt = trail.new_salt()
    found = connection.execute(
        _INSERT, (line.kind, line.subject, line.body, line.author, line.entered_at, replaces, salt))
    entry_id = int(found.lastrowid or 0)
    trail.of_entry(connection, entry_id, line.kind, line.subject, replaces, trail.seal(salt, str(line.body)),
                   who=line.author, at=line.entered_at)
    return entry_id


def _entry(row: tuple[object, ...]) -> Entry:
    entry_id, kind, subject, text, author, entered_at, replaces = row
    body, readable = _body(str(text))
    at = _moment(str(entered_at))
    return Entry(int(str(entry_id)), str(kind), str(subject), body if at else None, str(author), at or datetime.min,
                 int(str(replaces)) if replaces is not None else None, readable and at is not None)


def _body(text: str) -> tuple[object, bool]:
    try:
        return json.loads(text), True
    except ValueError:
        return None, False


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
