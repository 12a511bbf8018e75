"""CSV, TSV and TXT files to a text table: small ones normalised, large regular ones left for DuckDB to read."""

from __future__ import annotations

from collections.abc import Iterator
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
from kadash.intake.read.encoding import settle_encoding
from kadash.intake.read.normalised import Written, write_normalised
from kadash.intake.read.records import Dialect, records
from kadash.intake.read.transcode import Utf8File, as_utf8
from kadash.intake.text_table import TextTable, positional_names

DIRECT_BYTES = 64 << 20
"""Larger files are not turned into Python objects row by row."""
_HEAD_LINES = 1000
_HEAD_CHARS = 400_000
_LONGEST_LINE = 1 << 20


def read_text_file(path: Path, label: str, scratch: Path) -> list[TextTable]:
    """The one table of a text file; `scratch` is a folder of its own for what has to be written."""
    utf8 = as_utf8(path, settle_encoding(path), scratch)
    with _opened(utf8.path) as stream:
        head = _whole_lines(stream)
    if not head.strip():
        raise KadashError("file_empty" if _is_blank(utf8.path) else "no_table_found", file=label)
    settled = settle_dialect(head)
    if path.stat().st_size > DIRECT_BYTES:
        table = direct_table(utf8, settled, head, label)
        if table is not None:
            return [table]
    return [_normalised_table(utf8, settled, label, scratch)]


def normalise(table: TextTable, scratch: Path) -> TextTable:
    """The normalised form of a table in direct form, for files that turn out irregular; others as they are."""
    if table.numbered or table.source is None:
        return table
    utf8 = Utf8File(table.source, table.encoding, table.findings)
    dialect = Dialect(table.delimiter, table.quote, table.escape)
    with _opened(table.source) as stream:
        lines_before = settle_dialect(_whole_lines(stream)).lines_before
    return _normalised_table(utf8, Settled(dialect, lines_before), table.file, scratch)


def _normalised_table(utf8: Utf8File, settled: Settled, label: str, scratch: Path) -> TextTable:
    target = scratch / "table.csv"
    with _opened(utf8.path) as stream:
        width = _commonest_width(stream, settled)
    with _opened(utf8.path) as stream:
        lines = islice(_lines(stream), settled.lines_before, None)
        written = write_normalised(records(lines, settled.dialect, width), target)
    if written is None:
        raise KadashError("no_table_found", file=label)
    return replace(table_of(written, target, label), encoding=utf8.encoding, findings=utf8.findings)


def table_of(written: Written, target: Path, label: str, sheet: str | None = None) -> TextTable:
    """The text table of what was written; KadashError where there is nothing below the header."""
    if written.rows == written.blank_rows:
        raise KadashError("only_a_header", file=label)
    return TextTable(
        file=label, sheet=sheet, path=target, header=written.header, columns=positional_names(len(written.header)),
        header_row=written.header_row, rows=written.rows, blank_rows=written.blank_rows, sample=written.sample,
        title_lines=written.title_lines, faults=written.faults,
    )


def _commonest_width(stream: TextIO, settled: Settled) -> int:
    """Cells a record commonly has, blank ones at its end included."""
    lines = islice(_lines(stream), settled.lines_before, settled.lines_before + _HEAD_LINES)
    widths = [len(record.cells) for record in records(lines, settled.dialect) if record.cells and not record.fault]
    return max(set(widths), key=widths.count, default=1)


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
