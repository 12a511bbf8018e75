"""Five levels: 5, 15, 30, 30 and 20 per cent of accounts by the measure of the value tiers."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from kadash.policy import default_policy
from kadash.segments.five_level import last_place_by_level, layer
from tests.segments.builders import PROSPECT, accounts, ordinary_accounts

POLICY = default_policy()


def test_a_hundred_accounts_make_five_a_fifteen_b_thirty_c_thirty_d_and_twenty_e():
    found = layer(ordinary_accounts(100, contribution_12m=[float(i) for i in range(100)]), POLICY)

    assert Counter(found["layer"]) == {"a": 5, "b": 15, "c": 30, "d": 30, "e": 20}
    assert found["layer"][99] == "a" and found["layer"][94] == "b" and found["layer"][0] == "e"


@pytest.mark.parametrize(("count", "last_places"), [
    (1, [1, 1, 1, 1, 1]), (5, [1, 2, 3, 4, 5]), (20, [1, 4, 10, 16, 20]),
])
def test_where_accounts_are_few_each_level_still_holds_one(count, last_places):
    assert last_place_by_level(count, POLICY) == last_places


def test_a_one_off_giant_is_ranked_and_a_prospect_is_not():
    giant = {"account_id": "G", "contribution_12m": 9e9, "largest_order": 9e6, "revenue": 9e6, "purchases_12m": 1}

    assert layer(accounts(giant, {}, PROSPECT), POLICY)["layer"].tolist() == ["a", "b", "prospect"]


def test_without_any_known_cost_the_reason_says_that_revenue_ranks():
    nan = float("nan")
    found = layer(accounts({"contribution_12m": nan, "revenue_12m": 5.0}), POLICY)

    assert json.loads(found["reason"][0]) == {
        "rule": "place", "ranked_by": "revenue", "measured": {"value_12m": 5.0, "place": 1.0, "of": 1},
        "threshold": {"last_place": 1.0}, "stand_in": False,
    }
