"""Buyer type: evidence adds up in log-odds, groups are capped, and a rep's call stands beside what was computed."""

from __future__ import annotations

import json
import math

import numpy as np
import pandas as pd
import pytest

from kadash.policy import default_policy
from kadash.segments.buyer_opinion import group_evidence, probabilities
from kadash.segments.buyer_questions import expected_information, questions
from kadash.segments.buyer_signals import answers
from kadash.segments.buyer_type import evidence_ledger, layer
from tests.segments.builders import AS_OF, PROSPECT, accounts, ordinary_accounts

POLICY = default_policy()
NAN = float("nan")
SILENT = {"discount_rate_12m": NAN, "quotes_12m": 0, "categories_12m": 0, "advice_events_12m": 0, "events_12m": 0,
          "joint_projects": 0}


def answer(signal: str, *changed: dict[str, object]) -> float:
    """What is known of a signal of the first account."""
    return float(answers(accounts(*changed), POLICY)[signal][0])


def reason(*changed: dict[str, object]) -> dict[str, object]:
    return json.loads(layer(accounts(*changed), POLICY)["reason"][0])


def test_with_nothing_known_each_type_is_as_likely():
    found = layer(accounts(SILENT), POLICY)

    assert found["layer"].tolist() == ["unsure"]
    assert json.loads(found["reason"][0])["measured"] == pytest.approx(
        {"p_transactional": 1 / 3, "p_consultative": 1 / 3, "p_strategic": 1 / 3})


def test_one_signal_moves_the_odds_by_its_weights():
    given = answers(accounts({**SILENT, "quotes_12m": 60}), POLICY)

    chances = probabilities(given, POLICY)[0]

    assert math.log(chances[0] / chances[1]) == pytest.approx(0.8 - -0.1)
    assert math.log(chances[0] / chances[2]) == pytest.approx(0.8 - -0.7)


def test_a_group_says_no_more_than_its_cap_and_heard_a_little_more():
    said = {f"told_heard_{one}": True for one in ("send_the_quote", "good_enough")}
    given = answers(accounts({**SILENT, **said, "quotes_12m": 60, "discount_rate_12m": 0.4},
                             *[{"discount_rate_12m": 0.1}] * 9), POLICY)

    found = group_evidence(given, POLICY)

    assert found["price"][0].tolist() == pytest.approx([1.6, -0.3, -1.4])
    assert found["heard"][0].tolist() == pytest.approx([2.0, -1.1, -1.1])


@pytest.mark.parametrize(("change", "expected"), [
    ({"joint_projects": 1, "contract_in_force": True, "contract_end": pd.NaT, "categories_12m": 6}, "strategic"),
    ({"advice_events_12m": 5, "categories_12m": 6, "told_heard_show_how_to_use": 1.0}, "consultative"),
    ({"quotes_12m": 60, "categories_12m": 2, "told_heard_send_the_quote": 1.0}, "transactional"),
    ({}, "unsure"),
])
def test_behaviour_and_words_make_the_type(change, expected):
    assert layer(accounts({**SILENT, **change}), POLICY)["layer"].tolist() == [expected]


def test_a_reps_call_goes_first_and_the_computed_type_stays_beside_it():
    found = reason({**SILENT, "quotes_12m": 60, "told_heard_send_the_quote": 1.0, "buyer_type": "strategic"})

    assert (found["rule"], found["called"], found["computed"]) == ("called", "strategic", "transactional")
    assert layer(accounts({"buyer_type": "strategic"}), POLICY)["layer"].tolist() == ["strategic"]


def test_the_unsure_get_the_two_open_questions_that_would_tell_most():
    found = reason({**SILENT, "categories_12m": 2})

    assert (found["rule"], len(found["questions"])) == ("unsure", 2)
    assert found["questions"] == ["heard_send_the_quote", "many_quotes"]


def test_who_is_sure_is_asked_nothing():
    assert reason({**SILENT, "quotes_12m": 60, "told_heard_send_the_quote": 1.0})["questions"] == []


@pytest.mark.parametrize(("signal", "change", "expected"), [
    ("many_quotes", {"quotes_12m": 60, "orders_12m": 20}, 1.0),
    ("many_quotes", {"quotes_12m": 59, "orders_12m": 20}, 0.0),
    ("many_quotes", {"quotes_12m": 5, "quotes_won_share_12m": 0.29}, 1.0),
    ("many_quotes", {"quotes_12m": 0}, NAN),
    ("few_categories", {"categories_12m": 2}, 1.0), ("few_categories", {"categories_12m": 3}, 0.0),
    ("few_categories", {"categories_12m": 3, "few_categories_share_12m": 0.9}, 1.0),
    ("many_categories", {"categories_12m": 5}, 1.0), ("many_categories", {"categories_12m": 0}, NAN),
    ("advice", {"advice_events_12m": 2, "orders_12m": 20}, 1.0), ("advice", {"advice_events_12m": 1}, 0.0),
    ("advice", {"events_12m": 0}, NAN), ("joint_project", {"joint_projects": 0, "events_12m": 0}, NAN),
    ("service_lines", {}, NAN), ("service_lines", {"service_categories_share_12m": 0.06}, 1.0),
    ("long_contract", {"contract_in_force": True, "contract_end": AS_OF + pd.DateOffset(months=24)}, 1.0),
    ("long_contract", {"contract_in_force": True, "contract_end": AS_OF + pd.DateOffset(months=23)}, NAN),
    ("long_contract", {"contract_in_force": False}, NAN),
    ("price_elasticity", {}, NAN),
    ("price_elasticity", {"price_elasticity": -1.6, "price_elasticity_low": -2.1, "price_elasticity_high": -1.1}, 1.0),
    ("price_elasticity", {"price_elasticity": -1.6, "price_elasticity_low": -2.3, "price_elasticity_high": -0.9}, NAN),
    ("price_elasticity", {"price_elasticity": -1.4, "price_elasticity_low": -1.7, "price_elasticity_high": -1.1}, NAN),
    ("price_elasticity", {"price_elasticity": -0.5, "price_elasticity_low": -1.5, "price_elasticity_high": 0.5}, 0.0),
    ("contacts", {}, NAN),
    ("contacts", {"functions_in_contact": 3, "director_in_contact": 0}, 1.0),
    ("contacts", {"functions_in_contact": 2, "director_in_contact": 0}, 0.0),
    ("contacts", {"functions_in_contact": 1, "director_in_contact": 1}, 1.0),
    ("high_wallet", {"wallet_share": 0.61, "revenue_prev_12m": 9.0}, 1.0),
    ("high_wallet", {"wallet_share": 0.61}, 0.0), ("high_wallet", {}, NAN),
])
def test_a_signal_is_yes_no_or_not_known(signal, change, expected):
    assert answer(signal, change) == pytest.approx(expected, nan_ok=True)


def test_a_discount_is_deep_against_the_median_peer():
    table = ordinary_accounts(9, discount_rate_12m=[0.12, *[0.10] * 8])

    assert answers(table, POLICY)["deep_discount"].tolist() == [1.0, *[0.0] * 8]


def test_what_most_purchases_get_decides_and_not_the_mean_that_one_bargain_makes():
    table = ordinary_accounts(9, discount_rate_12m=[0.15, *[0.10] * 8], discount_of_most_12m=[0.09, *[NAN] * 8])

    assert answers(table, POLICY)["deep_discount"].tolist() == [0.0] * 9


def test_peers_for_a_discount_are_of_the_same_industry_and_tier():
    table = ordinary_accounts(18, discount_rate_12m=[*[0.25] * 9, *[0.10] * 9],
                              peer_tier=[*["gold"] * 9, *["lead"] * 9])

    assert answers(table, POLICY)["deep_discount"].tolist() == [0.0] * 18


def test_the_ledger_has_a_row_a_signal_with_what_it_says_for_each_type():
    ledger = evidence_ledger(accounts({"categories_12m": 6}, PROSPECT), "A001", POLICY).set_index("signal")

    assert ledger.loc["many_categories"].tolist() == ["breadth", 1.0, -0.5, 0.3, 0.2]
    assert ledger.loc["heard_good_enough", ["transactional", "consultative", "strategic"]].tolist() == [0.0, 0.0, 0.0]


def test_a_reps_answer_counts_where_nothing_is_measured_and_not_against_what_is():
    assert answer("advice", {"events_12m": 0, "told_advice": 1.0}) == 1.0
    assert answer("advice", {"advice_events_12m": 1, "told_advice": 1.0}) == 0.0


def test_the_second_question_is_not_the_first_one_in_other_words():
    given = answers(accounts(SILENT), POLICY)
    alone = expected_information(given, POLICY).iloc[0].sort_values(ascending=False)

    asked = json.loads(questions(given, np.array([True]), POLICY)[0])

    assert asked[0] == alone.index[0]
    assert {"heard_study_savings", "heard_say_in_plans"} - set(asked) != set()
    assert all(expected_information(given, POLICY).iloc[0] >= 0.0)


def test_a_question_that_is_answered_is_not_asked():
    given = answers(accounts({**SILENT, "told_joint_project": 0.0, "told_heard_send_the_quote": 0.0}), POLICY)

    assert expected_information(given, POLICY)[["joint_project", "heard_send_the_quote"]].iloc[0].tolist() == [0.0, 0.0]
