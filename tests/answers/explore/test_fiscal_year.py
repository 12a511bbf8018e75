"""Explore groups by the company's years and quarters, and names them so."""

from __future__ import annotations

import datetime as dt

import pytest

from kadash.answers import Asked
from kadash.answers.explore.answer import explore
from kadash.answers.explore.ground import Ground
from kadash.answers.explore.question import Axis, Measure, Question
from kadash.language import FiscalYear


@pytest.mark.parametrize(("grain", "first_month", "month", "span"), [
    ("year", 1, "2026-02-01", 12), ("year", 4, "2026-02-01", 12), ("quarter", 2, "2026-01-01", 3),
    ("quarter", 4, "2026-02-01", 3)])
def test_a_span_is_the_sum_of_the_months_it_holds(
        asked: Asked, grain: str, first_month: int, month: str, span: int) -> None:
    year, day = FiscalYear(first_month), dt.date.fromisoformat(month)
    first = year.begins(day) if grain == "year" else year.quarter_begins(day)
    question = Question("lines", (Axis("order_date", grain),), None, (Measure("revenue"),))  # type: ignore[arg-type]

    found = explore(Ground.of(asked).in_year(year), question)

    row = asked.generation.one(
        "select sum(amount) from core.order_line where order_date >= $first and order_date <= $as_of "
        "and order_date < $first + to_months($span)", first=first, as_of=asked.as_of, span=span)
    by_day = {str(key)[:10]: value for key, value in zip(found.by_row["r0"], found.by_row["m0"], strict=True)}
    assert row is not None
    assert float(by_day[str(first)]) == pytest.approx(float(str(row[0])), abs=0.01)


def test_the_running_year_begins_with_the_companys_first_month(asked: Asked) -> None:
    ground = Ground.of(asked).in_year(FiscalYear(4))

    assert [str(day) for day in ground.moment.days("year")] == ["2026-04-01", "2026-09-30"]
    assert ground.key != Ground.of(asked).key
