"""A whole load of large files that was killed: asked for again, it goes on from the last stage that stood.

Stages that stand: core and the account of its rows; the waist; each past month-end. docs/decisions/252 says why these.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kadash.intake.reading import Reading
from kadash.intake.text_table import table_from_json, table_to_json
from kadash.loads.entries import entries_in_use
from kadash.loads.given import Source
from kadash.loads.intake import Core, Refusals
from kadash.loads.options import Options
from kadash.loads.report import Counts, FileReport, LoadReport
from kadash.loads.settings import DECIDED, JUDGED_WITH, READINGS, judged_with, rests_on
from kadash.loads.tables import SourceTable, Tables
from kadash.marts.version import rules_version
from kadash.store import Build, Home
from kadash.store.build import holds_table
from kadash.vocabulary import Finding

FROM_BYTES = 200_000_000
"""Of all files together: a smaller load is done again from its beginning within a minute or two."""
_TABLE = "meta.begun"
_OF_THE_END = ("forecaster", "act", "catalogue", JUDGED_WITH)
"""Settings that are written after core: a load that goes on writes them again."""


@dataclass(frozen=True)
class Stood:
    """What stood when the load was killed: its core, and what it reports; `waist`: whether the waist did, too."""

    core: Core
    report: LoadReport
    waist: bool
    ends: frozenset[date]
    """Past month-ends that are judged already, by the entries that hold now."""


def begun_path(home: Home, sources: Iterable[Source], options: Options) -> Path | None:
    """Where a load of these files is built, so that the same one finds it again; None for small ones.

    What other loads that were killed have left goes: the state that this one publishes makes it useless.
    """
    sources = list(sources)
    large = sum(source.path.stat().st_size for source in sources if source.path.is_file()) >= FROM_BYTES
    path = home.building_file().with_name(f"begun-{_key(home, sources, options)}.duckdb") if large else None
    for left in home.building_file().parent.glob("begun-*"):
        if path is None or left not in (path, path.with_name(path.name + ".wal")):
            shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)
    return path


def opens(path: Path) -> bool:
    """Whether what a killed load left can be gone on with: its core stands; what cannot is gone afterwards."""
    if not path.exists():
        return False
    stands = holds_table(path, "meta", "begun")
    if not stands:
        for left in (path, path.with_name(path.name + ".wal")):
            left.unlink(missing_ok=True)
    return stands


def core_stands(build: Build, core: Core, report: LoadReport) -> None:
    """Note in a build that may be gone on with that its core stands, and put all of it onto the disk."""
    if not build.path.name.startswith("begun-"):
        return
    tables = [{"source_id": table.source_id, "sha256": table.source.sha256,
               "text": table_to_json(replace(table.text, sample=(), faults=(), left_out=()))}
              for table in core.tables.read]
    body = {"tables": tables, "currency": core.currency, "as_of": report.as_of.isoformat(),
            "revenue": str(report.revenue), "files": [asdict(file) for file in report.files],
            "notes": [note.as_dict() for note in report.notes]}
    build.run(f"create table {_TABLE} (stage varchar, body varchar)")
    build.run(f"insert into {_TABLE} values ('core', $body)", body=json.dumps(body, ensure_ascii=False, default=str))
    build.run("checkpoint")


def waist_stands(build: Build) -> bool:
    """Note that the waist stands, too; gives whether this build may be gone on with."""
    if not _is_begun(build):
        return False
    if build.one(f"select 1 from {_TABLE} where stage = 'waist'") is None:
        build.run(f"insert into {_TABLE} values ('waist', null)")
        build.run("checkpoint")
    return True


def what_stood(build: Build, home: Home, sources: Iterable[Source], refused: Refusals) -> Stood | None:
    """What the file holds of a load that was killed; None where it is a new file."""
    if not _is_begun(build):
        return None
    found = {str(stage): str(body) for stage, body in build.rows(f"select stage, body from {_TABLE}")}
    core, report = _as_it_was(json.loads(found["core"]), {source.sha256: source for source in sources}, refused)
    ends = _ends(build, home) if "waist" in found else frozenset()
    for key in _OF_THE_END:
        build.run("delete from meta.setting where key = $key", key=key)
    build.run("delete from meta.load")
    return Stood(core, report, "waist" in found, ends)


def forget(build: Build) -> None:
    """The load is whole: what it would have gone on from is no longer said."""
    build.run(f"drop table if exists {_TABLE}")


def _is_begun(build: Build) -> bool:
    return build.one("select 1 from duckdb_tables() where schema_name = 'meta' and table_name = 'begun' "
                     "and database_name = current_database()") is not None


def _as_it_was(body: dict[str, Any], sources: dict[str, Source], refused: Refusals) -> tuple[Core, LoadReport]:
    tables = tuple(SourceTable(one["source_id"], sources[one["sha256"]], table_from_json(one["text"]), Reading(None))
                   for one in body["tables"])
    notes = tuple(Finding.from_dict(note) for note in body["notes"])
    files = tuple(FileReport(**{**file, "counts": Counts(**file["counts"])}) for file in body["files"])
    report = LoadReport("", date.fromisoformat(body["as_of"]), 0.0, Decimal(body["revenue"]), body["currency"], files,
                        notes)
    return Core(Tables(tables, ()), (), body["currency"], notes, refused), report


def _ends(build: Build, home: Home) -> frozenset[date]:
    """Month-ends whose rows stand, where they were judged by the entries that hold now."""
    there = build.one("select 1 from duckdb_tables() where schema_name = 'mart' and table_name = 'account_history' "
                      "and database_name = current_database()")
    by = build.one("select value from meta.setting where key = $key", key=JUDGED_WITH)
    if there is None or by != (judged_with(entries_in_use(home)),):
        return frozenset()
    return frozenset(end for (end,) in build.rows("select distinct month_end from mart.account_history")
                     if isinstance(end, date))


def _key(home: Home, sources: Iterable[Source], options: Options) -> str:
    """What the core of a load rests on, in sixteen hex digits."""
    on = rests_on(home, options)
    told = ([(source.sha256, source.label, sorted(source.readings)) for source in sources], rules_version(),
            options.policy.model_dump_json(), options.currency, options.as_of, options.today, on[DECIDED], on[READINGS])
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
