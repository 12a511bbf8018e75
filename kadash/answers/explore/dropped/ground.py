"""A dropped file as ground for questions: its tables as sources, in a DuckDB file of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kadash.answers.explore.dropped.kinds import Guess
from kadash.answers.explore.dropped.typed import TypedColumn, typed_table
from kadash.answers.explore.ground import FILE, Ground
from kadash.answers.explore.moment import Moment, a_year_before
from kadash.answers.explore.source import Field, Formula, Kind, Source
from kadash.intake.clean import open_stage
from kadash.intake.read import read_file
from kadash.intake.text_table import TextTable
from kadash.store import Build, Generation, open_build

_KINDS: Mapping[Guess, Kind] = MappingProxyType({
    "text": "text", "date": "date", "number": "number", "rate": "rate", "flag": "flag"})
_COUNT = Formula("rows", "sum", ("1",), "count", "explore.measure.rows")
_MEMORY = "1GB"


@dataclass(frozen=True)
class DroppedTable:
    """A table of a dropped file: its source, its sheet, its rows, and (header, cells) not of their column's kind."""

    source: str
    sheet: str | None
    rows: int
    unread: tuple[tuple[str, int], ...]


def explore_file(path: Path, label: str, scratch: Path, today: dt.date) -> tuple[Ground, tuple[DroppedTable, ...]]:
    """The file as ground; KadashError where there is no table in it, or it is refused. What is written lies in scratch.

    label: what the user calls the file.
    """
    tables = read_file(path, label, scratch, today)
    target = scratch / "explored.duckdb"
    sources, told, latest = {}, [], []
    with open_build(target, memory_limit=_MEMORY, temp=scratch / "spill") as build:
        open_stage(build)
        for number, table in enumerate(tables, 1):
            name = FILE if number == 1 else f"{FILE}{number}"
            columns = typed_table(build, table, f"t{number}", scratch, today)
            source = _source(name, f"t{number}", columns)
            sources[name] = source
            told.append(_told(build, name, f"t{number}", table, columns))
            latest += _latest(build, f"t{number}", source)
    as_of = max(latest, default=today)
    moment = Moment(as_of, a_year_before(as_of) + dt.timedelta(days=1), as_of)
    return Ground(Generation.open(target), MappingProxyType(sources), moment), tuple(told)


def _source(name: str, table: str, columns: tuple[TypedColumn, ...]) -> Source:
    fields = {one.name: Field(one.name, _KINDS[one.kind.kind], label=one.header) for one in columns}
    days = [one.name for one in columns if one.kind.kind == "date"]
    listed = ", ".join(["row", *fields])
    return Source(
        name, f"select {listed} from {table}", MappingProxyType({**fields, "row": Field("row", "number")}),
        MappingProxyType({_COUNT.name: _COUNT}), day=days[0] if days else None, has_account=False,
        shown=("row", *list(fields)[:40]), default=_COUNT.name)


def _told(build: Build, name: str, table: str, text: TextTable, columns: tuple[TypedColumn, ...]) -> DroppedTable:
    rows = build.one(f"select count(*) from {table}")
    return DroppedTable(name, text.sheet, int(str(rows[0])) if rows else 0,
                        tuple((one.header, one.unread) for one in columns if one.unread))


def _latest(build: Build, table: str, source: Source) -> list[dt.date]:
    found = build.one(f"select max({source.day}) from {table}") if source.day is not None else None
    return [found[0]] if found and isinstance(found[0], dt.date) else []
