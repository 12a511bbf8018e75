"""The figures of a question as SQL: their parts by row, how parts become a value, and how the value is shown."""

from __future__ import annotations

import re
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
    in_rows: bool = False
    """Whether all rows are at hand where it is put together, since a median is asked for, too."""

    @property
    def compares(self) -> bool:
        """Whether it is set against a year before."""
        return self.measure.shown in ("change", "growth")

    @property
    def carrier(self) -> str | None:
        """`expression as name` of what the bits of a number of different ones belong to: base has a row for each.

        A bit stands for one of 64 accounts or orders that have a number, so that sets are put together as bits are; of
        what has none, for the one whose hash it is (64 bits tell apart what text would take longer to).
        """
        if self.formula.put == "counted":
            return "0 as k_counted"  # put together as different ones are, so that nothing found has no total either
        if self.formula.put != "distinct" or self.in_rows:
            return None
        if self.formula.of_64 is not None:
            return f"{self.formula.of_64} as k_of_64"
        if self.formula.number is not None:
            return f"({self.formula.number}) >> 6 as {'k_' + re.sub('[^a-z]', '_', self.formula.number)}"
        return f"{self._hashed} as k{self.place}"

    def parts(self) -> list[str]:
        """What base holds of it: `expression as name`, put together already as far as it can be."""
        return [f"{self._gathered(expression)} as {name}" for name, expression in self._parts]

    def parts_again(self) -> list[str]:
        """The same, of rows of base that are put together further."""
        put = "bit_or" if self.formula.put == "distinct" else "sum"
        return [f"{put}({name}) as {name}" for name, _ in self._parts]

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

    @property
    def _parts(self) -> list[tuple[str, str]]:
        both = [(f"p{self.place}_", self.formula.of), (f"q{self.place}_", self._own_before)]
        return [(f"{name}{number}", expression)
                for name, expressions in both for number, expression in enumerate(expressions)]

    @property
    def _hashed(self) -> str:
        return f"case when {self.formula.of[0]} is not null then hash({self.formula.of[0]}) end"

    def _gathered(self, expression: str) -> str:
        if self.formula.put == "distinct":
            if self.in_rows:
                return self._hashed
            if self.formula.of_64 is not None:
                return f"bit_or({expression})"
            bit = f"cast(({self.formula.number}) & 63 as ubigint)" if self.formula.number is not None else "0::ubigint"
            return f"bit_or(case when {expression} is not null then 1::ubigint << {bit} end)"
        return f"({expression})" if self.in_rows else f"sum({expression})"

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
            case "counted":
                return f"coalesce(cast(sum({first}){only} as bigint), 0)"
            case _ if self.in_rows:
                return f"count(distinct {first}){only}"
            case _:
                return f"coalesce(cast(sum(bit_count({first})){only} as bigint), 0)"

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
            case "change" if self.formula.is_additive or self.formula.put in ("distinct", "counted"):
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
    formulas = [source.formula(measure) for measure in question.measures]
    in_rows = any(formula.put == "median" for formula in formulas)
    for measure, formula in zip(question.measures, formulas, strict=True):
        _refuse(measure, formula, source)
    return tuple(Figure(place, measure, formula, by_rows, whole, in_rows)
                 for place, (measure, formula) in enumerate(zip(question.measures, formulas, strict=True)))


def _refuse(measure: Measure, formula: Formula, source: Source) -> None:
    if measure.shown == "share" and not formula.is_additive:
        raise KadashError("explore_no_share")
    if measure.shown in ("change", "growth") and not source.can_compare(measure):
        raise KadashError("explore_no_before")
