"""The rows behind a cell: what was counted, each with its account and the file and row it came from."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from kadash.answers.explore.answer import SECONDS, Explored
from kadash.answers.explore.catalogue import LINES
from kadash.answers.explore.conditions import Bound
from kadash.answers.explore.ground import Ground
from kadash.answers.explore.newest import EVERY_DAY, TOO_MUCH, Span, in_order, newest
from kadash.answers.explore.question import Filter, Question
from kadash.answers.explore.scan import rows_sql
from kadash.answers.explore.source import Field, Source, quoted
from kadash.errors import KadashError
from kadash.store.stoppable import Stop

SHOWN, EVERY = 300, 200_000
"""Rows that are shown at once, and that a file takes."""
PLACE = ("file", "sheet", "row")
"""Columns that say where a row came from."""
_COLUMN_STEP = 1_000_000_000


@dataclass(frozen=True)
class RowsBehind:
    """One row of `rows` is a row of the source: fields by their names, and file, sheet and row where it knows them.
    found: how many there are; None: more than these, and to count them takes too long."""

    fields: tuple[Field, ...]
    rows: pd.DataFrame
    found: int | None

    @property
    def are_all(self) -> bool:
        """Whether there are no others."""
        return self.found == len(self.rows)


def of_cell(explored: Explored, row: Sequence[object] | None, column: object, *,
            others: bool = False) -> Question | None:
    """The question narrowed to a cell: `row` the keys of its row (None: all), `column` that of its column (... : all).

    others: the rows that do not stand alone; None where they cannot be named, since their keys are several fields.
    """
    question = explored.question
    found = question
    if others:
        if len(question.rows) != 1:
            return None
        named = explored.by_row[~explored.by_row["is_row_others"]]["r0"]
        found = found.with_filters(Filter(question.rows[0], "not", tuple(key_text(value) for value in named)))
    elif row is not None:
        found = found.with_filters(*(Filter(axis, "is", (key_text(value),))
                                     for axis, value in zip(question.rows, row, strict=True)))
    if column is not ... and question.column is not None:
        found = found.with_filters(Filter(question.column, "is", (key_text(column),)))
    return found


def key_text(value: Any) -> str | None:
    """A key of an answer as filters hold it; None where it is not known.

    >>> key_text(pd.Timestamp(2026, 3, 1)), key_text(True), key_text(3.0), key_text(float("nan"))
    ('2026-03-01', 'true', '3', None)
    """
    if value is None or pd.isna(value):
        return None
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def rows_behind(ground: Ground, question: Question, most: int = SHOWN, stop: Stop | None = None) -> RowsBehind:
    """The rows that a question counts, newest first, at most so many."""
    source = ground.source(question.source)
    plain = replace(question, measures=(), rows=(), column=None, order_by=None)
    where = newest(ground, plain, most, SECONDS, stop)
    fields = tuple(source.field(name) for name in _shown(source))
    ends = time.monotonic() + SECONDS
    parts: list[pd.DataFrame] = []
    found, left = where.found, most if where.found is None else min(most, where.found)
    spans = where.spans or (EVERY_DAY,)
    for span in spans:
        try:
            part = _rows(ground, plain, source, fields, span, where.accounts, left, ends - time.monotonic(), stop)
        except KadashError as error:
            if found is not None or not any(map(len, parts)) or error.code not in TOO_MUCH:
                raise
            break
        parts.append(part)
        left -= len(part)
        if left <= 0:
            break
    else:
        found = sum(map(len, parts)) if found is None else found
    return RowsBehind(fields, pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0], found)


def _rows(ground: Ground, question: Question, source: Source, fields: Sequence[Field], span: Span,
          accounts: Sequence[str] | None, most: int, seconds: float, stop: Stop | None) -> pd.DataFrame:
    """The rows of a span of days, newest first."""
    bound = Bound()
    outputs = [f"{one.sql} as {quoted(one.name)}" for one in fields]
    if source.has_account and "account_id" not in {one.name for one in fields}:
        outputs.append('r.account_id as "account_id"')
    if source.has_place:
        outputs += ["r.source_id", "r.source_row"]
    only = [f"r.{quoted(str(source.day))} {sign} {bound.put(day)}"
            for sign, day in zip((">=", "<="), span, strict=True) if day is not None]
    if accounts is not None:  # one by one: so the database narrows the lines before it groups them
        only.append(f"r.account_id in ({', '.join(bound.put(one) for one in accounts)})")
    picked = rows_sql(question, source, ground.moment, bound, outputs, fields=[one.name for one in fields], only=only)
    order = in_order(source)
    first = f"{picked}\n    {f'order by {order}' if order else ''}\n    limit {most}"
    sql = _with_place(first) if source.has_place else first
    return ground.generation.frame_within(seconds, sql, bound.params, stop)


def lines_of(source: Source, row: Mapping[str, Any]) -> Question | None:
    """The order lines behind a row of another source; None where it leads to none."""
    if not source.lines or any(axis.field not in row or pd.isna(row[axis.field]) for axis, _ in source.lines):
        return None
    return Question(LINES, filters=tuple(
        Filter(there, "is", (key_text(row[axis.field]),)) for axis, there in source.lines))


def _shown(source: Source) -> list[str]:
    if source.shown:
        return list(source.shown)
    own = [one.name for one in source.fields.values() if one.of == "row"]
    return ["account_name", *(name for name in own if name != "account_id")] if source.has_account else own


def _with_place(picked: str) -> str:
    """The rows with what their file is called, and their row as a spreadsheet program counts it."""
    return f"""select picked.* exclude (source_id, source_row), source.file, source.sheet,
    picked.source_row % {_COLUMN_STEP} as "row"
from (
    {picked}
) as picked
left join meta.source as source on source.source_id = picked.source_id"""

