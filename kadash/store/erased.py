"""The one way in which what was entered is overwritten: personal data, on request."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from kadash.errors import KadashError
from kadash.store import trail
from kadash.store.sqlite import connected, writing
from kadash.store.trail_head import keep_head

KIND = "erased"
"""Journal entries: by account, that its personal data are kept out of every load from now on; hashes of files that hold
them."""

_TRIES, _PAUSE_S = 100, 0.1

Rewritten = Callable[[str, str, str], str]
"""Kind, subject and body (JSON text) of an entry to what its body is to be; the same where nothing is to go."""


def overwrite(journal: Path, account_id: str, rewritten: Rewritten, files: Sequence[str] = (), *, author: str,
              at: datetime) -> int:
    """Overwrite the bodies of entries, of all history, where they stand; gives how many. files: hashes of kept files
    that hold what is erased.

    The trail says who did, and keeps the new bodies' seals, so that it stays whole. An entry of KIND follows.
    """
    with writing(journal) as connection:
        connection.execute("pragma secure_delete = on")
        seals: dict[str, str] = {}
        rows = connection.execute("select entry_id, kind, subject, body from entry order by entry_id").fetchall()
        for entry_id, kind, subject, body in rows:
            new = rewritten(str(kind), str(subject), str(body))
            if new != body:
                salt = trail.new_salt()
                connection.execute("update entry set body = ?, salt = ? where entry_id = ?", (new, salt, entry_id))
                seals[str(entry_id)] = trail.seal(salt, new)
        _enter(connection, account_id, files, author, at.isoformat())
        trail.append(connection, trail.ERASED, account_id, {"entries": len(seals), "seals": seals}, who=author,
                     at=at.isoformat())
    keep_head(journal)
    return len(seals)


def compact(journal: Path) -> None:
    """Write the file anew, so that nothing overwritten is left in it or in its log; KadashError `busy` where others
    use it without a pause."""
    for _ in range(_TRIES):
        try:
            with connected(journal) as connection:
                connection.execute("pragma secure_delete = on")
                connection.execute("pragma temp_store = memory")
                connection.execute("vacuum")
                busy = connection.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
        except sqlite3.OperationalError:
            busy = 1
        if not busy:
            return
        time.sleep(_PAUSE_S)
    raise KadashError("busy")


def _enter(connection: sqlite3.Connection, account_id: str, files: Sequence[str], author: str, at: str) -> None:
    before = connection.execute("select max(entry_id) from entry where kind = ? and subject = ?",
                                (KIND, account_id)).fetchone()[0]
    body, salt = json.dumps({"at": at, "files": list(files)}), trail.new_salt()
    found = connection.execute(
        "insert into entry (kind, subject, body, author, entered_at, replaces, salt) values (?, ?, ?, ?, ?, ?, ?)",
        (KIND, account_id, body, author, at, before, salt))
    trail.of_entry(connection, int(found.lastrowid or 0), KIND, account_id, before, trail.seal(salt, body),
                   who=author, at=at)
