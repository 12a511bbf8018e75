"""Sheets whose first columns are filled only in the first row of a group: filled down, where that is clearly so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from kadash.intake.read.usual_shape import is_total
from kadash.vocabulary import Finding

_FEWEST_ROWS = 4
_FOLLOWERS_SHARE = 0.3
_DISTINCT_SHARE = 0.95
_FULL_SHARE = 0.6
_MOST_COLUMNS = 6
_OF_GROUP = ("total", "subtotal", "汇总", "合计", "小计", "彙總", "合計", "小計")


@dataclass
class FillDown:
    """Copies the cells of the first `columns` columns down to the rows of their group; counts what it filled."""

    columns: int
    usual: frozenset[int]
    """Columns behind those that rows of the table commonly fill."""
    last: list[str] = field(default_factory=list)
    counts: Counter[int] = field(default_factory=Counter)

    def fill(self, cells: list[str]) -> None:
        """Fills the row's leading blanks in place; a total, or a row mostly blank behind them, stays as it is."""
        if is_total(cells):
            return
        if not cells[0] and self.last:
            if not _is_full(cells, self.usual):
                return
            level = next((index for index in range(self.columns) if cells[index]), self.columns)
            for index in range(level):
                cells[index] = self.last[index]
                self.counts[index] += 1
        self.last = cells[:self.columns]

    def is_total_of_group(self, cells: Sequence[str]) -> bool:
        """Whether the row sums up the group above it: "Acme Total", 宏发 汇总."""
        first = next((cell for cell in cells if cell), "")
        return any(group and first.startswith(group) and first[len(group):].strip().lower() in _OF_GROUP
                   for group in self.last)

    def findings(self, names: Sequence[str]) -> tuple[Finding, ...]:
        """One finding a column that was filled."""
        return tuple(Finding("filled_down", count, MappingProxyType({"column": names[index]}))
                     for index, count in sorted(self.counts.items()))


def group_layout(rows: Sequence[Sequence[str]], width: int) -> FillDown | None:
    """How rows (cells without outer blanks) leave their group's columns blank; None where they do not, or not clearly.

    Clear is: the first row is full; where a leading column is blank, all columns before it are; what is left is as
    full as in other rows; and no group comes twice, as it would where cells are simply missing.
    """
    sound = [list(row[:width]) + [""] * (width - len(row)) for row in rows
             if sum(map(bool, row)) > 1 and not is_total(row) and not _ends_as_total(row)]
    if len(sound) < _FEWEST_ROWS or not sound[0][0]:
        return None
    usual = frozenset(index for index in range(width)
                      if sum(bool(row[index]) for row in sound) >= 0.9 * len(sound))
    full = [row for row in sound if _is_full(row, usual)]
    columns = 0
    while columns < min(_MOST_COLUMNS, width - 2) and columns not in usual and _is_group_column(full, columns):
        columns += 1
    if not columns or len(usual) < 2 or len(full) < _FULL_SHARE * len(sound):
        return None
    return FillDown(columns, frozenset(index for index in usual if index >= columns))


def _ends_as_total(row: Sequence[str]) -> bool:
    first = next(cell for cell in row if cell)
    return first.lower().endswith(_OF_GROUP)


def _is_full(row: Sequence[str], usual: frozenset[int]) -> bool:
    return sum(bool(row[index]) for index in usual) >= 0.75 * len(usual)


def _is_group_column(rows: Sequence[Sequence[str]], column: int) -> bool:
    starts = [row for row in rows if row[column]]
    followers = [row for row in rows if not row[column]]
    if len(starts) < 2 or len(followers) < max(2, _FOLLOWERS_SHARE * len(rows)):
        return False
    if any(any(row[:column]) for row in followers):
        return False
    groups = [key for key in _filled_keys(rows, column) if key is not None]
    return len(set(groups)) >= _DISTINCT_SHARE * len(groups)


def _filled_keys(rows: Sequence[Sequence[str]], column: int) -> list[tuple[str, ...] | None]:
    """Of each row that begins a group its cells up to `column`, those above filled down; None for other rows."""
    keys: list[tuple[str, ...] | None] = []
    last = [""] * column
    for row in rows:
        last = [row[index] or last[index] for index in range(column)]
        keys.append((*last, row[column]) if row[column] else None)
    return keys
