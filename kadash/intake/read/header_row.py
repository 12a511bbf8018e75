"""Which of the first rows names the columns, and the names made clean and unique."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from kadash.intake.read.cell_shape import Shape, shape
from kadash.intake.read.wide import cells_of_periods
from kadash.intake.recognise.words import is_header_word

LOOK_AT_ROWS = 60
_HEADERS_WITHIN = 40
_BELOW = 25
_NAME_CHARS = 200
_FEWEST_BELOW = 2
_YEAR = re.compile(r"(?:19[5-9]|20[0-9])\d")


@dataclass(frozen=True)
class HeaderRow:
    """`index` among the rows looked at, -1 where the file has no header; `names` cleaned and unique."""

    index: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class _Row:
    cells: list[str]
    shapes: list[Shape]
    """Of a cell that names a period in the header of a wide sheet: words."""
    periods: frozenset[int] = frozenset()

    @property
    def filled(self) -> int:
        return sum(kind != "blank" for kind in self.shapes)


def find_header(rows: Sequence[list[str]]) -> HeaderRow | None:
    """The header among the first rows of a table, or None where they hold no table at all."""
    looked_at = _with_numbers_above_words(_with_years([_row(cells) for cells in rows[:LOOK_AT_ROWS]]))
    filled = [row for row in looked_at if row.filled]
    if not filled or (len(filled) == 1 and filled[0].filled == 1):
        return None
    scores = {
        index: _score(looked_at, index) for index in range(min(len(looked_at), _HEADERS_WITHIN))
        if looked_at[index].filled
    }
    best = max(scores, key=lambda index: (scores[index], -index))
    if scores[best] < _threshold(looked_at):
        return _no_header(looked_at)
    best = next(index for index, row in enumerate(looked_at) if row.cells == looked_at[best].cells)  # it may come again
    width = max(_width_below(looked_at, best), _last_filled(looked_at[best]) + 1)
    return HeaderRow(best, clean_names(looked_at[best].cells, width))


def _row(cells: list[str]) -> _Row:
    periods = cells_of_periods(cells)
    return _Row(cells, ["words" if index in periods else shape(cell) for index, cell in enumerate(cells)], periods)


def _with_years(rows: list[_Row]) -> list[_Row]:
    """The rows; where a single one has several years and no other figures, its years are names of columns."""
    years = [{position for position, cell in enumerate(row.cells) if _YEAR.fullmatch(cell.strip())} for row in rows]
    named = [len({row.cells[position] for position in found}) > 1
             and all(position in found for position, kind in enumerate(row.shapes) if kind in ("number", "date"))
             for row, found in zip(rows, years, strict=True)]
    if sum(named) != 1:
        return rows
    only = named.index(True)
    return _with_names(rows, only, years[only])


def _with_numbers_above_words(rows: list[_Row]) -> list[_Row]:
    """The rows; where only the first has numbers, all different, and none stands below, they are names of columns."""
    filled = [at for at, row in enumerate(rows) if row.filled]
    if len(filled) <= _FEWEST_BELOW:
        return rows
    numbers = [{position for position, kind in enumerate(rows[at].shapes) if kind in ("number", "date")}
               for at in filled]
    written = [rows[filled[0]].cells[position].strip() for position in numbers[0]]
    full = all(rows[at].filled == rows[filled[0]].filled for at in filled)
    if len(written) < 2 or len(set(written)) < len(written) or any(numbers[1:]) or not full:
        return rows
    return _with_names(rows, filled[0], numbers[0])


def _with_names(rows: list[_Row], at: int, positions: set[int]) -> list[_Row]:
    """The rows, the cells of one at these positions taken for words."""
    shapes: list[Shape] = ["words" if position in positions else kind for position, kind in enumerate(rows[at].shapes)]
    return [*rows[:at], _Row(rows[at].cells, shapes, rows[at].periods), *rows[at + 1:]]


def clean_names(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """As many names as the table is wide, on one line, unique; a column without one is called by its letter.

    >>> clean_names(["Name ", "", "Name"], 3)
    ('Name', '(B)', 'Name (2)')
    """
    names: list[str] = []
    for index in range(width):
        written = " ".join((cells[index] if index < len(cells) else "").replace("\ufeff", "").split())[:_NAME_CHARS]
        base = written or f"({column_letters(index)})"
        name, copy = base, 2
        while name in names:
            name, copy = f"{base} ({copy})", copy + 1
        names.append(name)
    return tuple(names)


def column_letters(index: int) -> str:
    """The letters that spreadsheet programs give a column, from its position counted from 0.

    >>> [column_letters(index) for index in (0, 25, 26, 16383)]
    ['A', 'Z', 'AA', 'XFD']
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _threshold(rows: list[_Row]) -> float:
    return 1.6 if len(rows) > 1 else 0.5


def _score(rows: list[_Row], index: int) -> float:
    """How much a row looks like names of the columns below it: known words, words over figures, full, distinct."""
    row, below = rows[index], rows[index + 1:index + 1 + _BELOW]
    below = [other for other in below if other.filled]
    words = [cell.strip() for cell, kind in zip(row.cells, row.shapes, strict=True) if kind == "words"]
    typical = median([other.filled for other in below]) if below else row.filled
    full = min(1.0, row.filled / max(typical, 1))
    one_cell_of_many = row.filled == 1 and max(other.filled for other in rows) > 1
    last_of_many = not below and any(other.filled for other in rows[:index])
    if one_cell_of_many or last_of_many or not words:
        return 0.0
    written = len(words) / row.filled
    known = (sum(is_header_word(word) for word in words) + len(row.periods)) / row.filled
    distinct = len(set(words)) / len(words)
    if not known and written < 0.7 and len(words) < 5:
        return 0.0
    short = sum(len(word) <= 40 for word in words) / len(words)
    known_below = _known_share(below[:3])
    return full + written * short + 0.3 * distinct + 2.5 * max(0.0, known - known_below / 2) + 1.5 * _contrast(
        row, below) - 0.04 * index


def _known_share(rows: list[_Row]) -> float:
    shares = [sum(is_header_word(cell) for cell in row.cells if cell.strip()) / row.filled for row in rows]
    return max(shares, default=0.0)


def _contrast(row: _Row, below: list[_Row]) -> float:
    """Share of the columns that hold figures or dates below words, less those that hold them below figures."""
    over = same = 0
    for position, kind in enumerate(row.shapes):
        figures = [other.shapes[position] for other in below if position < len(other.shapes)]
        figures = [other for other in figures if other != "blank"]
        mostly = sum(other != "words" for other in figures) > 0.6 * len(figures) if figures else False
        if mostly and kind == "words":
            over += 1
        elif mostly and kind in ("number", "date"):
            same += 1
    return (over - same) / max(row.filled, 1)


def _no_header(rows: list[_Row]) -> HeaderRow | None:
    """A table of figures that begins at once; anything else without a header is no table."""
    filled = [row for row in rows if row.filled]
    width = max(len(row.cells) for row in filled)
    typical = median([row.filled for row in filled])
    figures = sum(kind in ("number", "date") for row in filled for kind in row.shapes)
    if typical < 2 or figures == 0:
        return None
    return HeaderRow(-1, clean_names([], width))


def _last_filled(row: _Row) -> int:
    return max((position for position, kind in enumerate(row.shapes) if row.cells[position].strip()), default=0)


def _width_below(rows: list[_Row], index: int) -> int:
    """Cells a record below commonly has that hold anything."""
    ends = sorted(_last_filled(row) + 1 for row in rows[index + 1:] if row.filled)
    return ends[int(len(ends) * 0.9) - 1 if len(ends) > 1 else 0] if ends else 0
