"""The normalised form: records of any origin as UTF-8 CSV, their row number first, then one cell a column."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

from kadash.intake.read.ahead import Ahead
from kadash.intake.read.cell_shape import is_blank
from kadash.intake.read.layout import LAYOUT_ROWS, Layout, layout_of
from kadash.intake.read.records import Record
from kadash.intake.read.table_start import LOOK_AHEAD, table_start
from kadash.intake.read.usual_shape import UsualShape, usual_shape
from kadash.intake.read.wide import Place, WideCount
from kadash.intake.text_table import Fault
from kadash.vocabulary import Finding

_SAMPLE_ROWS = 200
_DETAIL_CHARS = 80
_MOST_TABLES = 40
"""Tables below each other; what comes after belongs to the last."""
_MOST_TRIES = 200
"""Rows beginning like the header that are looked at as headers of another table."""


@dataclass(frozen=True)
class Written:
    """What was written to `path` and what was not; names as in TextTable."""

    path: Path
    header: tuple[str, ...]
    header_row: int
    rows: int
    blank_rows: int
    faults: tuple[Fault, ...]
    left_out: tuple[Fault, ...]
    sample: tuple[tuple[str, ...], ...]
    title_lines: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    layout: Layout | None = None


@dataclass
class SpreadSample:
    """Some 200 rows spread over however many come: one of every so many, not always at the same distance.

    A file in which every eighth row is about the same (a survey of eight questions) would show only that one.
    """

    kept: list[tuple[str, ...]] = field(default_factory=list)
    stride: int = 1
    seen: int = 0

    def offer(self, cells: list[str]) -> None:
        block, place = divmod(self.seen, self.stride)
        if place == _scattered(block) % self.stride:
            self.kept.append(tuple(cells))
            if len(self.kept) >= 2 * _SAMPLE_ROWS:
                self.kept = [self.kept[pair * 2 + _scattered(pair) % 2] for pair in range(len(self.kept) // 2)]
                self.stride *= 2
        self.seen += 1


def _scattered(number: int) -> int:
    """The same figure each time for a number, without any order; 0 for 0, so that the first row stays."""
    return (number * 2654435761 & 0xFFFFFFFF) >> 12


def write_tables(records: Iterator[Record], target: Path, place: Place = Place()) -> list[Written]:  # noqa: B008
    """Writes every table that the records hold, one below the other, to `target` and files beside it."""
    source = Ahead(records)
    found: list[Written] = []
    while True:
        layout = layout_of(source.peek(LAYOUT_ROWS), place)
        if layout is None:
            return found
        path = target if not found else target.with_name(f"{target.stem}-{len(found) + 1}{target.suffix}")
        found.append(_write_table(source, layout, path, split=len(found) < _MOST_TABLES - 1))
        if not source.peek(1):
            return found


def write_one_table(records: Iterator[Record], target: Path, layout: Layout) -> Written:
    """Writes all that is below the header as one table, whatever else begins further down."""
    return _write_table(Ahead(records), layout, target, split=False)


def _write_table(source: Ahead, layout: Layout, target: Path, split: bool = True) -> Written:
    head = source.peek(LAYOUT_ROWS)
    header = layout.header
    header_row = head[header.index].row if header.index >= 0 else 0
    usual = usual_shape(head[header.index + 1:], len(header.names))
    for _ in islice(source, header.index + 1):
        pass
    with target.open("w", encoding="utf-8", newline="") as out:
        count = _Writing(layout, usual, out)
        count.take_all(source, split)
    return Written(
        target, layout.wide.names if layout.wide else header.names, header_row, count.rows, count.blank_rows,
        tuple(count.faults), tuple(count.left_out), tuple(count.sample.kept), layout.titles, count.findings(), layout,
    )


class _Writing:
    """Writes the records of one table and counts them."""

    def __init__(self, layout: Layout, usual: UsualShape, out: TextIO) -> None:
        self._layout, self._usual, self._write = layout, usual, csv.writer(out, lineterminator="\n").writerow
        self._write_text = out.write
        self._width = len(layout.header.names)
        self._first_name = next((name.strip() for name in layout.written if name.strip()), None)
        self._wide_count = WideCount()
        self.blank_rows = 0
        self.faults: list[Fault] = []
        self.left_out: list[Fault] = []
        self.sample = SpreadSample()

    @property
    def rows(self) -> int:
        """Every row so far, whatever became of it."""
        return self.sample.seen + self.blank_rows + len(self.faults) + len(self.left_out)

    def take_all(self, source: Ahead, split: bool) -> None:
        """Every record up to the end or to where another table begins."""
        width, usual_cells, after_blank = self._width, self._usual.cells, False
        plain, tries = self._layout.is_plain, 0
        write, write_text, offer = self._write, self._write_text, self.sample.offer
        for record in source:
            row, cells, fault = record
            if not fault and (not cells or not cells[0].strip()) and is_blank(cells):
                self.blank_rows += 1
                after_blank = True
                continue
            if split and (after_blank or cells[0] == self._first_name) and tries < _MOST_TRIES:
                tries += not after_blank
                if self._ends_before(record, source):
                    source.give_back(record)
                    return
            after_blank = False
            if fault:
                self._lose(row, fault, cells)
            elif len(cells) != usual_cells and (odd := self._usual.fault_of(cells, width)):
                self._lose(row, odd, cells)
            elif plain:
                sound = _one_line_each(cells, width)
                line = ",".join(sound)
                if '"' in line or line.count(",") >= width:
                    write([row, *sound])
                else:  # nothing to be quoted: so are most, and it takes half the time
                    write_text(f"{row},{line}\n")
                offer(sound)
            else:
                self._take(row, _one_line_each(cells, width))

    def findings(self) -> tuple[Finding, ...]:
        """What was done to the rows."""
        found: list[Finding] = []
        if self._layout.parted:
            names = MappingProxyType({"names": ", ".join(self._layout.written)})
            found.append(Finding("header_parted", facts=names))
        if self._layout.fill:
            found += self._layout.fill.findings(self._layout.header.names)
        if self._layout.wide:
            found += self._layout.wide.findings(self._wide_count)
        return tuple(found)

    def _take(self, row: int, cells: list[str]) -> None:
        """A row of a table that is not plain: an instruction, one of a group, or one with periods as columns."""
        layout = self._layout
        code = layout.no_data.get(row)
        if layout.fill and code is None:
            code = "total_row" if layout.fill.is_total_of_group(cells) else None
        if code is None and layout.wide and cells[:len(layout.written)] == [name.strip() for name in layout.written]:
            code = "repeated_header"
        if code is not None:
            self.left_out.append(Fault(row, code, _detail(cells)))
            return
        if layout.fill:
            layout.fill.fill(cells)
        if layout.wide is None:
            self._write([row, *cells])
            self.sample.offer(cells)
            return
        for record in layout.wide.rows(row, cells, self._wide_count):
            self._write(record)
            self.sample.offer([str(cell) for cell in record[1:]])

    def _lose(self, row: int, code: str, cells: list[str]) -> None:
        self.faults.append(Fault(row, code, _detail(cells)))

    def _ends_before(self, record: Record, source: Ahead) -> bool:
        """Whether another table begins with this record."""
        following = [record, *source.peek(LOOK_AHEAD)]
        rows = [other.cells for other in following]
        return table_start(rows, self._layout.written or self._layout.header.names, self._layout.figures)


def _detail(cells: list[str]) -> str:
    return ", ".join(cells)[:_DETAIL_CHARS]


def _one_line_each(cells: list[str], width: int) -> list[str]:
    """Exactly `width` cells without outer blanks; a line break inside a cell becomes a blank."""
    sound = list(map(str.strip, cells if len(cells) == width else cells[:width]))
    if len(sound) < width:
        sound += [""] * (width - len(sound))
    together = "".join(sound)
    if "\n" in together or "\r" in together:
        return [" ".join(cell.split()) if "\n" in cell or "\r" in cell else cell for cell in sound]
    return sound
