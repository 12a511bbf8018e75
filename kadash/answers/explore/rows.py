"""The rows behind a cell: what was counted, each with its account and the file and row it came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from kadash.answers.explore.answer import SECONDS, Explored
from kadash.answers.explore.catalogue import LINES
from kadash.answers.explore.conditions import Bound
from kadash.answers.explore.ground import Ground
from kadash.answers.explore.question import Filter, Question
from kadash.answers.explore.scan import rows_sql
from kadash.answers.explore.source import Field, Source, quoted
from kadash.store.stoppable import Stop

SHOWN, EVERY = 300, 200_000
"""Rows that are shown at once, and that a file takes."""
PLACE = ("file", "sheet", "row")
"""Columns that say where a row came from."""
_COLUMN_STEP = 1_000_000_000


@dataclass(frozen=True)
class RowsBehind:
    """One row of `rows` is a row of the source: fields by their names, and file, sheet and row where it knows them.
    found: how many there are."""

    fields: tuple[Field, ...]
    rows: pd.DataFrame
    found: int


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
    plain = replace(question, measures=(), rows=(), column=None)
    fields = tuple(source.field(name) for name in _shown(source))
    bound = Bound()
    outputs = [f"{one.sql} as {quoted(one.name)}" for one in fields]
    if source.has_account and "account_id" not in {one.name for one in fields}:
        outputs.append('r.account_id as "account_id"')
    if source.has_place:
        outputs += ["r.source_id", "r.source_row"]
    picked = rows_sql(plain, source, ground.moment, bound, outputs, fields=[one.name for one in fields])
    order = f"order by r.{quoted(source.day)} desc nulls last" if source.day is not None else ""
    first = f"{picked}\n    {order}\n    limit {most}"
    sql = _with_place(first) if source.has_place else first
    rows = ground.generation.frame_within(SECONDS, sql, bound.params, stop)
    return RowsBehind(fields, rows, _count(ground, source, plain, stop))


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


def _count(ground: Ground, source: Source, question: Question, stop: Stop | None) -> int:
    bound = Bound()
    sql = rows_sql(question, source, ground.moment, bound, ["count(*) as found"], fields=())
    return int(ground.generation.frame_within(SECONDS, sql, bound.params, stop)["found"].iloc[0])

