"""What a statement is put together from: the keys of a question, its figures, and who comes first."""

from __future__ import annotations

from dataclasses import dataclass

from kadash.answers.explore.conditions import axis_sql
from kadash.answers.explore.figures import Figure
from kadash.answers.explore.question import Question
from kadash.answers.explore.source import ACCOUNT_FIELD, ACCOUNT_NUMBER, Source


@dataclass(frozen=True)
class Asking:
    """A question with its figures, and the names that its keys have in the statement."""

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
        numbered = any(one.formula.number == ACCOUNT_NUMBER for one in self.figures)
        return [*(axis.field for axis in axes), *(one.formula.field.name for one in self.figures if one.formula.field),
                *([ACCOUNT_FIELD] if numbered else [])]

    @property
    def in_rows(self) -> bool:
        """Whether a median is asked for: then nothing can be put together before the rows are placed."""
        return any(one.in_rows for one in self.figures)

    @property
    def carriers(self) -> list[str]:
        """`expression as name` of every carrier, once each."""
        return list(dict.fromkeys(one.carrier for one in self.figures if one.carrier is not None))

    @property
    def parted_by(self) -> list[str]:
        """Names of what base is parted by besides its keys."""
        earlier = ["earlier"] if self.question.compares and self.source.day is not None else []
        return [*earlier, *(one.rpartition(" as ")[2] for one in self.carriers)]

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
