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
    cells = ", ".join(f"clean_blank(clean_trim(cast({name} as varchar))) as {name}"
                      for name in table.columns[:MOST_COLUMNS])
    row = "cast(row as bigint)" if table.numbered or table.form == "parquet" else \
        f"row_number() over () + {table.skip_lines}"
    return f"create or replace table texts as select {row} as row, {cells} from {records(table)}"


def _checked(build: Build, found: Sequence[TypedColumn]) -> list[TypedColumn]:
    """The table `typed` (texts, and v<column> for its values), and the columns as all their cells allow.

    Cells are read the plain way first; where that leaves one unread, thoroughly, which takes longer to plan than small
    files take to read. What cannot be read in more than a few cells makes a text of its column.
    """
    unread = _unread(build, found, thorough=False)
    if any(unread.values()):
        unread = _unread(build, found, thorough=True)
    filled = _counted(build, [one.name for one in found])
    return [replace(one, kind=ColumnKind("text")) if unread.get(one.name, 0) > _MOST_UNREAD * filled[one.name]
            else replace(one, unread=unread.get(one.name, 0)) for one in found]


def _unread(build: Build, found: Sequence[TypedColumn], thorough: bool) -> dict[str, int]:
    """Make the table `typed`; gives for every column that is no text how many filled cells have no value."""
    typed = [one for one in found if one.kind.kind != "text"]
    values = "".join(f", {_value(one, thorough)} as v{one.name}" for one in typed)
    build.run(f"create or replace table typed as select *{values} from texts")
    names = [one.name for one in typed]
    filled, read = _counted(build, names), _counted(build, [f"v{name}" for name in names])
    return {name: filled[name] - read[f"v{name}"] for name in names}


def _counted(build: Build, names: Sequence[str]) -> dict[str, int]:
    """How many cells of each column hold anything."""
    if not names:
        return {}
    counts = build.one(f"select {', '.join(f'count({name})' for name in names)} from typed")
    return {name: int(str(count)) for name, count in zip(names, counts or (), strict=True)}


def _value(column: TypedColumn, thorough: bool) -> str:
    cell = column.name
    if not thorough:
        return _PLAIN[column.kind.kind].format(cell=cell)
    match column.kind.kind:
        case "date":
            return f"clean_odd_date(clean_half_width({cell}), {literal(column.kind.order)})"
        case "number":
            return _number(cell, column.kind.comma)
        case "rate":
            bare = f"rtrim({cell}, {literal(_PERCENT)})"
            return f"{_number(bare, column.kind.comma)} / 100"
        case "flag":
            return f"clean_flag({cell})"
        case _:
            return cell


def _number(cell: str, comma: bool) -> str:
    odd = f"try_cast(clean_scaled(clean_odd_text({cell}, {'true' if comma else 'false'}), 1) as double)"
    if comma:
        return odd
    return (f"case when isfinite(try_cast({cell} as double)) then try_cast({cell} as double) "
            f"when try_cast({cell} as double) is null then {odd} end")
