"""A question as one SQL statement: pure, from known fields and figures; values are bound parameters.

    base            rows of the source, grouped as far as they can be before anything is ranked
    row_places      every row of the answer with its place; column_places the same across
    placed          base by place: what lies beyond the last place has the one after it (others)
    cells           every figure by place, with totals of rows, of columns and of all
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kadash.answers.explore.conditions import Bound, axis_sql
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
    asked = _Asked(question, source, found)
    sql = f"""with base as (
    {_base(asked, moment, bound)}
),
{_places("row_places", asked.row_keys, asked.row_figure, asked.row_order)},
{_places("column_places", asked.column_keys, asked.column_figure, asked.column_order)},
placed as (
    select base.*, {_place("row_places", question.most_rows)}, {_place("column_places", MOST_COLUMNS)}
    from base
    {_joined("row_places", asked.row_keys)}
    {_joined("column_places", asked.column_keys)}
),
cells as (
    select
        row_place, column_place,
        grouping(row_place) = 1 as is_row_total, grouping(column_place) = 1 as is_column_total,
        {", ".join(_aggregates(asked))}
    from placed
    group by grouping sets ({_sets(question)})
)
select
    {", ".join(_keys(asked))}, is_row_total, is_column_total,
    {", ".join(one.shown(asked.along_time) for one in found)},
    (select count(*) from row_places) as rows_found, (select count(*) from column_places) as columns_found
from cells
left join row_places on row_places.place = cells.row_place and cells.row_place <= {question.most_rows}
left join column_places on column_places.place = cells.column_place and cells.column_place <= {MOST_COLUMNS}
order by {_shown_order(asked)}"""
    return Compiled(sql, MappingProxyType(bound.params))


@dataclass(frozen=True)
class _Asked:
    """A question with its figures, and the names of its keys in the statement."""

    question: Question
    source: Source
    figures: tuple[Figure, ...]

    @property
    def row_keys(self) -> tuple[str, ...]:
        return tuple(f"r{place}" for place in range(len(self.question.rows)))

    @property
    def column_keys(self) -> tuple[str, ...]:
        return ("c0",) if self.question.column is not None else ()

    @property
    def keys(self) -> list[str]:
        """`expression as key` of every axis."""
        axes = [*self.question.rows, *([self.question.column] if self.question.column is not None else [])]
        return [f"{axis_sql(self.source, axis)} as {key}"
                for axis, key in zip(axes, (*self.row_keys, *self.column_keys), strict=True)]

    @property
    def read(self) -> list[str]:
        """Names of the fields that keys and figures read."""
        axes = [*self.question.rows, *([self.question.column] if self.question.column is not None else [])]
        return [*(axis.field for axis in axes), *(one.formula.field.name for one in self.figures if one.formula.field)]

    @property
    def in_rows(self) -> bool:
        """Whether anything but sums is asked for: then nothing can be put together before the rows are placed."""
        return any(one.formula.put in ("median", "distinct") for one in self.figures)

    def is_day(self, place: int | None) -> bool:
        """Whether an axis runs along time."""
        axis = self.question.column if place is None else self.question.rows[place]
        return axis is not None and self.source.field(axis.field).kind == "date" and axis.grain != "month_of_year"

    @property
    def along_time(self) -> list[str]:
        """The flags of totals over all of an axis that runs along time."""
        rows = any(self.is_day(place) for place in range(len(self.question.rows)))
        column = self.question.column is not None and self.is_day(None)
        return [*(["is_row_total"] if rows else []), *(["is_column_total"] if column else [])]

    @property
    def row_figure(self) -> Figure | None:
        """The figure that rows are ordered by; None: by name."""
        if self.question.order_by is None or not self.figures:
            return None
        return self.figures[min(self.question.order_by, len(self.figures) - 1)]

    @property
    def column_figure(self) -> Figure | None:
        """The figure that columns are ordered by; None: along time."""
        return None if self.is_day(None) or not self.figures else self.figures[0]

    @property
    def row_order(self) -> str:
        """Who comes first; along time the newest, so that the oldest stand together where there are too many."""
        figure = self.row_figure
        if figure is None:
            return ", ".join(f"{key} {'desc' if self.is_day(place) else 'asc'} nulls last"
                             for place, key in enumerate(self.row_keys))
        return ", ".join([f"{figure.ordered()} {'asc' if self.question.least_first else 'desc'} nulls last",
                          *self.row_keys])

    @property
    def column_order(self) -> str:
        """The same across."""
        figure = self.column_figure
        return "c0 desc nulls last" if figure is None else f"{figure.ordered()} desc nulls last, c0"


def _base(asked: _Asked, moment: Moment, bound: Bound) -> str:
    question = asked.question
    earlier = question.compares and asked.source.day is not None
    branches = [False, True] if earlier else [False]
    return "\n    union all\n    ".join(_branch(asked, moment, bound, one, earlier) for one in branches)


def _branch(asked: _Asked, moment: Moment, bound: Bound, a_year_on: bool, earlier: bool) -> str:
    parts = [part for one in asked.figures for part in one.parts(grouped=not asked.in_rows)]
    flag = [f"{'true' if a_year_on else 'false'} as earlier"] if earlier else []
    outputs = [*asked.keys, *flag, *parts] or ["1 as nothing"]
    sql = rows_sql(asked.question, asked.source, moment, bound, outputs, fields=asked.read, a_year_on=a_year_on)
    return sql if asked.in_rows else f"{sql}\n    group by all"


def _places(name: str, keys: tuple[str, ...], figure: Figure | None, order: str) -> str:
    """A table of what stands in a row or across, with its place by a figure or by name; else one place for all."""
    if not keys:
        return f"{name} as (select 1 as place)"
    measured = figure.aggregates() if figure is not None else []
    return f"""{name} as (
    select {", ".join(keys)}, row_number() over (order by {order}) as place
    from (select {", ".join([*keys, *measured])} from base group by {", ".join(keys)})
)"""


def _sets(question: Question) -> str:
    """Cells, and the totals that are none of them: of rows, of columns, of all."""
    rows = ["(column_place)"] if question.rows else []
    columns = ["(row_place)"] if question.column is not None else []
    return ", ".join(["(row_place, column_place)", *rows, *columns, *(["()"] if rows and columns else [])])


def _aggregates(asked: _Asked) -> list[str]:
    return [one for figure in asked.figures for one in figure.aggregates()]


def _keys(asked: _Asked) -> list[str]:
    return [*(f"row_places.{key}" for key in asked.row_keys), *(f"column_places.{key}" for key in asked.column_keys),
            "cells.row_place", "cells.column_place"]


def _place(name: str, most: int) -> str:
    return f"least({name}.place, {most + 1}) as {name.removesuffix('_places')}_place"


def _joined(name: str, keys: tuple[str, ...]) -> str:
    same = " and ".join(f"{name}.{key} is not distinct from base.{key}" for key in keys) or "true"
    return f"inner join {name} on {same}"


def _shown_order(asked: _Asked) -> str:
    """In the order of places, others and totals last; along time the oldest first."""
    by_name = asked.question.order_by is None
    rows = [f"row_places.{key}" for key in asked.row_keys] if by_name else []
    columns = ["column_places.c0"] if asked.column_keys and asked.is_day(None) else []
    return ", ".join(["is_row_total", f"cells.row_place > {asked.question.most_rows}",
                      *(f"{key} nulls last" for key in rows), "cells.row_place", "is_column_total",
                      f"cells.column_place > {MOST_COLUMNS}", *(f"{key} nulls last" for key in columns),
                      "cells.column_place"])

