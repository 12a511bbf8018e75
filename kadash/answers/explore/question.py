"""A question to the loaded data: which table, grouped by what, measured how, narrowed to what. Plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Grain = Literal["", "year", "quarter", "month", "day", "month_of_year"]
GRAINS: tuple[Grain, ...] = ("year", "quarter", "month", "day", "month_of_year")
Shown = Literal["value", "share", "change", "growth"]
SHOWN: tuple[Shown, ...] = ("value", "share", "change", "growth")
How = Literal["sum", "average", "median", "distinct"]
HOWS: tuple[How, ...] = ("sum", "average", "median", "distinct")
Op = Literal["is", "not", "from", "to", "holds"]
OPS: tuple[Op, ...] = ("is", "not", "from", "to", "holds")
UNKNOWN = None
"""Among the values of a filter: rows where the field is not known."""

MOST_AXES = 3
MOST_MEASURES = 6
MOST_FILTERS = 12
MOST_ROWS, MOST_ROWS_BESIDE_COLUMNS, MOST_COLUMNS = 1000, 300, 24
"""Rows and columns of an answer; what is beyond stands together as others, so that totals hold."""


@dataclass(frozen=True)
class Axis:
    """A field to group by or to filter by; of a date its year, quarter, month, day or month of the year."""

    field: str
    grain: Grain = ""


@dataclass(frozen=True)
class Measure:
    """What is measured: a figure of the source by its name (how None), or a field and how it is put together.

    shown: the value itself, its share of the total of its column, its change on a year before, or that as a share.
    """

    name: str
    how: How | None = None
    shown: Shown = "value"


@dataclass(frozen=True)
class Filter:
    """What narrows a question. values are texts as links hold them: days as 2026-03-31, months by their first day."""

    axis: Axis
    op: Op
    values: tuple[str | None, ...]


@dataclass(frozen=True)
class Question:
    """A question. when: "" all days up to the as-of date, `12m`, `before_12m`, `year` or `FROM..TO`.

    top: rows that stand alone, the others in one; None: as many as an answer may have. order_by: place of the measure
    that rows are ordered by, None: by name.
    """

    source: str
    rows: tuple[Axis, ...] = ()
    column: Axis | None = None
    measures: tuple[Measure, ...] = ()
    filters: tuple[Filter, ...] = ()
    when: str = ""
    top: int | None = None
    order_by: int | None = 0
    least_first: bool = False

    @property
    def compares(self) -> bool:
        """Whether anything is set against a year before."""
        return any(measure.shown in ("change", "growth") for measure in self.measures)

    @property
    def most_rows(self) -> int:
        """How many rows stand alone at most."""
        limit = MOST_ROWS if self.column is None else MOST_ROWS_BESIDE_COLUMNS
        return limit if self.top is None else max(1, min(self.top, limit))

    def with_filters(self, *added: Filter) -> Question:
        """The same question, narrowed further."""
        return replace(self, filters=(*self.filters, *added))
