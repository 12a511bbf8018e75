"""The trail: who did what and when, one line an act, each chained to the one before it."""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

ENTERED = "entered"
ERASED = "erased"
RETENTION = "retention"
RENEWED = "renewed"
ACTIONS = (
    "signed_in", "signed_out", "no_access", ENTERED, "loaded", "rebuilt", "source_removed", "rolled_back", "exported",
    ERASED, "backed_up", "restored", RETENTION, RENEWED,
)
"""What lines tell of. entered: an entry of the journal, by number; what it changed from and to stands there.
renewed: the second place of the trail's head was written anew by somebody who had looked at what was wrong."""

NOTHING_BEFORE = ""
_COLUMNS = "line_id, at, who, action, subject, detail, previous, hash"


@dataclass(frozen=True)
class TrailLine:
    """An act. detail: numbers, ids of accounts, names of files; never a customer's name or what was entered.

    hash: of the line's own content and of `previous`, the hash of the line before it. at: as it stands written.
    """

    line_id: int
    at: str
    who: str
    action: str
    subject: str
    detail_text: str
    previous: str
    hash: str

    @property
    def moment(self) -> datetime | None:
        """When it was done; None where that cannot be read."""
        try:
            found = datetime.fromisoformat(self.at)
        except ValueError:
            return None
        return found if found.tzinfo else found.replace(tzinfo=UTC)

    @property
    def detail(self) -> Mapping[str, Any]:
        """What belongs to it; empty where that cannot be read."""
        try:
            found = json.loads(self.detail_text)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def due_hash(self) -> str:
        """What `hash` is where nobody touched the line."""
        return _hash(self.line_id, self.at, self.who, self.action, self.subject, self.detail_text, self.previous)


def new_salt() -> str:
    """A salt for the body of one entry."""
    return secrets.token_hex(16)


def seal(salt: str, body: str) -> str:
    """The hash of a body that the trail keeps: it shows a change and tells nobody what the body says."""
    return hashlib.sha256((salt + body).encode("utf-8", "surrogatepass")).hexdigest()


def append(connection: sqlite3.Connection, action: str, subject: str, detail: Mapping[str, object], *, who: str,
           at: str) -> TrailLine:
    """Write the next line, within the transaction of whoever calls."""
    before = newest(connection)
    text = json.dumps(detail, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=str)
    line_id, previous = (before.line_id + 1, before.hash) if before else (1, NOTHING_BEFORE)
    made = TrailLine(line_id, at, who, action, subject, text, previous,
                     _hash(line_id, at, who, action, subject, text, previous))
    connection.execute(f"insert into trail ({_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?)",
                       (made.line_id, at, who, action, subject, text, previous, made.hash))
    return made


def of_entry(connection: sqlite3.Connection, entry_id: int, kind: str, subject: str, replaces: int | None, sealed: str,
             *, who: str, at: str) -> TrailLine:
    """The line of an entry of the journal."""
    return append(connection, ENTERED, subject, {"kind": kind, "entry": entry_id, "replaces": replaces, "body": sealed},
                  who=who, at=at)


def newest(connection: sqlite3.Connection) -> TrailLine | None:
    """The last line; None where there is none."""
    row = connection.execute(f"select {_COLUMNS} from trail order by line_id desc limit 1").fetchone()
    return TrailLine(*row) if row else None


def has(connection: sqlite3.Connection, line_id: int, line_hash: str) -> bool:
    """Whether the line with this number has this hash; also true of the last line that retention took, and, where
    nothing was there yet when it was written down, of none."""
    if line_id == 0:
        first = connection.execute("select min(line_id) from trail").fetchone()[0]
        return first in (None, 1)
    return connection.execute(
        "select 1 from trail where (line_id = ? and hash = ?) or (action = 'retention' and json_valid(detail) "
        "and json_extract(detail, '$.last') = ? and json_extract(detail, '$.hash') = ?)",
        (line_id, line_hash, line_id, line_hash)).fetchone() is not None


def lines(connection: sqlite3.Connection) -> list[TrailLine]:
    """Every line, oldest first."""
    return [TrailLine(*row) for row in connection.execute(f"select {_COLUMNS} from trail order by line_id")]


def begin(connection: sqlite3.Connection) -> None:
    """The lines of entries that were made before there was a trail."""
    rows = connection.execute(
        "select entry_id, kind, subject, body, author, entered_at, replaces from entry order by entry_id").fetchall()
    for entry_id, kind, subject, body, author, entered_at, replaces in rows:
        salt = new_salt()
        connection.execute("update entry set salt = ? where entry_id = ?", (salt, entry_id))
        of_entry(connection, entry_id, kind, subject, replaces, seal(salt, str(body)), who=str(author),
                 at=str(entered_at))


def cut(connection: sqlite3.Connection, before: datetime, *, who: str, at: str) -> TrailLine | None:
    """Remove the lines from the first on that are older than `before`, and leave a line that says so and anchors the
    rest; None where none is."""
    old: list[TrailLine] = []
    for line in lines(connection):
        if line.moment is None or line.moment >= before:
            break
        old.append(line)
    if not old:
        return None
    entry = connection.execute("select max(json_extract(detail, '$.entry')) from trail "
                               "where action = 'entered' and line_id <= ?", (old[-1].line_id,)).fetchone()[0]
    if entry is None:
        entry = max((int(line.detail.get("entries_to", 0)) for line in old if line.action == RETENTION), default=0)
    anchor = append(connection, RETENTION, "", {
        "lines": len(old), "first": old[0].line_id, "last": old[-1].line_id, "hash": old[-1].hash,
        "entries_to": entry, "before": before.isoformat()}, who=who, at=at)
    connection.execute("delete from trail where line_id <= ?", (old[-1].line_id,))
    return anchor


def _hash(line_id: int, at: str, who: str, action: str, subject: str, detail: str, previous: str) -> str:
    told = json.dumps([previous, line_id, at, who, action, subject, detail], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
