"""A question as one SQL statement: pure, from known fields and figures; values are bound parameters.

    base            rows of the source, grouped as far as they can be before anything is ranked
    row_places      every row of the answer with its place; column_places the same across
    placed          base by place: what lies beyond the last place has the one after it (others)
    parted          placed by cell and total, where different ones are counted, each by a bit: none counts twice
    cells           every figure by place, with totals of rows, of columns and of all
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kadash.answers.explore.asking import Asking
from kadash.answers.explore.conditions import Bound
from kadash.answers.explore.figures import Figure, figures
from kadash.answers.explore.moment import Moment
from kadash.answers.explore.question import MOST_COLUMNS, Question
from kadash.answers.explore.scan import rows_sql
from kadash.answers.explore.source import Source


@dataclass(frozen=True)
class Compiled:
    """A statement and its parameters. One row is a cell: r0.., c0 (keys; null in totals and others), row_place,
    column_place, is_row_total, is_column_total, m0.. (figures), rows_found, columns_found."""

    sql: str
    params: Mapping[str, object]


def compiled(question: Question, source: Source, moment: Moment) -> Compiled:
    """The statement of a question; KadashError where it names what the source has not."""
    bound = Bound()
    found = figures(question, source)
    asked = Asking(question, source, found)
    again = "not materialized " if asked.in_rows else ""  # to read all rows twice costs less than to keep them
    sql = f"""with base as {again}(
    {_base(asked, moment, bound)}
),
{_places(asked, "row_places", asked.row_keys, asked.row_figure, asked.row_order)},
{_places(asked, "column_places", asked.column_keys, asked.column_figure, asked.column_order)},
placed as (
    select base.*, {_place("row_places", question.most_rows)}, {_place("column_places", MOST_COLUMNS)}
    from base
    {_joined("row_places", asked.row_keys)}
    {_joined("column_places", asked.column_keys)}
),
{_cells(asked)}
select
    {", ".join(_keys(asked))}, is_row_total, is_column_total,
    {", ".join(one.shown(asked.along_time) for one in found)},
    (select count(*) from row_places) as rows_found, (select count(*) from column_places) as columns_found
from cells
left join row_places on row_places.place = cells.row_place and cells.row_place <= {question.most_rows}
left join column_places on column_places.place = cells.column_place and cells.column_place <= {MOST_COLUMNS}
order by {_shown_order(asked)}"""
    return Compiled(sql, MappingProxyType(bound.params))


def _base(asked: Asking, moment: Moment, bound: Bound) -> str:
    """The rows of now and, where they are compared, of a year before; once for each carrier, since sets of accounts and
    sets of orders beside each other would be every pair of them."""
    years = [False, True] if "earlier" in asked.parted_by else [False]
    carriers: list[str | None] = [*asked.carriers] or [None]
    return "\n    union all by name\n    ".join(
        _branch(asked, moment, bound, carrier, year) for carrier in carriers for year in years)


def _branch(asked: Asking, moment: Moment, bound: Bound, carrier: str | None, a_year_on: bool) -> str:
    """Sums go with the first carrier."""
    carried = [carrier, *([None] if carrier == next(iter(asked.carriers), None) else [])]
    parts = [part for one in asked.figures if one.carrier in carried for part in one.parts()]
    flag = [f"{'true' if a_year_on else 'false'} as earlier"] if "earlier" in asked.parted_by else []
    outputs = [*asked.keys, *flag, *([carrier] if carrier is not None else []), *parts] or ["1 as nothing"]
    sql = rows_sql(asked.question, asked.source, moment, bound, outputs, fields=asked.read, a_year_on=a_year_on)
    return sql if asked.in_rows else f"{sql}\n    group by all"


def _places(asked: Asking, name: str, keys: tuple[str, ...], figure: Figure | None, order: str) -> str:
    """A table of what stands in a row or across, with its place by a figure or by name; else one place for all."""
    if not keys:
        return f"{name} as (select 1 as place)"
    measured = figure.aggregates() if figure is not None else []
    rows = "base"
    if figure is not None and figure.carrier is not None and asked.question.column is not None and asked.question.rows:
        again = ", ".join([*keys, *asked.parted_by])  # who stands in two cells of a row stands in it once
        rows = f"(select {', '.join([again, *figure.parts_again()])} from base group by {again})"
    return f"""{name} as (
    select {", ".join(keys)}, row_number() over (order by {order}) as place
    from (select {", ".join([*keys, *measured])} from {rows} group by {", ".join(keys)})
)"""


def _cells(asked: Asking) -> str:
    """Every figure by place and total, straight from the rows or, where different ones are counted, from their bits."""
    places = ["row_place", "column_place"]
    totals = [f"grouping({place}) = 1 as is_{place.removesuffix('_place')}_total" for place in places]
    figures = [one for figure in asked.figures for one in figure.aggregates()]
    if not asked.carriers:
        return f"""cells as (
    select {", ".join([*places, *totals, *figures])}
    from placed
    group by grouping sets ({_sets(asked.question, [])})
)"""
    parts = [one for figure in asked.figures for one in figure.parts_again()]
    flags = ["is_row_total", "is_column_total"]
    return f"""parted as (
    select {", ".join([*places, *totals, *asked.parted_by, *parts])}
    from placed
    group by grouping sets ({_sets(asked.question, asked.parted_by)})
),
cells as (
    select {", ".join([*places, *flags, *figures])}
    from parted
    group by {", ".join([*places, *flags])}
)"""


def _sets(question: Question, parted_by: list[str]) -> str:
    """Cells, and the totals that are none of them: of rows, of columns, of all."""
    sets = [["row_place", "column_place"], *([["column_place"]] if question.rows else []),
            *([["row_place"]] if question.column is not None else []),
            *([[]] if question.rows and question.column is not None else [])]
    return ", ".join(f"({', '.join([*one, *parted_by])})" for one in sets)


def _keys(asked: Asking) -> list[str]:
    return [*(f"row_places.{key}" for key in asked.row_keys), *(f"column_places.{key}" for key in asked.column_keys),
            "cells.row_place", "cells.column_place"]


def _place(name: str, most: int) -> str:
    return f"least({name}.place, {most + 1}) as {name.removesuffix('_places')}_place"


def _joined(name: str, keys: tuple[str, ...]) -> str:
    same = " and ".join(f"{name}.{key} is not distinct from base.{key}" for key in keys) or "true"
    return f"inner join {name} on {same}"


def _shown_order(asked: Asking) -> str:
    """In the order of places, others and totals last; along time the oldest first."""
    by_name = asked.question.order_by is None
    rows = [f"row_places.{key}" for key in asked.row_keys] if by_name else []
    columns = ["column_places.c0"] if asked.column_keys and asked.is_day(None) else []
    return ", ".join(["is_row_total", f"cells.row_place > {asked.question.most_rows}",
                      *(f"{key} nulls last" for key in rows), "cells.row_place", "is_column_total",
                      f"cells.column_place > {MOST_COLUMNS}", *(f"{key} nulls last" for key in columns),
                      "cells.column_place"])

