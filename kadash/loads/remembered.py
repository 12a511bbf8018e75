"""Readings that a person settled: kept by the fingerprint of the headers, for the next file that has the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kadash.intake.reading import Reading, reading_from_json, reading_to_json
from kadash.intake.text_table import TextTable
from kadash.loads.personal import without_samples
from kadash.store import Entry, Home

KIND = "reading"


@dataclass(frozen=True)
class Remembered:
    """How files with certain headers are read, since when, and who said so. `file`: the first of them, as a label."""

    fingerprint: str
    reading: Reading
    headers: tuple[str, ...]
    file: str | None
    author: str
    entered_at: datetime


def remembered(home: Home) -> list[Remembered]:
    """Every reading that holds, in the order in which they were first settled."""
    return [_remembered(entry) for entry in home.journal().all(KIND)]


def remembered_readings(home: Home) -> dict[str, Reading]:
    """Fingerprint of the headers to how files with them are read."""
    return {one.fingerprint: one.reading for one in remembered(home)}


def remember(home: Home, fingerprint: str, reading: Reading, text: TextTable | None, *, who: str, at: datetime,
             expected: int | None = None) -> None:
    """Keep a reading for files with the same headers as `text`; the one that holds already is no new entry.

    expected: the entry that the author saw, 0 for none.
    """
    body = {"reading": reading_to_json(without_samples(reading)), "headers": list(text.header) if text else [],
            "file": text.file if text else None}
    holds = home.journal().get(KIND, fingerprint)
    if holds is not None and isinstance(holds.body, dict) and holds.body | {"file": body["file"]} == body:
        return
    home.journal().put(KIND, fingerprint, body, author=who, at=at, expected=expected)


def forget_reading(home: Home, fingerprint: str, *, who: str, at: datetime, expected: int | None = None) -> None:
    """Judge the next file with these headers afresh; files that are loaded stay as they were read."""
    home.journal().put(KIND, fingerprint, None, author=who, at=at, expected=expected)


def _remembered(entry: Entry) -> Remembered:
    body: dict[str, Any] = entry.body if isinstance(entry.body, dict) else {"reading": entry.body}
    reading = replace(reading_from_json(str(body["reading"])), known=True)
    headers = tuple(body.get("headers") or [column.header for column in reading.columns])
    return Remembered(entry.subject, reading, headers, body.get("file"), entry.author, entry.entered_at)
