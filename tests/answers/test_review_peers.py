"""What an account buys beside what its peers buy: counted without itself, sized as its potential value is."""

from __future__ import annotations

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.review import peers, understood
from kadash.policy import default_policy
from kadash.value import whitespace
from tests.marts.builders import Row
from tests.reviews.builders import asked_of, buying_monthly, published

CABLES = {"category": "Cables", "product_id": "P3"}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """Twelve alike that spend 80 a month on relays; all but B0 spend 20 on cables; C is alone in its industry."""
    lines: list[Row] = [*buying_monthly("C", 80.0, category="Drives")]
    for number in range(12):
        lines += buying_monthly(f"B{number}", 80.0)
        lines += buying_monthly(f"B{number}", 20.0, **CABLES) if number else []
    accounts: list[Row] = [{"account_id": f"B{number}", "industry": "Building", "owner": "Wang" if number else "Li"}
                           for number in range(12)]
    accounts += [{"account_id": "C", "industry": "Ships"}, {"account_id": "P", "industry": "Building"}]
    return asked_of(published(tmp_path_factory.mktemp("peers"), order_line=lines, account=accounts))


def test_a_gap_is_the_median_peers_share_of_what_the_account_would_then_spend(asked: Asked) -> None:
    found = understood(asked, "B0")
    cables = found.categories.set_index("category").loc["Cables"]

    # 960 a year on relays are 80 %, so 240 on cables are 20 %; margin 40 %
    assert cables["spend_per_year"] == pytest.approx(240.0)
    assert cables["gain_per_year"] == pytest.approx(240.0 * 0.4 * default_policy().value.whitespace_adoption)
    assert (cables["revenue_12m"], cables["share"], cables["peers_buying"]) == (0.0, 0.0, 1.0)


def test_the_gaps_of_a_review_are_those_that_whitespace_finds_over_all_accounts(asked: Asked) -> None:
    facts = asked.generation.frame("select account_id, industry, value_tier as peer_tier from mart.review_place")
    bought = asked.generation.frame(
        "select account_id, category, cast(sum(revenue) as double) as revenue_12m, cast(sum(margin) as double) as "
        "margin_12m from mart.account_category_month where month >= date '2025-10-01' group by account_id, category")

    long = whitespace(facts, bought, asked.policy).groupby("account_id")["gain_per_year"].sum()
    short = {account: understood(asked, account).categories["gain_per_year"].sum() for account in facts["account_id"]}

    assert short["B0"] > 0
    assert short == pytest.approx(long.reindex(list(short)).fillna(0.0).to_dict())


def test_an_account_is_none_of_its_own_peers(asked: Asked) -> None:
    tier = asked.generation.rows("select account_id from mart.review_place where industry = 'Building' "
                                 "and value_tier = (select value_tier from mart.review_place where account_id = 'B5')")
    found = understood(asked, "B5")
    rows = found.categories.set_index("category")

    assert ("B0",) in tier and ("B5",) in tier
    assert (found.peers, found.peer_group) == (len(tier) - 1, "industry_tier")
    assert rows.loc["Cables", "peers_buying"] == pytest.approx((len(tier) - 2) / (len(tier) - 1))
    assert rows.loc["Cables", "share"] == pytest.approx(0.2)
    assert rows["spend_per_year"].isna().all()


def test_who_is_alone_in_its_industry_is_compared_with_all_that_bought(asked: Asked) -> None:
    found = understood(asked, "C")

    assert (found.peers, found.peer_group) == (12, "base")
    assert found.categories.set_index("category").loc["Relays", "peers_buying"] == 1.0


def test_who_bought_nothing_sees_what_others_buy_and_no_gap(asked: Asked) -> None:
    found = understood(asked, "P")

    assert (found.peers, found.peer_group) == (13, "base")
    assert found.categories["spend_per_year"].isna().all()
    assert set(found.categories["category"]) == {"Cables", "Drives", "Relays"}


def test_a_category_of_too_few_peers_is_told_to_who_sees_all_alone(
        asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "FEWEST_BUYERS", 12)
    own = Asked(asked.generation, Scope.of_owners("Li"))

    everything, told = understood(asked, "B0"), understood(own, "B0")

    assert set(everything.categories["category"]) == {"Cables", "Relays"}
    assert set(told.categories["category"]) == {"Relays"}
    assert told.categories["peers_buying"].isna().all()  # eleven others buy relays
    assert told.peers == everything.peers
