"""The values of a field, for who chooses among them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kadash.answers.explore.answer import SECONDS
from kadash.answers.explore.conditions import Bound, axis_sql
from kadash.answers.explore.ground import Ground
from kadash.answers.explore.names import names_of
from kadash.answers.explore.question import Axis, Measure, Question
from kadash.answers.explore.rows import key_text
from kadash.answers.explore.scan import rows_sql
from kadash.answers.explore.source import COUNT_NAME, Source
from kadash.answers.explore.stand_in import scanned
from kadash.answers.explore.stored import stored

MOST_VALUES = 200
OF_ACCOUNTS = "accounts"


@dataclass(frozen=True)
class Values:
    """The most frequent values as filters hold them, what accounts and products among them are called, and whether
    there are more."""

    values: tuple[str | None, ...]
    names: dict[str, str]
    more: bool


def values_of(ground: Ground, source_name: str, axis: Axis) -> Values:
    """At most 200 values of a field, the most frequent first; a field of the account is looked up among accounts.

    What is grouped from order lines is as frequent as its lines: to make its rows takes longer than a question may.
    """
    found = ground.source(source_name).field(axis.field)
    if (found.of != "row" or axis.field == "account_id") and OF_ACCOUNTS in ground.sources:
        source_name = OF_ACCOUNTS
    (source, number), bound = _counted(ground, source_name, axis), Bound()
    picked = rows_sql(Question(source_name), source, ground.moment, bound,
                      [f"{axis_sql(source, axis)} as value", f"{number} as number"], fields=[axis.field])
    sql = f"{picked}\n    group by value\n    order by number desc, value\n    limit {MOST_VALUES + 1}"
    rows = ground.generation.frame_within(SECONDS, sql, bound.params)["value"].tolist()
    kept = tuple(key_text(value) for value in rows[:MOST_VALUES])
    return Values(kept, names_of(ground, {axis: kept}), len(rows) > MOST_VALUES)


def _counted(ground: Ground, source_name: str, axis: Axis) -> tuple[Source, str]:
    """What has a row for every value of a field, and how its rows are counted: from sums, else from lines."""
    question = Question(source_name, (axis,), None, (Measure(ground.source(source_name).default),))
    found = stored(ground, question)
    if found is None:
        return scanned(ground, replace(question, measures=())), "count(*)"
    return found, f"sum({found.formulas[COUNT_NAME].of[0] if COUNT_NAME in found.formulas else 'r.lines'})"
