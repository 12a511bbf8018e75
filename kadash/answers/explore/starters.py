"""Ready-made questions: one click, and nobody starts on an empty page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from kadash.answers.explore.conditions import Bound, axis_sql
from kadash.answers.explore.ground import Ground
from kadash.answers.explore.question import Axis, Measure, Question
from kadash.answers.explore.scan import rows_sql
from kadash.answers.explore.values import OF_ACCOUNTS

Picture = Literal["table", "bars", "lines", "heat", "scatter", "tree"]


class Starter(NamedTuple):
    """A question and the picture that suits it."""

    question: Question
    picture: Picture


def _grown(name: str) -> tuple[Measure, ...]:
    return Measure(name), Measure(name, shown="change"), Measure(name, shown="growth")


STARTERS: Mapping[str, Starter] = MappingProxyType({
    "region_year": Starter(Question(
        "months", (Axis("region"),), Axis("month", "year"), (Measure("revenue"),)), "table"),
    "top_accounts": Starter(Question(
        "accounts", (Axis("account_id"),), None, _grown("contribution_12m"), top=10), "table"),
    "margin_lost": Starter(Question(
        "categories", (Axis("category"),), None, (Measure("margin", shown="change"), *_grown("margin")[::2]),
        when="12m", least_first=True), "bars"),
    "months": Starter(Question(
        "months", (Axis("month", "month"),), None, (Measure("revenue"), Measure("revenue", shown="growth")),
        order_by=None), "lines"),
    "days_late": Starter(Question(
        "invoices", (Axis("industry"),), None, (Measure("days_late_median"), Measure("overdue_amount"))), "bars"),
    "buyers": Starter(Question(
        "categories", (Axis("category"),), Axis("month", "quarter"), (Measure("buyers"),)), "heat"),
    "quotes_won": Starter(Question(
        "quotes", (Axis("owner"),), None, (Measure("won_share"), Measure("quoted"), Measure("rows")), when="12m"),
        "bars"),
    "discounts": Starter(Question(
        "categories", (Axis("category"),), Axis("layer_value_tier"), (Measure("discount_rate"),), when="12m"), "heat"),
    "service_cost": Starter(Question(
        "months", (Axis("account_id"),), None,
        (Measure("service_cost"), Measure("service_share"), Measure("contribution")), when="12m", top=15), "scatter"),
    "overdue": Starter(Question(
        "invoices", (Axis("owner"),), None, (Measure("overdue_amount"), Measure("overdue_amount", shown="share"))),
        "tree"),
    "complaints": Starter(Question(
        "events", (Axis("industry"),), Axis("event_date", "quarter"), (Measure("complaints"),)), "heat"),
})
"""Code (its words are `explore.start.<code>`) to question."""


def starters(ground: Ground, offered: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of the questions to a source of `offered` (see with_rows); those by what no account in view has stand
    behind the others.

    A company without regions does not begin with a table that says "unknown, 100 %".
    """
    found = [code for code, one in STARTERS.items() if one.question.source in offered]
    empty = _filled_by_nobody(ground) if OF_ACCOUNTS in offered else frozenset()
    return tuple(sorted(found, key=lambda code: not empty.isdisjoint(STARTERS[code].question.rows)))


def _filled_by_nobody(ground: Ground) -> frozenset[Axis]:
    """What starters set apart by that stands with the account, and with none in view."""
    source, bound = ground.source(OF_ACCOUNTS), Bound()
    axes = list(dict.fromkeys(
        axis for one in STARTERS.values() for axis in one.question.rows
        if axis.field in source.fields and ground.source(one.question.source).field(axis.field).of == "account"))
    counted = [f"count({axis_sql(source, axis)}) as n{place}" for place, axis in enumerate(axes)]
    sql = rows_sql(Question(OF_ACCOUNTS), source, ground.moment, bound, counted, fields=[axis.field for axis in axes])
    row = ground.generation.rows(sql, **bound.params)[0]
    return frozenset(axis for axis, filled in zip(axes, row, strict=True) if not filled)
