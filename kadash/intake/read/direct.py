"""The direct form: a large regular CSV file that DuckDB reads itself, so that no row becomes a Python object."""

from __future__ import annotations

from io import StringIO

from kadash.intake.read.bytes_seen import bytes_seen
from kadash.intake.read.delimiter import Settled
from kadash.intake.read.header_row import clean_names
from kadash.intake.read.layout import Layout, layout_of
from kadash.intake.read.records import Dialect, Record, records
from kadash.intake.read.side_by_side import column_blocks
from kadash.intake.read.table_start import LOOK_AHEAD, table_start
from kadash.intake.read.transcode import Utf8File
from kadash.intake.read.wide import Place
from kadash.intake.text_table import TextTable, positional_names

_PLACES = 40
_ROWS_A_PLACE = 10
_PLACE_BYTES = 64 << 10


def direct_table(utf8: Utf8File, settled: Settled, head: str, label: str) -> TextTable | None:
    """The table in direct form, or None where its head or a look at forty places shows that it is not regular."""
    if settled.dialect.delimiter == " " or settled.dialect.space_after or _odd_line_ends(head):
        return None
    first = [Record(number, [] if record.fault else record.cells) for number, record in enumerate(
        list(records(StringIO(head, newline=""), settled.dialect))[settled.lines_before:], 1)]
    layout = layout_of(first, Place(label))
    if layout is None or not layout.is_plain or _holds_several(first, layout):
        return None
    found = layout.header
    lines_before_data = settled.lines_before + found.index + 1
    if _records_span_lines(head, settled.dialect, lines_before_data):
        return None
    width = len(first[found.index + 1].cells)
    sample = _sample(utf8, settled.dialect, width)
    if sample is None or len(found.names) > width:
        return None
    names = clean_names(layout.written, width)
    dialect = settled.dialect
    seen = bytes_seen(utf8.path, dialect.delimiter, dialect.quote, lines_before_data)
    return TextTable(
        file=label, sheet=None, path=utf8.path, header=names, columns=positional_names(width),
        header_row=found.index + 1, rows=seen.lines - lines_before_data, delimiter=dialect.delimiter,
        quote=dialect.quote, escape=dialect.escape, skip_lines=lines_before_data, numbered=False,
        encoding=utf8.encoding, sample=sample, findings=utf8.findings, source=utf8.path,
        title_lines=layout.titles, unpadded=seen.unpadded,
    )


def _holds_several(first: list[Record], layout: Layout) -> bool:
    """Whether another table begins beside or below, as far as can be seen."""
    rows = [record.cells for record in first[layout.header.index + 1:]]
    starts = [at for at in range(1, len(rows)) if not "".join(rows[at - 1]).strip() and "".join(rows[at]).strip()]
    below = any(table_start(rows[at:at + LOOK_AHEAD], layout.written, layout.figures) for at in starts)
    return below or bool(column_blocks(first))


def _odd_line_ends(head: str) -> bool:
    return "\r" in head.replace("\r\n", "")


def _records_span_lines(head: str, dialect: Dialect, upto: int) -> bool:
    """Whether a record among the first `upto` spans lines: then lines to skip and records differ."""
    lines = head.split("\n")[:upto]
    return any(dialect.quote and line.count(dialect.quote) % 2 for line in lines)


def _sample(utf8: Utf8File, dialect: Dialect, width: int) -> tuple[tuple[str, ...], ...] | None:
    """Rows from places all over the file; None where one of these places is not regular."""
    size = utf8.path.stat().st_size
    kept: list[tuple[str, ...]] = []
    with utf8.path.open("rb") as stream:
        for place in range(_PLACES):
            stream.seek(max(_PLACE_BYTES, size * place // _PLACES))
            block = stream.read(_PLACE_BYTES)
            rows = None if _has_shells(block, dialect) else _rows_here(block, dialect)
            if rows is None or sum(len(row) == width for row in rows) < 0.9 * len(rows):
                return None
            kept += [tuple(cell.strip() for cell in row) for row in rows[:_ROWS_A_PLACE] if len(row) == width]
    return tuple(kept)


def _has_shells(block: bytes, dialect: Dialect) -> bool:
    """Whether cells stand as ="00123", which only records() takes for the text that it is."""
    return any(before + b'="' in block for before in (b"\n", dialect.delimiter.encode()))


def _rows_here(block: bytes, dialect: Dialect) -> list[list[str]] | None:
    """Records of a block cut anywhere: the first and last lines, which may be halves, left out."""
    lines = block.decode("utf-8", errors="ignore").replace("\r\n", "\n").split("\n")[1:-1]
    found = list(records((line + "\n" for line in lines), dialect))
    broken = sum(record.fault is not None for record in found)
    if broken > 0.1 * len(found) or any(not record.cells for record in found):
        return None
    return [record.cells for record in found if not record.fault]
