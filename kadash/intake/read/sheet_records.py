"""Rows of a workbook's sheet as records: every cell as the text that its spreadsheet program would show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, cast

import python_calamine as calamine

from kadash.intake.read.odd_cells import OddCells
from kadash.intake.read.records import Record

_ROWS_AT_ONCE = 256


def sheet_records(sheet: calamine.CalamineSheet, odd: OddCells) -> Iterator[Record]:
    """Rows of the sheet as text, from the first used column on; odd cells shown as what they are."""
    leftmost = first_column(sheet, odd)
    lead = [""] * ((sheet.start[1] if sheet.start else 0) - leftmost)
    row = 0
    for row, values in enumerate(_texts(cast(Iterator[list[Any]], sheet.iter_rows())), start=1):
        cells = [*lead, *values]
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


def _texts(rows: Iterator[list[Any]]) -> Iterator[Sequence[str]]:
    """The rows as text, made a piece of a column at a time: its cells are mostly of one kind."""
    while block := list(islice(rows, _ROWS_AT_ONCE)):
        if not block[0]:
            yield from block
            continue
        yield from zip(*map(_column, zip(*block, strict=True)), strict=True)


def _column(values: tuple[Any, ...]) -> Iterable[str]:
    kinds = set(map(type, values))
    if kinds == {str}:
        return values
    if kinds == {float}:
        return _numbers(values)
    return [value if value.__class__ is str else _written(value.__class__, value) for value in values]


def _numbers(values: tuple[float, ...]) -> list[str]:
    """With up to 15 digits, which is what spreadsheet programs keep, without `.0`, and no nought below zero."""
    written = ("%.15g " * len(values) % values).split()
    return ["0" if text == "-0" else text for text in written] if "-0" in written else written


@lru_cache(maxsize=20_000)
def _written(kind: Any, value: Any) -> str:
    """A cell as its spreadsheet program would give it to a text file; dates are ISO.

    `kind` keeps True and 1 apart. Days repeat, so most are written once.
    """
    if kind is bool:
        return "TRUE" if value else "FALSE"
    if kind is float:
        return _numbers((value,))[0]
    if kind is dt.datetime:
        text: str = value.isoformat(sep=" ", timespec="seconds")
        return text
    return str(value)
