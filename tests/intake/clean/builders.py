"""Small text tables as the reader leaves them, and their rows after cleaning."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from kadash.intake.clean import Staged, drop_stage, open_stage, stage
from kadash.intake.reading import Column, ColumnHints, Reading
from kadash.intake.text_table import TextTable, positional_names
from kadash.store import Build, open_build
from kadash.vocabulary import TABLES

TODAY = date(2026, 10, 1)


def a_text_table(folder: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> TextTable:
    """A normalised text table; its first row is row 2 of the spreadsheet."""
    path = folder / "cells.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([number, *row] for number, row in enumerate(rows, 2))
    return TextTable("orders.csv", None, path, tuple(header), positional_names(len(header)), header_row=1,
                     rows=len(rows), sample=tuple(tuple(row) for row in rows))


def a_reading(table: str, fields: Sequence[str], hints: Mapping[str, ColumnHints] | None = None) -> Reading:
    """A reading in which the columns are these fields, in order, each under its own name as header."""
    found = hints or {}
    return Reading(table, tuple(
        Column(index, field, table, field, found.get(field, ColumnHints())) for index, field in enumerate(fields)))


@contextmanager
def staged(table: str, fields: Sequence[str], rows: Sequence[Sequence[str]], *, heads: bool = False,
           hints: Mapping[str, ColumnHints] | None = None) -> Iterator[tuple[Build, Staged]]:
    """The rows of one table after cleaning, in stage.rows."""
    with tempfile.TemporaryDirectory() as folder, open_build(Path(folder) / "build.duckdb") as build:
        open_stage(build)
        text = a_text_table(Path(folder), fields, rows)
        yield build, stage(build, text, a_reading(table, fields, hints), 1, "rows", today=TODAY, heads=heads)
        drop_stage(build)


def verdicts(build: Build, found: Staged) -> list[tuple[int, str, str | None, str | None]]:
    """(row, code, column, value) of every row that is not accepted, in the order of the file."""
    rows = build.rows("select source_row, fault, fault_value from stage.rows where fault > 0 order by source_row")
    return [(int(str(row)), fault.code, fault.column, None if value is None else str(value))
            for row, number, value in rows for fault in [found.faults[int(str(number)) - 1]]]


def values(table: str, field: str, cells: Sequence[str], hints: ColumnHints | None = None) -> list[object]:
    """What the cells of one column become."""
    beside = "account_name" if "account_name" in TABLES[table] else "category"
    given = {field: hints} if hints else None
    with staged(table, [field, beside], [[cell, "x"] for cell in cells], hints=given) as (build, _):
        return [row[0] for row in build.rows(f"select {field} from stage.rows order by source_row")]
