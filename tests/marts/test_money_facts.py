"""Money, growth, payment, contracts and service of an account as of a day: each fact at a value worked out by hand."""

from __future__ import annotations

from datetime import date
from math import exp, isnan

import pandas as pd
import pytest

from tests.marts.builders import Row, a_line, an_invoice
from tests.marts.facts import facts, monthly, the_fact

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


def test_margin_lost_on_the_same_products_leaves_new_ones_out() -> None:
    found = facts(order_line=[
        a_line(day="2025-02-01", product_id="P", amount=100, cost=60),
        a_line(day="2026-02-01", product_id="P", amount=300, cost=210),
        a_line(day="2025-02-01", product_id="Q", amount=100, cost=50),
        a_line(day="2026-02-01", product_id="Q", amount=100, cost=50),
        a_line(day="2026-02-01", product_id="new", amount=200, cost=199),
    ]).loc["A"]

    # P weighs 400 and lost 10 points, Q 200 and lost none
    assert found["basket_margin_lost"] == pytest.approx(400 * 0.1 / 600)


@pytest.mark.parametrize(("of_new_products", "known"), [(400, True), (401, False)])
def test_margin_lost_on_the_same_products_is_not_known_where_they_make_less_than_half(
    of_new_products: int, known: bool
) -> None:
    lost = the_fact("basket_margin_lost", order_line=[
        a_line(day="2025-02-01", product_id="P", amount=100, cost=60),
        a_line(day="2026-02-01", product_id="P", amount=300, cost=210),
        a_line(day="2026-02-01", product_id="new", amount=of_new_products, cost=100),
    ])

    assert isnan(lost) is not known


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
