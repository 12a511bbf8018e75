"""What becomes of one file on its way through the intake, and everything that must not happen to it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kadash.errors import KadashError
from kadash.intake.clean import open_stage
from kadash.language import words_in
from kadash.loads import FileGiven, load
from kadash.loads.intake import stage_all
from kadash.loads.ledger import Entry, ledger
from kadash.loads.load import new_sources
from kadash.loads.options import Options
from kadash.loads.progress import silent
from kadash.loads.tables import read_tables
from kadash.policy import default_policy
from kadash.store import Build, Home
from kadash.vocabulary import Finding

TODAY = dt.date(2026, 10, 1)
_FATE = "create table stage.fate (source_id integer, source_row bigint, verdict varchar)"


class Broken(AssertionError):
    """A promise of the intake that a file has broken."""


def prepare(build: Build) -> None:
    """Open the stage of a build in which files are staged one after the other."""
    open_stage(build)
    build.run(_FATE)


def staged_outcome(build: Build, path: Path, label: str, scratch: Path) -> str:
    """`refused: code`, or the rows of the file as `read = accepted + rejected + set aside`; Broken otherwise."""
    sources, refused = new_sources([FileGiven(path, label)], [], Options(TODAY, "soak", default_policy(), "CNY"))
    for _, error in refused:
        return _refusal(error)
    tables = read_tables(sources, {}, TODAY, scratch, silent)
    for _, error in tables.refused:
        return _refusal(error)
    entries = ledger(build, stage_all(build, tables, TODAY, scratch, silent))
    _check_words(tables.notes)
    told = "; ".join(_account(build, entry) for entry in entries)
    for entry in entries:
        build.run(f"drop table if exists stage.{entry.table.name}")
    return told


def loaded_outcome(home: Home, path: Path, label: str) -> str:
    """The same for a complete load into a home of its own, down to the published figures."""
    try:
        report = load(home, [FileGiven(path, label)], today=TODAY, who="soak", policy=default_policy(), currency="CNY")
    except KadashError as error:
        if home.generation() is not None:
            raise Broken("a refused load has published something") from error
        return _refusal(error)
    _check_words(report.notes)
    generation = home.generation()
    if generation is None:
        raise Broken("nothing is published")
    for file in report.files:
        counts = file.counts
        if file.refused is None and counts.read != counts.accepted + counts.rejected + counts.set_aside:
            raise Broken(f"{counts} does not add up")
    rejected, = generation.one("select count(*) from meta.rejected_row") or (0,)
    if rejected != sum(file.counts.rejected for file in report.files):
        raise Broken(f"{rejected} rejected rows are listed, {report.files} are counted")
    return "; ".join(str(file.counts) for file in report.files)


def _refusal(error: KadashError) -> str:
    for language in ("en", "zh"):
        if not words_in(language).of_error(error).strip():
            raise Broken(f"{error.code} has no words in {language}")
    return f"refused: {error.code}"


def _check_words(notes: tuple[Finding, ...]) -> None:
    for note in notes:
        for language in ("en", "zh"):
            words_in(language).of_finding(note)


def _account(build: Build, entry: Entry) -> str:
    """The counts of a table; Broken where they do not add up, or are not those of the table as it was read."""
    counts, text = entry.counts, entry.table.text
    if counts.read != counts.accepted + counts.rejected + counts.set_aside:
        raise Broken(f"{counts} does not add up")
    written = build.one(f"select count(*) from {_records(entry)}")
    listed = int(str(written[0])) if written else 0
    if text.numbered and listed + text.blank_rows + len(text.faults) + len(text.left_out) != counts.read:
        raise Broken(f"{counts} of {listed} records, {text.blank_rows} blank, {len(text.faults)} faults, "
                     f"{len(text.left_out)} left out")
    return f"{counts.read} = {counts.accepted} + {counts.rejected} + {counts.set_aside}"


def _records(entry: Entry) -> str:
    from kadash.intake.clean.select import records

    return f"(select * from {records(entry.table.text)})"
