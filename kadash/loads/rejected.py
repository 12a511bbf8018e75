"""The rows of a generation that wait to be mended, with the cells they have in their files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kadash.errors import KadashError
from kadash.intake.clean.quoting import literal
from kadash.intake.clean.select import records
from kadash.intake.clean.typed_record import TypedRecord
from kadash.intake.read import normalise, read_file
from kadash.intake.reading import Reading, reading_from_json
from kadash.intake.text_table import COLUMN_STEP, TextTable
from kadash.loads.given import kept_path
from kadash.loads.load import building
from kadash.loads.rejected_marks import reference
from kadash.store import Build, Generation, Home, open_build, sql_text

MOST_ROWS = 2_000_000
"""Rows handed out at once, of all tables together; once these are mended, the next ones come."""
_AT_ONCE = 20_000
_WANTED_AT_ONCE = 100_000


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
                if place > len(texts):
                    continue
                found = _want(generation, build, source_id, left)
                if not found:
                    continue
                left -= found
                rows = _Rows(build, scratch, texts[place - 1], reading, sha256, place)
                yield WaitingTable(label, texts[place - 1].sheet, texts[place - 1].header, rows.of_wanted())


@dataclass(frozen=True)
class _Rows:
    """The rows of one table of a file, read again into a table of the build."""

    build: Build
    scratch: Path
    text: TextTable
    reading: Reading
    sha256: str
    place: int

    def of_wanted(self) -> Iterator[WaitingRow]:
        """The rows in table `wanted` with their cells, those without a sound shape last."""
        text = self._read_again()
        yield from self._shaped()
        yield from self._shapeless(text)

    def _shaped(self) -> Iterator[WaitingRow]:
        index = {name: position for position, name in enumerate(self.text.header)}
        self.build.run_script(sql_text("kadash.loads.sql", "waiting_cells.sql"), column_step=COLUMN_STEP)
        page = f"select * from written where place > $after and place <= $after + {_AT_ONCE} order by place"
        after = 0
        while some := self.build.rows(page, after=after):
            after += len(some)
            for _, column, value, code, number, *written in some:
                row = int(str(number))
                cells = tuple("" if cell is None else str(cell) for cell in written)
                if row < COLUMN_STEP or value is None or value in cells:
                    yield WaitingRow(reference(self.sha256, self.place, row), cells,
                                     None if column is None else index.get(str(column)), str(code), _text(value))

    def _shapeless(self, text: TextTable) -> Iterator[WaitingRow]:
        details = {fault.row: fault.detail for fault in text.faults}
        found = self.build.rows(sql_text("kadash.loads.sql", "waiting_without_cells.sql"), column_step=COLUMN_STEP)
        for number, value, code in found:
            row = int(str(number))
            if row in details:
                cells = details[row].split(", ", max(len(text.header) - 1, 0))
                yield WaitingRow(reference(self.sha256, self.place, row), tuple(cells), None, str(code), _text(value))

    def _read_again(self) -> TextTable:
        """Fill the table `waiting` with number and cells of these rows; gives the text table that they came from."""
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


def _want(generation: Generation, build: Build, source_id: int, most: int) -> int:
    """Fill the table `wanted` with the waiting rows of a table, a part after the other; gives how many they are."""
    build.run("create or replace table wanted (source_row bigint, fault_column varchar, value varchar, code varchar)")
    had = 0
    while had < most:
        part = generation.frame(sql_text("kadash.loads.sql", "waiting_rows.sql"), source_id=source_id, after=had,
                                most=min(_WANTED_AT_ONCE, most - had))
        if part.empty:
            break
        with build.staged(part) as file:
            build.run(f"insert into wanted select * from read_parquet({literal(str(file))})")
        had += len(part)
    return had


def _files(generation: Generation) -> list[tuple[str, str]]:
    """Hash and label of every file with rows that wait, in the order of loading."""
    rows = generation.rows(sql_text("kadash.loads.sql", "files_with_waiting_rows.sql"))
    return [(str(sha256), str(label)) for sha256, label in rows]


def _tables(generation: Generation, sha256: str) -> list[tuple[int, Reading]]:
    """Every table of a file in its order, with its reading."""
    rows = generation.rows("select source_id, reading from meta.source where sha256 = $sha256 order by source_id",
                           sha256=sha256)
    return [(int(str(source_id)), reading_from_json(str(reading))) for source_id, reading in rows]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
