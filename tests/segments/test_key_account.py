"""Key accounts: watch, key, nursery, ordinary, the first that holds."""

from __future__ import annotations

import json

import pytest

from kadash.policy import default_policy
from kadash.segments.flags import FLAGS
from kadash.segments.key_account import layer
from tests.segments.builders import PROSPECT, accounts

POLICY = default_policy()
NAN = float("nan")
STEADY = {"continuity": 1.0, "mean_days_late": 0.0, "growth_per_year": 0.2, "contribution_12m": 900.0}
REST = {"contribution_12m": 50.0, "revenue_12m": 1000.0, "margin_rate_12m": 0.2, "growth_per_year": -0.1}
SEEDLING = {"contribution_12m": 10.0, "revenue_12m": 500.0, "margin_rate_12m": 0.3, "growth_per_year": 0.3,
            "mean_days_late": 3.0}


def layers(*changed: dict[str, object]) -> list[str]:
    return layer(accounts(*changed), POLICY)["layer"].tolist()


def test_a_high_score_in_the_set_that_makes_ninety_per_cent_is_key_and_outside_it_is_not():
    assert layers(STEADY, {**STEADY, "contribution_12m": 50.0}, REST) == ["key", "ordinary", "ordinary"]


def test_a_low_score_is_not_key_whatever_the_size():
    assert layers({**STEADY, "continuity": 0.25, "mean_days_late": 14.0}, REST, REST)[0] == "ordinary"


@pytest.mark.parametrize("change", [
    {"overdue_veto_amount": 9e5}, {"lateness": 3.1}, {"margin_rate_12m": 0.27}, {"mean_days_late": 15.1},
])
def test_a_large_account_that_is_vetoed_eroding_or_late_is_watched(change):
    assert layers({**STEADY, **change}, REST, REST)[0] == "watch"


def test_a_small_vetoed_account_is_not_watched():
    assert layers(STEADY, {**REST, "lateness": 9.0}, REST)[1] == "ordinary"


@pytest.mark.parametrize(("change", "expected"), [
    ({}, "nursery"), ({"mean_days_late": NAN}, "nursery"), ({"mean_days_late": 3.1}, "ordinary"),
    ({"revenue_12m": 1000.0}, "ordinary"), ({"growth_per_year": 0.0}, "ordinary"),
    ({"growth_per_year": NAN}, "ordinary"),
    ({"margin_rate_12m": 0.2}, "ordinary"), ({"margin_rate_12m": 0.2, "special_revenue_12m": 1.0}, "nursery"),
])
def test_a_small_growing_account_that_pays_and_is_worth_its_price_is_a_nursery(change, expected):
    table = accounts({**STEADY, "growth_per_year": 0.1}, {**SEEDLING, **change}, REST, REST, REST)

    assert layer(table, POLICY)["layer"][1] == expected
    assert FLAGS["nursery"](table, POLICY).holds[1] == (expected == "nursery")


def test_the_reason_names_the_ground_of_a_watched_account_with_its_figures():
    reason = json.loads(layer(accounts({**STEADY, "mean_days_late": 16.0}, REST, REST), POLICY)["reason"][0])

    assert reason["rule"] == "watch_payment"
    assert (reason["measured"]["late_payer"], reason["measured"]["mean_days_late"]) == (True, 16.0)


def test_a_prospect_is_neither():
    assert layers(STEADY, PROSPECT) == ["key", "prospect"]
