"""All tables of a sheet or text file: below each other, beside each other, each with a name of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from kadash.errors import KadashError
from kadash.intake.read.layout import LAYOUT_ROWS
from kadash.intake.read.normalised import Written, write_tables
from kadash.intake.read.records import Record
from kadash.intake.read.side_by_side import column_blocks, columns_of
from kadash.intake.read.template_rows import TEMPLATE_CODES
from kadash.intake.read.wide import Place
from kadash.intake.text_table import TextTable, positional_names
from kadash.vocabulary import Finding

Reader = Callable[[], Iterator[Record]]


def write_all_tables(read: Reader, target: Path, place: Place) -> list[Written]:
    """Writes every table that the records hold; `read` gives them from the beginning, each time it is called."""
    blocks = column_blocks(list(islice(read(), LAYOUT_ROWS)))
    if not blocks:
        return write_tables(read(), target, place)
    return [written for number, block in enumerate(blocks, 1) for written in write_tables(
        columns_of(read(), block), target.with_name(f"{target.stem}-columns{number}{target.suffix}"), place)]


def tables_of(written: Sequence[Written], place: Place) -> list[TextTable]:
    """The text tables of what was written, those with rows; the second is called "Sheet (2)". KadashError if none."""
    filled = [one for one in written if one.rows > one.blank_rows + len(one.left_out)]
    if not filled:
        raise KadashError("only_a_header" if written else "no_table_found", file=place.label)
    first, *others = [_table(one, part, place) for part, one in enumerate(filled, 1)]
    if not others:
        return [first]
    rows = ", ".join(str(one.header_row) for one in filled)
    several = Finding("several_tables", len(filled), MappingProxyType({"rows": rows}))
    return [replace(first, findings=(several, *first.findings)), *others]


def _table(written: Written, part: int, place: Place) -> TextTable:
    sheet = place.sheet if part == 1 else f"{place.sheet or ''} ({part})".strip()
    return TextTable(
        file=place.label, sheet=sheet, path=written.path, header=written.header,
        columns=positional_names(len(written.header)), header_row=written.header_row, rows=written.rows,
        blank_rows=written.blank_rows, sample=written.sample, title_lines=written.title_lines, faults=written.faults,
        left_out=written.left_out, findings=(*_template_rows(written), *written.findings), part=part,
    )


def _template_rows(written: Written) -> tuple[Finding, ...]:
    rows = [str(one.row) for one in written.left_out if one.code in TEMPLATE_CODES]
    return (Finding("template_rows", len(rows), MappingProxyType({"rows": ", ".join(rows)})),) if rows else ()
