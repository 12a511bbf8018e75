"""The journal: what people entered, kept through every load and roll-back, with who, when and what was before."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path

from kadash.errors import KadashError
from kadash.store.sql import statements

_BUSY_S = 10.0


@dataclass(frozen=True)
class Entry:
    """What holds for a subject: the newest entry of its kind. `body` is None once it was taken back."""

    entry_id: int
    kind: str
    subject: str
    body: object
    author: str
    entered_at: datetime
    replaces: int | None


class Journal:
    """Append-only entries in SQLite (write-ahead log). Kinds in use: source, setting, reading, note, scenario; by
    account: plan, buyer_type (a rep's call), heard (statements ticked), people, event, arithmetic, review (closed,
    frozen). By service: service (edited, or {"retired": true}); by plan: service_plan; by plan|account|service:
    service_task, service_outcome.
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
        """What holds for a subject, or None where nothing was entered or it was taken back."""
        with self._connection() as connection:
            found = _newest(connection, kind, subject)
        return found if found is not None and found.body is not None else None

    def all(self, kind: str) -> list[Entry]:
        """What holds for every subject of a kind, in the order of first entry."""
        with self._connection() as connection:
            rows = connection.execute(
                "select * from entry e where kind = ? and entry_id = "
                "(select max(entry_id) from entry n where n.kind = e.kind and n.subject = e.subject) "
                "order by (select min(entry_id) from entry f where f.kind = e.kind and f.subject = e.subject)", (kind,),
            ).fetchall()
        return [entry for row in rows if (entry := _entry(row)).body is not None]

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
        "insert into entry (kind, subject, body, author, entered_at, replaces) values (?, ?, ?, ?, ?, ?)",
        (kind, subject, json.dumps(body, ensure_ascii=False), author, at.isoformat(), replaces))
    return Entry(int(found.lastrowid or 0), kind, subject, body, author, at, replaces)


def _entry(row: tuple[object, ...]) -> Entry:
    entry_id, kind, subject, body, author, entered_at, replaces = row
    return Entry(int(str(entry_id)), str(kind), str(subject), json.loads(str(body)), str(author),
                 datetime.fromisoformat(str(entered_at)), int(str(replaces)) if replaces is not None else None)


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
