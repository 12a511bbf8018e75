"""CSV, TSV and TXT files to a text table: small ones normalised, large regular ones left for DuckDB to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TextIO

from kadash.errors import KadashError
from kadash.intake.read.delimiter import Settled, settle_dialect
from kadash.intake.read.direct import direct_table
from kadash.intake.read.encoding import Encoding, settle_encoding
from kadash.intake.read.layout import LAYOUT_ROWS, layout_of
from kadash.intake.read.normalised import write_one_table
from kadash.intake.read.records import Dialect, Record, records
from kadash.intake.read.tables_written import tables_of, write_all_tables
from kadash.intake.read.transcode import Utf8File, as_utf8
from kadash.intake.read.wide import Place
from kadash.intake.text_table import TextTable

DIRECT_BYTES = 64 << 20
"""Larger files are not turned into Python objects row by row."""
_HEAD_LINES = 1000
_HEAD_CHARS = 400_000
_LONGEST_LINE = 1 << 20
_OFTEN = 0.25


def read_text_file(path: Path, scratch: Path, place: Place, encoding: str | None = None) -> list[TextTable]:
    """The tables of a text file; `scratch` is a folder of its own for what has to be written.

    `encoding`: a name that TextTable knows, from somebody who does; bytes that do not fit are replaced and counted.
    """
    settled_encoding = Encoding(encoding, strict=False) if encoding else settle_encoding(path)
    utf8 = as_utf8(path, settled_encoding, scratch)
    with _opened(utf8.path) as stream:
        head = _whole_lines(stream)
    if not head.strip():
        raise KadashError("file_empty" if _is_blank(utf8.path) else "no_table_found", file=place.label)
    settled = settle_dialect(head)
    if path.stat().st_size > DIRECT_BYTES:
        table = direct_table(utf8, settled, head, place.label)
        if table is not None:
            return [table]
    written = write_all_tables(_reader(utf8, settled), scratch / "table.csv", place)
    tables = tables_of(written, place)
    return [replace(tables[0], encoding=utf8.encoding, findings=(*utf8.findings, *tables[0].findings)),
            *(replace(table, encoding=utf8.encoding) for table in tables[1:])]


def normalise(table: TextTable, scratch: Path) -> TextTable:
    """The normalised form of a table in direct form, for files that turn out irregular; others as they are."""
    if table.numbered or table.source is None:
        return table
    dialect = Dialect(table.delimiter, table.quote, table.escape)
    with _opened(table.source) as stream:
        lines_before = settle_dialect(_whole_lines(stream)).lines_before
    reader = _reader(Utf8File(table.source, table.encoding, table.findings), Settled(dialect, lines_before))
    layout = layout_of(list(islice(reader(), LAYOUT_ROWS)), Place(table.file))
    if layout is None:
        raise KadashError("no_table_found", file=table.file)
    sound, = tables_of([write_one_table(reader(), scratch / "table.csv", layout)], Place(table.file))
    return replace(sound, encoding=table.encoding, findings=table.findings)


def _reader(utf8: Utf8File, settled: Settled) -> Callable[[], Iterator[Record]]:
    """What gives the records of the file from the beginning, each time it is called."""
    with _opened(utf8.path) as stream:
        widths = _common_widths(stream, settled)

    def read() -> Iterator[Record]:
        with _opened(utf8.path) as stream:
            lines = islice(_lines(stream), settled.lines_before, None)
            yield from records(lines, settled.dialect, widths)

    return read


def _common_widths(stream: TextIO, settled: Settled) -> frozenset[int]:
    """Cells a record commonly has, blank ones at its end included; two tables in one file may have two widths."""
    lines = islice(_lines(stream), settled.lines_before, settled.lines_before + _HEAD_LINES)
    widths = Counter(len(record.cells) for record in records(lines, settled.dialect)
                     if record.cells and not record.fault)
    commonest = max(widths, key=lambda width: widths[width], default=1)
    often = _OFTEN * sum(widths.values())
    return frozenset({commonest, *(width for width, count in widths.items() if width > 1 and count >= often)})


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield stream


def _whole_lines(stream: TextIO) -> str:
    """The beginning of a text as whole lines; nothing where not even the first line ends within the bound."""
    head = stream.read(_HEAD_CHARS)
    if len(head) == _HEAD_CHARS:
        head = head[:max(head.rfind("\n"), head.rfind("\r")) + 1]
    return "".join(islice(StringIO(head, newline=""), _HEAD_LINES))


def _lines(stream: TextIO) -> Iterator[str]:
    """The lines of a text; one that has no end in sight comes in pieces, so that no file fills the memory."""
    return iter(partial(stream.readline, _LONGEST_LINE), "")


def _is_blank(path: Path) -> bool:
    with _opened(path) as stream:
        return not any(piece.strip() for piece in iter(partial(stream.read, _HEAD_CHARS), ""))
