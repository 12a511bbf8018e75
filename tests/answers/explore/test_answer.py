"""Totals hold whatever a question groups by, with others or without; shares are one; changes are like for like."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.explore.answer import explore
from kadash.answers.explore.ground import Ground, with_rows
from kadash.answers.explore.question import Axis, Filter, Measure, Question
from kadash.answers.explore.settle import settled
from kadash.errors import KadashError
from kadash.store.stoppable import Stop

AXES = (Axis("region"), Axis("account_id"), Axis("category"), Axis("order_date", "year"), Axis("order_date", "quarter"),
        Axis("order_date", "month_of_year"), Axis("custom"), Axis("layer_value_tier"), Axis("industry"))
CAREFUL = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@CAREFUL
@given(rows=st.lists(st.sampled_from(AXES), max_size=2, unique=True), column=st.sampled_from([None, *AXES[3:]]),
       top=st.sampled_from([None, 1, 3, 10]), order=st.sampled_from([0, 1, None]), least=st.booleans(),
       when=st.sampled_from(["", "12m", "2025-02-10..2025-08-20"]))
def test_the_total_of_any_grouping_is_that_of_none(
        asked: Asked, rows: list[Axis], column: Axis | None, top: int | None, order: int | None, least: bool, when: str,
) -> None:
    ground, measures = Ground.of(asked), (Measure("revenue"), Measure("rows"), Measure("accounts"))
    shared = Measure("revenue", shown="share")
    question = settled(Question("lines", tuple(rows), column, (*measures, shared), (), when, top, order, least),
                       ground.source("lines"))

    found = explore(ground, question)
    whole = explore(ground, Question("lines", measures=measures, when=when))

    for place in range(3):
        assert found.total(place) == pytest.approx(whole.total(place), abs=0.005)
    for place in range(2):
        assert found.inner[f"m{place}"].sum() == pytest.approx(whole.total(place), abs=0.005)
        assert found.by_row[f"m{place}"].sum() == pytest.approx(whole.total(place), abs=0.005)
    assert found.by_row["m3"].sum() == pytest.approx(1.0)
    assert found.by_row["is_row_others"].sum() == (found.rows_found > question.most_rows)


def test_the_shares_of_a_column_are_one(asked: Asked) -> None:
    found = explore(Ground.of(asked), Question(
        "months", (Axis("region"),), Axis("month", "year"), (Measure("revenue", shown="share"),), top=3))

    assert found.inner.groupby("c0")["m0"].sum().tolist() == pytest.approx([1.0] * 4)


def test_a_year_that_is_not_over_is_set_against_the_same_part_of_the_year_before(asked: Asked) -> None:
    found = explore(Ground.of(asked), Question(
        "lines", (Axis("order_date", "year"),), None, (Measure("revenue", shown="change"),), order_by=None))

    change = found.by_row.set_index(found.by_row["r0"].dt.year)["m0"]
    now, before = asked.generation.rows("""
        select sum(amount) filter (where order_date >= date '2026-01-01'),
            sum(amount) filter (where order_date between date '2025-01-01' and date '2025-09-30')
        from core.order_line""")[0]
    assert change[2026] == pytest.approx(float(str(now)) - float(str(before)), abs=0.005)
    assert pd.isna(change[2023])


def test_a_viewer_of_one_owner_finds_that_owners_accounts_in_every_source(asked: Asked) -> None:
    owner = str(asked.generation.rows("select min(owner) from mart.account")[0][0])
    ground = Ground.of(Asked(asked.generation, Scope.of_owners(owner)))

    for name in with_rows(ground):
        found = explore(ground, Question(name, (Axis("owner"),), None, (Measure("rows"),)))
        assert found.inner["r0"].tolist() in ([owner], [])


def test_a_filter_on_what_is_not_known_finds_it_and_its_opposite_the_rest(asked: Asked) -> None:
    ground, count = Ground.of(asked), (Measure("rows"),)
    unknown = Filter(Axis("region"), "is", (None,))
    known = Filter(Axis("region"), "not", (None,))

    found = [explore(ground, Question("accounts", measures=count, filters=(one,))).total(0) for one in (unknown, known)]

    assert found == [float(str(n)) for n in asked.generation.rows(
        "select count(*) filter (where region is null), count(region) from mart.account")[0]]


def test_a_question_that_takes_too_long_is_ended_and_says_so(asked: Asked) -> None:
    slow = Question("lines", (Axis("account_id"), Axis("product"), Axis("order_id")), Axis("order_date", "day"),
                    (Measure("amount", "median"), Measure("orders")))

    with pytest.raises(KadashError, match="question_too_long"):
        explore(Ground.of(asked), slow, seconds=0.001)


def test_a_question_that_was_stopped_is_not_answered(asked: Asked) -> None:
    stop = Stop()
    stop()

    with pytest.raises(KadashError, match="question_stopped"):
        explore(Ground.of(asked), Question("lines", measures=(Measure("revenue"),)), stop)
