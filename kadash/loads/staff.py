"""Lists of our own people: numbers of salespeople in lines, orders and accounts become their names."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from kadash.intake.clean.select import records
from kadash.intake.recognise.staff import STAFF
from kadash.loads.marks import Stages
from kadash.loads.tables import SourceTable
from kadash.store import Build, sql_text
from kadash.vocabulary import Finding


def name_owners(build: Build, tables: Sequence[SourceTable], staged: Stages) -> list[Finding]:
    """Put names in place of the numbers of owners in all stage tables; says how many people got theirs."""
    cells = [_people(table) for table in tables if table.reading.why == STAFF]
    used = [(one.name, field) for _, one in staged if one is not None
            for field in ("owner", "account__owner") if field in (*one.fields, *one.side)]
    if not cells or not used:
        return []
    build.run(f"create table stage.person_cell as {' union all '.join(cells)}")
    build.run_script(sql_text("kadash.loads.sql", "person_name.sql"))
    numbers = " union ".join(f"select trim({field}) as code from stage.{name}" for name, field in used)
    (named,), = build.rows(f"select count(*) from stage.person_name where code in ({numbers})")
    for name, field in used:
        build.run(f"update stage.{name} line set {field} = found.person from stage.person_name found "
                  f"where trim(line.{field}) = found.code")
    return [Finding("owners_named", int(str(named)), MappingProxyType({}))] if named else []


def _people(table: SourceTable) -> str:
    """A select of the source, the number and the name of each person in a list."""
    cells = [(column.table, f"trim({table.text.columns[column.index]})") for column in table.reading.columns]
    code = next(cell for owner, cell in cells if owner == "order_line")
    names = ", ".join(cell for owner, cell in cells if owner == "account")
    return f"select {table.source_id} as source_id, {code} as code, concat_ws(' ', {names}) as person " \
           f"from {records(table.text)}"
