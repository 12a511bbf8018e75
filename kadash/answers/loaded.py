"""Where the numbers came from: files, rows that could not be used, rows set aside, notes, and the loads so far."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.status import status
from kadash.store import sql_text
from kadash.vocabulary import Finding

MOST_ROWS = 500
"""Rejected rows that are shown; the workbook holds more of them, with all their cells."""


@dataclass(frozen=True)
class Loaded:
    """What the current generation was made of.

    sources: one row is a table found in a file (see `status`). rejected: one row is a row that waits to be mended
    (file, sheet, row, column, value, code), the first MOST_ROWS; `waiting`: how many they are; reasons: one row
    is a reason for a column of a file (file, sheet, column, code, rows, example). set_aside: one row is a reason within
    a file (file, sheet, code, rows, amount). notes: what was assumed or noticed.
    """

    sources: pd.DataFrame
    rejected: pd.DataFrame
    waiting: int
    reasons: pd.DataFrame
    set_aside: pd.DataFrame
    notes: tuple[Finding, ...]

    @property
    def files(self) -> int:
        """How many files."""
        return int(self.sources["sha256"].nunique())

    def rows(self, count: str) -> int:
        """Sum of read, accepted, rejected or set_aside over all files."""
        return int(self.sources[count].sum())


def loaded(asked: Asked) -> Loaded:
    """The files of the current generation with their accounts of rows."""
    ask = asked.generation.frame
    return Loaded(
        sources=status(asked).sources,
        rejected=ask(sql_text("kadash.answers.sql", "loaded_rejected.sql"), most=MOST_ROWS),
        waiting=_waiting(asked),
        reasons=ask(sql_text("kadash.answers.sql", "loaded_reasons.sql")),
        set_aside=ask(sql_text("kadash.answers.sql", "loaded_set_aside.sql")),
        notes=_notes(asked),
    )


def _waiting(asked: Asked) -> int:
    found = asked.generation.one(sql_text("kadash.answers.sql", "loaded_waiting.sql"))
    return int(str(found[0])) if found else 0


def _notes(asked: Asked) -> tuple[Finding, ...]:
    newest = asked.generation.one(sql_text("kadash.answers.sql", "loaded_notes.sql"))
    given = json.loads(str(newest[0])) if newest else []
    return tuple(Finding.from_dict(note) for note in given)
