"""Value tiers: who stands where in the pyramid."""

from __future__ import annotations

import json
from collections import Counter

import pandas as pd
import pytest

from kadash.policy import default_policy
from kadash.segments.value_tier import last_place_by_tier, layer
from tests.segments.builders import PROSPECT, accounts, ordinary_accounts

POLICY = default_policy()
NAN = float("nan")


def layers_of(table: pd.DataFrame) -> dict[str, str]:
    found = layer(table, POLICY)
    return dict(zip(found["account_id"], found["layer"], strict=True))


def test_four_hundred_accounts_make_four_platinum_sixteen_gold_sixty_iron_and_the_rest_lead():
    table = ordinary_accounts(400, contribution_12m=[float(i) for i in range(400)])

    found = layers_of(table)

    assert Counter(found.values()) == {"platinum": 4, "gold": 16, "iron": 60, "lead": 320}
    assert [found[f"A{n}"] for n in (400, 397, 396, 381, 380, 321, 320)] == [
        "platinum", "platinum", "gold", "gold", "iron", "iron", "lead"
    ]


@pytest.mark.parametrize(("count", "last_places"), [
    (1, [1, 1, 1, 1]), (2, [1, 2, 2, 2]), (3, [1, 2, 3, 3]), (10, [1, 2, 3, 10]), (39, [1, 2, 8, 39]),
    (40, [1, 2, 8, 40]), (100, [1, 5, 20, 100]), (101, [2, 6, 21, 101]),
])
def test_where_accounts_are_few_each_top_tier_still_holds_one(count, last_places):
    assert last_place_by_tier(count, POLICY) == last_places


def test_a_one_off_giant_stands_beside_the_pyramid_and_takes_no_place_in_it():
    giant = {"account_id": "G", "contribution_12m": 9e9, "largest_order": 9e6, "revenue": 9e6, "purchases_12m": 1}
    table = pd.concat([ordinary_accounts(100), accounts(giant)], ignore_index=True)

    found = layers_of(table)

    assert found["G"] == "one_off"
    assert list(found.values()).count("platinum") == 1


def test_a_giant_stays_in_the_pyramid_when_the_policy_says_so():
    giant = {"account_id": "G", "contribution_12m": 9e9, "largest_order": 9e6, "revenue": 9e6, "purchases_12m": 1}
    inside = POLICY.model_copy(
        update={"value_tiers": POLICY.value_tiers.model_copy(update={"one_off_apart": False})}
    )

    found = layer(pd.concat([ordinary_accounts(100), accounts(giant)], ignore_index=True), inside)

    assert found.set_index("account_id").loc["G", "layer"] == "platinum"


def test_an_account_without_any_order_is_a_prospect_and_is_not_ranked():
    found = layers_of(accounts({}, {**PROSPECT, "account_id": "P"}))

    assert found == {"A001": "platinum", "P": "prospect"}


def test_equal_contributions_are_placed_by_account_number_whatever_the_order_of_rows():
    table = ordinary_accounts(3)

    assert layers_of(table) == layers_of(table.iloc[::-1]) == {"A001": "platinum", "A002": "gold", "A003": "iron"}


def test_without_any_known_cost_revenue_ranks_and_the_reason_says_so():
    table = accounts({"contribution_12m": NAN, "revenue_12m": 5.0}, {"contribution_12m": NAN, "revenue_12m": 9.0})

    found = layer(table, POLICY)

    assert found["layer"].tolist() == ["gold", "platinum"]
    assert json.loads(found["reason"][1]) == {
        "rule": "place", "ranked_by": "revenue", "measured": {"value_12m": 9.0, "place": 1, "of": 2},
        "threshold": {"last_place": 1}, "stand_in": False,
    }


def test_one_account_without_cost_is_ranked_by_the_median_rate_of_the_others_and_marked():
    table = accounts(
        {"revenue_12m": 100.0, "contribution_12m": 10.0}, {"revenue_12m": 100.0, "contribution_12m": 20.0},
        {"revenue_12m": 100.0, "contribution_12m": 30.0}, {"revenue_12m": 120.0, "contribution_12m": NAN},
    )

    reasons = [json.loads(text) for text in layer(table, POLICY)["reason"]]

    assert [reason["measured"]["value_12m"] for reason in reasons] == pytest.approx([10.0, 20.0, 30.0, 24.0])
    assert [reason["stand_in"] for reason in reasons] == [False, False, False, True]
