"""Where the numbers came from: files, rows that could not be used, rows set aside, notes, and the loads so far."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.status import status
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
    return Loaded(
        sources=status(asked).sources,
        rejected=asked.frame("loaded_rejected", most=MOST_ROWS),
        waiting=_waiting(asked),
        reasons=asked.frame("loaded_reasons"),
        set_aside=asked.frame("loaded_set_aside"),
        notes=_notes(asked),
    )


def _waiting(asked: Asked) -> int:
    return int(asked.records("loaded_waiting")[0]["waiting"])


def _notes(asked: Asked) -> tuple[Finding, ...]:
    newest = asked.records("loaded_notes")
    given = json.loads(str(newest[0]["notes"])) if newest else []
    return tuple(Finding.from_dict(note) for note in given)
