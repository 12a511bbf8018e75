"""Merged cells of a sheet: what is written in the first counts for the others, where that is meant and safe."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from types import MappingProxyType

from kadash.intake.read.cell_shape import shape
from kadash.intake.read.header_row import LOOK_AT_ROWS, column_letters
from kadash.intake.read.records import Record
from kadash.intake.read.usual_shape import is_total
from kadash.intake.recognise.words import compact, meanings, without_units
from kadash.vocabulary import TABLES, Finding

Range = tuple[tuple[int, int], tuple[int, int]]
"""Row and column, from 0, of the first and of the last cell."""
_COPIED = ("text", "date")


class MergedCells:
    """Fills the records of one sheet from its merged ranges; `offset`: the sheet column of a record's first cell.

    Downwards: words and dates; numbers only in columns whose header says that they are names or numbers of something,
    since the total of an order, merged over its lines, must not count once a line. To the right: only in first rows
    without figures, where group headers stand over several names.
    """

    def __init__(self, ranges: Iterable[Range], offset: int) -> None:
        self._starts: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for (top, left), (bottom, right) in ranges:
            if left >= offset:
                self._starts[top].append((left - offset, bottom, right - offset))
        self._offset = offset
        self._kept: dict[int, tuple[str, int]] = {}
        self._text_columns: set[int] = set()
        self._filled: Counter[int] = Counter()
        self._early: list[tuple[int, int]] = []

    def filled(self, records: Iterator[Record]) -> Iterator[Record]:
        """The records with their blanks filled."""
        if not self._starts:
            yield from records
            return
        self._kept.clear()
        self._filled.clear()
        self._early.clear()
        for record in records:
            yield self._fill(record)

    def findings(self, sheet: str, header_row: int) -> tuple[Finding, ...]:
        """How many cells were filled downwards below the header, and in which columns."""
        count = self._filled.copy()
        count.subtract(column for row, column in self._early if row <= header_row)
        columns = sorted(column for column, cells in count.items() if cells > 0)
        if not columns:
            return ()
        letters = ", ".join(column_letters(column + self._offset) for column in columns)
        facts = MappingProxyType({"sheet": sheet, "columns": letters})
        return (Finding("merged_cells_filled", sum(count[column] for column in columns), facts),)

    def _fill(self, record: Record) -> Record:
        row, cells, _ = record
        if row <= LOOK_AT_ROWS:
            self._learn(cells)
        if row - 1 in self._starts:
            self._begin(row, cells)
        if self._kept and not is_total(cells):
            self._copy_down(row, cells)
        return record

    def _learn(self, cells: list[str]) -> None:
        """Columns whose header is known to name things rather than to count them."""
        for column, cell in enumerate(cells):
            known = meanings().get(compact(cell)) or meanings().get(without_units(cell)) if cell else None
            if known and all(TABLES[one.table][one.field] in _COPIED for one in known if one.table in TABLES):
                self._text_columns.add(column)

    def _begin(self, row: int, cells: list[str]) -> None:
        before = list(cells)
        names = row <= LOOK_AT_ROWS and all(shape(cell) in ("words", "blank") or _is_year(cell) for cell in cells)
        for left, bottom, right in self._starts[row - 1]:
            value = cells[left] if left < len(cells) else ""
            if not value:
                continue
            if bottom > row - 1 and (shape(value) in ("words", "date") or left in self._text_columns):
                self._kept[left] = (value, bottom)
            if names and right > left:
                end = min(right, len(cells) - 1)
                cells[left + 1:end + 1] = [cell or value for cell in cells[left + 1:end + 1]]
        if len({cell for cell in cells if cell}) == 1:  # a title over the whole table is written once
            cells[:] = before

    def _copy_down(self, row: int, cells: list[str]) -> None:
        for column in list(self._kept):
            value, bottom = self._kept[column]
            if row - 1 > bottom:
                del self._kept[column]
            elif column < len(cells) and not cells[column]:
                cells[column] = value
                self._filled[column] += 1
                if row <= LOOK_AT_ROWS:
                    self._early.append((row, column))


def _is_year(value: str) -> bool:
    return len(value) == 4 and value.isdigit()
