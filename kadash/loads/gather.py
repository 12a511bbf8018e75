"""The stage tables of all files as one view a canonical table: accepted rows, null for fields a file lacks."""

from __future__ import annotations

from collections.abc import Sequence

from kadash.intake.clean import ANSWER, Staged
from kadash.store import Build
from kadash.vocabulary import SQL_TYPE, TABLES, Kind

_SIDES = {"account": ("account_id", "account_name"), "product": ("product_id", "product_name", "category")}
"""Tables that other files may carry along, and the fields of the carrying row that say which one is meant."""


def gather(build: Build, staged: list[Staged], names_elsewhere: Sequence[str] = ()) -> None:
    """Create the views stage.<canonical table>, and stage.account_pair of all codes and names seen together.

    names_elsewhere: queries of such pairs that stand in no stage table.
    """
    for table in TABLES:
        parts = [part for one in staged for part in _parts(one, table)]
        build.run(f"create or replace view stage.{table} as {_union(parts) if parts else _none(table)}")
    build.run(f"create or replace view stage.account_pair as "
              f"{_union([*_pairs(staged), *names_elsewhere]) or _no_pair()}")


def mapped(staged: list[Staged], table: str, *fields: str) -> bool:
    """Whether any file of this table has a column for one of the fields."""
    return any(set(fields) & set(one.fields) for one in staged if one.table == table)


def _parts(one: Staged, table: str) -> list[str]:
    if one.table != table:
        return [_side(one, table)] if any(name.startswith(f"{table}__") for name in one.side) else []
    if one.answers:
        return [_select(one, table, given, f" and {given['score']} is not null") for given in _questions(one)]
    return [_select(one, table, {}, "")]


def _questions(one: Staged) -> list[dict[str, str]]:
    """Of each question of a wide survey the fields that its columns fill; one without a score says nothing."""
    found: dict[str, dict[str, str]] = {}
    for name in one.answers:
        question, field = name.removeprefix(ANSWER).split("__")
        driver, _ = question.rsplit("_", 1)
        found.setdefault(question, {"driver": f"'{driver}'"})[field] = name
    return [given for given in found.values() if "score" in given]


def _select(one: Staged, table: str, given: dict[str, str], where: str) -> str:
    columns = [f"{_source(one, field, kind, given)} as {field}" for field, kind in TABLES[table].items()]
    return (f"select {', '.join(columns)}, {', '.join(_extra(one, table))}, source_id, source_row "
            f"from stage.{one.name} where fault = 0{where}")


def _source(one: Staged, field: str, kind: Kind, given: dict[str, str]) -> str:
    if field in given:
        return given[field]
    return field if field in one.fields else f"cast(null as {SQL_TYPE[kind]})"


def _extra(one: Staged, table: str) -> list[str]:
    """Columns beyond the contract that the core scripts of a table read."""
    found = []
    if "currency" in TABLES[table] and table != "exchange_rate":
        hinted = "hinted_currency" if "hinted_currency" in one.fields else "cast(null as varchar)"
        found.append(f"{hinted} as hinted_currency")
    if table == "order_header":
        found.append(f"{'cancelled' if 'cancelled' in one.fields else 'false'} as cancelled")
    if table == "account":
        found.append("true as from_account_file")
    return found or ["1 as counted"]


def _side(one: Staged, table: str) -> str:
    """The accounts or products that a file of another table carries along, each once, with the last row it has."""
    columns = []
    for field, kind in TABLES[table].items():
        if f"{table}__{field}" in one.side:
            columns.append(f"{table}__{field} as {field}")
        elif field in _SIDES[table] and field in one.fields:
            columns.append(field)
        else:
            columns.append(f"cast(null as {SQL_TYPE[kind]}) as {field}")
    extra = "false as from_account_file" if table == "account" else "1 as counted"
    return (f"select {', '.join(columns)}, {extra}, source_id, cast(max(source_row) as bigint) as source_row "
            f"from stage.{one.name} where fault = 0 group by all")


def _pairs(staged: list[Staged]) -> list[str]:
    """Distinct code and name of each file that has names."""
    return [
        f"select distinct {'account_id' if 'account_id' in one.fields else 'cast(null as varchar) as account_id'}, "
        f"account_name from stage.{one.name} where fault = 0 and account_name is not null"
        for one in staged if "account_name" in one.fields
    ]


def _union(parts: list[str]) -> str:
    return "\nunion all\n".join(parts)


def _no_pair() -> str:
    return "select cast(null as varchar) as account_id, cast(null as varchar) as account_name where false"


def _none(table: str) -> str:
    nothing = Staged("", 0, table, (), (), (), (), ())
    select = _select(nothing, table, {}, "").split(" from stage.")[0]
    return select.replace("source_id, source_row", "cast(0 as integer) as source_id, cast(0 as bigint) as source_row") \
        + " where false"
