"""Which stored sum answers a question exactly; None where its lines have to be read.

A sum answers where it knows every field that is grouped or filtered by, every figure adds up from it, the period begins
and ends with months, what it needs holds of the file, and the viewer sees whole rows of it or none.
"""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache

from kadash.answers.explore.ground import Ground
from kadash.answers.explore.moment import Moment
from kadash.answers.explore.question import Axis, Measure, Question
from kadash.answers.explore.source import Field, Source
from kadash.answers.explore.stand_in import holds
from kadash.answers.explore.stored.sums import ROOM, Sums, sums_for
from kadash.store import Generation, sql_text

_BY_DAY = ("", "day")
_PAIRS_A_LINE = 0.5
"""A row of bits beside what accounts have in common costs up to twice what reading a line does."""
_FILES_KEPT = 16


def stored(ground: Ground, question: Question) -> Source | None:
    """The source of sums that answers a question to the same rows as its own source."""
    whole, narrowed = ground.source(question.source), not ground.moment.scope.is_everything
    used = [whole.field(axis.field) for axis in _axes(question)]
    if ground.asked is None or not ground.from_sums or not question.measures:
        return None
    if not _by_months(question, whole, ground.moment):
        return None
    for one in sums_for(question.source):
        if narrowed and one.seen_by == "nobody":
            continue
        if _answers(one, whole, question, used) and _holds(ground.generation, one, question, used):
            found, pairs = one.source(whole, used, narrowed=narrowed), None if narrowed else one.pairs(used)
            return found if pairs is None or _pairs_a_line(ground.generation, pairs) <= _PAIRS_A_LINE else None
    return None


def _axes(question: Question) -> list[Axis]:
    column = [question.column] if question.column is not None else []
    return [*question.rows, *column, *(one.axis for one in question.filters)]


def _answers(one: Sums, whole: Source, question: Question, used: list[Field]) -> bool:
    """Whether it knows all that is asked for."""
    layers = {field.name for field in used if field.of == "layer"}
    if one.of_one_layer and len(layers) != 1:
        return False
    return all(one.knows(field) and not field.is_numeric for field in used) and all(
        _adds_up(one, whole, measure) for measure in question.measures)


def _adds_up(one: Sums, whole: Source, measure: Measure) -> bool:
    if measure.shown == "share" and not whole.formula(measure).is_additive:
        return False
    if measure.how is None:
        return measure.name in one.alike or measure.name in one.figures
    field = whole.field(measure.name)
    if measure.how == "sum":
        return measure.name in one.sums and field.is_numeric
    return measure.how == "distinct" and field.of == "row" and field.kind != "date" and one.knows(field)


def _by_months(question: Question, whole: Source, moment: Moment) -> bool:
    """Whether all that is asked of a source with days is asked of whole months."""
    if whole.day is None or whole.day == "month":
        return True
    kinds = {whole.field(axis.field).kind for axis in _axes(question) if axis.grain in _BY_DAY}
    if "date" in kinds and any(axis.field == whole.day and axis.grain in _BY_DAY for axis in _axes(question)):
        return False
    if question.when == "" and not question.compares:
        return True
    first, last = moment.days(question.when)
    ends = last == _month_end(last) or (last >= moment.as_of and not question.compares)
    return ends and (first is None or first.day == 1)


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _holds(generation: Generation, one: Sums, question: Question, used: list[Field]) -> bool:
    schemes = {field.scheme for field in used if field.of == "layer"} if one.seen_by != "accounts" else set()
    return schemes <= _schemes(generation) and all(
        holds(generation, what) for what in one.needed(measure.name for measure in question.measures))


@lru_cache(maxsize=_FILES_KEPT * 8)
def _pairs_a_line(generation: Generation, sql: str) -> float:
    """How many rows bits come to for each line, in a file that never changes."""
    return float(str(generation.rows(sql)[0][0] or 0))


@lru_cache(maxsize=_FILES_KEPT)
def _schemes(generation: Generation) -> frozenset[str]:
    """The schemes in which every account has a layer."""
    return frozenset(str(row[0]) for row in generation.rows(sql_text(ROOM, "schemes.sql")))
