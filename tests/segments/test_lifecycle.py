"""Lifecycle: the first rule that holds."""

from __future__ import annotations

import json

import pytest

from kadash.policy import default_policy
from kadash.segments.lifecycle import layer
from tests.segments.builders import PROSPECT, accounts, began

POLICY = default_policy()
GONE = {"p_alive": 0.05, "lateness": 4.0}


def stage(changes: dict[str, object]) -> str:
    return str(layer(accounts(changes), POLICY)["layer"][0])


@pytest.mark.parametrize(("first_purchase", "expected"), [
    ("2024-09-30", "long_term"), ("2024-10-01", "short_term"), ("2024-09-29", "long_term"),
])
def test_a_relation_is_long_from_the_day_it_is_24_months_old(first_purchase, expected):
    assert stage(began(first_purchase)) == expected


@pytest.mark.parametrize(("purchases", "expected"), [(1, "first_time"), (2, "long_term")])
def test_one_purchase_is_a_first_time_however_long_ago(purchases, expected):
    assert stage({"purchases": purchases}) == expected


def test_who_has_defected_is_defected_before_all_else():
    assert stage({**GONE, **began("2026-01-01")}) == "defected"
    assert stage({**GONE, "purchases": 1, "lateness": float("nan"), "days_since_order": 400}) == "defected"


def test_an_account_without_orders_is_a_prospect_even_when_its_contract_ended():
    assert stage({**PROSPECT, "contract_ended_without_orders": True}) == "prospect"


def test_the_reason_holds_what_was_looked_at():
    reason = json.loads(layer(accounts(began("2025-01-15")), POLICY)["reason"][0])

    assert reason["rule"] == "short_term"
    assert reason["measured"]["first_purchase"] == "2025-01-15"
    assert reason["threshold"]["long_term_months"] == 24
