"""Each flag at its line, on one side of it and on the other; and what the evidence says."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kadash.policy import default_policy
from kadash.segments.flags import FLAGS, flag_table
from kadash.vocabulary import FLAGS as SEVERITY
from tests.segments.builders import AS_OF, PROSPECT, accounts, ordinary_accounts

POLICY = default_policy()
NAN = float("nan")


def carries(flag: str, table: pd.DataFrame) -> list[bool]:
    return FLAGS[flag](table, POLICY).holds.tolist()


def test_every_flag_of_the_vocabulary_has_a_check():
    assert list(FLAGS) == list(SEVERITY)


@pytest.mark.parametrize(("contribution", "revenue", "expected"), [
    (-0.01, 1000.0, True), (0.0, 1000.0, False), (0.01, 1000.0, False), (-50.0, 0.0, False), (NAN, 1000.0, False),
])
def test_an_account_is_below_zero_when_its_known_contribution_on_real_revenue_is(contribution, revenue, expected):
    table = accounts({"contribution_12m": contribution, "revenue_12m": revenue})

    assert carries("below_zero", table) == [expected]


@pytest.mark.parametrize(("revenue", "margin_rate", "expected"), [
    (900.0, 0.28, True), (899.0, 0.28, False), (900.0, 0.281, False), (5000.0, 0.27, True), (900.0, NAN, False),
])
def test_margin_erodes_when_revenue_holds_nine_tenths_and_the_rate_falls_two_points(revenue, margin_rate, expected):
    table = accounts({
        "revenue_12m": revenue, "revenue_prev_12m": 1000.0, "margin_rate_12m": margin_rate,
        "margin_rate_prev_12m": 0.30,
    })

    assert carries("margin_erosion", table) == [expected]


@pytest.mark.parametrize(("basket_lost", "expected"), [(0.015, True), (0.0149, False), (NAN, True)])
def test_a_margin_that_other_products_alone_have_lowered_is_not_eroded(basket_lost, expected):
    table = accounts({"margin_rate_12m": 0.25, "margin_rate_prev_12m": 0.30, "basket_margin_lost": basket_lost})

    assert carries("margin_erosion", table) == [expected]


@pytest.mark.parametrize(("basket_lost", "revenue", "expected"), [
    (0.025, 900.0, True), (0.0249, 900.0, False), (0.06, 899.0, False),
])
def test_a_margin_that_better_paid_products_hide_is_eroded_on_the_products_bought_in_both_years(
    basket_lost, revenue, expected
):
    table = accounts({"margin_rate_12m": 0.31, "margin_rate_prev_12m": 0.30, "basket_margin_lost": basket_lost,
                      "revenue_12m": revenue, "revenue_prev_12m": 1000.0})

    assert carries("margin_erosion", table) == [expected]


@pytest.mark.parametrize(("price_to_list", "expected"), [(0.88, True), (0.8801, False), (0.95, False), (NAN, False)])
def test_two_points_of_price_against_list_erode_the_margin_whatever_the_revenue(price_to_list, expected):
    table = accounts({"price_to_list_12m": price_to_list, "price_to_list_prev_12m": 0.90, "revenue_12m": 500_000.0})

    assert carries("margin_erosion", table) == [expected]


@pytest.mark.parametrize(("p_alive", "lateness", "expected"), [
    (0.149, 3.01, True), (0.15, 3.01, False), (0.149, 3.0, False), (0.0, NAN, False),
])
def test_an_account_has_defected_when_hardly_alive_and_silent_for_over_three_own_gaps(p_alive, lateness, expected):
    assert carries("defected", accounts({"p_alive": p_alive, "lateness": lateness})) == [expected]


@pytest.mark.parametrize(("lateness", "purchases", "under_contract", "expected"), [
    (3.51, 10, False, True), (3.5, 10, False, False), (3.51, 9, False, False), (3.51, 10, True, False),
])
def test_a_long_silence_against_a_well_known_rhythm_is_a_defection_whatever_the_model_says(
    lateness, purchases, under_contract, expected
):
    table = accounts({
        "p_alive": 0.6, "lateness": lateness, "purchases": purchases, "contract_in_force": under_contract,
    })

    assert carries("defected", table) == [expected]


@pytest.mark.parametrize(("purchases", "days", "expected"), [(4, 366, True), (4, 365, False), (5, 366, False)])
def test_under_five_purchases_a_year_of_silence_stands_for_the_rhythm(purchases, days, expected):
    table = accounts({"p_alive": 0.1, "lateness": NAN, "purchases": purchases, "days_since_order": days})

    assert carries("defected", table) == [expected]


def test_a_contract_that_ended_without_orders_since_is_a_defection_but_never_of_a_prospect():
    table = accounts({"contract_ended_without_orders": True}, {**PROSPECT, "contract_ended_without_orders": True})

    assert carries("defected", table) == [True, False]


@pytest.mark.parametrize(("lateness", "p_alive", "expected"), [
    (1.51, 0.9, True), (1.5, 0.9, False), (NAN, 0.9, False), (3.5, 0.9, True), (3.5, 0.1, False),
])
def test_an_account_slips_past_one_and_a_half_gaps_until_it_has_defected(lateness, p_alive, expected):
    assert carries("slipping", accounts({"lateness": lateness, "p_alive": p_alive})) == [expected]


@pytest.mark.parametrize(("days", "invoices", "expected"), [
    (15.1, 3, True), (15.0, 3, False), (15.1, 2, False), (-4.0, 9, False), (NAN, 0, False),
])
def test_a_late_payer_is_over_fifteen_days_late_over_three_invoices(days, invoices, expected):
    assert carries("late_payer", accounts({"mean_days_late": days, "invoices": invoices})) == [expected]


@pytest.mark.parametrize(("largest", "revenue", "purchases", "expected"), [
    (900_000.0, 1_800_000.0, 2, True), (900_000.0, 1_800_001.0, 2, False), (900_000.0, 1_800_000.0, 3, False),
    (79_999.0, 100_000.0, 1, False), (900_000.0, -5.0, 1, False),
])
def test_a_one_off_giant_is_half_of_life_in_one_of_the_largest_orders_and_hardly_buys_now(
    largest, revenue, purchases, expected
):
    crowd = ordinary_accounts(150)
    giant = accounts({
        "account_id": "G", "largest_order": largest, "revenue": revenue, "purchases_12m": purchases,
    })

    assert carries("one_off_giant", pd.concat([crowd, giant], ignore_index=True))[-1] is expected


def test_evidence_names_what_was_measured_the_threshold_and_the_period():
    table = accounts({}, {"account_id": "L", "mean_days_late": 31.5, "invoices": 7})

    row = flag_table(table, POLICY).iloc[0]

    assert (row["account_id"], row["flag"], row["severity"]) == ("L", "late_payer", "watch")
    assert json.loads(row["evidence"]) == {
        "measured": {"mean_days_late": 31.5, "invoices": 7.0},
        "threshold": {"mean_days_late": 15.0, "invoices": 3},
        "period": "last_12_months",
    }


def test_a_file_without_accounts_carries_no_flags():
    assert flag_table(accounts({}).iloc[:0], POLICY).empty


figure = st.one_of(st.just(NAN), st.floats(-1e6, 1e6))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(figure, figure, figure, st.integers(0, 9)), min_size=1, max_size=12))
def test_evidence_agrees_with_the_flag(rows):
    table = accounts(*(
        {"contribution_12m": a, "mean_days_late": b / 1e4, "lateness": abs(c) / 1e5, "invoices": n, "purchases": n}
        for a, b, c, n in rows
    ))

    for row in flag_table(table, POLICY).itertuples():
        seen = json.loads(row.evidence)
        measured, threshold = seen["measured"], seen["threshold"]
        if row.flag == "below_zero":
            assert measured["contribution_12m"] < threshold["contribution_12m"]
            assert measured["revenue_12m"] > threshold["revenue_12m"]
        if row.flag == "late_payer":
            assert measured["mean_days_late"] > threshold["mean_days_late"]
            assert measured["invoices"] >= threshold["invoices"]
        if row.flag == "slipping":
            assert measured["lateness"] > threshold["lateness"]


@pytest.mark.parametrize(("open_receivable", "limit", "expected"), [
    (100.01, 100.0, True), (100.0, 100.0, False), (9e9, NAN, False),
])
def test_an_account_is_over_its_credit_limit_when_more_is_open(open_receivable, limit, expected):
    table = accounts({"open_receivable": open_receivable, "credit_limit": limit})

    assert carries("over_credit_limit", table) == [expected]


@pytest.mark.parametrize(("days", "in_force", "expected"), [
    (90, True, True), (91, True, False), (0, True, True), (90, False, False), (-1, True, False),
])
def test_a_contract_is_ending_within_ninety_days_of_its_last_day(days, in_force, expected):
    table = accounts({"contract_in_force": in_force, "contract_end": AS_OF + pd.Timedelta(days=days)})

    assert carries("contract_ending", table) == [expected]


BURDENED = {"revenue_12m": 1000.0, "revenue_prev_12m": 1000.0, "service_cost_12m": 70.0, "service_cost_prev_12m": 50.0,
            "orders_12m": 20, "orders_prev_12m": 20, "events_prev_12m": 4, "events_12m": 9}


@pytest.mark.parametrize(("change", "expected"), [
    ({}, True), ({"events_12m": 8}, False), ({"service_cost_12m": 69.9}, False), ({"orders_12m": 40}, False),
    ({"orders_prev_12m": 0}, False), ({"events_prev_12m": 0, "events_12m": 1}, True),
])
def test_service_is_a_burden_two_points_up_with_more_events_than_chance_explains(change, expected):
    assert carries("service_burden", accounts({**BURDENED, **change})) == [expected]


def test_the_evidence_of_a_burden_has_the_limit_of_its_own_orders():
    evidence = json.loads(flag_table(accounts(BURDENED), POLICY)["evidence"].iloc[0])

    assert evidence["measured"]["events_limit"] == 8.0
    assert evidence["measured"]["service_cost_points"] == pytest.approx(0.02)


def test_without_last_years_events_nothing_is_said_of_service():
    assert carries("service_burden", accounts({"service_cost_12m": 900_000.0})) == [False]


@pytest.mark.parametrize(("score", "lowest", "expected"), [
    (0.49, 0.4, True), (0.5, 0.4, False), (0.7, 0.25, True), (0.7, 0.26, False), (NAN, NAN, False),
])
def test_a_survey_score_is_low_under_the_middle_or_with_one_driver_at_a_quarter(score, lowest, expected):
    table = accounts({"survey_score_12m": score, "survey_low_score_12m": lowest, "survey_low_driver": 2})

    assert carries("low_survey", table) == [expected]


def test_a_low_survey_score_is_flagged_on_accounts_that_make_most_of_the_contribution_only():
    low = {"survey_score_12m": 0.2, "survey_low_score_12m": 0.1, "survey_low_driver": 7}
    table = accounts({**low, "contribution_12m": 900.0}, {"contribution_12m": 60.0}, {**low, "contribution_12m": 40.0},
                     {**low, "contribution_12m": -5.0})

    rows = flag_table(table, POLICY)
    rows = rows[rows["flag"].eq("low_survey")]

    assert rows["account_id"].tolist() == ["A001"]
    assert json.loads(rows["evidence"].iloc[0])["measured"]["driver"] == "value"


def test_without_any_survey_nobody_scores_low():
    assert carries("low_survey", ordinary_accounts(12)) == [False] * 12
