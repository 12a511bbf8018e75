"""Loading: files in, a new generation out, or the old one untouched."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from kadash.errors import KadashError
from kadash.intake.clean import IrregularFile, Staged, drop_stage, open_stage, stage
from kadash.intake.clean.amounts import tax_stays_in
from kadash.intake.read import normalise
from kadash.intake.reading import Reading, reading_from_json, reading_to_json
from kadash.loads.as_of import last_order_date
from kadash.loads.core import build_core
from kadash.loads.currency import reporting_currency
from kadash.loads.given import FileGiven, Source, checked, keep
from kadash.loads.kept import kept_loads, kept_report, kept_sources
from kadash.loads.ledger import Entry, ledger, write_rows, write_sources
from kadash.loads.lock import one_load_at_a_time
from kadash.loads.marts import publish_marts
from kadash.loads.notes import build_notes
from kadash.loads.progress import Progress, begin, silent, within
from kadash.loads.report import Counts, FileReport, LoadReport, notes_as_dicts
from kadash.loads.tables import SourceTable, Tables, read_tables
from kadash.marts.calendar import window
from kadash.policy import Policy
from kadash.store import Build, Home, open_build, sql_text
from kadash.vocabulary import Finding


@dataclass(frozen=True)
class Options:
    """What a load is told beside its files. `readings`: fingerprint of the headers to what a person chose for them."""

    today: date
    who: str
    policy: Policy
    currency: str | None = None
    as_of: date | None = None
    readings: dict[str, Reading] = field(default_factory=dict)


@dataclass(frozen=True)
class _Built:
    """A finished file that is not published yet, and what its report says."""

    as_of: date
    currency: str
    revenue: Decimal
    files: tuple[FileReport, ...]
    notes: tuple[Finding, ...]
    sources: tuple[Source, ...]


def load(home: Home, files: list[FileGiven], *, today: date, who: str, policy: Policy, currency: str | None = None,
         as_of: date | None = None, readings: dict[str, Reading] | None = None,
         progress: Progress = silent) -> LoadReport:
    """Add files to what is loaded and publish a new generation; KadashError and the old generation where that fails.

    The same file again changes nothing. Newer rows replace older ones with the same key. `today` is the day of loading:
    nothing may be dated after it.
    """
    options = Options(today, who, policy, currency, as_of, readings or {})
    begin(progress, "waiting")
    with one_load_at_a_time(home):
        home.sweep()
        before = kept_sources(home)
        fresh, refused = _new_sources(files, before, options)
        if not fresh and (refused or not _changes_anything(home, options)):
            return _nothing_new(home, files, refused)
        return _publish(home, [*before, *fresh], refused, options, progress)


def remove_source(home: Home, sha256: str, *, today: date, who: str, policy: Policy,
                  progress: Progress = silent) -> LoadReport:
    """Publish a generation without one loaded file; KadashError `last_source` where it is the only one."""
    with one_load_at_a_time(home):
        home.sweep()
        left = [source for source in kept_sources(home) if source.sha256 != sha256]
        if not left:
            raise KadashError("last_source")
        return _publish(home, left, [], Options(today, who, policy), progress)


def rebuild(home: Home, *, today: date, who: str, policy: Policy, currency: str | None = None,
            as_of: date | None = None, progress: Progress = silent) -> LoadReport:
    """Publish a generation from the same files: under another policy, currency or as-of date."""
    with one_load_at_a_time(home):
        home.sweep()
        sources = kept_sources(home)
        if not sources:
            raise KadashError("nothing_loaded")
        return _publish(home, sources, [], Options(today, who, policy, currency, as_of), progress)


Refusals = list[tuple[FileGiven, KadashError]]


def _new_sources(files: list[FileGiven], before: list[Source], options: Options) -> tuple[list[Source], Refusals]:
    """The files that are not loaded yet, each once; and those that cannot even be opened."""
    known, fresh, refused = {source.sha256 for source in before}, [], []
    now = datetime.now(UTC)
    for given in files:
        try:
            checked(given)
        except KadashError as error:
            refused.append((given, error))
            continue
        if given.sha256 not in known:
            known.add(given.sha256)
            fresh.append(Source(given.sha256, given.label, given.path, now, options.who, {}))
    return fresh, refused


def _changes_anything(home: Home, options: Options) -> bool:
    generation = home.generation()
    if generation is None or options.readings:
        return True
    now = generation.settings
    return (options.currency not in (None, now["currency"])
            or options.as_of is not None and options.as_of.isoformat() != now["as_of"])


def _nothing_new(home: Home, files: list[FileGiven], refused: Refusals) -> LoadReport:
    if refused:
        raise refused[0][1]
    return kept_report(home, {given.sha256 for given in files})


def _publish(home: Home, sources: list[Source], refused: Refusals, options: Options, progress: Progress) -> LoadReport:
    start = time.perf_counter()
    with _building(home) as (path, scratch):
        with open_build(path) as build:
            built = _fill(home, build, sources, refused, options, scratch, progress)
        begin(progress, "publishing")
        for source in built.sources:
            keep(home, source)
        name = home.publish(path)
    _remember(home, options)
    begin(progress, "done")
    return LoadReport(name, built.as_of, time.perf_counter() - start, built.revenue, built.currency, built.files,
                      built.notes)


@contextmanager
def _building(home: Home) -> Iterator[tuple[Path, Path]]:
    """A path to build at and a folder to write in, both gone afterwards unless published."""
    path = home.building_file()
    scratch = path.with_suffix(".scratch")
    scratch.mkdir(parents=True)
    try:
        yield path, scratch
    finally:
        for left in path.parent.glob(f"{path.stem}*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)


def _fill(home: Home, build: Build, sources: list[Source], refused: Refusals, options: Options, scratch: Path,
          progress: Progress) -> _Built:
    """Everything between opening the new file and closing it."""
    start = time.perf_counter()
    tables = read_tables(sources, _remembered(home) | options.readings, options.today, scratch, progress)
    open_stage(build)
    staged = stage_all(build, tables, options.today, scratch, progress)
    begin(progress, "core")
    used = [one for _, one in staged if one is not None]
    currency, currency_notes = reporting_currency(home, build, options.currency, used)
    build_core(build, used, currency)
    entries = ledger(build, staged)
    _refuse_if_nothing_usable(build, entries, tables, refused)
    as_of, as_of_notes = (options.as_of, ()) if options.as_of else last_order_date(build, options.today)
    build.run_script(sql_text("kadash.loads", "meta.sql"))
    write_sources(build, entries)
    write_rows(build, entries)
    notes = (*_refusals(refused), *tables.notes, *(note for one in used for note in one.findings), *currency_notes,
             *as_of_notes, *build_notes(build, used, currency))
    _write_settings(build, options, as_of, currency, staged)
    drop_stage(build)
    publish_marts(build, as_of, options.policy, currency, progress=progress)
    _write_loads(home, build, options, as_of, currency, time.perf_counter() - start, notes)
    files = tuple(entry.report for entry in entries if entry.table.source.is_new) or tuple(e.report for e in entries)
    return _Built(as_of, currency, _revenue(build, as_of), (*files, *_refused_reports(refused, tables)), notes,
                  tuple(table.source for table in tables.read))


def stage_all(build: Build, tables: Tables, today: date, scratch: Path,
              progress: Progress) -> list[tuple[SourceTable, Staged | None]]:
    """A stage table for each text table that is used."""
    begin(progress, "cleaning")
    heads = any(table.reading.table == "order_header" for table in tables.read)
    staged = []
    for number, table in enumerate(tables.read, 1):
        staged.append(_staged(build, table, today, heads, scratch))
        within(progress, "cleaning", number / len(tables.read))
    return staged


def _staged(build: Build, table: SourceTable, today: date, heads: bool,
            scratch: Path) -> tuple[SourceTable, Staged | None]:
    if table.reading.table is None:
        return table, None
    try:
        return table, stage(build, table.text, table.reading, table.source_id, table.name, today=today, heads=heads)
    except IrregularFile:
        sound = SourceTable(table.source_id, table.source, normalise(table.text, scratch), table.reading)
        return sound, stage(build, sound.text, sound.reading, sound.source_id, sound.name, today=today, heads=heads)


def _refuse_if_nothing_usable(build: Build, entries: list[Entry], tables: Tables, refused: Refusals) -> None:
    """KadashError where no order line can be used: the reason that holds for most of what was handed in."""
    if build.one("select 1 from core.order_line limit 1") is not None:
        return
    if not entries:
        raise next((error for _, error in (*tables.refused, *refused)), KadashError("nothing_given"))
    lines = [entry for entry in entries if entry.staged is not None and entry.staged.table == "order_line"]
    if lines:
        worst = max(lines, key=lambda entry: entry.counts.read)
        raise KadashError("no_usable_rows", file=worst.table.text.file, read=worst.counts.read,
                          rejected=worst.counts.rejected, set_aside=worst.counts.set_aside)
    first = entries[0].table
    raise KadashError("no_order_lines", file=first.text.file, files=len({e.table.source.sha256 for e in entries}),
                      why=first.reading.why or "")


def _refusals(refused: Refusals) -> list[Finding]:
    return [Finding("file_refused", 1, MappingProxyType({"file": given.label, "reason": error.code}))
            for given, error in refused]


def _refused_reports(refused: Refusals, tables: Tables) -> list[FileReport]:
    labels = [(given.label, error.code) for given, error in refused] + [
        (source.label, error.code) for source, error in tables.refused if source.is_new]
    return [FileReport(label, None, None, None, 0, Counts(), code) for label, code in labels]


def _write_settings(build: Build, options: Options, as_of: date, currency: str,
                    staged: list[tuple[SourceTable, Staged | None]]) -> None:
    lines = [table for table, one in staged if one is not None and one.table == "order_line"]
    w = window(as_of, options.policy)
    settings = {
        "as_of": as_of.isoformat(), "currency": currency, "policy": options.policy.model_dump_json(),
        "policy_fingerprint": options.policy.fingerprint,
        "amounts_with_tax": _yes(any(tax_stays_in(table.reading) for table in lines)),
        "cost_known": _yes(build.one("select 1 from core.order_line where cost is not null limit 1") is not None),
        "window_start": w.first_day.isoformat(), "window_end": w.last_day.isoformat(),
    }
    for key, value in settings.items():
        build.run("insert into meta.setting values ($key, $value)", key=key, value=value)


def _yes(value: bool) -> str:
    return "true" if value else "false"


def _write_loads(home: Home, build: Build, options: Options, as_of: date, currency: str, seconds: float,
                 notes: tuple[Finding, ...]) -> None:
    """The loads that led here, and this one."""
    insert = "insert into meta.load values ($load_id, $loaded_at, $loaded_by, $as_of, $currency, $seconds, $notes)"
    earlier = kept_loads(home)
    for row in earlier:
        build.run(insert, **row)
    said = json.dumps(notes_as_dicts(notes), ensure_ascii=False, default=str)
    build.run(insert, load_id=len(earlier) + 1, loaded_at=datetime.now(UTC).replace(tzinfo=None),
              loaded_by=options.who, as_of=as_of, currency=currency, seconds=seconds, notes=said)


def _revenue(build: Build, as_of: date) -> Decimal:
    found = build.one("select cast(round(coalesce(sum(amount), 0), 2) as decimal(38, 2)) from core.order_line "
                      "where order_date <= $as_of", as_of=as_of)
    return Decimal(str(found[0])) if found else Decimal(0)


def _remembered(home: Home) -> dict[str, Reading]:
    """How files with certain headers are read because a person said so."""
    return {entry.subject: replace(reading_from_json(str(entry.body)), known=True)
            for entry in home.journal().all("reading")}


def _remember(home: Home, options: Options) -> None:
    """Keep what a person chose for the next load: the currency, and how files with these headers are read."""
    journal, now = home.journal(), datetime.now(UTC)
    if options.currency is not None:
        journal.put("setting", "currency", options.currency, author=options.who, at=now)
    for key, reading in options.readings.items():
        journal.put("reading", key, reading_to_json(reading), author=options.who, at=now)
