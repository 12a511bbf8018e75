"""Score, margin and worth count only the accounts asked for: by owner, region, industry and group."""

from __future__ import annotations

import pandas as pd
import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.among import Among
from kadash.answers.margin import below_zero, margin_went, melting, quarters
from kadash.answers.question import question_text
from kadash.answers.score import list_of, scored, trial, with_weights
from kadash.answers.worth import by_year, winning, worth


@pytest.fixture(scope="module")
def who(asked: Asked) -> pd.DataFrame:
    return asked.generation.frame(
        "select account_id, owner, region, industry, parent_id from mart.account").set_index("account_id")


@pytest.fixture(scope="module")
def east_and_west(who: pd.DataFrame) -> tuple[Among, Among, Among]:
    """One region, another, and both."""
    one, other = (str(region) for region in who["region"].value_counts().index[:2])
    return Among(regions=(one,)), Among(regions=(other,)), Among(regions=(one, other))


def largest(who: pd.DataFrame, column: str) -> str:
    return str(who[column].value_counts().index[0])


def test_the_bridges_of_two_regions_make_that_of_both(asked: Asked, east_and_west: tuple[Among, Among, Among]):
    quarter = next(iter(quarters(asked)))

    east, west, both = (margin_went(asked, quarter, quarter.before("year"), among) for among in east_and_west)

    assert 0 < len(east.accounts) < len(both.accounts) == len(east.accounts) + len(west.accounts)
    changes = [found.accounts["change"].sum() for found in (east, west, both)]
    assert changes[0] + changes[1] == pytest.approx(changes[2])


@pytest.mark.parametrize("column", ["owner", "region", "industry"])
def test_who_melts_or_costs_is_listed_only_if_asked_for(asked: Asked, who: pd.DataFrame, column: str):
    value = largest(who, column)
    among = Among(**{{"owner": "owners", "region": "regions", "industry": "industries"}[column]: (value,)})
    mine = set(who.index[who[column] == value])

    for view in (melting, below_zero):
        everybody = set(view(asked).rows["account_id"])
        assert set(view(asked, among).rows["account_id"]) == everybody & mine


def test_worth_of_two_regions_is_that_of_both(asked: Asked, east_and_west: tuple[Among, Among, Among]):
    east, west, both = (worth(asked, among) for among in east_and_west)
    for part in ("historical_value", "current_value", "potential_value", "lifetime_value"):
        assert east.total(part) + west.total(part) == pytest.approx(both.total(part), abs=0.01)
        assert both.total(part) < worth(asked).total(part)
    won = [winning(asked, among).won for among in east_and_west]
    years = [by_year(asked, among).unplaced for among in east_and_west]
    assert won[0] + won[1] == won[2] > 0
    assert years[0] + years[1] == years[2] > 0


def test_worth_of_a_group_is_that_of_its_parent_and_all_under_it(asked: Asked, who: pd.DataFrame):
    parent = largest(who, "parent_id")
    group = Among(groups=(parent,))
    values = asked.generation.one(
        "select count(*), sum(value.lifetime_value) from mart.value as value join mart.account as account "
        "using (account_id) where coalesce(parent_id, account_id) = $parent", parent=parent)

    found = worth(asked, group)

    assert values is not None
    assert found.layers["accounts"].sum() == values[0] > 1
    assert found.total("lifetime_value") == pytest.approx(values[1], abs=0.01)


def test_worth_of_a_rep_is_that_of_the_accounts_they_see(asked: Asked, who: pd.DataFrame):
    owner = largest(who, "owner")
    own = Asked(asked.generation, Scope.of_owners(owner))

    assert worth(own).total("lifetime_value") == worth(asked, Among(owners=(owner,))).total("lifetime_value")
    assert by_year(own).years.equals(by_year(asked, Among(owners=(owner,))).years)
    assert worth(own).layers["accounts"].sum() == (who["owner"] == owner).sum()


def test_key_accounts_and_lists_are_those_of_everybody_that_are_asked_for(asked: Asked, who: pd.DataFrame):
    among = Among(regions=(largest(who, "region"),))
    mine = set(who.index[who["region"] == among.regions[0]])

    narrow, whole = scored(asked, among).at(0.4), scored(asked).at(0.4)

    for rows, of_all in ((narrow.key, whole.key), (narrow.entered, whole.entered), (narrow.left, whole.left)):
        assert set(rows["account_id"]) == set(of_all["account_id"]) & mine
    for name in ("nursery", "watch", "win_back"):
        assert set(list_of(asked, name, among)["account_id"]) == set(list_of(asked, name)["account_id"]) & mine


def test_a_policy_tried_counts_the_accounts_asked_for_and_ranks_them_among_all(asked: Asked, who: pd.DataFrame):
    among, wanted = Among(owners=(largest(who, "owner"),)), with_weights(asked.policy, {}, key_from=80.0)
    mine = set(who.index[who["owner"] == among.owners[0]])

    narrow, whole = trial(scored(asked, among), wanted), trial(scored(asked), wanted)

    assert set(narrow.rows["account_id"]) == set(whole.rows["account_id"]) & mine
    assert narrow.key_before < whole.key_before


def test_a_group_is_its_parent_and_all_under_it(asked: Asked, who: pd.DataFrame):
    parent = largest(who, "parent_id")
    group = {parent, *who.index[who["parent_id"] == parent]} & set(who.index)

    seen = scored(asked, Among(groups=(parent,)))

    assert set(seen.accounts.loc[seen.seen, "account_id"]) == group


def test_one_condition_stands_for_whose_accounts_are_counted():
    text = question_text("margin_eroding", narrowed=True)

    assert "among(" not in text
    for asked_for in ("$owners_seen", "$regions_seen", "$owners", "$regions", "$industries", "$groups"):
        assert asked_for in text
    assert "coalesce(account.parent_id, account.account_id)" in text
