"""Rows behind a cell are the newest of all that count, counted, however they are found."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from kadash.answers import Asked
from kadash.answers.explore.ground import Ground
from kadash.answers.explore.newest import EVERY_DAY, newest
from kadash.answers.explore.question import Axis, Filter, Question
from kadash.answers.explore.rows import rows_behind
from kadash.errors import KadashError
from kadash.store.stoppable import Stop

CATEGORIES = ("mart.account_category_month", "month desc, account_id, category")
PRODUCTS = ("mart.account_product_month", "month desc, account_id, product_id")
LINES = ("core.order_line", "order_date desc, source_id, source_row")
NORTH = Filter(Axis("region"), "is", ("North",))
A_CATEGORY = Filter(Axis("category"), "is", ("Sensors",))


@pytest.fixture(scope="module")
def ground(asked: Asked) -> Ground:
    return Ground.of(asked)


def in_full(asked: Asked, table: str, order: str, where: str) -> pd.DataFrame:
    """Every row of a table that counts, in order, made at once."""
    return asked.generation.frame(
        f"select r.* from {table} as r inner join mart.account as a using (account_id) where {where} order by {order}")


@pytest.mark.parametrize("most", [7, 300, 2_500, 100_000])
@pytest.mark.parametrize(("question", "of", "where"), [
    (Question("categories"), CATEGORIES, "true"),
    (Question("categories", filters=(NORTH, A_CATEGORY)), CATEGORIES, "region = 'North' and category = 'Sensors'"),
    (Question("products", when="12m"), PRODUCTS, "month between date '2025-10-01' and date '2026-09-30'"),
    (Question("lines", filters=(NORTH,)), LINES, "region = 'North'"),
])
def test_rows_that_are_found_step_by_step_are_those_of_all_rows_at_once(
        ground: Ground, asked: Asked, question: Question, of: tuple[str, str], where: str, most: int) -> None:
    expected = in_full(asked, *of, where)

    found = rows_behind(ground, question, most)

    names = [name for name in expected if name in found.rows]
    assert found.found == len(expected) > 0 and len(found.rows) == min(most, len(expected))
    pd.testing.assert_frame_equal(found.rows[names], expected[names].head(most).reset_index(drop=True),
                                  check_dtype=False, rtol=0, atol=0.005)


def test_only_the_months_and_accounts_of_the_first_rows_are_made(ground: Ground, asked: Asked) -> None:
    (accounts,), = asked.generation.rows(
        "select count(distinct account_id) from mart.account_category_month where month = date '2026-09-01'")

    few, many, no = (newest(ground, Question("categories"), most, 20.0) for most in (3, 3_000, 10**6))

    assert few.spans == ((dt.date(2026, 9, 1), None),) and len(few.accounts or ()) == 1 < int(str(accounts))
    assert many.accounts is None and len(many.spans) > 1 and many.spans[0] == (dt.date(2026, 9, 1), ) * 2
    assert few.found == many.found == no.found
    assert newest(ground, Question("lines"), 10**6, 20.0).spans == (EVERY_DAY,)


def test_rows_by_what_only_whole_months_know_are_found_from_the_newest_on(ground: Ground, asked: Asked) -> None:
    large = Question("categories", filters=(Filter(Axis("revenue"), "from", ("20000",)),))
    expected = in_full(asked, *CATEGORIES, "r.revenue >= 20000")

    first, every = rows_behind(ground, large, 20), rows_behind(ground, large, 100_000)

    assert first.found is None and not first.are_all
    assert first.rows["month"].tolist() == expected["month"].head(20).tolist()
    assert every.found == len(every.rows) == len(expected) and every.are_all


def test_what_was_found_in_time_is_shown_where_nobody_could_count_all(
        ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for: list[float] = []
    ask = type(ground.generation).frame_within

    def slow(self: object, seconds: float, sql: str, params: object, stop: Stop | None = None) -> pd.DataFrame:
        asked_for.append(seconds)
        if len(asked_for) > 2:
            raise KadashError("question_too_long", seconds=20)
        return ask(self, seconds, sql, params, stop)  # type: ignore[arg-type]

    monkeypatch.setattr(type(ground.generation), "frame_within", slow)
    found = rows_behind(ground, Question("categories", filters=(Filter(Axis("revenue"), "from", ("1",)),)), 100_000)

    assert found.found is None and found.rows["month"].unique().tolist() == [pd.Timestamp(2026, 9, 1)]


def test_rows_come_uncounted_where_counting_takes_too_long(
        ground: Ground, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = type(ground.generation).frame_within

    def busy(self: object, seconds: float, sql: str, params: object, stop: Stop | None = None) -> pd.DataFrame:
        if "bit_count" in sql:
            raise KadashError("question_too_long", seconds=10)
        return ask(self, seconds, sql, params, stop)  # type: ignore[arg-type]

    monkeypatch.setattr(type(ground.generation), "frame_within", busy)
    found = rows_behind(ground, Question("products"), 20)

    expected = in_full(asked, *PRODUCTS, "true")[["account_id", "product_id", "month"]].head(20)
    assert found.found is None
    pd.testing.assert_frame_equal(found.rows[["account_id", "product_id", "month"]], expected, check_dtype=False)
