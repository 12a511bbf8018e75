"""The values of a field, for who chooses among them."""

from __future__ import annotations

from dataclasses import dataclass

from kadash.answers.explore.answer import SECONDS
from kadash.answers.explore.conditions import Bound, axis_sql
from kadash.answers.explore.ground import Ground
from kadash.answers.explore.names import names_of
from kadash.answers.explore.question import Axis, Question
from kadash.answers.explore.rows import key_text
from kadash.answers.explore.scan import rows_sql

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
    """At most 200 values of a field, the most frequent first; a field of the account is looked up among accounts."""
    found = ground.source(source_name).field(axis.field)
    if (found.of != "row" or axis.field == "account_id") and OF_ACCOUNTS in ground.sources:
        source_name = OF_ACCOUNTS
    source, bound = ground.source(source_name), Bound()
    picked = rows_sql(Question(source_name), source, ground.moment, bound,
                      [f"{axis_sql(source, axis)} as value", "count(*) as number"], fields=[axis.field])
    sql = f"{picked}\n    group by value\n    order by number desc, value\n    limit {MOST_VALUES + 1}"
    rows = ground.generation.frame_within(SECONDS, sql, bound.params)["value"].tolist()
    kept = tuple(key_text(value) for value in rows[:MOST_VALUES])
    return Values(kept, names_of(ground, {axis: kept}), len(rows) > MOST_VALUES)
