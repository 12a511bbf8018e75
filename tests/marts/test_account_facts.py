"""What is known of an account as of a day: each fact at a value worked out by hand."""

from __future__ import annotations

from datetime import date
from math import exp, isnan, log

import pandas as pd
import pytest

from kadash.marts.runner import account_facts, build_waist
from kadash.policy import default_policy
from tests.marts.builders import Row, a_company, a_line, an_invoice

AS_OF, POLICY = date(2026, 4, 30), default_policy()


def facts(as_of: date = AS_OF, **tables: list[Row]) -> pd.DataFrame:
    """The facts by account_id."""
    with a_company(**tables) as build:
        build_waist(build, as_of, POLICY)
        return account_facts(build, as_of, POLICY).set_index("account_id")


def the_fact(name: str, as_of: date = AS_OF, **tables: list[Row]) -> object:
    """One fact of account A."""
    return facts(as_of, **tables).loc["A", name]


def monthly(first: str, amounts: list[float], **fields: object) -> list[Row]:
    """A line of account A on the 10th of each month from `first` on; amounts of 0 are no line."""
    days = pd.date_range(first, periods=len(amounts), freq="MS") + pd.Timedelta(days=9)
    bought = [(str(day.date()), amount) for day, amount in zip(days, amounts, strict=True) if amount]
    return [a_line(day=day, amount=amount, **fields) for day, amount in bought]


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


# Money


def test_rates_and_contribution_are_over_the_window() -> None:
    found = facts(
        order_line=[
            a_line(day="2025-01-10", amount=500, cost=300), a_line(day="2025-06-10", amount=1000, cost=700, freight=20),
        ],
        service_event=[{"account_id": "A", "event_date": "2025-08-01", "cost": 80}],
    ).loc["A"]

    assert (found["margin_12m"], found["contribution_12m"], found["service_cost_12m"]) == (300.0, 200.0, 80.0)
    assert (found["margin_rate_12m"], found["contribution_rate_12m"], found["before_service_rate"]) == (0.3, 0.2, 0.28)
    assert (found["contribution_prev_12m"], found["historical_contribution"]) == (200.0, 400.0)
    assert found["margin_rate_prev_12m"] == 0.4


def test_one_line_without_cost_leaves_the_margin_of_its_year_unknown() -> None:
    found = facts(order_line=[
        a_line(day="2025-01-10", amount=500, cost=300), a_line(day="2025-06-10", amount=1000, cost=700),
        a_line(day="2025-07-10", amount=1, cost=None), a_line("B", "2025-07-10", 100, cost=60),
    ])

    unknown = ["margin_12m", "contribution_12m", "margin_rate_12m", "before_service_rate", "historical_contribution"]
    assert found.loc["A", unknown].isna().all()
    assert (found.loc["A", "margin_prev_12m"], found.loc["B", "margin_12m"]) == (200.0, 40.0)


def test_where_the_file_has_no_cost_every_contribution_is_unknown() -> None:
    found = facts(order_line=[a_line("A", cost=None)], account=[{"account_id": "P"}])

    assert found[["margin_12m", "contribution_12m", "historical_contribution"]].isna().all(axis=None)


def test_the_discount_rate_is_over_lines_with_a_list_price() -> None:
    lines = [a_line(amount=80, list_value=100), a_line(amount=500)]

    assert the_fact("discount_rate_12m", order_line=lines) == pytest.approx(0.2)
    assert isnan(the_fact("discount_rate_prev_12m", order_line=lines))


def test_price_to_list_compares_products_of_both_years_with_the_same_weights() -> None:
    found = facts(order_line=[
        a_line(day="2025-02-01", product_id="P", amount=90, list_value=100),
        a_line(day="2026-02-01", product_id="P", amount=240, list_value=300),
        a_line(day="2025-02-01", product_id="Q", amount=100, list_value=100),
        a_line(day="2026-02-01", product_id="Q", amount=100, list_value=100),
        a_line(day="2026-02-01", product_id="new", amount=1, list_value=100),
    ]).loc["A"]

    # P weighs 400, Q 200
    assert found["price_to_list_prev_12m"] == pytest.approx((400 * 0.9 + 200 * 1.0) / 600)
    assert found["price_to_list_12m"] == pytest.approx((400 * 0.8 + 200 * 1.0) / 600)


# Growth


def test_growth_of_two_percent_a_month_is_its_log_times_twelve() -> None:
    lines = monthly("2024-01-01", [100 * exp(0.02 * month) for month in range(28)])

    assert the_fact("growth_per_year", order_line=lines) == pytest.approx(0.24, abs=1e-4)


def test_one_huge_month_does_not_make_growth() -> None:
    lines = monthly("2024-01-01", [100.0] * 26 + [90000.0, 100.0])

    assert the_fact("growth_per_year", order_line=lines) == pytest.approx(0, abs=1e-9)


def test_a_new_account_is_not_growing_for_being_new() -> None:
    lines = monthly("2025-08-01", [100.0] * 9)

    assert the_fact("growth_per_year", order_line=lines) == pytest.approx(0, abs=1e-9)


def test_growth_needs_nine_months() -> None:
    assert isnan(the_fact("growth_per_year", order_line=monthly("2025-09-01", [100.0] * 8)))


# Payment


def test_days_late_are_weighted_by_amount_and_an_overdue_invoice_is_late_to_this_day() -> None:
    found = facts(receivable=[
        an_invoice(due_date="2026-03-31", amount=100, paid_date="2026-04-10"),
        an_invoice(due_date="2026-04-10", amount=300),
        an_invoice(due_date="2026-04-30", amount=900),
        an_invoice(due_date="2026-03-31", amount=100, paid_date="2026-03-29"),
    ]).loc["A"]

    assert found["invoices"] == 3
    assert found["mean_days_late"] == pytest.approx((100 * 10 + 300 * 20 - 100 * 2) / 500)
    assert found["on_time_rate"] == pytest.approx(1 / 3)
    assert found["open_receivable"] == 1200.0


def test_an_invoice_paid_before_the_window_is_no_longer_counted() -> None:
    invoices = [an_invoice(invoice_date="2025-01-01", due_date="2025-02-01", paid_date="2025-04-30")]

    assert the_fact("invoices", receivable=invoices) == 0
    assert isnan(the_fact("mean_days_late", receivable=invoices))


def test_only_what_is_more_than_ninety_days_overdue_counts_for_the_veto() -> None:
    found = the_fact("overdue_veto_amount", receivable=[
        an_invoice(invoice_date="2025-12-01", due_date="2026-01-29", amount=10),
        an_invoice(invoice_date="2025-12-01", due_date="2026-01-30", amount=100),
    ])

    assert found == 10.0


# What binds, and service


def test_a_contract_binds_to_its_last_day_and_one_that_ended_without_orders_since_is_said() -> None:
    contract: list[Row] = [{"account_id": "A", "start_date": "2025-01-01", "end_date": "2026-03-10"}]
    lines = [a_line(day="2026-03-10")]

    running = facts(date(2026, 3, 10), order_line=lines, contract=contract).loc["A"]
    ended = facts(order_line=lines, contract=contract).loc["A"]
    bought_since = facts(order_line=[*lines, a_line(day="2026-03-11")], contract=contract).loc["A"]

    flags = ["contract_in_force", "contract_ended_without_orders"]
    assert running[flags].tolist() == [True, False]
    assert ended[flags].tolist() == [False, True]
    assert bought_since[flags].tolist() == [False, False]
    assert ended["contract_end"] == pd.Timestamp("2026-03-10")


def test_a_contract_that_begins_later_does_not_bind_yet() -> None:
    contract: list[Row] = [{"account_id": "A", "start_date": "2026-05-01", "end_date": "2027-03-10"}]

    assert not the_fact("contract_in_force", order_line=[a_line()], contract=contract)


def test_a_complaint_closed_later_is_open() -> None:
    found = facts(service_event=[
        {"account_id": "A", "event_date": "2026-04-01", "kind": "complaint", "severity": "severe",
         "closed_date": "2026-05-01"},
        {"account_id": "A", "event_date": "2026-04-02", "kind": "complaint", "closed_date": "2026-04-30"},
        {"account_id": "A", "event_date": "2024-04-02", "kind": "joint_project"},
        {"account_id": "A", "event_date": "2026-02-02", "kind": "training"},
    ]).loc["A"]

    columns = ["events_12m", "complaints_open", "severe_open", "joint_projects", "advice_events_12m"]
    assert found[columns].tolist() == [3, 1, 1, 1, 1]


def test_quotes_of_the_window_and_open_ones_are_counted() -> None:
    quotes: list[Row] = [
        {"account_id": "A", "quote_date": "2025-04-30", "outcome": "open"},
        {"account_id": "A", "quote_date": "2025-05-01", "outcome": "won"},
        {"account_id": "A", "quote_date": "2026-05-01", "outcome": "open"},
    ]
    found = facts(quote=quotes).loc["A"]

    assert found[["quotes_12m", "quotes_open"]].tolist() == [1, 1]
