"""The answer to a question: its cells, and how many rows and columns there would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from kadash.answers.explore.compile import compiled
from kadash.answers.explore.ground import Ground
from kadash.answers.explore.question import MOST_COLUMNS, Question
from kadash.answers.explore.source import Source
from kadash.answers.explore.stand_in import scanned
from kadash.answers.explore.stored import stored
from kadash.store.stoppable import Stop

SECONDS = 20.0
"""How long a question may take."""


@dataclass(frozen=True)
class Explored:
    """One row of `cells` is a cell or a total, in the order to show them: r0.. and c0 (keys, null in totals and
    others), row_place, column_place, is_row_total, is_column_total, is_row_others, is_column_others, m0.. (figures).

    Totals of rows stand where the question has rows, those of columns where it has columns.
    """

    question: Question
    source: Source
    cells: pd.DataFrame
    rows_found: int
    columns_found: int

    @property
    def inner(self) -> pd.DataFrame:
        """The cells without totals."""
        return self.cells[~self.cells["is_row_total"] & ~self.cells["is_column_total"]]

    @property
    def by_row(self) -> pd.DataFrame:
        """One line a row of the answer: its figures over all columns."""
        across = self.cells["is_column_total"] if self.question.column is not None else True
        return self.cells[~self.cells["is_row_total"] & across]

    @property
    def row_keys(self) -> list[str]:
        """Names of the columns that hold the rows' keys."""
        return [f"r{place}" for place in range(len(self.question.rows))]

    def total(self, place: int) -> float | None:
        """A figure over everything that is counted; None where it is not known."""
        cells = self.cells
        if self.question.rows:
            cells = cells[cells["is_row_total"]]
        if self.question.column is not None:
            cells = cells[cells["is_column_total"]]
        value = cells[f"m{place}"].iloc[0] if len(cells) else None
        return None if value is None or pd.isna(value) else float(value)


def explore(ground: Ground, question: Question, stop: Stop | None = None, seconds: float = SECONDS) -> Explored:
    """The answer to a question; KadashError where it names what is not there, takes too long or is stopped."""
    source = ground.source(question.source)
    asking = compiled(question, stored(ground, question) or scanned(ground, question), ground.moment)
    cells = ground.generation.frame_within(seconds, asking.sql, asking.params, stop)
    cells = cells.assign(
        is_row_others=~cells["is_row_total"] & cells["row_place"].gt(question.most_rows).fillna(False).astype(bool),
        is_column_others=~cells["is_column_total"] & cells["column_place"].gt(MOST_COLUMNS).fillna(False).astype(bool))
    rows = int(cells["rows_found"].iloc[0]) if question.rows and len(cells) else 0
    columns = int(cells["columns_found"].iloc[0]) if question.column is not None and len(cells) else 0
    return Explored(question, source, cells.drop(columns=["rows_found", "columns_found"]), rows, columns)


def places(keys: Sequence[str], cells: pd.DataFrame) -> list[tuple[object, ...]]:
    """The keys of cells as plain values, None where not known."""
    return [tuple(None if pd.isna(value) else value for value in row)
            for row in cells[list(keys)].itertuples(index=False, name=None)]
