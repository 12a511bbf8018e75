"""Where the trail ends, kept in a second place: a tail that was cut off shows."""

from __future__ import annotations

import json
import os
from pathlib import Path

from kadash.store import trail
from kadash.store.sqlite import writing


def head_file(journal: Path) -> Path:
    """Where the head of a journal's trail stands: journal.trail.json beside journal.sqlite."""
    return journal.with_name(f"{journal.stem}.trail.json")


def keep_head(journal: Path, *, anew: bool = False) -> None:
    """Write down the newest line, after it was committed; whoever writes the trail waits, so that none goes back.

    Where the second place is gone or names a line that is not there, it stays so and shows, until somebody has it
    written `anew`.
    """
    with writing(journal) as connection:
        line, head = trail.newest(connection), kept_head(journal)
        if line is None or head == (line.line_id, line.hash):
            return
        if anew or (line.line_id == 1 if head is None else trail.has(connection, *head)):
            _write(head_file(journal), {"line": line.line_id, "hash": line.hash})


def kept_head(journal: Path) -> tuple[int, str] | None:
    """Number and hash of the line that was the newest when it was written down; None where nothing readable stands."""
    try:
        told = json.loads(head_file(journal).read_text("utf-8"))
        return int(told["line"]), str(told["hash"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _write(file: Path, told: dict[str, object]) -> None:
    fresh = file.with_suffix(f".{os.getpid()}.part")
    with fresh.open("w", encoding="utf-8") as out:
        json.dump(told, out)
        out.flush()
        os.fsync(out.fileno())
    os.replace(fresh, file)
