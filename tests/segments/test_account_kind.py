"""Kind of account: the first that holds, and every ground in the reason."""

from __future__ import annotations

import json

import pytest

from kadash.policy import default_policy
from kadash.segments.account_kind import layer
from tests.segments.builders import PROSPECT, accounts, ordinary_accounts

POLICY = default_policy()
NAN = float("nan")


def kinds(*changed: dict[str, object]) -> list[str]:
    """The kinds of accounts that stand beside forty larger ones."""
    crowd = [{"account_id": f"C{i:02d}", "revenue_12m": 2e6 + i, "orders_12m": 100 + i, "potential_value": 2e5,
              "growth_per_year": 0.01} for i in range(40)]
    return layer(accounts(*changed, *crowd), POLICY)["layer"].tolist()[: len(changed)]


@pytest.mark.parametrize(("change", "expected"), [
    ({}, "ordinary"), ({"declared_class": "战略大客户"}, "strategic"), ({"declared_class": " Strategic "}, "strategic"),
    ({"buyer_type": "strategic"}, "strategic"), ({"buyer_type": "consultative"}, "ordinary"),
    ({"growth_per_year": 0.3, "potential_value": 9e5}, "strategic"),
    ({"growth_per_year": 0.3, "potential_value": 1.0}, "ordinary"),
    ({"declared_class": "重要客户"}, "important"), ({"industry": "Renewable Energy"}, "important"),
    ({"industry": "电力设备"}, "important"), ({"parent_id": "HOLDING"}, "group"), ({"parent_id": "  "}, "ordinary"),
    ({"revenue_12m": 9e6}, "economic"), ({"orders_12m": 500}, "economic"),
])
def test_each_ground_makes_its_kind(change, expected):
    assert kinds(change) == [expected]


def test_an_account_with_companies_below_it_is_a_group_too():
    assert kinds({"account_id": "G"}, {"account_id": "S", "parent_id": "G"}) == ["group", "group"]


def test_the_first_kind_that_holds_decides_and_the_reason_lists_all():
    found = layer(accounts({"declared_class": "战略", "parent_id": "H"}), POLICY)

    held = [ground for ground, holds in json.loads(found["reason"][0])["holds"].items() if holds]
    assert found["layer"].tolist() == ["strategic"]
    assert held == ["declared_strategic", "in_group", "revenue_on_top", "orders_on_top"]


def test_five_per_cent_are_on_top_and_equals_beyond_them_are_not():
    table = ordinary_accounts(40, revenue_12m=[float(i) for i in range(40)])

    assert layer(table, POLICY)["layer"].tolist() == ["ordinary"] * 38 + ["economic"] * 2


def test_shrinking_least_makes_nobody_strategic():
    table = ordinary_accounts(3, growth_per_year=[-0.3, -0.2, -0.1], potential_value=[1.0, 2.0, 3.0],
                              revenue_12m=[1.0, 1.0, 1.0])

    assert layer(table, POLICY)["layer"].tolist() == ["ordinary"] * 3


def test_a_prospect_is_a_prospect_whatever_was_declared():
    assert kinds({**PROSPECT, "declared_class": "战略"}) == ["prospect"]
