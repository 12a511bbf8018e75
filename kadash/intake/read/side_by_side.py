"""Tables beside each other in one sheet, a blank column between them: found by their headers, read one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kadash.intake.read.cell_shape import is_blank, shape
from kadash.intake.read.records import Record
from kadash.intake.recognise.words import is_header_word

_HEADERS_WITHIN = 15
_FEWEST_COLUMNS = 2
_KNOWN_SHARE = 0.5
Block = tuple[int, int]
"""First column of a table and the column behind its last, counted from 0."""


def column_blocks(head: Sequence[Record]) -> list[Block]:
    """The columns of each table where several stand side by side; empty where there is one (or none)."""
    rows = [record.cells for record in head if not is_blank(record.cells)]
    parts = _parts([_filled(cells) for cells in rows])
    if len(parts) < 2:
        return []
    tables = [block for block in parts if block[1] - block[0] >= _FEWEST_COLUMNS and _has_names(rows, block)]
    return tables if len(tables) == len(parts) and _are_apart(rows, tables) else []


def _are_apart(rows: Sequence[Sequence[str]], tables: Sequence[Block]) -> bool:
    """Whether they end at different rows or name the same columns: else one table has a blank column in it."""
    filled = [[any(cell.strip() for cell in cells[first:end]) for cells in rows] for first, end in tables]
    names = [[cell.strip() for cell in next(cells for cells in rows if any(cells[first:end]))[first:end]]
             for first, end in tables]
    return any(other != filled[0] for other in filled[1:]) or any(other == names[0] for other in names[1:])


def columns_of(records: Iterator[Record], block: Block) -> Iterator[Record]:
    """The records of one of the tables."""
    first, end = block
    for row, cells, fault in records:
        yield Record(row, cells[first:end], fault if first == 0 else None)


def _filled(cells: Sequence[str]) -> frozenset[int]:
    """Positions with something in them; a title of one cell stands above all and parts nothing."""
    filled = frozenset(index for index, cell in enumerate(cells) if cell.strip())
    return filled if len(filled) > 1 else frozenset()


def _parts(rows: Sequence[frozenset[int]]) -> list[Block]:
    used = sorted(frozenset().union(*rows))
    parts: list[Block] = []
    for index in used:
        if parts and parts[-1][1] == index:
            parts[-1] = (parts[-1][0], index + 1)
        else:
            parts.append((index, index + 1))
    return parts


def _has_names(rows: Sequence[Sequence[str]], block: Block) -> bool:
    """Whether one of the first rows names each column of the block, most of them with words of exports."""
    first, end = block
    for cells in rows[:_HEADERS_WITHIN]:
        names = [cell.strip() for cell in cells[first:end]]
        if len(names) == end - first and all(shape(name) == "words" for name in names) and sum(
                map(is_header_word, names)) >= _KNOWN_SHARE * len(names):
            return True
    return False
