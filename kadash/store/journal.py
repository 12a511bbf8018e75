"""The journal: what people entered, kept through every load and roll-back, with who, when and what was before."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path

from kadash.errors import KadashError
from kadash.store.sql import statements

_BUSY_S = 10.0
_INSERT = "insert into entry (kind, subject, body, author, entered_at, replaces) values (?, ?, ?, ?, ?, ?)"


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
    (a question of Explore, saved by name).

    What was spoilt by a hand or a disk is never read as something else: `get` refuses it by name, `all` leaves it out,
    `unreadable` counts it, `put` over it mends it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._connection() as connection:
            _migrate(connection)

    def put(self, kind: str, subject: str, body: object, *, author: str, at: datetime,
            expected: int | None = None) -> Entry:
        """Add an entry. With `expected`, the entry_id that the author saw: another one since then is refused.

        KadashError `entry_changed` says who changed it meanwhile, so that nothing is silently overwritten.
        """
        with self._connection() as connection:
            connection.execute("begin immediate")
            before = _newest(connection, kind, subject)
            if expected is not None and before is not None and before.entry_id != expected:
                connection.execute("rollback")
                raise KadashError("entry_changed", author=before.author, at=before.entered_at)
            entry = _insert(connection, kind, subject, body, author, at, before)
            connection.execute("commit")
            return entry

    def put_new(self, kind: str, stem: str, body: object, *, author: str, at: datetime) -> Entry:
        """Add the first entry of a subject that had none: `stem`, else stem-2, stem-3 and so on.

        Two people who save at the same moment get two subjects.
        """
        with self._connection() as connection:
            connection.execute("begin immediate")
            names = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
            subject = next(name for name in names if _newest(connection, kind, name) is None)
            entry = _insert(connection, kind, subject, body, author, at, None)
            connection.execute("commit")
            return entry

    def get(self, kind: str, subject: str) -> Entry | None:
        """What holds for a subject, or None where nothing was entered or it was taken back.

        KadashError `journal_unreadable` where it cannot be read.
        """
        with self._connection() as connection:
            found = _newest(connection, kind, subject)
        if found is not None and not found.readable:
            raise KadashError("journal_unreadable", entry=found.entry_id, kind=kind, subject=subject)
        return found if found is not None and found.body is not None else None

    def all(self, kind: str) -> list[Entry]:
        """What holds for every subject of a kind, in the order of first entry; without what cannot be read."""
        with self._connection() as connection:
            rows = connection.execute(
                "select * from entry e where kind = ? and entry_id = "
                "(select max(entry_id) from entry n where n.kind = e.kind and n.subject = e.subject) "
                "order by (select min(entry_id) from entry f where f.kind = e.kind and f.subject = e.subject)", (kind,),
            ).fetchall()
        return [entry for row in rows if (entry := _entry(row)).body is not None]

    def unreadable(self) -> list[Entry]:
        """The entries that should hold and cannot be read, oldest first."""
        return [entry for entry in self.newest() if not entry.readable]

    def newest(self) -> list[Entry]:
        """The newest entry of every subject of every kind, also those taken back; oldest first."""
        with self._connection() as connection:
            rows = connection.execute(
                "select * from entry where entry_id in (select max(entry_id) from entry group by kind, subject) "
                "order by entry_id").fetchall()
        return [_entry(row) for row in rows]

    def lines(self) -> list[Line]:
        """Everything ever entered as it stands written, oldest first: what a file of the journal holds."""
        with self._connection() as connection:
            rows = connection.execute(
                "select kind, subject, body, author, entered_at from entry order by entry_id").fetchall()
        return [Line(*row) for row in rows]

    def add(self, lines: Sequence[Line]) -> None:
        """Enter lines of another journal behind all that is here, as they stand written, all or none of them."""
        with self._connection() as connection:
            connection.execute("begin immediate")
            for line in lines:
                before = _newest(connection, line.kind, line.subject)
                connection.execute(_INSERT, (line.kind, line.subject, line.body, line.author, line.entered_at,
                                             before.entry_id if before else None))
            connection.execute("commit")

    def history(self, kind: str, subject: str) -> list[Entry]:
        """Every entry ever made for a subject, oldest first."""
        with self._connection() as connection:
            rows = connection.execute(
                "select * from entry where kind = ? and subject = ? order by entry_id", (kind, subject)).fetchall()
        return [_entry(row) for row in rows]

    def revision(self) -> int:
        """A number that grows with every entry: part of the key of whatever is computed from the journal."""
        with self._connection() as connection:
            return int(connection.execute("select coalesce(max(entry_id), 0) from entry").fetchone()[0])

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=_BUSY_S, isolation_level=None)
        try:
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = full")
            yield connection
        finally:
            connection.close()


def _newest(connection: sqlite3.Connection, kind: str, subject: str) -> Entry | None:
    row = connection.execute(
        "select * from entry where kind = ? and subject = ? order by entry_id desc limit 1", (kind, subject)).fetchone()
    return _entry(row) if row else None


def _insert(
    connection: sqlite3.Connection, kind: str, subject: str, body: object, author: str, at: datetime,
    before: Entry | None,
) -> Entry:
    replaces = before.entry_id if before else None
    found = connection.execute(
        _INSERT, (kind, subject, json.dumps(body, ensure_ascii=False), author, at.isoformat(), replaces))
    return Entry(int(found.lastrowid or 0), kind, subject, body, author, at, replaces)


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


def _migrate(connection: sqlite3.Connection) -> None:
    known = int(connection.execute("pragma user_version").fetchone()[0])
    for number, script in _migrations():
        if number > known:
            connection.execute("begin immediate")
            still = int(connection.execute("pragma user_version").fetchone()[0])
            if still < number:  # else another process was first
                for statement in statements(script):
                    connection.execute(statement)
                connection.execute(f"pragma user_version = {number}")
            connection.execute("commit")


def _migrations() -> list[tuple[int, str]]:
    files = resources.files("kadash.store.migrations").iterdir()
    return sorted((int(f.name[:4]), f.read_text("utf-8")) for f in files if f.name.endswith(".sql"))
