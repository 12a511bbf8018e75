"""What sheets say of other tables: orders that were returned are set aside, regions give their owner to whom has none.

Why: docs/decisions/036-sheets-that-mark.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from kadash.intake.clean import Staged
from kadash.intake.clean.quoting import literal
from kadash.intake.clean.select import records
from kadash.intake.recognise.marks import OWNERS, RETURNS, YES
from kadash.loads.tables import SourceTable
from kadash.store import Build, sql_text
from kadash.vocabulary import Finding

Stages = list[tuple[SourceTable, Staged | None]]
_SQL = "kadash.loads.sql"


def note_marks(build: Build, tables: Sequence[SourceTable]) -> None:
    """Create stage.returned_mark (order numbers) and stage.region_owner; empty where no sheet says so."""
    yes = ", ".join(literal(word) for word in YES)
    returned = [f"select {_cell(table, 'order_id')} as order_id from {records(table.text)} "
                f"where lower({_cell(table, 'status')}) in ({yes})" for table in tables if table.reading.why == RETURNS]
    owners = [f"select {table.source_id} as source_id, lower({_cell(table, 'region')}) as region, "
              f"{_cell(table, 'owner')} as owner from {records(table.text)}"
              for table in tables if table.reading.why == OWNERS]
    build.run(f"create table stage.returned_cell as {_all(returned, 'order_id')}")
    build.run(f"create table stage.owner_cell as {_all(owners, 'source_id, region, owner')}")
    build.run_script(sql_text(_SQL, "marks.sql"))


def _cell(table: SourceTable, field: str) -> str:
    index = next(column.index for column in table.reading.columns if column.field == field)
    return f"trim({table.text.columns[index]})"


def _all(parts: list[str], columns: str) -> str:
    names = ", ".join(f"null::varchar as {name}" for name in columns.split(", "))
    return " union all ".join(parts) or f"select {names} where false"


def with_region_owners(build: Build, staged: Stages) -> Stages:
    """The stage tables, owners filled in by region: of accounts first, then of lines whose account has none.

    Lines are left alone where order heads say who sold.
    """
    if build.one("select 1 from stage.region_owner limit 1") is None:
        return staged
    used = [one for _, one in staged if one is not None]
    heads_say = any(one.table == "order_header" and "owner" in one.fields for one in used)
    changed = {one.name: _filled(build, one, "region") for one in used
               if one.table == "account" and "region" in one.fields}
    _note_owned(build, [changed.get(one.name, one) for one in used])
    changed |= {one.name: _filled(build, one, "account__region") for one in used
                if one.table == "order_line" and "account__region" in one.side and not heads_say}
    return [(table, changed.get(one.name, one) if one is not None else None) for table, one in staged]


def _note_owned(build: Build, staged: list[Staged]) -> None:
    """Create stage.owned: codes and names of the accounts that a list of accounts gives an owner."""
    parts = [f"select {key} as account from stage.{one.name} where fault = 0 and owner is not null "
             f"and {key} is not null"
             for one in staged if one.table == "account" and "owner" in one.fields
             for key in ("account_id", "account_name") if key in one.fields]
    build.run(f"insert into stage.owned {' union '.join(parts) or 'select null where false'}")


def _filled(build: Build, one: Staged, region: str) -> Staged:
    """The stage table with an owner in each accepted row that has a region and no owner."""
    if "owner" not in one.fields:
        build.run(f"alter table stage.{one.name} add column owner varchar")
    keys = [key for key in ("account_id", "account_name") if key in one.fields]
    free = " and ".join(f"({key} is null or {key} not in (from stage.owned))" for key in keys)
    rows = (f"line.fault = 0 and line.owner is null and lower(trim(line.{region})) = found.region"
            f"{f' and {free}' if one.table == 'order_line' else ''}")
    build.run(f"insert into stage.owner_filled select distinct coalesce({', '.join([*keys, 'null'])}) "
              f"from stage.{one.name} line, stage.region_owner found where {rows}")
    build.run(f"update stage.{one.name} line set owner = found.owner from stage.region_owner found where {rows}")
    return replace(one, fields=one.fields if "owner" in one.fields else (*one.fields, "owner"))


def set_aside_returned(build: Build) -> None:
    """Give lines of orders that are marked as returned the fate of being set aside."""
    if build.one("select 1 from stage.returned_mark limit 1") is not None:
        build.run_script(sql_text(_SQL, "returned_orders.sql"))


def mark_notes(build: Build) -> list[Finding]:
    """What came of the marks: lines set aside with their amount, marks that could not be used, owners filled in."""
    (lines, amount), (unknown,), (unclear,), (filled,) = (
        build.rows(sql_text(_SQL, f"{name}.sql"))[0]
        for name in ("returned_set_aside", "returned_unknown", "returned_unclear", "owners_by_region"))
    counted: tuple[tuple[str, object, dict[str, object]], ...] = (
        ("returned_set_aside", lines, {"amount": amount}), ("returned_unknown", unknown, {}),
        ("returned_unclear", unclear, {}), ("owners_by_region", filled, {}))
    return [Finding(code, int(str(count)), MappingProxyType(facts)) for code, count, facts in counted if count]
