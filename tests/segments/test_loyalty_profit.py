"""Loyalty x profitability: who stays, and who pays."""

from __future__ import annotations

import json

import pytest

from kadash.policy import default_policy
from kadash.segments.loyalty_profit import layer
from tests.segments.builders import PROSPECT, accounts

POLICY = default_policy()
NAN = float("nan")
CUT = POLICY.model_copy(update={
    "loyalty_profit": POLICY.loyalty_profit.model_copy(update={"loyalty_line": 0.5, "profit_line": 0.2})})


def account(chance: float, contribution: float) -> dict[str, object]:
    return {"p_buys_12m": chance, "revenue_12m": 100.0, "contribution_12m": contribution}


@pytest.mark.parametrize(("chance", "contribution", "expected"), [
    (0.5, 20.0, "true_friend"), (0.49, 20.0, "butterfly"), (0.5, 19.9, "barnacle"), (0.49, 19.9, "stranger"),
    (NAN, 20.0, "butterfly"),
])
def test_the_lines_of_the_policy_cut_at_the_line_and_above_is_high(chance, contribution, expected):
    assert layer(accounts(account(chance, contribution)), CUT)["layer"].tolist() == [expected]


def test_without_lines_the_median_account_cuts():
    table = accounts(account(0.9, 30.0), account(0.5, 30.0), account(0.2, 10.0), account(0.9, 10.0),
                     account(0.1, 20.0))

    assert layer(table, POLICY)["layer"].tolist() == ["true_friend", "true_friend", "stranger", "barnacle", "butterfly"]


def test_a_prospect_moves_no_median():
    table = accounts(account(0.9, 30.0), account(0.5, 10.0), {**PROSPECT, "p_buys_12m": 0.0})

    assert layer(table, POLICY)["layer"].tolist() == ["true_friend", "stranger", "prospect"]


def test_without_revenue_in_the_year_an_account_does_not_pay():
    table = accounts(account(0.9, 30.0), {**account(0.9, 5.0), "revenue_12m": 0.0})

    assert layer(table, POLICY)["layer"].tolist() == ["true_friend", "barnacle"]


def test_where_no_cost_is_known_revenue_stands_for_profit_and_the_reason_says_so():
    table = accounts({**account(0.9, NAN), "revenue_12m": 900.0}, {**account(0.9, NAN), "revenue_12m": 100.0})

    found = layer(table, CUT)
    reason = json.loads(found["reason"][1])

    assert found["layer"].tolist() == ["true_friend", "barnacle"]
    assert (reason["ranked_by"], reason["threshold"]) == ("revenue", {"p_buys_12m": 0.5, "revenue_12m": 500.0})
