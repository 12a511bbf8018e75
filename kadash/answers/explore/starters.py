"""Ready-made questions: one click, and nobody starts on an empty page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from kadash.answers.explore.question import Axis, Measure, Question

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
