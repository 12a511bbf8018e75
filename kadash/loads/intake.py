"""The first half of a load: files to core tables, with the account of every row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from kadash.errors import KadashError
from kadash.intake.clean import IrregularFile, Staged, open_stage, stage
from kadash.intake.clean.amounts import tax_stays_in
from kadash.intake.clean.currencies import in_another_currency
from kadash.intake.read import normalise
from kadash.intake.recognise.marks import USED_BY_OTHERS
from kadash.loads.core import build_core
from kadash.loads.currency import reporting_currency
from kadash.loads.doubtful import doubtful
from kadash.loads.excluded import decided_accounts
from kadash.loads.given import FileGiven, Source
from kadash.loads.ledger import Entry, ledger, write_rows, write_sources
from kadash.loads.marks import mark_notes, note_marks, with_region_owners
from kadash.loads.mended import close_mended, settle_mended
from kadash.loads.notes import build_notes
from kadash.loads.options import Options
from kadash.loads.overlap import chosen_overlaps, note_choices, number_files, overlap_notes
from kadash.loads.personal import blank_erased, erased_accounts, erased_files
from kadash.loads.progress import Progress, begin, of_stage
from kadash.loads.remembered import remembered_readings
from kadash.loads.report import Counts, FileReport
from kadash.loads.rolled import RolledLines, rolled_among
from kadash.loads.staff import name_owners
from kadash.loads.tables import SourceTable, Tables, read_tables
from kadash.store import Build, Home, Tell, between, sql_text
from kadash.vocabulary import Finding

Refusals = list[tuple[FileGiven, KadashError]]

_FIRST_READ = 0.9
"""Of cleaning a file: what is left is to look at some of its rows again."""


@dataclass(frozen=True)
class Core:
    """What stands in a build when its core tables and the ledger of its rows are written."""

    tables: Tables
    entries: tuple[Entry, ...]
    currency: str
    notes: tuple[Finding, ...]
    refused: Refusals
    rolled: RolledLines | None = None

    @property
    def new_files(self) -> tuple[FileReport, ...]:
        """Reports of the files that this load is the first of (of all, where none is new), refused ones last."""
        new = tuple(entry.report for entry in self.entries if entry.table.source.is_new)
        return (*(new or (entry.report for entry in self.entries)), *self._refused_reports())

    def _refused_reports(self) -> list[FileReport]:
        refused = [(given.label, error.code) for given, error in self.refused]
        unread = [(source.label, error.code) for source, error in self.tables.refused if source.is_new]
        return [FileReport(label, None, None, None, 0, Counts(), code) for label, code in refused + unread]


def take_in(home: Home, build: Build, sources: list[Source], refused: Refusals, options: Options, scratch: Path,
            progress: Progress) -> Core:
    """Fill schemas core and meta (but for load and setting) from the sources; the stage stays open for the caller."""
    rolled = rolled_among(home, sources, options)
    files = [source for source in sources if rolled is None or source is not rolled.source]
    tables = read_tables(files, remembered_readings(home) | options.readings, options.today, scratch, progress)
    open_stage(build)
    note_marks(build, tables.read)
    staged = with_region_owners(build, stage_all(build, tables, options.today, scratch, progress))
    owners_named = name_owners(build, tables.read, staged)
    begin(progress, "core")
    used = [one for _, one in staged if one is not None]
    currency, currency_notes = reporting_currency(home, build, options.currency, used,
                                                  remembers=not options.without)
    number_files(build, tables.read)
    note_choices(build, chosen_overlaps(home))
    settle_mended(build, staged)
    decided = decided_accounts(home)
    excluded = frozenset(account for account, out in decided.items() if out)
    rolled = rolled.among(tables.read, used, excluded) if rolled else None
    build_core(build, used, currency, excluded=excluded, rolled=rolled, tell=of_stage(progress, "core"))
    entries = tuple(ledger(build, staged))
    build.run_script(sql_text("kadash.loads", "meta.sql"))
    write_rows(build, entries)
    if rolled is not None:
        entries = (*entries, rolled.entry(build))
        tables = replace(tables, read=(*tables.read, entries[-1].table))
    write_sources(build, entries)
    blank_erased(build, erased_accounts(home), erased_files(home))
    close_mended(build)
    notes = (*refusals_said(refused), *tables.notes, *(note for one in used for note in one.findings), *currency_notes,
             *_not_used(entries), *with_tax(entries), *left_blank(entries), *build_notes(build, used),
             *mark_notes(build), *owners_named, *doubtful(build, frozenset(decided)), *overlap_notes(build))
    return Core(tables, entries, currency, notes, refused, rolled)


def with_tax(entries: tuple[Entry, ...]) -> list[Finding]:
    return [Finding("amounts_with_tax", entry.counts.accepted, MappingProxyType({"file": entry.table.text.file}))
            for entry in entries if _is_lines(entry) and tax_stays_in(entry.table.reading)]


def _not_used(entries: tuple[Entry, ...]) -> list[Finding]:
    """One finding that names every table which nothing was taken from."""
    names = [_name(entry) for entry in entries
             if entry.staged is None and entry.table.reading.why not in USED_BY_OTHERS]
    return [Finding("tables_not_used", len(names), MappingProxyType({"names": "; ".join(names)}))] if names else []


def _name(entry: Entry) -> str:
    text = entry.table.text
    return text.file if text.sheet is None else f"{text.file} · {text.sheet}"


def left_blank(entries: tuple[Entry, ...]) -> list[Finding]:
    """Money columns that are in another currency than the amounts beside them."""
    return [Finding("column_in_another_currency", entry.counts.accepted,
                    MappingProxyType({"file": entry.table.text.file, "column": column.header}))
            for entry in entries if entry.staged is not None
            for column in in_another_currency(entry.table.reading, entry.table.text)]


def refuse_if_nothing_usable(build: Build, core: Core) -> None:
    """KadashError where no order line can be used: the reason that holds for most of what was handed in."""
    if build.one("select 1 from core.order_line limit 1") is not None:
        return
    if not core.entries:
        raise next((error for _, error in (*core.tables.refused, *core.refused)), KadashError("nothing_given"))
    lines = [entry for entry in core.entries if _is_lines(entry)]
    if lines:
        worst = max(lines, key=lambda entry: entry.counts.read)
        raise KadashError("no_usable_rows", file=worst.table.text.file, read=worst.counts.read,
                          rejected=worst.counts.rejected, set_aside=worst.counts.set_aside)
    raise _without_lines(core.entries)


def _without_lines(entries: tuple[Entry, ...]) -> KadashError:
    """What the table lacks that comes nearest to order lines, else that there is none."""
    for entry in entries:
        file = entry.table.text.file
        match entry.table.reading.why:
            case "unused_no_header":
                return KadashError("table_without_header", file=file)
            case "unused_no_date":
                return KadashError("table_without_dates", file=file)
            case "unused_no_account":
                return KadashError("table_without_accounts", file=file)
            case "unused_no_amount":
                return KadashError("table_without_amounts", file=file)
    return KadashError("no_order_lines", found={_name(entry): entry.table.reading.table for entry in entries})


def _is_lines(entry: Entry) -> bool:
    return entry.staged is not None and entry.staged.table == "order_line"


def stage_all(build: Build, tables: Tables, today: date, scratch: Path,
               progress: Progress) -> list[tuple[SourceTable, Staged | None]]:
    """A stage table for each text table that is used."""
    begin(progress, "cleaning")
    heads = any(table.reading.table == "order_header" for table in tables.read)
    tell, bytes_all, bytes_done = of_stage(progress, "cleaning"), sum(map(_bytes, tables.read)), 0
    staged = []
    for table in tables.read:
        before, bytes_done = bytes_done, bytes_done + _bytes(table)
        staged.append(_staged(build, table, today, heads, scratch,
                              between(tell, before / bytes_all, bytes_done / bytes_all)))
        tell(bytes_done / bytes_all)
    return staged


def _bytes(table: SourceTable) -> int:
    """How much there is to read of a table; sheets have a file each."""
    return table.text.path.stat().st_size + 1


def _staged(build: Build, table: SourceTable, today: date, heads: bool, scratch: Path,
            tell: Tell) -> tuple[SourceTable, Staged | None]:
    if table.reading.table is None:
        return table, None
    try:
        return table, stage(build, table.text, table.reading, table.source_id, table.name, today=today, heads=heads,
                            tell=between(tell, 0.0, _FIRST_READ))
    except IrregularFile:
        sound = replace(table, text=normalise(table.text, scratch))
        return sound, stage(build, sound.text, sound.reading, sound.source_id, sound.name, today=today, heads=heads)


def refusals_said(refused: Refusals) -> list[Finding]:
    return [Finding("file_refused", 1, MappingProxyType({"file": given.label, "reason": error.code}))
            for given, error in refused]
