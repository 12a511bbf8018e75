"""Who exists as of a day, and its rhythm: each fact at a value worked out by hand."""

from __future__ import annotations

from datetime import date
from math import isnan, log

import pandas as pd
import pytest

from tests.marts.builders import Row, a_line
from tests.marts.facts import facts, monthly, the_fact

# Who exists


@pytest.mark.parametrize(
    ("account", "seen"),
    [
        ({"created_date": "2026-04-30"}, True),
        ({"created_date": "2026-05-01"}, False),
        ({"created_date": None}, True),
    ],
)
def test_an_account_without_orders_exists_from_its_creation_or_always_where_that_is_unknown(
    account: Row, seen: bool
) -> None:
    found = facts(account=[{"account_id": "A", **account}], order_line=[a_line("B")])

    assert ("A" in found.index) is seen


def test_an_account_that_ordered_before_it_was_created_exists() -> None:
    found = facts(account=[{"account_id": "A", "created_date": "2026-06-01"}], order_line=[a_line()])

    assert list(found.index) == ["A"]


def test_an_account_that_only_later_orders_name_is_not_known_yet() -> None:
    found = facts(order_line=[a_line("A"), a_line("B", "2026-05-02")])

    assert list(found.index) == ["A"]


def test_an_account_without_orders_has_no_rhythm_and_no_money() -> None:
    prospect = facts(account=[{"account_id": "P"}], order_line=[a_line("A")]).loc["P"]

    zero = ["orders", "purchases", "revenue", "revenue_12m", "contribution_12m", "revenue_year", "invoices"]
    assert prospect[zero].tolist() == [0] * len(zero)
    assert prospect[["first_order", "days_since_order", "regularity", "continuity", "growth_per_year"]].isna().all()


# Rhythm


def test_gaps_are_between_purchases_and_lateness_is_measured_on_their_80th_percentile() -> None:
    days = ["2026-01-01", "2026-01-11", "2026-01-21", "2026-02-10", "2026-03-12"]  # gaps 10 10 20 30
    found = facts(order_line=[a_line(day=day) for day in days]).loc["A"]

    assert (found["order_gap_days"], found["days_since_order"]) == (15.0, 49.0)
    assert found["gap_p80_days"] == pytest.approx(24)
    assert found["lateness"] == pytest.approx(49 / 24)
    assert found["log_gap_sum"] == pytest.approx(log(10) * 2 + log(20) + log(30))
    assert (found["age_days"], found["recency_days"]) == (119.0, 70.0)


def test_four_purchases_are_too_few_for_lateness() -> None:
    days = ["2026-01-01", "2026-01-11", "2026-01-21", "2026-02-10"]

    assert isnan(the_fact("lateness", order_line=[a_line(day=day) for day in days]))


def test_equal_gaps_are_fully_regular_and_one_gap_says_nothing() -> None:
    days = ["2026-01-01", "2026-01-11", "2026-01-21"]

    assert the_fact("regularity", order_line=[a_line(day=day) for day in days]) == 1.0
    assert isnan(the_fact("regularity", order_line=[a_line(day=day) for day in days[:2]]))


def test_regularity_is_one_less_the_spread_of_the_gaps() -> None:
    days = ["2026-01-01", "2026-01-11", "2026-01-31"]  # gaps 10, 20: mean 15, sd 7.07

    assert the_fact("regularity", order_line=[a_line(day=day) for day in days]) == pytest.approx(1 - 50 ** 0.5 / 15)


@pytest.mark.parametrize(
    ("lines", "continuity"),
    [
        (monthly("2024-05-01", [1] * 24), 1.0),
        (monthly("2024-05-01", [1] * 12 + [1, 0] * 6), 0.5),
        (monthly("2025-09-01", [1] * 8), 1.0),
        (monthly("2025-09-01", [1, 0, 0, 0, 1, 0, 0, 0]), 0.25),
        (monthly("2026-03-01", [1, 1]), 2 / 6),
    ],
)
def test_continuity_is_the_share_of_months_with_a_purchase_from_the_first_on_at_least_six(
    lines: list[Row], continuity: float
) -> None:
    assert the_fact("continuity", order_line=lines) == pytest.approx(continuity)


def test_a_month_that_is_not_full_is_outside_the_window() -> None:
    lines = [a_line(day="2025-03-31"), a_line(day="2025-04-01"), a_line(day="2026-03-31"), a_line(day="2026-04-20")]

    found = facts(date(2026, 4, 20), order_line=lines).loc["A"]

    assert (found["purchases_12m"], found["purchases_prev_12m"], found["orders"]) == (2, 1, 4)


# Size


def test_the_one_shot_share_is_shown_over_life_and_over_the_window() -> None:
    found = facts(order_line=[
        a_line(day="2024-06-01", amount=600), a_line(day="2025-06-01", amount=300),
        a_line(day="2025-07-01", amount=100),
    ]).loc["A"]

    assert (found["one_shot_share"], found["one_shot_share_12m"]) == (0.6, 0.75)


def test_revenue_a_year_of_a_single_purchase_is_spread_over_its_age_at_least_a_year() -> None:
    young, old = [a_line(day="2026-03-01", amount=730)], [a_line(day="2024-04-30", amount=730)]

    assert the_fact("revenue_year", order_line=young) == 730.0
    assert the_fact("revenue_year", order_line=old) == 365.0


def test_revenue_a_year_of_a_steady_buyer_is_the_rate_of_its_purchases() -> None:
    days = pd.date_range("2025-04-30", "2026-04-30", periods=74).date

    found = the_fact("revenue_year", order_line=[a_line(day=str(day), amount=50) for day in days])

    assert found == pytest.approx(50 * 73, rel=1e-6)


def test_revenue_a_year_leans_to_what_was_bought_last() -> None:
    purchases = {"2025-01-01": 100, "2025-12-27": 100, "2026-03-27": 900}
    lines = [a_line(day=day, amount=amount) for day, amount in purchases.items()]

    # 360 days at 100/360, 90 days at 500/90; 90 days are one half-life: weights 1/2 - 1/32 and 1/2
    rate = (100 / 360 * (0.5 - 1 / 32) + 500 / 90 * 0.5) / (1 - 1 / 32)
    assert the_fact("revenue_year", order_line=lines) == pytest.approx(rate * 365)


def test_two_purchases_within_a_week_are_spread_over_half_a_year() -> None:
    lines = [a_line(day="2026-03-01", amount=100), a_line(day="2026-03-08", amount=100)]

    rate = 100 / 7 * (1 - 2 ** (-7 / 90)) / (1 - 2 ** (-182 / 90))
    assert the_fact("revenue_year", order_line=lines) == pytest.approx(rate * 365)


def test_silence_after_the_last_purchase_does_not_lower_revenue_a_year() -> None:
    lines = monthly("2024-01-01", [100] * 12)

    assert the_fact("revenue_year", date(2025, 1, 31), order_line=lines) == pytest.approx(
        the_fact("revenue_year", order_line=lines))
