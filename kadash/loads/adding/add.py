"""Carries the current file on with new order lines, where nothing else changes; else says that it cannot."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from kadash.intake.clean import drop_stage, open_stage
from kadash.intake.clean.amounts import tax_stays_in
from kadash.loads.adding.allowed import (
    base_for,
    refuse_far_lines,
    refuse_unlike_lines,
    refuse_unlike_tables,
    settles_only_what_is_settled,
)
from kadash.loads.adding.lines import (
    ADDED,
    add_accounts,
    append_lines,
    first_day,
    prepare_lines,
    refuse_unheld_values,
)
from kadash.loads.adding.notes import all_notes
from kadash.loads.as_of import last_order_date
from kadash.loads.catalogue import catalogue_in_use
from kadash.loads.changed import what_changed
from kadash.loads.company import company_in_use
from kadash.loads.entries import entries_in_use
from kadash.loads.excluded import decided_accounts
from kadash.loads.given import Source
from kadash.loads.intake import Core, Refusals, stage_all
from kadash.loads.ledger import Entry, ledger, write_rows, write_sources
from kadash.loads.marks import note_marks
from kadash.loads.marts import judge_marts
from kadash.loads.mended import settle_mended
from kadash.loads.options import Options
from kadash.loads.overlap import note_choices, number_files
from kadash.loads.personal import blank_erased, erased_accounts, erased_files
from kadash.loads.progress import Progress, begin
from kadash.loads.remembered import remembered_readings
from kadash.loads.report import LoadReport
from kadash.loads.settings import JUDGED_WITH, RUNS, judged_with, rests_on, write_settings, write_this_load
from kadash.loads.tables import Tables, read_tables
from kadash.marts.extended import NotExtendable, extend_seen, extend_waist
from kadash.services.in_force import catalogue_text
from kadash.store import Build, Generation, Home, open_build, sql_text
from kadash.store.copies import copied
from kadash.store.room import free_bytes

_LOG = logging.getLogger(__name__)
_ROOM = 1.5
"""Room that adding needs, to the size of the state that is carried on."""
_A_RUN = 122_880
"""Lines of a row group, the piece in which DuckDB looks for an account's lines."""


@dataclass(frozen=True)
class _Task:
    """What is added to what."""

    home: Home
    base: Generation
    before: list[Source]
    options: Options
    tables: Tables
    refused: Refusals
    progress: Progress

    @property
    def base_as_of(self) -> date:
        return date.fromisoformat(self.base.settings["as_of"])


def add(home: Home, path: Path, before: list[Source], fresh: list[Source], refused: Refusals, options: Options,
        scratch: Path, progress: Progress) -> tuple[Core, LoadReport] | None:
    """Build the new file at `path` from the current one and the `fresh` files; None: it has to be made anew.

    What is published equals a whole load of all files, row for row.
    """
    try:
        if not fresh or not before:
            raise NotExtendable("no file is new, or none is there")
        base = base_for(home, options)
        if not settles_only_what_is_settled(base, options):
            raise NotExtendable("a reading was chosen that is not known yet")
        first_id = 1 + _number(base.one("select max(source_id) from meta.source"))
        tables = read_tables(fresh, remembered_readings(home) | options.readings, options.today, scratch, progress,
                             first_id)
        refuse_unlike_tables(base, tables)
        if free_bytes(home.path) < _ROOM * base.path.stat().st_size:
            raise NotExtendable("no room for a copy")
        copied(base.path, path)
        task = _Task(home, base, before, options, tables, refused, progress)
        with open_build(path) as build:
            return _carried_on(build, task, scratch)
    except NotExtendable as reason:
        _LOG.info("made anew as a whole: %s", reason)
        for left in (path, path.with_name(path.name + ".wal")):
            left.unlink(missing_ok=True)
        return None


def _carried_on(build: Build, task: _Task, scratch: Path) -> tuple[Core, LoadReport]:
    start = time.perf_counter()
    core, since, lines = _fill_core(build, task, scratch)
    as_of, as_of_notes = last_order_date(build, task.options.today)
    report = LoadReport("", as_of, 0.0, _revenue(build, as_of), core.currency, core.new_files,
                        (*core.notes, *as_of_notes))
    entries, catalogue = entries_in_use(task.home), catalogue_in_use(task.home)
    _settings(build, task, report, core, lines)
    build.run("insert into meta.setting values ('catalogue', $text)", text=catalogue_text(catalogue))
    begin(task.progress, "marts")
    _extend(build, task, as_of, since)
    there = _judged_alike(build, task, since)
    judge_marts(build, as_of, task.options.policy, core.currency, entries, task.progress, catalogue, there,
                company_in_use(task.home).fiscal_year)
    build.run("insert into meta.setting select 'forecaster', forecaster from mart.forecast_total")
    write_this_load(build, task.options, replace(report, seconds=time.perf_counter() - start))
    return core, report


def _fill_core(build: Build, task: _Task, scratch: Path) -> tuple[Core, date, int]:
    """New lines into schemas core and meta, and accounts into mart.account_seen; their first day, and how many."""
    options, currency = task.options, task.base.settings["currency"]
    open_stage(build)
    note_marks(build, task.tables.read)
    staged = stage_all(build, task.tables, options.today, scratch, task.progress)
    begin(task.progress, "core")
    used = [one for _, one in staged if one is not None]
    refuse_unlike_lines(build, used, currency)
    number_files(build, task.tables.read)
    note_choices(build, {})
    settle_mended(build, staged)
    decided = decided_accounts(task.home)
    prepare_lines(build, used, currency, frozenset(account for account, out in decided.items() if out))
    refuse_unheld_values(build)
    since = first_day(build)
    refuse_far_lines(since, task.base_as_of)
    if add_accounts(build, used, only_later=since > task.base_as_of):
        build.run_script(sql_text("kadash.loads.sql", "owners_in_history.sql"))
    lines = append_lines(build)
    extend_seen(build, ADDED)
    entries: tuple[Entry, ...] = tuple(ledger(build, staged))
    write_sources(build, entries)
    write_rows(build, entries)
    blank_erased(build, erased_accounts(task.home), erased_files(task.home))
    notes = all_notes(build, task.base, task.tables, task.refused, used, entries, frozenset(decided))
    drop_stage(build)
    return Core(task.tables, entries, currency, notes, task.refused), since, lines


def _settings(build: Build, task: _Task, report: LoadReport, core: Core, lines: int) -> None:
    build.run("delete from meta.setting")
    fresh = [table.source for table in core.tables.read]
    runs = float(task.base.settings.get(RUNS, "0")) + min(1.0, lines / _A_RUN)
    with_tax = task.base.settings["amounts_with_tax"] == "true" or any(
        tax_stays_in(table.reading) for table in core.tables.read)
    write_settings(build, task.options, report, with_tax=with_tax, further={
        **what_changed(task.home, [*task.before, *fresh]),
        **rests_on(task.home, task.options), JUDGED_WITH: judged_with(entries_in_use(task.home)), RUNS: str(runs)})


def _extend(build: Build, task: _Task, as_of: date, since: date) -> None:
    """The waist from the month of the first new line on; where accounts cost money beside their lines, from the month
    on that was not over when the file was made."""
    costs = any(build.one(f"select 1 from core.{table} limit 1") for table in ("receivable", "service_event"))
    from_day = min(since, task.base_as_of + timedelta(days=1)) if costs else since
    month = from_day.replace(day=1)
    extend_waist(build, as_of, task.options.policy, month, first_new=month > task.base_as_of)


def _judged_alike(build: Build, task: _Task, since: date) -> frozenset[date]:
    """Past month-ends that nothing new is dated at or before, judged with the entries that hold now."""
    if task.base.settings.get(JUDGED_WITH) != judged_with(entries_in_use(task.home)):
        return frozenset()
    ends = (end for (end,) in build.rows("select distinct month_end from mart.account_history"))
    return frozenset(end for end in ends if isinstance(end, date) and end < since)


def _revenue(build: Build, as_of: date) -> Decimal:
    found = build.one(sql_text("kadash.loads.sql", "revenue.sql"), as_of=as_of)
    return Decimal(str(found[0])) if found else Decimal(0)


def _number(found: tuple[object, ...] | None) -> int:
    return int(str(found[0])) if found and found[0] is not None else 0
