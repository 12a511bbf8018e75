"""Customer class: most valuable, most growable, steady, below zero."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from kadash.policy import default_policy
from kadash.segments.customer_class import layer
from kadash.segments.ranking import top_set
from tests.segments.builders import PROSPECT, accounts

POLICY = default_policy()
BIG = {"contribution_12m": 800.0}
SMALL = {"contribution_12m": 100.0}


def classes(*changed: dict[str, object]) -> list[str]:
    return layer(accounts(*changed), POLICY)["layer"].tolist()


def test_the_accounts_that_make_eighty_percent_may_be_most_valuable_the_next_is_not():
    assert classes(BIG, SMALL, SMALL) == ["mvc", "steady", "steady"]


def test_the_account_that_crosses_the_eighty_percent_belongs_to_the_set():
    assert classes({"contribution_12m": 799.0}, {"contribution_12m": 101.0}, SMALL) == ["mvc", "mvc", "steady"]


@pytest.mark.parametrize(("continuity", "expected"), [(0.5, "mvc"), (0.49, "steady")])
def test_the_most_valuable_buy_in_half_of_the_months(continuity, expected):
    assert classes({**BIG, "continuity": continuity}, SMALL, SMALL)[0] == expected


@pytest.mark.parametrize(("change", "expected"), [
    ({"overdue_veto_amount": 10_000.0}, "mvc"), ({"overdue_veto_amount": 10_000.01}, "steady"),
    ({"lateness": 3.0}, "mvc"), ({"lateness": 3.01}, "steady"),
])
def test_a_vetoed_account_is_not_most_valuable(change, expected):
    assert classes({**BIG, **change}, SMALL, SMALL)[0] == expected


@pytest.mark.parametrize(("potential", "current", "expected"), [
    (50.0, 100.0, "mgc"), (49.9, 100.0, "steady"), (50.0, 0.0, "steady"), (float("nan"), 100.0, "steady"),
])
def test_half_of_the_current_value_as_potential_makes_an_account_most_growable(potential, current, expected):
    assert classes(BIG, SMALL, {**SMALL, "potential_value": potential, "current_value": current})[2] == expected


def test_growth_above_zero_and_above_the_upper_quarter_makes_an_account_most_growable():
    table = [{**SMALL, "growth_per_year": growth} for growth in (-0.2, -0.1, 0.0, 0.1, 0.2)]

    assert classes({"contribution_12m": 9000.0, "growth_per_year": float("nan")}, *table) == [
        "mvc", "steady", "steady", "steady", "steady", "mgc"
    ]


def test_shrinking_least_is_not_growth():
    assert classes(BIG, SMALL, {**SMALL, "growth_per_year": -0.1}, {**SMALL, "growth_per_year": -0.01})[3] == "steady"


def test_an_account_below_zero_is_below_zero_whatever_its_potential():
    assert classes(BIG, {"contribution_12m": -1.0, "potential_value": 9e9}) == ["mvc", "bz"]


def test_an_account_below_zero_gets_the_three_numbers_that_bring_it_to_zero():
    below = {
        "contribution_12m": -30_000.0, "revenue_12m": 1_000_000.0, "service_cost_12m": 120_000.0,
        "freight_12m": 30_000.0, "orders_12m": 50,
    }

    reason = json.loads(layer(accounts(BIG, below), POLICY)["reason"][1])

    assert reason["rule"] == "below_zero"
    assert reason["to_zero"] == {
        "price_rise": {"needed": pytest.approx(0.03), "retention_cost": 0.06},
        "minimum_order": {"needed": pytest.approx(25_000.0), "retention_cost": 0.04},
        "service_cut": {"needed": pytest.approx(0.25), "retention_cost": 0.03},
    }


def test_a_number_that_cannot_bring_the_account_to_zero_is_unknown():
    below = {"contribution_12m": -500_000.0, "service_cost_12m": 100_000.0, "freight_12m": 0.0}

    ways = json.loads(layer(accounts(BIG, below), POLICY)["reason"][1])["to_zero"]

    assert ways["service_cut"]["needed"] is None
    assert ways["minimum_order"]["needed"] is None


def test_without_known_cost_revenue_ranks_and_nobody_is_below_zero():
    unknown = {"contribution_12m": float("nan")}

    found = layer(accounts({**unknown, "revenue_12m": 900.0}, {**unknown, "revenue_12m": 100.0}), POLICY)

    assert found["layer"].tolist() == ["mvc", "steady"]
    assert json.loads(found["reason"][0])["ranked_by"] == "revenue"


def test_a_prospect_is_in_no_set():
    table = accounts(BIG, {**PROSPECT, "account_id": "P"})

    assert layer(table, POLICY)["layer"].tolist() == ["mvc", "prospect"]
    assert top_set(table, 0.8).tolist() == [True, False]


def test_losses_do_not_count_against_the_sum_of_positive_contributions():
    table = pd.concat([accounts(BIG, SMALL, SMALL), accounts({"account_id": "Z", "contribution_12m": -900.0})])

    assert top_set(table.reset_index(drop=True), 0.8).tolist() == [True, False, False, False]
