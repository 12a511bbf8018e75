"""The rows of a generation that wait to be mended, with the cells they have in their files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from kadash.errors import KadashError
from kadash.intake.clean.select import records
from kadash.intake.clean.typed_record import TypedRecord
from kadash.intake.read import normalise, read_file
from kadash.intake.reading import Reading, reading_from_json
from kadash.intake.text_table import COLUMN_STEP, TextTable
from kadash.loads.given import kept_path
from kadash.loads.load import building
from kadash.loads.rejected_marks import reference
from kadash.store import Build, Generation, Home, open_build, sql_text

MOST_ROWS = 200_000
"""Rows handed out at once, of all tables together; once these are mended, the next ones come."""
_AT_ONCE = 5_000


@dataclass(frozen=True)
class WaitingRow:
    """A rejected row: its cells as in the file, which of them (`column`, None: none of them) is at fault, and why."""

    reference: str
    cells: tuple[str, ...]
    column: int | None
    code: str
    value: str | None


@dataclass(frozen=True)
class WaitingTable:
    """A table with rows that wait; `rows` may be gone through once, while the next table has not been asked for."""

    file: str
    sheet: str | None
    header: tuple[str, ...]
    rows: Iterator[WaitingRow]


def waiting_rows(home: Home, generation: Generation, today: date) -> Iterator[WaitingTable]:
    """Every table with rows that wait, in the order of loading; KadashError where a kept copy is gone or unreadable.

    Cells come from the kept files, read again; what is held in memory does not grow with the files.
    """
    left = MOST_ROWS
    with building(home) as (path, scratch), open_build(path) as build:
        build.run("set preserve_insertion_order = true")  # rows without numbers of their own are numbered in order
        for sha256, label in _files(generation):
            kept = kept_path(home, sha256, label)
            if not kept.is_file():
                raise KadashError("source_missing", file=label)
            texts = read_file(kept, label, scratch, today)
            for place, (source_id, reading) in enumerate(_tables(generation, sha256), 1):
                found = _waiting(generation, source_id, left)
                if not found or place > len(texts):
                    continue
                left -= len(found)
                rows = _Rows(build, scratch, texts[place - 1], reading, sha256, place)
                yield WaitingTable(label, texts[place - 1].sheet, texts[place - 1].header, rows.of(found))


_Waiting = tuple[int, str | None, str | None, str]
"""Row, column, value and code of a rejected row."""


@dataclass(frozen=True)
class _Rows:
    """The rows of one table of a file, read again into a table of the build."""

    build: Build
    scratch: Path
    text: TextTable
    reading: Reading
    sha256: str
    place: int

    def of(self, found: list[_Waiting]) -> Iterator[WaitingRow]:
        """The waiting rows of the table with their cells, those without a sound shape last."""
        text = self._read_again([row for row, *_ in found])
        shapeless = {fault.row: fault.detail for fault in text.faults}
        wanted = {row: (column, value, code) for row, column, value, code in found}
        yield from self._shaped(wanted)
        for row, (_, value, code) in wanted.items():
            if row in shapeless:
                cells = shapeless[row].split(", ", max(len(text.header) - 1, 0))
                yield WaitingRow(reference(self.sha256, self.place, row), tuple(cells), None, code, value)

    def _shaped(self, wanted: dict[int, tuple[str | None, str | None, str]]) -> Iterator[WaitingRow]:
        index = {name: position for position, name in enumerate(self.text.header)}
        after = -1
        while some := self.build.rows("select * from waiting where source_row > $after order by source_row "
                                      f"limit {_AT_ONCE}", after=after):
            for number, *written in some:
                after = int(str(number))
                column, value, code = wanted[after % COLUMN_STEP]
                cells = tuple("" if cell is None else str(cell) for cell in written)
                if after < COLUMN_STEP or value is None or value in cells:
                    yield WaitingRow(reference(self.sha256, self.place, after), cells,
                                     None if column is None else index.get(column), code, value)

    def _read_again(self, rows: list[int]) -> TextTable:
        """Fill the table `waiting` with number and cells of these rows; gives the text table that they came from."""
        self.build.write("wanted", pd.DataFrame({"source_row": rows}))
        if self.build.attempt(self._copy(self.text)):
            return self.text
        text = normalise(self.text, self.scratch)
        self.build.run(self._copy(text))
        return text

    def _copy(self, text: TextTable) -> str:
        record = TypedRecord(text, self.reading, quick=False)
        numbered = f"select {record.row_number()} as source_row, {', '.join(record.raw())} from {records(text)}"
        return (f"create or replace table waiting as select * from ({numbered}) "
                f"where source_row % {COLUMN_STEP} in (select source_row from wanted)")


def _files(generation: Generation) -> list[tuple[str, str]]:
    """Hash and label of every file with rows that wait, in the order of loading."""
    rows = generation.rows(sql_text("kadash.loads.sql", "files_with_waiting_rows.sql"))
    return [(str(sha256), str(label)) for sha256, label in rows]


def _tables(generation: Generation, sha256: str) -> list[tuple[int, Reading]]:
    """Every table of a file in its order, with its reading."""
    rows = generation.rows("select source_id, reading from meta.source where sha256 = $sha256 order by source_id",
                           sha256=sha256)
    return [(int(str(source_id)), reading_from_json(str(reading))) for source_id, reading in rows]


def _waiting(generation: Generation, source_id: int, most: int) -> list[_Waiting]:
    rows = generation.rows(sql_text("kadash.loads.sql", "waiting_rows.sql"), source_id=source_id, most=most)
    return [(int(str(row)), _text(column), _text(value), str(code)) for row, column, value, code in rows]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
