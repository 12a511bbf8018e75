"""Whitespace sized from peers, on companies small enough to reckon by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from kadash.policy import default_policy
from kadash.value import activity, values, whitespace
from tests.value.builders import AS_OF, an_account, bought, facts_of, many

POLICY = default_policy()


Row = dict[str, object]
Spend = tuple[str, str, float, float]


def a_company(peers: int, industry: str = "power") -> tuple[list[Row], list[Spend]]:
    """Accounts of one industry that spend 75 on cable and 25 on relays, with margins of 30 % and 40 %."""
    rows = many(peers, prefix="P", industry=industry)
    spend = [(str(row["account_id"]), name, revenue, margin) for row in rows
             for name, revenue, margin in (("cable", 75.0, 22.5), ("relay", 25.0, 10.0))]
    return rows, spend


def test_the_missing_category_is_sized_from_the_peers_median_share() -> None:
    rows, spend = a_company(8)
    facts = facts_of(an_account("A"), *rows)

    found = whitespace(facts, bought(("A", "cable", 300.0, 90.0), *spend), POLICY)

    # peers spend a quarter on relays: .25 x 300 / .75 = 100 a year, 40 % margin, one in five takes it up
    assert found.to_dict("records") == [{
        "account_id": "A", "category": "relay", "peer_group": "industry", "peers": 8,
        "peer_share": pytest.approx(0.25), "other_spend": 300.0, "spend_per_year": pytest.approx(100.0),
        "margin_rate": pytest.approx(0.4), "adoption": 0.2, "gain_per_year": pytest.approx(8.0),
    }]


def test_with_seven_peers_of_the_industry_the_whole_base_stands_in() -> None:
    rows, spend = a_company(7)
    others, their_spend = a_company(5, industry="water")
    others = [{**row, "account_id": f"W{n}"} for n, row in enumerate(others)]
    their_spend = [(f"W{n // 2}", name, revenue, margin) for n, (_, name, revenue, margin) in enumerate(their_spend)]

    found = whitespace(
        facts_of(an_account("A"), *rows, *others), bought(("A", "cable", 300.0, 90.0), *spend, *their_spend), POLICY
    )

    assert found[["account_id", "peer_group", "peers"]].to_numpy().tolist() == [["A", "base", 12]]


def test_peers_are_of_the_same_tier_where_tiers_are_known() -> None:
    rows, spend = a_company(8)
    gold = facts_of(an_account("A"), *rows).assign(peer_tier="gold")
    mixed = gold.assign(peer_tier=["lead", *["gold"] * 8])
    categories = bought(("A", "cable", 300.0, 90.0), *spend)

    assert whitespace(gold, categories, POLICY)["peer_group"].tolist() == ["industry_tier"]
    assert whitespace(mixed, categories, POLICY)["peer_group"].tolist() == ["base"]


def test_what_the_median_peer_does_not_buy_is_no_whitespace() -> None:
    rows, spend = a_company(8)
    four_buy_fuses = [(f"P{n}", "fuse", 50.0, 10.0) for n in range(4)]

    found = whitespace(
        facts_of(an_account("A"), *rows), bought(("A", "cable", 300.0, 90.0), *spend, *four_buy_fuses), POLICY
    )

    # the median of four shares of a third and four of nothing lies half-way between
    assert found.set_index("category")["peer_share"].to_dict() == {
        "relay": pytest.approx((25 / 150 + 25 / 100) / 2), "fuse": pytest.approx(50 / 150 / 2)
    }
    three_buy = whitespace(
        facts_of(an_account("A"), *rows), bought(("A", "cable", 300.0, 90.0), *spend, *four_buy_fuses[:3]), POLICY
    )
    assert three_buy["category"].tolist() == ["relay"]


def test_accounts_that_bought_nothing_have_none_and_are_nobodys_peers() -> None:
    rows, spend = a_company(8)
    silent = an_account("S")

    found = whitespace(facts_of(an_account("A"), silent, *rows), bought(("A", "cable", 300.0, 90.0), *spend), POLICY)

    assert found[["account_id", "peers"]].to_numpy().tolist() == [["A", 8]]


def test_a_company_without_categories_has_no_whitespace() -> None:
    assert whitespace(facts_of(*many(10)), bought(), POLICY).empty


def test_potential_value_is_the_yearly_gain_for_as_long_as_the_account_stays() -> None:
    rows, spend = a_company(8)
    facts = facts_of(an_account("A"), *rows)
    found = activity(facts, AS_OF, POLICY)
    fixed = found._replace(accounts=found.accounts.assign(p_alive=1.0, retention_12m=0.8))

    row = values(facts, fixed, bought(("A", "cable", 300.0, 90.0), *spend), POLICY).set_index("account_id").loc["A"]

    assert row["potential_value"] == pytest.approx(8.0 * 2.85578, abs=1e-4)


def test_rows_in_another_order_give_the_same_sizes() -> None:
    rows, spend = a_company(9)
    facts, categories = facts_of(an_account("A"), *rows), bought(("A", "cable", 300.0, 90.0), *spend)

    turned = whitespace(facts.iloc[::-1].reset_index(drop=True), categories.sample(frac=1, random_state=2), POLICY)

    pd.testing.assert_frame_equal(whitespace(facts, categories, POLICY), turned)
