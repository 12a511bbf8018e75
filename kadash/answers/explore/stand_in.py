"""A cheaper statement for a question, where it gives the same answer: lines that add up to what a source groups first.

At ten million lines, to group what accounts bought by category and month costs more than all the rest of a question.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from kadash.answers.explore.ground import Ground
from kadash.answers.explore.question import Measure, Question
from kadash.answers.explore.source import COUNT_NAME, Source, StandIn
from kadash.store import Generation, sql_text

_ROOM = "kadash.answers.explore.holds"
_FILES_KEPT = 16


def scanned(ground: Ground, question: Question) -> Source:
    """The source that the question is asked of, or the first of its stand-ins that answers it alike."""
    source = ground.source(question.source)
    for one in source.stand_ins:
        if _answers(one, question) and all(holds(ground.generation, what) for what in one.needed(question)):
            return replace(one.source, year=source.year)
    return source


def _answers(one: StandIn, question: Question) -> bool:
    """Whether it knows all that is asked for. The same rows in another order are for what asks all of them; finer ones
    for sums by what they share."""
    axes = [*question.rows, *([question.column] if question.column else []), *(f.axis for f in question.filters)]
    if one.same_rows:
        narrowed = question.when or any(axis.field == "account_id" for axis in axes)
        return not narrowed and bool(one.needed(question))
    fields = one.source.fields
    return all(axis.field in fields and not fields[axis.field].is_numeric for axis in axes) and all(
        _adds_up(one.source, measure) for measure in question.measures)


def _adds_up(source: Source, measure: Measure) -> bool:
    if measure.how is None:
        return measure.name in source.formulas and measure.name != COUNT_NAME
    known = source.fields.get(measure.name)
    return known is not None and (measure.how == "sum" if known.is_numeric else measure.how == "distinct")


@lru_cache(maxsize=_FILES_KEPT * 8)
def holds(generation: Generation, what: str) -> bool:
    """Whether something holds of a published file (holds/<what>.sql), which never changes."""
    return bool(generation.rows(sql_text(_ROOM, f"{what}.sql"))[0][0])
