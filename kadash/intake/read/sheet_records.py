"""Rows of a workbook's sheet as records: every cell as the text that its spreadsheet program would show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast

import python_calamine as calamine

from kadash.intake.read.odd_cells import OddCells
from kadash.intake.read.records import Record


def sheet_records(sheet: calamine.CalamineSheet, odd: OddCells) -> Iterator[Record]:
    """Rows of the sheet as text, from the first used column on; odd cells shown as what they are."""
    leftmost = first_column(sheet, odd)
    lead = [""] * ((sheet.start[1] if sheet.start else 0) - leftmost)
    row, values_of_rows = 0, cast(Iterator[list[Any]], sheet.iter_rows())
    for row, values in enumerate(values_of_rows, start=1):
        cells = lead + [value if value.__class__ is str else _written(value.__class__, value) for value in values]
        if row - 1 in odd.texts:
            _place(cells, odd.texts[row - 1], leftmost)
        yield Record(row, cells)
    for late in sorted(position for position in odd.texts if position >= row):
        cells = []
        _place(cells, odd.texts[late], leftmost)
        yield Record(late + 1, cells)


def first_column(sheet: calamine.CalamineSheet, odd: OddCells) -> int:
    """Position from 0 of the first column with anything in it."""
    first: int = sheet.start[1] if sheet.start else 0
    return min([first, *(min(columns) for columns in odd.texts.values())]) if odd.texts else first


def _place(cells: list[str], texts: dict[int, str], leftmost: int) -> None:
    for column, text in texts.items():
        missing = column - leftmost + 1 - len(cells)
        cells.extend([""] * missing)
        if not cells[column - leftmost]:
            cells[column - leftmost] = text


@lru_cache(maxsize=200_000)
def _written(kind: Any, value: Any) -> str:
    """A cell as its spreadsheet program would give it to a text file: ISO dates, 15 digits, no `.0`.

    `kind` keeps True and 1 apart. Cells repeat, so most are written once.
    """
    if kind is bool:
        return "TRUE" if value else "FALSE"
    if kind is float:
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    if kind is dt.datetime:
        text: str = value.isoformat(sep=" ", timespec="seconds")
        return text
    return str(value)
