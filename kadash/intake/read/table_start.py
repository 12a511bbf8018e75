"""Where another table begins below one (or one above another): names of columns with records of another kind below."""

from __future__ import annotations

from collections.abc import Sequence

from kadash.intake.read.cell_shape import Shape, is_blank, shape
from kadash.intake.read.period_name import period_name
from kadash.intake.recognise.words import is_header_word

LOOK_AHEAD = 30
_TITLES = 5
_KNOWN_SHARE = 0.5
_FIGURES_SHARE = 0.4
_FEWEST_NAMES = 2


def table_start(rows: Sequence[list[str]], header: Sequence[str] = (), figures: frozenset[int] = frozenset()) -> bool:
    """Whether a table of its own begins with these rows, perhaps below some titles.

    `header`, `figures`: of the table above, its names and the columns in which it holds numbers or dates: the same
    names once more begin no new table, and neither does a row that fits in.
    """
    at = _first_with_names(rows)
    if at is None:
        return False
    names = [cell.strip() for cell in rows[at]]
    if _same(names, header):
        return False
    below = _records_below(rows[at + 1:])
    if not below or sum(map(bool, map(str.strip, below[0]))) < _FEWEST_NAMES:
        return False
    fits_in = bool(header) and bool(figures) and not any(names[index] for index in figures if index < len(names))
    return not fits_in and _names_records(names, below)


def columns_of_figures(rows: Sequence[Sequence[str]], width: int) -> frozenset[int]:
    """Columns in which the filled cells of these rows are numbers or dates."""
    return frozenset(index for index in range(width)
                     if _are_figures([shape(row[index]) for row in rows if index < len(row)]))


def _first_with_names(rows: Sequence[list[str]]) -> int | None:
    """Position of the first row with several words and no figures; only titles, of one cell, may stand above it."""
    for at, cells in enumerate(rows[:_TITLES + 1]):
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) >= _FEWEST_NAMES:
            names = all(shape(cell) == "words" or period_name(cell) is not None for cell in filled)
            short = all(len(cell) <= 40 and not cell.rstrip().endswith((":", "：")) for cell in filled)
            return at if names and short and len(set(filled)) == len(filled) else None
    return None


def _same(names: Sequence[str], header: Sequence[str]) -> bool:
    """Whether the row repeats the names of the table above."""
    written = [name for name in names if name]
    return bool(header) and written == [name.strip() for name in header if name.strip()]


def _records_below(rows: Sequence[list[str]]) -> list[list[str]]:
    """The rows up to the next blank one."""
    found: list[list[str]] = []
    for cells in rows:
        if is_blank(cells):
            break
        found.append(cells)
    return found


def _names_records(names: Sequence[str], below: Sequence[list[str]]) -> bool:
    named = [index for index, name in enumerate(names) if name]
    known = sum(is_header_word(names[index]) or period_name(names[index]) is not None for index in named) / len(named)
    figures = len(columns_of_figures(below, len(names)) & set(named)) / len(named)
    if known >= _KNOWN_SHARE and (figures > 0 or known > 0.75):
        return True
    return figures >= _FIGURES_SHARE and len(below) > 1


def _are_figures(kinds: Sequence[Shape]) -> bool:
    filled = [kind for kind in kinds if kind != "blank"]
    return bool(filled) and sum(kind != "words" for kind in filled) > 0.6 * len(filled)
