"""Facts of the year before, of service, quotes, contracts, special products and categories, worked out by hand.

As of 2026-04-30 W runs from 2025-05-01, the year before it from 2024-05-01, the last half of W from 2025-11-01.
"""

from __future__ import annotations

from datetime import date
from math import isnan

import pandas as pd
import pytest

from kadash.marts.facts import open_book
from kadash.marts.runner import build_waist
from kadash.policy import default_policy
from kadash.vocabulary import SURVEY_DRIVERS
from tests.marts.builders import Row, a_company, a_line, an_invoice
from tests.marts.facts import AS_OF, POLICY, facts, monthly, the_fact


def an_event(day: str, kind: str = "support", **fields: object) -> Row:
    return {"account_id": "A", "event_date": day, "kind": kind, **fields}


def a_complaint(day: str, closed: str | None = None) -> Row:
    return an_event(day, "complaint", closed_date=closed)


def a_contract(first: str, last: str | None, kind: str = "supply") -> Row:
    return {"account_id": "A", "start_date": first, "end_date": last, "kind": kind}


# The year before W


def test_orders_events_and_service_cost_of_the_year_before_lie_between_its_first_and_its_last_day() -> None:
    days = ["2024-04-30", "2024-05-01", "2025-04-30", "2025-05-01"]

    found = facts(
        order_line=[a_line(day=day) for day in days], service_event=[an_event(day, cost=70) for day in days]
    ).loc["A"]

    assert found[["orders_prev_12m", "events_prev_12m"]].tolist() == [2, 2]
    assert found["service_cost_prev_12m"] == 140.0


# Complaints


def test_response_is_the_mean_of_complaints_closed_in_the_window_whenever_they_were_made() -> None:
    found = facts(service_event=[
        a_complaint("2025-04-21", "2025-05-01"), a_complaint("2026-04-26", "2026-04-30"),
        a_complaint("2025-01-01", "2025-04-30"), a_complaint("2026-04-01"),
        an_event("2026-01-01", closed_date="2026-03-01"),
    ]).loc["A"]

    assert found["response_days_12m"] == (10 + 4) / 2
    assert found["complaints_12m"] == 2


def test_a_complaint_that_is_closed_later_has_no_response_yet() -> None:
    assert isnan(the_fact("response_days_12m", service_event=[a_complaint("2026-04-01", "2026-05-01")]))


# Quotes


def test_the_won_share_is_of_decided_quotes_of_the_window() -> None:
    outcomes = ["won", "lost", "lost", "lost", "open"]
    quotes: list[Row] = [{"account_id": "A", "quote_date": "2026-01-01", "outcome": one} for one in outcomes]
    before: Row = {"account_id": "A", "quote_date": "2025-04-30", "outcome": "won"}
    later: Row = {"account_id": "A", "quote_date": "2026-05-01", "outcome": "won"}

    assert the_fact("quotes_won_share_12m", quote=[*quotes, before, later]) == 0.25
    assert isnan(the_fact("quotes_won_share_12m", quote=quotes[4:]))


# Contracts


def test_a_term_counts_its_last_day_and_the_longest_in_force_counts() -> None:
    found = facts(contract=[
        a_contract("2025-05-01", "2027-04-30"), a_contract("2026-01-01", "2026-12-31"),
        a_contract("2020-01-01", "2026-04-29"), a_contract("2026-05-01", "2036-04-30"),
    ]).loc["A"]

    assert found[["contract_months", "contract_months_left"]].tolist() == [24.0, 12.0]


def test_a_contract_without_end_has_no_term_and_no_months_left() -> None:
    found = facts(contract=[a_contract("2025-05-01", None)]).loc["A"]

    assert found[["contract_months", "contract_months_left"]].isna().all()


def test_an_ended_contract_leaves_no_months() -> None:
    found = facts(contract=[a_contract("2020-01-01", "2026-04-29")]).loc["A"]

    assert found[["contract_months", "contract_months_left"]].isna().all()


@pytest.mark.parametrize("kind", ["exclusive", "data_link"])
def test_exclusivity_and_a_data_link_hold_while_their_contract_does(kind: str) -> None:
    running = [a_contract("2025-05-01", "2026-04-30", kind)]

    assert the_fact(kind, contract=running)
    assert not the_fact(kind, contract=[a_contract("2025-05-01", "2026-04-29", kind), a_contract("2025-05-01", None)])
    assert not the_fact(kind, contract=[a_contract("2026-05-01", None, kind), a_contract("2025-05-01", None)])


# Relation


@pytest.mark.parametrize(("created", "years"), [
    ("2022-04-30", 4.0), ("2025-04-30", 3.0), ("2026-05-01", 3.0), (None, 3.0)])
def test_a_relation_lasts_since_the_record_or_the_first_order(created: str | None, years: float) -> None:
    found = the_fact("relation_years", account=[{"account_id": "A", "created_date": created}],
                     order_line=[a_line(day="2023-04-30")])

    assert found == pytest.approx(years, abs=0.003)


def test_a_relation_without_record_or_order_is_of_unknown_length() -> None:
    assert isnan(the_fact("relation_years", account=[{"account_id": "A"}], order_line=[a_line("B")]))


# Days late


def test_the_trend_of_days_late_is_the_last_half_year_less_the_one_before() -> None:
    found = the_fact("days_late_trend", receivable=[
        an_invoice("A", "2025-05-01", "2025-06-01", 300, paid_date="2025-06-05"),
        an_invoice("A", "2025-05-01", "2025-06-01", 100, paid_date="2025-06-13"),
        an_invoice("A", "2025-11-01", "2026-01-01", 100, paid_date="2026-01-21"),
        an_invoice("A", "2025-11-01", "2026-01-01", 999, paid_date="2026-06-30"),
        an_invoice("A", "2026-04-01", "2026-05-30", 100),
    ])

    # the unpaid one of 999 is 119 days late on 2026-04-30; before: 300 by 4 and 100 by 12 days
    assert found == pytest.approx((100 * 20 + 999 * 119) / 1099 - 6.0)


def test_an_invoice_open_at_the_turn_of_the_half_years_counts_in_both_as_each_saw_it() -> None:
    found = the_fact("days_late_trend", receivable=[
        an_invoice("A", "2025-08-01", "2025-10-21", 100, paid_date="2025-11-20")])

    assert found == 30 - 10


def test_a_trend_needs_both_half_years() -> None:
    assert isnan(the_fact("days_late_trend", receivable=[an_invoice(due_date="2026-04-09", paid_date="2026-04-19")]))


# Special products


def bought_by(accounts: str, product: str, day: str = "2026-03-10", **fields: object) -> list[Row]:
    return [a_line(account, day, product_id=product, **fields) for account in accounts]


def test_what_three_accounts_buy_is_special_and_what_four_buy_is_not() -> None:
    assert the_fact("special_revenue_12m", order_line=bought_by("ABC", "P")) == 100.0
    assert the_fact("special_revenue_12m", order_line=bought_by("ABCD", "P")) == 0.0


def test_four_holders_in_different_months_of_the_window_are_four() -> None:
    spread = bought_by("AB", "P", "2025-05-10") + bought_by("CD", "P", "2026-04-10")
    before = bought_by("AB", "P", "2026-03-10") + bought_by("CD", "P", "2025-04-30")

    assert the_fact("special_revenue_12m", order_line=spread) == 0.0
    assert the_fact("special_revenue_12m", order_line=before) == 100.0


def test_a_crowd_of_an_earlier_year_does_not_make_a_product_common() -> None:
    lines = bought_by("ABCDEFG", "P", "2025-04-10") + bought_by("A", "P", "2026-03-10", amount=40)

    assert the_fact("special_revenue_12m", order_line=lines) == 40.0


def test_custom_lines_are_special_however_many_buy_and_returns_are_taken_off() -> None:
    lines = [*bought_by("ABCDE", "P", custom=True), a_line(day="2026-03-11", product_id="P", amount=-30, custom=True)]

    assert the_fact("special_revenue_12m", order_line=lines) == 70.0


def test_lines_without_a_product_are_not_special_unless_custom() -> None:
    assert the_fact("special_revenue_12m", order_line=[a_line()]) == 0.0
    assert the_fact("special_revenue_12m", order_line=[a_line(custom=True)]) == 100.0


def test_how_many_may_hold_a_special_product_is_the_policys() -> None:
    policy = default_policy()
    policy = policy.model_copy(update={
        "key_account": policy.key_account.model_copy(update={"special_product_accounts": 4})})
    with a_company(order_line=bought_by("ABCD", "P") + bought_by("ABCDE", "Q")) as build:
        build_waist(build, AS_OF, policy)

        found = open_book(build, policy, [AS_OF]).account_facts(AS_OF)

    assert found["special_revenue_12m"].tolist() == [100.0, 100.0, 100.0, 100.0, 0.0]


# Categories


def test_a_category_is_bought_from_its_first_purchase_to_its_last() -> None:
    lines = [*monthly("2025-11-01", [10, 20, 30], category="C"), a_line(day="2025-11-08", amount=5, category="C"),
             a_line(day="2025-11-03", amount=-5, category="C"), a_line("A", "2026-04-30", amount=-1, category="R")]
    with a_company(order_line=lines) as build:
        build_waist(build, AS_OF, POLICY)
        book = open_book(build, POLICY, [AS_OF, date(2025, 11, 30)])
        now, then = book.account_categories(AS_OF), book.account_categories(date(2025, 11, 30))

    assert now[["category", "first_day", "last_day"]].values.tolist() == [
        ["C", pd.Timestamp("2025-11-08"), pd.Timestamp("2026-01-10")], ["R", pd.NaT, pd.NaT]]
    assert then["last_day"].tolist() == [pd.Timestamp("2025-11-10")]


# Surveys


def an_answer(day: str, driver: str, share: float | None) -> Row:
    return {"account_id": "A", "response_date": day, "driver": driver, "score": 3, "score_share": share}


def test_a_survey_score_is_the_mean_of_the_drivers_means_over_the_last_365_days() -> None:
    found = facts(order_line=[a_line()], survey_response=[
        an_answer("2026-04-30", "reliability", 1.0), an_answer("2025-05-01", "reliability", 0.5),
        an_answer("2026-03-01", "value", 0.25), an_answer("2026-03-01", "recommend", 0.0),
        an_answer("2025-04-30", "value", 0.0), an_answer("2026-05-01", "value", 0.0),
        an_answer("2026-03-01", "empathy", None)]).loc["A"]

    assert found["survey_score_12m"] == pytest.approx((0.75 + 0.25) / 2)
    assert found["survey_low_score_12m"] == pytest.approx(0.25)
    assert SURVEY_DRIVERS[int(found["survey_low_driver"]) - 1] == "value"
    assert found["survey_answers_12m"] == 3


def test_an_account_that_answered_nothing_has_no_survey_score() -> None:
    found = facts(order_line=[a_line()]).loc["A"]

    assert isnan(found["survey_score_12m"]) and isnan(found["survey_low_score_12m"])
    assert found[["survey_low_driver", "survey_answers_12m"]].tolist() == [0, 0]


@pytest.mark.parametrize(("place", "driver"), list(enumerate(SURVEY_DRIVERS, 1)))
def test_the_lowest_driver_is_counted_in_the_order_of_the_vocabulary(place: int, driver: str) -> None:
    others = [an_answer("2026-03-01", other, 0.9) for other in SURVEY_DRIVERS if other != driver]

    assert the_fact("survey_low_driver", order_line=[a_line()], survey_response=[
        *others, an_answer("2026-03-01", driver, 0.1)]) == place
