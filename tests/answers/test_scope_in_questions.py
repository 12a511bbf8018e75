"""A narrowed viewer's figures are those of their owners' accounts and of the accounts in their regions."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.accounts import Filters, accounts, choices
from kadash.answers.finding import find_accounts
from kadash.answers.overview import overview
from kadash.answers.question import question_text
from kadash.answers.review import reviews_wanted
from kadash.answers.review.order import place_of
from kadash.answers.review.peers import beside_peers
from kadash.answers.what_if import what_if_base


@pytest.fixture(scope="module")
def everybody(asked: Asked) -> pd.DataFrame:
    """Every account: account_id, owner, region, revenue_12m, urgency."""
    return asked.generation.frame(
        "select account_id, a.account_name, a.owner, region, cast(revenue_12m as double) as revenue_12m, urgency "
        "from mart.account a join mart.review_place using (account_id)")


@pytest.fixture(scope="module", params=["owner", "region", "both", "nobody"])
def scope(request: pytest.FixtureRequest, everybody: pd.DataFrame) -> Scope:
    owner, region = everybody["owner"].dropna().min(), everybody["region"].dropna().max()
    return {"owner": Scope.of_owners(owner), "region": Scope.of(regions=[region]),
            "both": Scope.of(owners=[owner], regions=[region]), "nobody": Scope.of()}[request.param]


def test_totals_lists_filters_and_orders_hold_the_accounts_in_sight_and_no_other(
        asked: Asked, everybody: pd.DataFrame, scope: Scope) -> None:
    own = Asked(asked.generation, scope)
    mine = everybody[scope.allows(everybody)]

    answer, listed = overview(own), accounts(own, Filters(most=10_000))

    expected = mine["revenue_12m"].sum() if len(mine) else float("nan")
    assert answer.figures.revenue == pytest.approx(expected, nan_ok=True)
    assert len(answer.months) == 12 and (mine.empty or answer.months["amount"].notna().any())
    assert set(listed.rows["account_id"]) == set(mine["account_id"])
    assert listed.revenue == pytest.approx(mine["revenue_12m"].sum())
    assert set(choices(own).owners) == set(mine["owner"].dropna())
    assert set(reviews_wanted(own, 10_000).rows["account_id"]) == set(mine["account_id"])
    assert reviews_wanted(own, 1).urgent == (mine["urgency"] == 1).sum()
    assert int(what_if_base(own).base.accounts_by_segment.sum()) == len(mine)


def test_an_account_out_of_sight_is_not_found_by_name_or_number(asked: Asked, everybody: pd.DataFrame) -> None:
    region = everybody["region"].dropna().max()
    own = Asked(asked.generation, Scope.of(regions=[region]))
    mine, foreign = (everybody[everybody["region"].eq(region) == seen].iloc[0] for seen in (True, False))

    assert mine["account_id"] in [one for one, _ in find_accounts(own, mine["account_name"])]
    assert foreign["account_id"] not in [one for one, _ in find_accounts(own, foreign["account_name"])]
    assert place_of(own, foreign["account_id"]) is None


def test_who_sees_all_pays_for_no_condition() -> None:
    for name in ("overview_figures", "pyramid_layers", "accounts_found", "review_order", "score_seen",
                 "what_if_accounts"):
        assert "$owners_seen" not in question_text(name)
        assert re.search(r"\btrue\b", question_text(name))
        assert "$owners_seen" in question_text(name, narrowed=True)


def test_what_a_rep_may_know_of_the_whole_is_the_policys(asked: Asked, everybody: pd.DataFrame) -> None:
    own = Asked(asked.generation, Scope.of_owners(everybody["owner"].dropna().min()))
    rules = own.policy.access

    assert (own.knows_ranks, own.knows_totals, own.knows_peers) == (False, False, True)
    assert (asked.knows_ranks, asked.knows_totals, asked.knows_peers) == (True, True, True)
    told = Asked(asked.generation, own.scope)
    told.__dict__["policy"] = own.policy.model_copy(update={"access": rules.model_copy(update={
        "ranks_seen": True, "totals_seen": True, "peers_seen": False})})
    assert (told.knows_ranks, told.knows_totals, told.knows_peers) == (True, True, False)
    account = everybody[own.scope.allows(everybody)]["account_id"].iloc[0]
    assert beside_peers(told, account).peers == 0
    assert beside_peers(own, account).group.endswith("_unsaid")


def test_the_text_of_a_list_without_groups_finds_nobody_where_a_group_is_asked_for(asked: Asked) -> None:
    given = {"q": "", "owners": [], "regions": [], "industries": [], "flags": [], "placed": [], "sort": "revenue",
             "most": 10}
    shorter = question_text("accounts_found", grouped=False)

    assert "of_group" in question_text("accounts_found") and "of_group" not in shorter
    assert len(asked.generation.frame(shorter, **given, groups=[])) == 10
    assert asked.generation.frame(shorter, **given, groups=["a parent"]).empty
