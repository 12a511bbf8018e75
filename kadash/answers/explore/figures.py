"""The figures of a question as SQL: their parts by row, how parts become a value, and how the value is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kadash.answers.explore.question import Measure, Question
from kadash.answers.explore.source import Formula, Source
from kadash.errors import KadashError


@dataclass(frozen=True)
class Figure:
    """A measure of a question at its place. by_rows: rows of a year before stand beside those of now (`earlier`)."""

    place: int
    measure: Measure
    formula: Formula
    by_rows: bool
    whole: str = "is_row_total"
    """Which cells are the total of their column: where a question has no rows, all of them."""

    @property
    def compares(self) -> bool:
        """Whether it is set against a year before."""
        return self.measure.shown in ("change", "growth")

    def parts(self, grouped: bool) -> list[str]:
        """What base holds of it: `expression as name`, summed already where rows are grouped and sums will do."""
        both = [(f"p{self.place}_", self.formula.of), (f"q{self.place}_", self._own_before)]
        return [f"{self._gathered(expression, grouped)} as {name}{number}"
                for name, expressions in both for number, expression in enumerate(expressions)]

    def aggregates(self) -> list[str]:
        """`n<place>`, its value now, and where it compares `b<place>`, a year before."""
        values = [f"{self._value('p', 'not earlier')} as n{self.place}"]
        if self.compares:
            before = self._value("q", None) if self._own_before else self._value("p", "earlier")
            values.append(f"{before} as b{self.place}")
        return values

    def shown(self, along_time: Sequence[str] = ()) -> str:
        """As the question shows it, out of cells.

        along_time: flags of the totals that lie across time: years together have no year before.
        """
        if self.compares and along_time:
            runs_down = "is_row_total" in along_time
            return f"case when not ({' or '.join(along_time)}) then {self._against(runs_down)} end as m{self.place}"
        return f"{self._shown()} as m{self.place}"

    def ordered(self) -> str:
        """What rows are ordered by: a share as its value, since the order is the same."""
        return f"n{self.place}" if self.measure.shown == "share" else self._shown()

    @property
    def _own_before(self) -> tuple[str, ...]:
        return self.formula.before if self.compares and not self.by_rows else ()

    def _gathered(self, expression: str, grouped: bool) -> str:
        if self.formula.put == "distinct":  # 64 bits tell apart what text would take longer to
            return f"case when {expression} is not null then hash({expression}) end"
        return f"sum({expression})" if grouped and self.formula.put in ("sum", "ratio") else f"({expression})"

    def _value(self, letter: str, rows: str | None) -> str:
        only = f" filter (where {rows})" if rows is not None and self.by_rows else ""
        first, second = f"{letter}{self.place}_0", f"{letter}{self.place}_1"
        match self.formula.put:
            case "sum" if self.formula.unit == "count":
                return f"cast(sum({first}){only} as bigint)"
            case "sum":
                return f"sum({first}){only}"
            case "ratio":
                return f"cast(sum({first}){only} as double) / nullif(cast(sum({second}){only} as double), 0)"
            case "median":
                return f"median({first}){only}"
            case _:
                return f"count(distinct {first}){only}"

    def _against(self, runs_down: bool) -> str:
        """A change along time: unknown where nothing was there a year before, as at the beginning of the data.

        runs_down: time runs along the rows, so a row stands for its own days; else a whole column does.
        """
        total = f"max(b{self.place}) filter (where {self.whole}) over (partition by column_place, is_column_total)"
        return f"case when {f'b{self.place}' if runs_down else total} is not null then {self._shown()} end"

    def _shown(self) -> str:
        now, before = f"n{self.place}", f"b{self.place}"
        match self.measure.shown:
            case "share":
                total = f"max({now}) filter (where {self.whole}) over (partition by column_place, is_column_total)"
                return f"cast({now} as double) / nullif(cast({total} as double), 0)"
            case "change" if self.formula.is_additive or self.formula.put == "distinct":
                change = f"coalesce({now}, 0) - coalesce({before}, 0)"
                return f"case when coalesce({now}, {before}) is not null then {change} end"
            case "change":
                return f"{now} - {before}"
            case "growth":
                growth = f"cast(coalesce({now}, 0) as double) / cast({before} as double) - 1"
                return f"case when {before} > 0 then {growth} end"
            case _:
                return now


def figures(question: Question, source: Source) -> tuple[Figure, ...]:
    """The figures of a question; KadashError where one has no share, or nothing to be set against."""
    by_rows = question.compares and source.day is not None
    whole = "is_row_total" if question.rows else "true"
    return tuple(_figure(place, measure, source, by_rows, whole) for place, measure in enumerate(question.measures))


def _figure(place: int, measure: Measure, source: Source, by_rows: bool, whole: str) -> Figure:
    formula = source.formula(measure)
    if measure.shown == "share" and not formula.is_additive:
        raise KadashError("explore_no_share")
    if measure.shown in ("change", "growth") and not source.can_compare(measure):
        raise KadashError("explore_no_before")
    return Figure(place, measure, formula, by_rows, whole)
