"""A dry run: what a load of these files would do, with nothing published and nothing remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kadash.intake.reading import Reading, fingerprint
from kadash.intake.recognise.marks import USED_BY_OTHERS
from kadash.intake.text_table import TextTable
from kadash.loads.given import FileGiven
from kadash.loads.intake import take_in
from kadash.loads.load import building, taking_part
from kadash.loads.options import Options
from kadash.loads.progress import Progress, silent
from kadash.loads.report import Counts, FileReport
from kadash.policy import Policy
from kadash.store import Build, Home, open_build
from kadash.vocabulary import Finding

MOST_ROWS = 200


@dataclass(frozen=True)
class InspectedTable:
    """A table found in one of the files; `fingerprint` is the key under which a corrected reading goes to a load."""

    fingerprint: str
    text: TextTable
    reading: Reading
    counts: Counts


@dataclass(frozen=True)
class RejectedRow:
    """A row that would be rejected: row as a spreadsheet program counts it, column as the file calls it."""

    file: str
    sheet: str | None
    row: int
    column: str | None
    value: str | None
    code: str


@dataclass(frozen=True)
class Inspection:
    """What would be loaded. `rejected`: the first 200 rows; `already_loaded`: labels of files that change nothing.

    `currency` is what amounts would be taken to be in (XXX: nobody said, and no file shows it).
    """

    tables: tuple[InspectedTable, ...]
    refused: tuple[FileReport, ...]
    rejected: tuple[RejectedRow, ...]
    notes: tuple[Finding, ...]
    already_loaded: tuple[str, ...]
    currency: str
    order_lines: int

    @property
    def counts(self) -> Counts:
        """Rows over all files."""
        return sum((table.counts for table in self.tables), Counts())

    @property
    def known(self) -> bool:
        """Whether every file is used and none was refused."""
        return not self.refused and all(table.reading.table or table.reading.why in USED_BY_OTHERS
                                        for table in self.tables)


def inspect(home: Home, files: Sequence[FileGiven], *, today: date, policy: Policy, currency: str | None = None,
            readings: dict[str, Reading] | None = None, progress: Progress = silent) -> Inspection:
    """Read, recognise and clean the files together with what is loaded and stays; KadashError where a kept file is
    missing."""
    before, fresh, refused, options = taking_part(home, list(files), Options(today, "", policy, currency, None,
                                                                             readings or {}))
    with building(home) as (path, scratch), open_build(path) as build:
        core = take_in(home, build, [*before, *fresh], refused, options, scratch, progress)
        new = {entry.table.source_id for entry in core.entries if entry.table.source.is_new}
        tables = tuple(InspectedTable(fingerprint(entry.table.text), entry.table.text, entry.table.reading,
                                      entry.counts)
                       for entry in core.entries if entry.table.source_id in new)
        lines = build.one("select count(*) from core.order_line")
        return Inspection(
            tables=tables, refused=tuple(file for file in core.new_files if file.refused),
            rejected=_rejected(build, new), notes=core.notes, currency=core.currency,
            already_loaded=_again(files, {source.sha256 for source in before}),
            order_lines=int(str(lines[0])) if lines else 0,
        )


def _rejected(build: Build, source_ids: set[int]) -> tuple[RejectedRow, ...]:
    if not source_ids:
        return ()
    rows = build.rows('select file, sheet, "row", "column", value, code from meta.rejected_row where source_id in '
                      f'({", ".join(map(str, source_ids))}) order by source_id, "row" limit {MOST_ROWS}')
    return tuple(RejectedRow(str(file), _text(sheet), int(str(row)), _text(column), _text(value), str(code))
                 for file, sheet, row, column, value, code in rows)


def _again(files: Sequence[FileGiven], loaded: set[str]) -> tuple[str, ...]:
    return tuple(given.label for given in files if given.path.is_file() and given.sha256 in loaded)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
