"""Reasons and warnings as sentences, in both languages."""

from __future__ import annotations

import json

import pytest

from kadash.language import words_in
from kadash.segments.wording import flag_why, layer_why
from kadash.services import catalogue, propose
from kadash.services.signals import SIGNALS
from kadash.services.wording import change_sentences, reason_sentence, terms_sentences, warning_sentence
from tests.segments.builders import PROSPECT
from tests.services.builders import POLICY, judged


def test_a_reason_is_a_sentence_with_what_was_measured():
    reason = {"code": "orders_12m_at_least", "signal": "orders_12m", "measured": 24.0, "at_least": 12.0}

    assert reason_sentence(reason, words_in("en")) == "24 orders in 12 months (at least 12)."
    assert reason_sentence(reason, words_in("zh")) == "近 12 个月下单 24 次（至少 12 次）。"


def test_a_condition_of_the_users_own_has_the_general_sentence():
    reason = {"code": "wallet_share_below", "signal": "wallet_share", "measured": 0.25, "below": 0.3}

    assert reason_sentence(reason, words_in("en")) == "Share of wallet: 25%, below 30%."


def test_a_warning_names_the_layer_as_people_do():
    warning = {
        "service": "key_account_club", "code": "buyer_type_one_of", "signal": "buyer_type",
        "measured": "transactional", "one_of": ["transactional"],
    }

    assert warning_sentence(warning, words_in("zh")) == "不适合这一类型的客户（交易型）。"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_signal_has_a_name(language):
    assert [name for name in SIGNALS if not words_in(language).has(f"signal.{name}")] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_reason_of_every_proposal_can_be_said(language):
    table = judged(
        {}, {"contribution_12m": -5e4, "before_service_rate": -0.05, "severe_open": 2}, {"lateness": 2.0},
        {"purchases": 1}, PROSPECT, {"growth_per_year": 0.3, "order_gap_days": 9}, {"mean_days_late": 70.0},
    )
    words = words_in(language)

    found = [json.loads(text) for text in propose(table, catalogue(), POLICY)["reasons"]]

    said = [reason_sentence(one, words) for reasons in found for one in reasons["because"]]
    warned = [warning_sentence(one, words) for reasons in found for one in reasons["do_not"]]
    assert len(said) > 40 and len(warned) > 3
    assert not [sentence for sentence in said + warned if "{" in sentence or "None" in sentence]


def test_a_flag_is_said_with_its_evidence():
    evidence = {
        "measured": {"mean_days_late": 31.5, "invoices": 7.0}, "threshold": {"mean_days_late": 15.0, "invoices": 3},
        "period": "last_12_months",
    }

    assert flag_why("late_payer", evidence, words_in("en")) == (
        "Pays 32 days late on average over 7 invoices (over 15)."
    )


def test_a_layer_is_said_with_its_place():
    reason = {
        "rule": "place", "ranked_by": "contribution", "measured": {"value_12m": 12_845_000.0, "place": 3, "of": 400},
        "threshold": {"last_place": 4}, "stand_in": False,
    }

    assert layer_why("value_tier", "platinum", reason, words_in("en")) == (
        "Place 3 of 400 by contribution (12.8M in the last 12 months); Platinum ends at place 4."
    )


@pytest.mark.parametrize(("language", "revenue", "expected"), [
    ("en", 1_200_000.0, ["A contract of 24 months: leaving at once would cost the customer 10% of what it buys "
                         "in them: 240K, less with every month."]),
    ("zh", 1_200_000.0, ["合同期 24 个月：若立即退出，客户须承担期内采购额的 10%，即 24万，此后逐月减少。"]),
    ("en", None, ["A contract of 24 months: leaving at once would cost the customer 10% of what it buys in them: "
                  "20% of a year's purchases, less with every month."]),
])
def test_a_contract_tells_its_term_and_penalty_in_the_accounts_own_money(language, revenue, expected):
    assert terms_sentences(catalogue().service("service_level_agreement"), revenue, words_in(language)) == expected


def test_a_bundle_tells_its_price_against_its_parts():
    said = terms_sentences(catalogue().service("start_up_package"), 1_000_000.0, words_in("en"))

    assert said == ["As a bundle 50K a year, its parts one by one 58K: 14% less."]
    assert terms_sentences(catalogue().service("application_study"), 1.0, words_in("en")) == []


@pytest.mark.parametrize(("code", "signal", "operator", "measured", "asked", "said"), [
    ("complaints_open_above", "complaints_open", "above", 1, 0, "1 complaint is open: answer it first."),
    ("complaints_open_above", "complaints_open", "above", 2, 0, "2 complaints are open: answer them first."),
    ("mean_days_late_at_least", "mean_days_late", "at_least", 61.2, 60,
     "Pays 61 days late on average (from 60): settle payment first."),
])
def test_a_count_of_one_takes_the_word_for_one(code, signal, operator, measured, asked, said):
    warning = {"code": code, "signal": signal, operator: asked, "measured": measured}

    assert warning_sentence(warning, words_in("en")) == said


def test_what_would_turn_counts_what_is_asked_for():
    change = {"removes": {"service": "x", "signal": "complaints_open", "at_most": 1, "measured": 0, "gain": None}}

    assert "more than one complaint was open (now 0)" in change_sentences(change, words_in("en"), str)[0]
