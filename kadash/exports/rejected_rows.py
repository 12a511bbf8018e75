"""Rejected rows as a workbook to be mended: each with its own cells, the one at fault marked, and the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import xlsxwriter

from kadash.language import Words
from kadash.loads.rejected import WaitingRow, WaitingTable

_MOST_CHARS = 32_767
"""What a cell of a workbook holds."""
MOST_ROWS_OF_A_SHEET = 1_048_575
"""Rows below the header that spreadsheet programs show in a sheet; further ones stand in further sheets."""
_TELL_EVERY = 5_000
_MOST_COMMENTS = 2_000
"""Comments in a sheet: more would make spreadsheet programs slow; every cell at fault is coloured all the same."""
_WIDTH, _REASON_WIDTH = 16, 60


def _silent(rows: int) -> None:
    """Progress that nobody looks at."""


def rejected_workbook(words: Words, tables: Iterable[WaitingTable], path: Path, *,
                      tell: Callable[[int], None] = _silent, most: int = MOST_ROWS_OF_A_SHEET) -> int:
    """Write a sheet a table and give the number of rows; every cell is text, so that nothing is a formula or a link.

    Two columns of ours stand at the far right: where the row is from, which must stay, and what is wrong with it.
    A table of more rows than a sheet holds (`most`) goes on in another. `tell` hears now and then how many are written.
    """
    rows = 0
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False,
                                         "strings_to_urls": False, "strings_to_numbers": False}) as book:
        looks = {"head": book.add_format({"bold": True, "bottom": 1, "num_format": "@"}),
                 "own": book.add_format({"bold": True, "bottom": 1, "font_color": "#5B6663"}),
                 "cell": book.add_format({"num_format": "@"}),
                 "fault": book.add_format({"num_format": "@", "bg_color": "#FBD9C6"}),
                 "aside": book.add_format({"font_color": "#5B6663"})}
        taken: set[str] = set()
        for table in tables:
            for part in _parts(_telling(table.rows, tell, rows), most):
                sheet = book.add_worksheet(_sheet_name(table, taken))
                rows += _write_table(words, sheet, table, part, looks)
        if not taken:
            book.add_worksheet()
    return rows


def _parts(rows: Iterator[WaitingRow], most: int) -> Iterator[Iterator[WaitingRow]]:
    """The rows, so many at a time; each part is to be gone through before the next is asked for."""
    for first in rows:
        yield chain((first,), islice(rows, most - 1))


def _telling(rows: Iterator[WaitingRow], tell: Callable[[int], None], before: int) -> Iterator[WaitingRow]:
    for number, row in enumerate(rows, before):
        if number % _TELL_EVERY == 0:
            tell(number)
        yield row


def _write_table(words: Words, sheet: Any, table: WaitingTable, rows: Iterator[WaitingRow],
                 looks: dict[str, Any]) -> int:
    width = len(table.header)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, width, _WIDTH, looks["cell"])
    sheet.set_column(width + 1, width + 1, _REASON_WIDTH)
    for column, name in enumerate(table.header):
        _put(sheet, 0, column, name, looks["head"])
    _put(sheet, 0, width, words("mend.head_row"), looks["own"])
    _put(sheet, 0, width + 1, words("mend.head_reason"), looks["own"])
    sheet.write_comment(0, width + 1, words("mend.how"), {"x_scale": 2.5, "y_scale": 1.5})
    number = 0
    for number, row in enumerate(rows, 1):
        _write_row(words, sheet, number, row, width, looks)
    return number


def _write_row(words: Words, sheet: Any, number: int, row: WaitingRow, width: int, looks: dict[str, Any]) -> None:
    reason = words(f"finding.{row.code}", 1)
    for column, cell in enumerate(row.cells[:width]):
        _put(sheet, number, column, cell, looks["fault" if column == row.column else "cell"])
    _put(sheet, number, width, row.reference, looks["aside"])
    _put(sheet, number, width + 1, reason, looks["aside"])
    if row.column is not None and number <= _MOST_COMMENTS:
        sheet.write_comment(number, row.column, reason)


def _put(sheet: Any, row: int, column: int, text: str, look: Any) -> None:
    if text:
        sheet.write_string(row, column, text[:_MOST_CHARS], look)
    else:
        sheet.write_blank(row, column, None, look)


def _sheet_name(table: WaitingTable, taken: set[str]) -> str:
    """A name that no other sheet has: file and sheet, without what sheet names may not hold, 31 characters at most."""
    wanted = re.sub(r"[\[\]:*?/\\]", " ", " ".join(filter(None, (table.file, table.sheet)))).strip("' ") or "1"
    name, number = wanted[:31], 1
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        name = f"{wanted[:26]} ({number})"
    taken.add(name.casefold())
    return name
