"""Bridges between quarters are made at the load: the same as asked of the lines, for whoever asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd
import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.among import EVERYBODY, Among
from kadash.answers.margin import Quarter, margin_went, quarters
from kadash.answers.margin.went import MarginWent, from_lines
from kadash.language import FiscalYear
from kadash.loads.marts import judge_marts, publish_marts
from kadash.marts.runner import build_waist
from kadash.policy import default_policy
from kadash.reviews.bridges import BARS
from kadash.store import Build
from tests.marts.builders import Row, a_company, a_line
from tests.reviews.builders import asked_of, published

AS_OF = dt.date(2026, 9, 30)
POLICY = default_policy()


def assert_same(made: MarginWent, asked: MarginWent) -> None:
    """Every account's bars, the whole, and who is left out."""
    assert made.left_out == asked.left_out
    for bar in ("before", "now"):
        assert getattr(made.whole, bar) == pytest.approx(getattr(asked.whole, bar), abs=0.001)
    for bar in BARS:
        assert made.whole.amount(bar) == pytest.approx(asked.whole.amount(bar), abs=0.001), bar
    frames = [one.accounts.set_index("account_id").sort_index() for one in (made, asked)]
    pd.testing.assert_frame_equal(frames[0], frames[1], check_like=True, atol=1e-5)
    assert made.accounts["eroded"].is_monotonic_increasing


@pytest.mark.parametrize("against", ["year", "quarter"])
def test_every_quarter_on_offer_is_made_and_is_what_the_lines_say(asked: Asked, against: str):
    for quarter in quarters(asked):
        made = asked.records("margin_bridges_made", now_first=quarter.first_day,
                             before_first=quarter.before(against).first_day)
        assert made == [{"made": 1}]
        assert_same(margin_went(asked, quarter, quarter.before(against)),
                    from_lines(asked, quarter, quarter.before(against)))


def test_who_sees_a_part_or_asks_for_one_gets_that_part(asked: Asked):
    quarter = next(iter(quarters(asked)))
    owner, region = asked.generation.rows("select owner, region from mart.account where owner is not null and "
                                          "region is not null order by revenue_12m desc limit 1")[0]
    mine = Asked(asked.generation, Scope.of_owners(str(owner)))

    for who, among in ((mine, EVERYBODY), (asked, Among(regions=(str(region),)))):
        made = margin_went(who, quarter, quarter.before("year"), among)
        assert 0 < len(made.accounts) < 400
        assert_same(made, from_lines(who, quarter, quarter.before("year"), among))


def test_as_many_accounts_are_told_as_asked_for_and_the_whole_stays(asked: Asked):
    quarter = next(iter(quarters(asked)))

    every, few = (margin_went(asked, quarter, quarter.before("year"), most=most) for most in (2**31 - 1, 5))

    assert few.accounts["account_id"].tolist() == every.accounts["account_id"].tolist()[:5]
    assert few.whole == every.whole


def test_quarters_of_another_year_than_at_the_load_are_asked_of_the_lines(asked: Asked):
    quarter = next(iter(quarters(asked, FiscalYear(2))))

    assert not asked.records("margin_bridges_made", now_first=quarter.first_day,
                             before_first=quarter.before("year").first_day)
    assert len(margin_went(asked, quarter, quarter.before("year")).accounts) > 300


def test_an_account_with_a_cost_missing_in_either_quarter_is_left_out_and_counted(tmp_path):
    lines = [a_line("A", "2026-08-10", 100.0, product_id="P", quantity=1), a_line("A", "2025-08-10", 80.0),
             a_line("B", "2026-08-10", 100.0), a_line("B", "2025-08-11", 50.0, cost=None),
             a_line("C", "2026-02-10", 70.0, cost=None), a_line("C", "2026-08-10", 30.0)]
    asked = asked_of(published(tmp_path, order_line=[*lines, a_line("D", "2024-01-01", 5.0)]))
    quarter = Quarter(dt.date(2026, 7, 1))

    found = margin_went(asked, quarter, quarter.before("year"))

    assert found.left_out == 1
    assert found.accounts.set_index("account_id")["now"].to_dict() == {"A": 40.0, "C": 12.0}
    assert_same(found, from_lines(asked, quarter, quarter.before("year")))


def test_quarters_are_those_of_the_companys_year_at_the_load():
    with a_company(order_line=_two_years()) as build:
        publish_marts(build, AS_OF, POLICY, "CNY", year=FiscalYear(2))

        assert sorted({str(row[0])[5:] for row in build.rows("select quarter_first from mart.margin_bridge")}) == [
            "02-01", "05-01", "08-01", "11-01"]


def test_quarters_that_nothing_is_new_in_stay_and_the_newest_is_made():
    with _grown() as build:
        build.run("update mart.margin_bridge set now = -1")  # rows that stay are told by it

        judge_marts(build, AS_OF, POLICY, "CNY", there=[dt.date(2026, 3, 31), dt.date(2025, 12, 31)])

        assert sorted(str(day) for (day,) in build.rows(
            "select distinct quarter_first from mart.margin_bridge where now = -1")) == ["2025-10-01", "2026-01-01"]
        assert build.one("select count(distinct quarter_first) from mart.margin_bridge where now <> -1") == (6,)


def test_no_quarter_stays_where_a_product_is_of_another_category_now():
    with _grown() as build:
        build.run("update mart.margin_bridge set now = -1")
        build.run("update mart.product_category set category = 'another'")

        judge_marts(build, AS_OF, POLICY, "CNY", there=[dt.date(2026, 3, 31)])

        assert build.one("select count(*) from mart.margin_bridge where now = -1") == (0,)
        assert build.rows("select category from mart.product_category") == [("Fasteners",)]


def _two_years() -> list[Row]:
    """An order on the tenth of every month, and one of long ago."""
    months = pd.period_range("2023-07", "2026-09", freq="M")
    return [a_line("A", f"{month}-10", 100.0 + number, product_id="P", category="Fasteners", quantity=1)
            for number, month in enumerate(months)]


@contextmanager
def _grown() -> Iterator[Build]:
    """A company judged at the middle of its last quarter, to which lines were added since."""
    with a_company(order_line=_two_years()) as build:
        publish_marts(build, dt.date(2026, 6, 30), POLICY, "CNY")
        build_waist(build, AS_OF, POLICY)
        yield build
