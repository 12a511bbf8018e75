"""Where the trail ends, kept in a second place: a tail that was cut off shows."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

from kadash.store import trail
from kadash.store.sqlite import connected


def head_file(journal: Path) -> Path:
    """Where the head of a journal's trail stands: journal.trail.json beside journal.sqlite."""
    return journal.with_name(f"{journal.stem}.trail.json")


def keep_head(journal: Path, *, anew: bool = False) -> None:
    """Write down the newest line, after it was committed. Whoever wrote looks again: the last to write finds nothing
    newer, so that of several writers none leaves an older line behind.

    Where the second place is gone or names a line that is not there, it stays so and shows, until somebody has it
    written `anew`.
    """
    with connected(journal) as connection:
        while True:
            line, head = trail.newest(connection), kept_head(journal)
            due = (line.line_id, line.hash) if line else (0, trail.NOTHING_BEFORE)
            if head == due or not (anew or (due[0] == 1 if head is None else trail.has(connection, *head))):
                return
            _write(head_file(journal), {"line": due[0], "hash": due[1]})


def kept_head(journal: Path) -> tuple[int, str] | None:
    """Number and hash of the line that was the newest when it was written down; None where nothing readable stands."""
    try:
        told = json.loads(head_file(journal).read_text("utf-8"))
        return int(told["line"]), str(told["hash"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _write(file: Path, told: dict[str, object]) -> None:
    fresh = file.with_suffix(f".{os.getpid()}.{threading.get_ident()}.part")
    with fresh.open("w", encoding="utf-8") as out:
        json.dump(told, out)
        out.flush()
        os.fsync(out.fileno())
    os.replace(fresh, file)
