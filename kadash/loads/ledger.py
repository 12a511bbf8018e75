"""The account of every row read: counts by file, rejected rows and rows set aside, with their reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from kadash.intake.clean import Staged
from kadash.intake.clean.quoting import literal
from kadash.intake.clean.select import Fault, records
from kadash.intake.reading import reading_to_json
from kadash.intake.text_table import COLUMN_STEP, TextTable
from kadash.loads.excluded import EXCLUDED
from kadash.loads.fault_rows import day_and_amount
from kadash.loads.mended import MENDED_AGAIN
from kadash.loads.personal import without_samples
from kadash.loads.report import Counts, FileReport
from kadash.loads.tables import SourceTable
from kadash.store import Build, sql_text

_ROW = f"source_row % {COLUMN_STEP}"
"""The row as a spreadsheet program counts it, also of a record that is a cell of a wide sheet."""


@dataclass(frozen=True)
class Entry:
    """A table of a source with its counts; `staged` is None where the table is not used."""

    table: SourceTable
    staged: Staged | None
    counts: Counts

    @property
    def report(self) -> FileReport:
        """The entry as the load report shows it."""
        text = self.table.text
        used = self.staged.table if self.staged else None
        return FileReport(text.file, text.sheet, used, text.encoding, text.header_row, self.counts)


def ledger(build: Build, tables: Iterable[tuple[SourceTable, Staged | None]]) -> list[Entry]:
    """The counts of every table, from its stage table and from what became of its rows later (stage.fate)."""
    return [Entry(table, staged, _counts(build, table.text, staged)) for table, staged in tables]


def write_sources(build: Build, entries: Iterable[Entry]) -> None:
    """Fill meta.source."""
    for entry in entries:
        source, report = entry.table.source, entry.report
        build.run(
            sql_text("kadash.loads.sql", "write_source.sql"), source_id=entry.table.source_id, sha256=source.sha256,
            file=source.label, sheet=report.sheet,
            table_name=report.table, encoding=report.encoding, header_row=report.header_row,
            loaded_at=source.loaded_at.replace(tzinfo=None), loaded_by=source.loaded_by,
            reading=reading_to_json(without_samples(entry.table.reading)), **entry.counts.as_dict())


def write_rows(build: Build, entries: Iterable[Entry]) -> None:
    """Fill meta.rejected_row and meta.set_aside_row."""
    for entry in entries:
        if entry.staged is not None:
            _write_faults(build, entry.table, entry.staged)
            _write_fates(build, entry.table, entry.staged)
            _write_unread(build, entry.table)


def _counts(build: Build, text: TextTable, staged: Staged | None) -> Counts:
    if staged is None:
        rows = text.rows if text.rows >= 0 and text.numbered else _records_of(build, text)
        return Counts(read=rows, set_aside=rows)
    by_fault = {int(str(fault)): int(str(rows)) for fault, rows in
                build.rows(f"select fault, count(*) from stage.{staged.name} group by fault")}
    verdicts: dict[int, str] = {number: fault.verdict for number, fault in enumerate(staged.faults, 1)}
    verdicts |= {0: "accepted", EXCLUDED: "set_aside", MENDED_AGAIN: "set_aside"}
    sums = {"accepted": 0, "rejected": len(text.faults), "set_aside": text.blank_rows + len(text.left_out)}
    for fault, rows in by_fault.items():
        sums[verdicts[fault]] += rows
    fates = build.rows("select verdict, count(*) from stage.fate where source_id = $source_id group by verdict",
                       source_id=staged.source_id)
    for verdict, count in fates:
        sums[str(verdict)] += int(str(count))
        sums["accepted"] -= int(str(count))
    counts = Counts(sum(sums.values()), **sums)
    if text.numbered and counts.read != text.rows:
        raise RuntimeError(f"{counts.read} rows accounted for of {text.rows} read")
    return counts


def _records_of(build: Build, text: TextTable) -> int:
    found = build.one(f"select count(*) from (select * from {records(text)})")
    return int(str(found[0])) if found else 0


def _write_faults(build: Build, table: SourceTable, staged: Staged) -> None:
    where = f"{table.source_id}, {literal(table.text.file)}, {_or_null(table.text.sheet)}, {_ROW}"
    day, amount = day_and_amount(staged)
    later = ((EXCLUDED, Fault("set_aside", "excluded_account")), (MENDED_AGAIN, Fault("set_aside", "mended_again")))
    found = {number for number, in build.rows(f"select distinct fault from stage.{staged.name} where fault <> 0")}
    for number, fault in (*enumerate(staged.faults, 1), *later):
        if number not in found:
            continue
        rows = f"from stage.{staged.name} line where fault = {number}"
        if fault.verdict == "rejected":
            build.run(f"insert into meta.rejected_row select {where}, {_or_null(fault.column)}, fault_value, "
                      f"{literal(fault.code)}, {day}, {amount}, true {rows}")
        else:
            build.run(f"insert into meta.set_aside_row select {where}, {literal(fault.code)}, {amount}, {day} {rows}")


def _write_fates(build: Build, table: SourceTable, staged: Staged) -> None:
    if build.one("select 1 from stage.fate where source_id = $source_id limit 1", source_id=table.source_id) is None:
        return
    headers = [f"when {literal(column.field)} then {literal(column.header)}" for column in table.reading.columns]
    column = f"case field {' '.join(headers)} else field end" if headers else "field"
    where = f"fate.source_id, {literal(table.text.file)}, {_or_null(table.text.sheet)}, fate.{_ROW}"
    day, amount = day_and_amount(staged)
    known = f"case when fate.amount is not null then fate.amount else {amount} end"
    rows = (f"from stage.fate fate left join stage.{staged.name} line on line.source_row = fate.source_row "
            f"where fate.source_id = {table.source_id} and verdict =")
    build.run(f"insert into meta.rejected_row select {where}, {column}, fate.value, code, {day}, {known}, true "
              f"{rows} 'rejected'")
    build.run(f"insert into meta.set_aside_row select {where}, code, {known}, {day} {rows} 'set_aside'")


def _write_unread(build: Build, table: SourceTable) -> None:
    """Records that never became rows of a stage table: without a sound shape rejected, rows of a template set aside."""
    where = f"select {table.source_id}, {literal(table.text.file)}, {_or_null(table.text.sheet)}, \"row\""
    for faults, into in (
        (table.text.faults, f"insert into meta.rejected_row {where}, null, value, code, null, null, true"),
        (table.text.left_out, f"insert into meta.set_aside_row {where}, code, null, null"),
    ):
        if not faults:
            continue
        rows = pd.DataFrame({"row": [fault.row for fault in faults], "value": [fault.detail for fault in faults],
                             "code": [fault.code for fault in faults]})
        with build.staged(rows) as file:
            build.run(f"{into} from read_parquet({literal(str(file))})")


def _or_null(text: str | None) -> str:
    return "null" if text is None else literal(text)
