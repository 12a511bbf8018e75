"""The normalised form: records of any origin as UTF-8 CSV, their row number first, then one cell a column."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from kadash.intake.read.cell_shape import is_blank
from kadash.intake.read.header_row import LOOK_AT_ROWS, HeaderRow, find_header
from kadash.intake.read.records import Record
from kadash.intake.read.usual_shape import UsualShape, usual_shape
from kadash.intake.text_table import Fault

_SAMPLE_ROWS = 200
_DETAIL_CHARS = 80
_TITLE_CHARS = 300


@dataclass(frozen=True)
class Written:
    """What was written and what was not; names as in TextTable."""

    header: tuple[str, ...]
    header_row: int
    rows: int
    blank_rows: int
    faults: tuple[Fault, ...]
    sample: tuple[tuple[str, ...], ...]
    title_lines: tuple[str, ...]


@dataclass
class SpreadSample:
    """Some 200 rows spread evenly over however many come."""

    kept: list[tuple[str, ...]] = field(default_factory=list)
    stride: int = 1
    seen: int = 0

    def offer(self, cells: list[str]) -> None:
        if self.seen % self.stride == 0:
            self.kept.append(tuple(cells))
            if len(self.kept) >= 2 * _SAMPLE_ROWS:
                self.kept = self.kept[::2]
                self.stride *= 2
        self.seen += 1


def write_normalised(records: Iterator[Record], target: Path) -> Written | None:
    """Writes the table that the records hold to `target`; None where they hold no table."""
    head = [record for _, record in zip(range(LOOK_AT_ROWS), records, strict=False)]
    header = find_header([record.cells for record in head])
    if header is None:
        return None
    data = chain(head[header.index + 1:], records)
    width = len(header.names)
    written = _write_data(data, target, width, usual_shape(head[header.index + 1:], width))
    header_row = head[header.index].row if header.index >= 0 else 0
    return Written(
        header.names, header_row, written.rows, written.blank_rows, tuple(written.faults),
        tuple(written.sample.kept), _title_lines(head, header),
    )


@dataclass
class _Count:
    rows: int = 0
    blank_rows: int = 0
    faults: list[Fault] = field(default_factory=list)
    sample: SpreadSample = field(default_factory=SpreadSample)


def _write_data(data: Iterator[Record], target: Path, width: int, usual: UsualShape) -> _Count:
    count = _Count()
    with target.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, lineterminator="\n").writerow
        for row, cells, fault in data:
            count.rows += 1
            if fault:
                count.faults.append(Fault(row, fault, _detail(cells)))
            elif is_blank(cells):
                count.blank_rows += 1
            elif len(cells) != usual.cells and (odd := usual.fault_of(cells, width)):
                count.faults.append(Fault(row, odd, _detail(cells)))
            else:
                sound = _one_line_each(cells, width)
                write([row, *sound])
                count.sample.offer(sound)
    return count


def _detail(cells: list[str]) -> str:
    return ", ".join(cells)[:_DETAIL_CHARS]


def _one_line_each(cells: list[str], width: int) -> list[str]:
    """Exactly `width` cells without outer blanks; a line break inside a cell becomes a blank."""
    sound = [cell.strip() for cell in cells[:width]]
    if len(sound) < width:
        sound += [""] * (width - len(sound))
    together = "".join(sound)
    if "\n" in together or "\r" in together:
        return [" ".join(cell.split()) if "\n" in cell or "\r" in cell else cell for cell in sound]
    return sound


def _title_lines(head: list[Record], header: HeaderRow) -> tuple[str, ...]:
    above = [record.cells for record in head[:max(header.index, 0)] if not is_blank(record.cells)]
    return tuple(" ".join(" ".join(cells).split())[:_TITLE_CHARS] for cells in above)
