"""A question becomes one statement from known names; whatever a person typed is a bound parameter."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from kadash.access import Scope
from kadash.answers.explore.catalogue import sources
from kadash.answers.explore.compile import compiled
from kadash.answers.explore.moment import Moment
from kadash.answers.explore.question import SHOWN, Axis, Filter, Measure, Question
from kadash.errors import KadashError
from kadash.policy import default_policy

SOURCES = sources(default_policy())
MOMENT = Moment(dt.date(2026, 9, 30), dt.date(2025, 10, 1), dt.date(2026, 9, 30))
NASTY = "x'); drop table mart.account; --"


def sql_of(question: Question, moment: Moment = MOMENT) -> str:
    return compiled(question, SOURCES[question.source], moment).sql


def test_the_same_question_is_the_same_statement() -> None:
    question = Question("lines", (Axis("region"),), Axis("order_date", "year"), (Measure("revenue"),))

    assert compiled(question, SOURCES["lines"], MOMENT) == compiled(question, SOURCES["lines"], MOMENT)


@pytest.mark.parametrize("op", ["is", "not", "holds"])
def test_a_value_that_a_person_typed_is_a_parameter_and_never_part_of_the_statement(op: str) -> None:
    wanted = Filter(Axis("region"), op, (NASTY,))  # type: ignore[arg-type]

    found = compiled(Question("lines", measures=(Measure("revenue"),), filters=(wanted,)), SOURCES["lines"], MOMENT)

    assert "drop" not in found.sql
    assert any(NASTY in str(value) for value in found.params.values())


@pytest.mark.parametrize("question", [
    Question("lines", (Axis(NASTY),), None, (Measure("revenue"),)),
    Question("lines", (Axis("region", NASTY),), None, (Measure("revenue"),)),  # type: ignore[arg-type]
    Question("lines", (), None, (Measure(NASTY),)),
    Question("lines", (), None, (Measure(NASTY, "sum"),)),
    Question("lines", (), None, (Measure("revenue"),), (Filter(Axis(NASTY), "is", ("x",)),)),
    Question("lines", (), None, (Measure("revenue"),), when=NASTY),
    Question("lines", (), None, (Measure("revenue"),), (Filter(Axis("order_date"), "from", (NASTY,)),)),
])
def test_a_name_that_is_not_in_the_catalogue_is_refused(question: Question) -> None:
    with pytest.raises(KadashError, match="explore_unknown|explore_link"):
        compiled(question, SOURCES["lines"], MOMENT)


def test_every_statement_counts_only_the_accounts_that_are_seen() -> None:
    seen = Moment(MOMENT.as_of, MOMENT.first_day, MOMENT.last_day, scope=Scope.of(owners=["Li"], regions=["North"]))

    for name, source in SOURCES.items():
        for shown in SHOWN:
            measure = Measure("rows", shown=shown)
            if shown in ("change", "growth") and not source.can_compare(measure):
                continue
            found = compiled(Question(name, (Axis("region"),), None, (measure,)), source, seen)
            branches = found.sql.count("as r\n") + found.sql.count(") as r where")
            assert found.sql.count("$owners_seen") == branches >= 1
            assert (found.params["owners_seen"], found.params["regions_seen"]) == (["Li"], ["North"])


def test_an_account_is_joined_only_where_a_field_of_it_is_asked_for() -> None:
    plain = sql_of(Question("lines", (Axis("category"),), None, (Measure("revenue"),)))
    joined = sql_of(Question("lines", (Axis("category"),), None, (Measure("revenue"),),
                             (Filter(Axis("region"), "is", ("East",)),)))

    assert "join mart.account" not in plain
    assert joined.count("join mart.account") == 1


def test_sums_are_put_together_before_anything_is_ranked_and_medians_are_not() -> None:
    sums = sql_of(Question("lines", (Axis("category"),), None, (Measure("revenue"),)))
    median = sql_of(Question("lines", (Axis("category"),), None, (Measure("amount", "median"),)))

    assert re.search(r"sum\(r\.amount\) as p0_0", sums)
    assert "group by all" in sums and "group by all" not in median


def test_a_rate_has_no_share_and_what_has_no_day_has_no_year_before() -> None:
    with pytest.raises(KadashError, match="explore_no_share"):
        sql_of(Question("lines", (), None, (Measure("margin_rate", shown="share"),)))
    with pytest.raises(KadashError, match="explore_no_before"):
        sql_of(Question("flags", (), None, (Measure("rows", shown="change"),)))
