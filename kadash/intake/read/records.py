"""Records of delimited text, with row numbers: a broken quote costs one row, never the rest of the file."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

_LINES_A_RECORD = 100
"""A record over more lines than this is taken for an unclosed quote."""
_SHOWN_CHARS = 2000


@dataclass(frozen=True)
class Dialect:
    """How a text file parts its cells; `quote` empty: not at all quoted; `escape` a backslash or the quote itself."""

    delimiter: str
    quote: str = '"'
    escape: str = '"'
    space_after: bool = False
    """Blanks after a delimiter are no part of the cell."""

    def csv_options(self) -> dict[str, Any]:
        """Keyword arguments of `csv.reader`."""
        backslash = self.escape == "\\"
        return {
            "delimiter": self.delimiter, "quotechar": self.quote or None, "doublequote": not backslash,
            "quoting": csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
            "escapechar": "\\" if backslash else None, "skipinitialspace": self.space_after,
        }


class Record(NamedTuple):
    """A row as a spreadsheet program counts it, its cells, and `fault`: why they cannot be trusted."""

    row: int
    cells: list[str]
    fault: str | None = None


class _Lines:
    """Lines that remember which of them made the current record, so that they can be read again."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._rest = iter(lines)
        self._again: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= _LINES_A_RECORD:
            raise StopIteration
        line = self._again.popleft() if self._again else next(self._rest)
        self.taken.append(line)
        return line

    def give_back_all_but_the_first(self) -> None:
        self._again.extendleft(reversed(self.taken[1:]))


def records(lines: Iterable[str], dialect: Dialect, widths: Container[int] | None = None,
            first_row: int = 1) -> Iterator[Record]:
    """Every record, blank ones too; `widths` (cells a record should have) tells a stray quote from a long cell."""
    source = _Lines(line.strip() + "\n" for line in lines) if dialect.delimiter == " " else _Lines(lines)
    options = dialect.csv_options()
    row = first_row - 1
    reader = csv.reader(source, strict=True, **options)
    while True:
        source.taken.clear()
        row += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as reason:
            yield _broken(row, source, options, widths, reason)
            reader = csv.reader(source, strict=True, **options)
            continue
        if len(source.taken) > 1 and widths is not None and len(cells) not in widths:
            yield _first_line_lost(row, source, options, "unclosed_quote")
            reader = csv.reader(source, strict=True, **options)
            continue
        yield Record(row, bare_texts(cells) if any('="' in line for line in source.taken) else cells)


def bare_texts(cells: list[str]) -> list[str]:
    """Cells without the shell that programs put around a number so that spreadsheets take it for text: ="00123".

    >>> bare_texts(['="00123"', '=1+2', '="a"&"b"', '="'])
    ['00123', '=1+2', '="a"&"b"', '="']
    """
    return [cell[2:-1] if cell.startswith('="') and cell.find('"', 2) == len(cell) - 1 else cell for cell in cells]


def _broken(row: int, source: _Lines, options: dict[str, Any], widths: Container[int] | None,
            reason: csv.Error) -> Record:
    """A record that strict parsing refuses: on one line it is read leniently, as spreadsheet programs do."""
    if "field limit" in str(reason):
        return _first_line_lost(row, source, options, "cell_too_long")
    if len(source.taken) > 1 or "unexpected end" in str(reason):
        return _first_line_lost(row, source, options, "unclosed_quote")
    try:
        cells = next(csv.reader(source.taken[:1], strict=False, **options))
    except csv.Error:  # a cell beyond the field limit shows only now
        return _first_line_lost(row, source, options, "cell_too_long")
    if widths is None or len(cells) in widths:
        return Record(row, cells)
    return _first_line_lost(row, source, options, "unclosed_quote")


def _first_line_lost(row: int, source: _Lines, options: dict[str, Any], fault: str) -> Record:
    """The first line parted at its delimiters whatever is quoted, for people to see; the others are read again."""
    source.give_back_all_but_the_first()
    line = source.taken[0].rstrip("\r\n")[:_SHOWN_CHARS]
    return Record(row, [cell.strip('" ') for cell in line.split(options["delimiter"])], fault)
