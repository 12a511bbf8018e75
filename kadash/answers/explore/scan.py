"""The rows of a source that a question counts: the source's own SQL, the joins its fields need, and the conditions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kadash.answers.explore.conditions import Bound, condition, scope_condition
from kadash.answers.explore.moment import Moment
from kadash.answers.explore.question import Question
from kadash.answers.explore.source import Source, quoted

_PARAMETER = re.compile(r"\$(as_of|stand_in_margin_rate)\b")


def rows_sql(question: Question, source: Source, moment: Moment, bound: Bound, outputs: Sequence[str], *,
             fields: Iterable[str], a_year_on: bool = False, only: Iterable[str] = ()) -> str:
    """`select <outputs> from <the rows counted>`.

    fields: names of all fields that outputs read. a_year_on: every row counts on its day of the year after, so that
    the same conditions find what lies a year before: like stands against like also where a year is not over.
    only: conditions beside those of the question.
    """
    used = [*fields, *(one.axis.field for one in question.filters)]
    conditions = [
        *_period(question, source, moment, bound),
        *(condition(source, one, bound) for one in question.filters),
        *scope_condition(moment.scope, source, bound),
        *only,
    ]
    where = f"\n    where {' and '.join(conditions)}" if conditions else ""
    listed = ",\n        ".join(outputs)
    return f"""select
        {listed}
    from {_view(source, moment, bound, a_year_on)} as r{_joins(source, used)}{where}"""


def _view(source: Source, moment: Moment, bound: Bound, a_year_on: bool) -> str:
    for name in sorted(set(_PARAMETER.findall(source.sql))):
        bound.named(name, getattr(moment, name))
    if not a_year_on or source.day is None:
        return f"({source.sql})"
    day = quoted(source.day)
    shifted = f"cast(of_year.{day} + interval 1 year as date) as {day}"
    return f"(select of_year.* replace ({shifted}) from ({source.sql}) as of_year)"


def _joins(source: Source, used: Iterable[str]) -> str:
    """An account and its layers, one row each, joined only where a field of theirs is read."""
    found = [source.field(name) for name in dict.fromkeys(used)]
    joins = []
    if any(one.of == "account" for one in found):
        joins.append("left join mart.account as a on a.account_id = r.account_id")
    for one in found:
        if one.of == "layer":
            name = quoted(f"s_{one.scheme}")
            joins.append(f"left join mart.segment as {name} on {name}.account_id = r.account_id "
                         f"and {name}.scheme = '{one.scheme.replace(chr(39), chr(39) * 2)}'")
    return "".join(f"\n    {join}" for join in joins)


def _period(question: Question, source: Source, moment: Moment, bound: Bound) -> list[str]:
    if source.day is None or (question.when == "" and not question.compares):
        return []
    first, last = moment.days(question.when)
    day = f"r.{quoted(source.day)}"
    parts = [f"{day} <= {bound.put(last)}"]
    return parts if first is None else [f"{day} >= {bound.put(first)}", *parts]
