"""Loading: files in, a new generation out, or the old one untouched."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from kadash.errors import KadashError
from kadash.intake.clean import drop_stage
from kadash.intake.clean.amounts import tax_stays_in
from kadash.intake.reading import Reading, fingerprint
from kadash.loads.adding import add
from kadash.loads.as_of import last_order_date
from kadash.loads.begun import begun_path, core_stands, forget, opens, what_stood
from kadash.loads.catalogue import catalogue_in_use
from kadash.loads.changed import what_changed
from kadash.loads.company import company_in_use
from kadash.loads.currency import keep_currency
from kadash.loads.disk_room import make_room
from kadash.loads.entries import entries_in_use
from kadash.loads.forecasts import drop_forecasts, keep_forecasts
from kadash.loads.given import FileGiven, Source, checked, kept_copies
from kadash.loads.inbox import put_away
from kadash.loads.intake import Core, Refusals, refuse_if_nothing_usable, take_in
from kadash.loads.kept import kept_loads, kept_report, kept_sources
from kadash.loads.lock import one_load_at_a_time
from kadash.loads.marts import judge_marts, publish_marts
from kadash.loads.options import Options
from kadash.loads.progress import Progress, begin, rising, silent
from kadash.loads.remembered import KIND as READING
from kadash.loads.remembered import remember
from kadash.loads.report import LoadReport
from kadash.loads.rolled import drop_unused_rollups, is_rollup, without_older_rollups
from kadash.loads.settings import JUDGED_WITH, judged_with, rests_on, write_settings, write_this_load
from kadash.loads.trail import Act, cut_trail, note_published, sign
from kadash.marts.version import SETTING, relations_version
from kadash.policy import Policy
from kadash.services.in_force import catalogue_text
from kadash.store import Build, Home, open_build, sql_text
from kadash.store.disk import disk_faults_in_words
from kadash.store.made_up import making_way
from kadash.vocabulary import Finding


def load(home: Home, files: list[FileGiven], *, today: date, who: str, policy: Policy, currency: str | None = None,
         as_of: date | None = None, readings: dict[str, Reading] | None = None,
         progress: Progress = silent) -> LoadReport:
    """Add files to what is loaded and publish a new generation; KadashError and the old generation where that fails.

    The same file again changes nothing. Newer rows replace older ones with the same key. `today` is the day of loading:
    nothing may be dated after it. `readings`: fingerprint of the headers to what a person chose for such files. The
    sample company makes way for files of one's own.
    """
    options = Options(today, who, policy, currency, as_of, readings or {}, home.journal().numbers(READING))
    begin(progress, "waiting")
    with one_load_at_a_time(home, who):
        begin(progress, "reading")
        _sweep(home)
        before, fresh, refused, options = taking_part(home, files, options)
        if not fresh and (refused or not _changes_anything(home, options)):
            report = _nothing_new(home, files, refused)
        else:
            act = Act("loaded" if fresh else "rebuilt", tuple(source.label for source in fresh))
            report = _publish(home, [*before, *fresh], refused, options, progress, act)
        put_away(home, files, [given for given, _ in refused])
        return report


def remove_source(home: Home, sha256: str, *, today: date, who: str, policy: Policy,
                  progress: Progress = silent) -> LoadReport:
    """Publish a generation without one loaded file; KadashError `last_source` where it is the only one."""
    with one_load_at_a_time(home, who):
        begin(progress, "reading")
        _sweep(home)
        before = kept_sources(home)
        left = [source for source in before if source.sha256 != sha256]
        if not left:
            raise KadashError("last_source")
        act = Act("source_removed", tuple(source.label for source in before if source.sha256 == sha256))
        return _publish(home, left, [], Options(today, who, policy), progress, act)


def rebuild(home: Home, *, today: date, who: str, policy: Policy, currency: str | None = None,
            as_of: date | None = None, progress: Progress = silent) -> LoadReport:
    """Publish a generation from the same files: under another policy, currency or as-of date."""
    with one_load_at_a_time(home, who):
        begin(progress, "reading")
        _sweep(home)
        sources = kept_sources(home)
        if not sources:
            raise KadashError("nothing_loaded", folder=home.path.name)
        return _publish(home, sources, [], Options(today, who, policy, currency, as_of), progress, Act("rebuilt"))


def taking_part(home: Home, files: list[FileGiven], options: Options
                ) -> tuple[list[Source], list[Source], Refusals, Options]:
    """What is loaded and stays, what is new, what is refused; and what the load is told, with the sources that go."""
    before = kept_sources(home)
    fresh, refused = new_sources(files, before, options)
    gone = making_way(home, home.generation(), {source.sha256 for source in fresh})
    return ([source for source in before if source.sha256 not in gone], fresh, refused, replace(options, without=gone))


def new_sources(files: list[FileGiven], before: list[Source], options: Options) -> tuple[list[Source], Refusals]:
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


def _sweep(home: Home) -> None:
    """Remove what killed loads left behind, and write down what they published; whoever holds the lock is the only one
    who copies files."""
    home.sweep()
    note_published(home)
    for left in home.sources.glob("*.part"):
        left.unlink()


@contextmanager
def building(home: Home, begun: Path | None = None) -> Iterator[tuple[Path, Path]]:
    """A path to build at and a folder to write in, both gone afterwards unless published.

    begun: the path to build at where a load that is killed can be gone on with.
    """
    path = begun or home.building_file()
    scratch = path.with_suffix(".scratch")
    scratch.mkdir(parents=True)
    try:
        yield path, scratch
    finally:
        for left in path.parent.glob(f"{path.stem}*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)


def _changes_anything(home: Home, options: Options) -> bool:
    generation = home.generation()
    if generation is None or options.readings:
        return True
    now = generation.settings
    if now.get(SETTING) != relations_version():
        return True
    return (options.currency not in (None, now["currency"])
            or options.as_of is not None and options.as_of.isoformat() != now["as_of"])


def _nothing_new(home: Home, files: list[FileGiven], refused: Refusals) -> LoadReport:
    if refused:
        raise refused[0][1]
    return kept_report(home, {given.sha256 for given in files})


def _publish(home: Home, sources: list[Source], refused: Refusals, options: Options, progress: Progress,
             act: Act) -> LoadReport:
    start, sources = time.perf_counter(), without_older_rollups(sources)
    rolled = any(map(is_rollup, sources))
    begun = None if rolled else begun_path(home, sources, options)
    progress = rising(progress, large=begun is not None)
    goes_on = begun is not None and opens(begun)
    with building(home, begun) as (path, scratch):
        before, fresh = ([one for one in sources if one.is_new is new] for new in (False, True))
        may_add = act.action == "loaded" and not goes_on and not rolled and not options.without
        made = add(home, path, before, fresh, refused, options, scratch, progress) if may_add else None
        if made is None and not goes_on:
            make_room(home, sources, fresh)
        with open_build(path) as build:
            core, built = made or _fill(home, build, sources, refused, options, scratch, progress)
            sign(build, act, options)
        begin(progress, "publishing")
        with kept_copies(home, [table.source for table in core.tables.read]):
            if options.without:  # before the new state is there: a kill never leaves them to be held against it
                drop_forecasts(home, who=options.who)
            name = home.publish(path)
    settled = _after_publishing(home, name, options, core)
    begin(progress, "done")
    return replace(built, generation=name, seconds=time.perf_counter() - start, notes=(*built.notes, *settled))


def _after_publishing(home: Home, name: str, options: Options, core: Core) -> tuple[Finding, ...]:
    """Write down what was done; where the disk is full by now, that is said of a load which holds all the same.

    What the trail lacks then is written at the next start or load.
    """
    try:
        with disk_faults_in_words():
            note_published(home, just_made=name)
            drop_unused_rollups(home)
            cut_trail(home, options.policy, who=options.who, at=datetime.now(UTC))
            settled = tuple(_remember(home, options, core))
            keep_forecasts(home, who=options.who)
    except KadashError as error:
        if error.code != "disk_full":
            raise
        return (Finding("disk_full_at_the_end"),)
    return settled


def _fill(home: Home, build: Build, sources: list[Source], refused: Refusals, options: Options, scratch: Path,
          progress: Progress) -> tuple[Core, LoadReport]:
    """Everything between opening the new file and closing it; the report lacks its generation."""
    start = time.perf_counter()
    stood = what_stood(build, home, sources, refused)
    if stood is not None:
        core, report = stood.core, stood.report
    else:
        core, report = _fill_core(home, build, sources, refused, options, scratch, progress)
    entries, catalogue, year = entries_in_use(home), catalogue_in_use(home), company_in_use(home).fiscal_year
    build.run("insert into meta.setting values ('catalogue', $text)", text=catalogue_text(catalogue))
    build.run("insert into meta.setting values ($key, $value)", key=JUDGED_WITH, value=judged_with(entries))
    if stood is not None and stood.waist:
        judge_marts(build, report.as_of, options.policy, core.currency, entries, progress, catalogue, stood.ends, year)
    else:
        publish_marts(build, report.as_of, options.policy, core.currency, entries, progress=progress,
                      catalogue=catalogue, rolled=core.rolled.waist if core.rolled else None, year=year)
    build.run("insert into meta.setting select 'forecaster', forecaster from mart.forecast_total")
    for row in kept_loads(home):
        build.run(sql_text("kadash.loads.sql", "write_load.sql"), **row)
    write_this_load(build, options, replace(report, seconds=time.perf_counter() - start))
    forget(build)
    return core, report


def _fill_core(home: Home, build: Build, sources: list[Source], refused: Refusals, options: Options, scratch: Path,
               progress: Progress) -> tuple[Core, LoadReport]:
    """Schemas core and meta, with the settings that are known by then."""
    core = take_in(home, build, sources, refused, options, scratch, progress)
    refuse_if_nothing_usable(build, core)
    drop_stage(build)
    given = core.rolled.manifest.as_of if core.rolled else options.as_of
    as_of, as_of_notes = (given, ()) if given else last_order_date(build, options.today)
    report = LoadReport("", as_of, 0.0, _revenue(build, as_of), core.currency, core.new_files,
                        (*core.notes, *as_of_notes))
    lines = [entry.table.reading for entry in core.entries if entry.staged and entry.staged.table == "order_line"]
    write_settings(build, options, report, with_tax=any(map(tax_stays_in, lines)), further={
        **what_changed(home, [table.source for table in core.tables.read]), **rests_on(home, options)})
    core_stands(build, core, report)
    return core, report


def _revenue(build: Build, as_of: date) -> Decimal:
    found = build.one(sql_text("kadash.loads.sql", "revenue.sql"), as_of=as_of)
    return Decimal(str(found[0])) if found else Decimal(0)


def _remember(home: Home, options: Options, core: Core) -> Iterator[Finding]:
    """Keep what a person chose for the next load: the currency, and how files with these headers are read.

    Gives a finding where somebody else settled such a reading while this load waited or ran: theirs stays.
    """
    now = datetime.now(UTC)
    keep_currency(home, options.currency, who=options.who, at=now)
    texts = {fingerprint(table.text): table.text for table in core.tables.read}
    for key, reading in options.readings.items():
        try:
            remember(home, key, reading, texts.get(key), who=options.who, at=now,
                     expected=options.readings_seen.get(key, 0))
        except KadashError as error:
            yield Finding("reading_settled_otherwise", 1, MappingProxyType({"author": error.facts["author"]}))
