"""The journal as a file: everything people entered, written out and read in again; adds what is missing, no more."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kadash.errors import KadashError
from kadash.store import Entry, Journal, Line

FIELDS = ("kind", "subject", "body", "author", "entered_at")
UNREADABLE = "unreadable"
"""Field of a line whose body could not be read: the text as it stands, so that nothing is lost."""

Subject = tuple[str, str]


@dataclass(frozen=True)
class Added:
    """What a file added. added: entries; known: entries that were here; kept: subjects that went another way here."""

    added: int
    known: int
    kept: tuple[Subject, ...]


def journal_text(journal: Journal) -> str:
    """Every entry ever made, one JSON object a line, oldest first: kind, subject, body, author, entered_at."""
    return "".join(json.dumps(_written(line), ensure_ascii=False) + "\n" for line in journal.lines())


def add_journal(journal: Journal, text: str) -> Added:
    """Enter what a file holds and this journal lacks. What holds here is never overwritten.

    A subject that was never entered here comes with its whole history. One whose history here is the beginning of that
    in the file goes on where it stopped; one that went another way stays as it is here, and is told in `kept`.
    KadashError `journal_line` names the line that is no entry; then nothing is entered.
    """
    theirs = _by_subject(_read(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip())
    ours = _by_subject(journal.lines())
    fresh: list[tuple[int, Line]] = []
    kept: list[Subject] = []
    known = 0
    for subject, lines in theirs.items():
        here = [line for _, line in ours.get(subject, [])]
        there = [line for _, line in lines]
        if _same(here, there[:len(here)]):
            known += len(here)
            fresh += lines[len(here):]
        elif _same(there, here[:len(there)]):
            known += len(there)
        else:
            kept.append(subject)
    journal.add([line for _, line in sorted(fresh, key=lambda one: one[0])])
    return Added(len(fresh), known, tuple(kept))


def take_back(journal: Journal, entry: Entry, *, who: str, at: datetime) -> Entry:
    """What held before an entry holds again, as an entry of its own; nothing, where nothing was before.

    KadashError `entry_changed` where the entry is no longer the newest of its subject.
    """
    before = [one for one in journal.history(entry.kind, entry.subject) if one.entry_id < entry.entry_id]
    return journal.put(entry.kind, entry.subject, before[-1].body if before else None, author=who, at=at,
                       expected=entry.entry_id)


def read_journal_file(path: Path) -> str:
    """The text of a file of the journal; KadashError where there is none or it is not text."""
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise KadashError("path_missing", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise KadashError("journal_line", line=1) from error


def _written(line: Line) -> dict[str, object]:
    told = {"kind": line.kind, "subject": line.subject, "author": line.author, "entered_at": line.entered_at}
    try:
        return told | {"body": None if line.body is None else json.loads(line.body)}
    except ValueError:
        return told | {UNREADABLE: line.body}


def _read(number: int, text: str) -> Line:
    try:
        told = json.loads(text)
        body = told[UNREADABLE] if UNREADABLE in told else json.dumps(told["body"], ensure_ascii=False)
        parts = [told[name] for name in ("kind", "subject", "author", "entered_at")]
        datetime.fromisoformat(told["entered_at"])
    except (ValueError, KeyError, TypeError) as error:
        raise KadashError("journal_line", line=number) from error
    if not all(isinstance(part, str) for part in (*parts, body)):
        raise KadashError("journal_line", line=number)
    kind, subject, author, entered_at = parts
    return Line(kind, subject, body, author, entered_at)


def _by_subject(lines: Iterable[Line]) -> dict[Subject, list[tuple[int, Line]]]:
    """The lines of each subject in their order, each with its place among all."""
    found: dict[Subject, list[tuple[int, Line]]] = {}
    for place, line in enumerate(lines):
        found.setdefault((line.kind, line.subject), []).append((place, line))
    return found


def _same(some: Sequence[Line], others: Sequence[Line]) -> bool:
    return len(some) == len(others) and all(map(_alike, some, others))


def _alike(one: Line, other: Line) -> bool:
    """The same entry, however its JSON is written."""
    return (one.author, one.entered_at) == (other.author, other.entered_at) and _meaning(one) == _meaning(other)


def _meaning(line: Line) -> object:
    try:
        return json.loads(line.body or "null")
    except ValueError:
        return (UNREADABLE, line.body)
