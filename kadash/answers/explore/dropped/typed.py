"""Text cells of any table to typed columns in DuckDB; a column that turns out otherwise stays text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from kadash.answers.explore.dropped.kinds import ColumnKind, Guess, column_kind
from kadash.intake.clean.quoting import literal
from kadash.intake.clean.select import records
from kadash.intake.read import normalise
from kadash.intake.text_table import TextTable
from kadash.store import Build

MOST_COLUMNS = 400
_MOST_UNREAD = 0.02
_PERCENT = "%％"
_PLAIN: Mapping[Guess, str] = MappingProxyType({
    "date": "case when try_cast({cell} as date) > date '1900-01-01' then try_cast({cell} as date) end",
    "number": "case when isfinite(try_cast({cell} as double)) then try_cast({cell} as double) end",
    "rate": "cast(null as double)", "flag": "try_cast({cell} as boolean)"})
"""Cells as most programs write them."""


@dataclass(frozen=True)
class TypedColumn:
    """A column c0, c1, ... under the name that people gave it. unread: filled cells that are not of its kind."""

    name: str
    header: str
    kind: ColumnKind
    unread: int = 0


def typed_table(build: Build, table: TextTable, name: str, scratch: Path, today: date) -> tuple[TypedColumn, ...]:
    """Create the table `name` (columns row, c0, ...) from a text table; gives its columns.

    The macros of kadash.intake.clean must be there.
    """
    _as_text(build, table, scratch)
    found = [TypedColumn(column, header, column_kind(header, _sampled(table, place), today))
             for place, (column, header) in enumerate(zip(table.columns, table.header, strict=True))][:MOST_COLUMNS]
    kept = _checked(build, found)
    columns = ", ".join(f"{one.name if one.kind.kind == 'text' else f'v{one.name}'} as {one.name}" for one in kept)
    build.run(f"create table {name} as select row, {columns} from typed")
    build.run("drop table texts")
    build.run("drop table typed")
    return tuple(kept)


def _sampled(table: TextTable, place: int) -> list[str]:
    return [cells[place] for cells in table.sample if place < len(cells)]


def _as_text(build: Build, table: TextTable, scratch: Path) -> None:
    """The table `texts`: cells without blanks around them, null where empty, and the row in the user's file."""
    build.run("set preserve_insertion_order = true")
    if not build.attempt(_select(table)):
        build.run(_select(normalise(table, scratch)))
    build.run("set preserve_insertion_order = false")


def _select(table: TextTable) -> str:
    """In two steps: a macro repeats its argument, and one inside another would take longer to plan than to run."""
    names = table.columns[:MOST_COLUMNS]
    trimmed = ", ".join(f"clean_trim(cast({name} as varchar)) as {name}" for name in names)
    bare = ", ".join(f"clean_blank({name}) as {name}" for name in names)
    row = "cast(row as bigint)" if table.numbered or table.form == "parquet" else \
        f"row_number() over () + {table.skip_lines}"
    return (f"create or replace table texts as with trimmed as (select {row} as row, {trimmed} from {records(table)}) "
            f"select row, {bare} from trimmed")


def _checked(build: Build, found: Sequence[TypedColumn]) -> list[TypedColumn]:
    """The table `typed` (texts, and v<column> for its values), and the columns as all their cells allow.

    Cells are read the plain way first; columns where that leaves one unread thoroughly, which takes longer to plan than
    small files take to read. What cannot be read in more than a few cells makes a text of its column.
    """
    unread = _unread(build, found, thorough=frozenset())
    if any(unread.values()):
        unread = _unread(build, found, thorough=frozenset(name for name, count in unread.items() if count))
    filled = _counted(build, [one.name for one in found])
    return [replace(one, kind=ColumnKind("text")) if unread.get(one.name, 0) > _MOST_UNREAD * filled[one.name]
            else replace(one, unread=unread.get(one.name, 0)) for one in found]


def _unread(build: Build, found: Sequence[TypedColumn], thorough: frozenset[str]) -> dict[str, int]:
    """Make the table `typed`; gives for every column that is no text how many filled cells have no value.

    thorough: the columns that are read in every way, not only the plain one.
    """
    typed = [one for one in found if one.kind.kind != "text"]
    odd = "".join(f", {_odd_text(one)} as o{one.name}" for one in typed if one.name in thorough)
    values = ", ".join(f"{_thorough(one) if one.name in thorough else _plain(one)} as v{one.name}" for one in typed)
    kept = ", ".join(["row", *(one.name for one in found), *([values] if values else [])])
    build.run(f"create or replace table typed as with odd as (select *{odd} from texts) select {kept} from odd")
    names = [one.name for one in typed]
    filled, read = _counted(build, names), _counted(build, [f"v{name}" for name in names])
    return {name: filled[name] - read[f"v{name}"] for name in names}


def _counted(build: Build, names: Sequence[str]) -> dict[str, int]:
    """How many cells of each column hold anything."""
    if not names:
        return {}
    counts = build.one(f"select {', '.join(f'count({name})' for name in names)} from typed")
    return {name: int(str(count)) for name, count in zip(names, counts or (), strict=True)}


def _plain(column: TypedColumn) -> str:
    """The value of a cell that most programs would write so; 1.234 is none where commas are decimal."""
    if column.kind.comma:
        return "cast(null as double)"
    return _PLAIN[column.kind.kind].format(cell=column.name)


def _odd_text(column: TypedColumn) -> str:
    """The text of a cell without what hides its value."""
    match column.kind.kind:
        case "date":
            return f"clean_half_width({column.name})"
        case "rate":
            return f"clean_odd_text(rtrim({column.name}, {literal(_PERCENT)}), {_sql(column.kind.comma)})"
        case "number":
            return f"clean_odd_text({column.name}, {_sql(column.kind.comma)})"
        case _:
            return column.name


def _thorough(column: TypedColumn) -> str:
    """The value in the odd text."""
    odd = f"o{column.name}"
    match column.kind.kind:
        case "date":
            return f"clean_odd_date({odd}, {literal(column.kind.order)})"
        case "rate":
            return f"try_cast(clean_scaled({odd}, 1) as double) / 100"
        case "flag":
            return f"clean_flag({odd})"
        case _:
            number = f"try_cast(clean_scaled({odd}, 1) as double)"
            if column.kind.comma:
                return number
            plain = _plain(column)
            return f"case when {plain} is not null then {plain} else {number} end"


def _sql(value: bool) -> str:
    return "true" if value else "false"
