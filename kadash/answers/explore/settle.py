"""A question that can be asked: within the limits, with nothing the source has not, and something to compare with."""

from __future__ import annotations

from dataclasses import replace

from kadash.answers.explore.conditions import Bound, axis_sql, condition
from kadash.answers.explore.moment import is_period
from kadash.answers.explore.question import MOST_AXES, MOST_FILTERS, MOST_MEASURES, Axis, Filter, Measure, Question
from kadash.answers.explore.source import Source
from kadash.errors import KadashError

LAST_YEAR = "12m"


def settled(question: Question, source: Source) -> Question:
    """What of a question can be asked. It measures the source's own figure where nothing is left to measure, and a
    change without a time axis is one of the last twelve months."""
    rows = tuple(axis for axis in dict.fromkeys(question.rows) if _is_axis(axis, source))[:MOST_AXES]
    column = question.column if question.column not in rows and _is_axis(question.column, source) else None
    measures = tuple(found for one in dict.fromkeys(question.measures) if (found := _measure(one, source)) is not None)
    filters = tuple(one for one in question.filters if _is_filter(one, source))[:MOST_FILTERS]
    kept = replace(question, rows=rows, column=column, filters=filters,
                   measures=measures[:MOST_MEASURES] or (Measure(source.default),),
                   when=question.when if source.day is not None and is_period(question.when) else "")
    kept = replace(kept, order_by=_order(kept))
    runs = any(source.field(axis.field).kind == "date" for axis in (*rows, *([column] if column else [])))
    if kept.compares and source.day is not None and kept.when == "" and not runs:
        return replace(kept, when=LAST_YEAR)
    return kept


def _order(question: Question) -> int | None:
    if question.order_by is None or not question.rows:
        return None if question.order_by is None else 0
    return min(max(question.order_by, 0), len(question.measures) - 1)


def _is_axis(axis: Axis | None, source: Source) -> bool:
    if axis is None:
        return False
    try:
        axis_sql(source, axis)
    except KadashError:
        return False
    return True


def _is_filter(wanted: Filter, source: Source) -> bool:
    try:
        condition(source, wanted, Bound())
    except KadashError:
        return False
    return True


def _measure(measure: Measure, source: Source) -> Measure | None:
    try:
        formula = source.formula(measure)
    except KadashError:
        return None
    if measure.shown == "share" and not formula.is_additive:
        return replace(measure, shown="value")
    if measure.shown in ("change", "growth") and not source.can_compare(measure):
        return replace(measure, shown="value")
    return measure
