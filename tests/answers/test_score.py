"""Who is key at any weight of volume, what another policy would do, and the lists: on the sample company."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.score import LISTS, Scored, list_of, scored, trial, with_weights
from kadash.loads import keep_policy, policy_in_use
from kadash.policy import default_policy
from kadash.store import Home


@pytest.fixture(scope="module")
def found(asked: Asked) -> Scored:
    return scored(asked)


def ids(asked: Asked, sql: str) -> set[str]:
    return {str(account) for (account,) in asked.generation.rows(sql)}


def test_at_the_policys_weight_the_key_accounts_are_those_of_the_mart_with_their_scores(asked: Asked, found: Scored):
    at = found.at(found.weights.policy_weight)

    layer = ids(asked, "select account_id from mart.segment where scheme = 'key_account' and layer = 'key'")
    assert set(at.key["account_id"]) == layer
    assert (at.key["score"] - at.key["key_score"]).abs().max() < 1e-9
    assert at.entered.empty and at.left.empty


def test_who_enters_and_leaves_is_the_difference_to_the_policy(found: Scored):
    usual = set(found.at(found.weights.policy_weight).key["account_id"])

    at = found.at(0.6)

    now = set(at.key["account_id"])
    assert set(at.entered["account_id"]) == now - usual
    assert set(at.left["account_id"]) == usual - now
    assert len(now) == len(usual) + len(at.entered) - len(at.left)


def test_stability_is_the_share_of_the_range_in_which_an_account_is_key(found: Scored):
    weights = [place / 500 * found.weights.most for place in range(501)]
    counted = sum(found.weights.key(weight).astype(float) for weight in weights) / len(weights)

    assert (found.accounts["stability"] - counted).abs().max() < 0.005


def test_the_policy_in_force_tried_again_moves_nobody(asked: Asked, found: Scored):
    tried = trial(found, asked.policy)

    assert tried.rows.empty
    assert tried.key_before == tried.key_after == len(found.at(found.weights.policy_weight).key)


def test_a_higher_line_lets_only_lower_scores_go(asked: Asked, found: Scored):
    tried = trial(found, with_weights(asked.policy, {}, key_from=80.0))

    gone = tried.rows[tried.rows["before"] == "key"]
    assert len(gone) == tried.key_before - tried.key_after > 0
    assert gone["score_before"].between(65, 80, inclusive="left").all()


def test_a_rep_sees_their_own_key_accounts_ranked_among_all(asked: Asked, found: Scored):
    whole = found.at(0.2).key
    owner = whole["owner"].dropna().iloc[0]

    mine = scored(Asked(asked.generation, Scope.of_owners(owner))).at(0.2).key

    assert mine["account_id"].tolist() == whole.loc[whole["owner"] == owner, "account_id"].tolist()


def test_the_lists_are_the_accounts_of_their_flags_and_layers(asked: Asked):
    flagged = "select account_id from mart.flag where flag = '{}'"
    watched = "select account_id from mart.segment where scheme = 'key_account' and layer = 'watch'"

    assert set(list_of(asked, "nursery")["account_id"]) == ids(asked, flagged.format("nursery"))
    assert set(list_of(asked, "win_back")["account_id"]) == ids(asked, flagged.format("defected"))
    assert set(list_of(asked, "watch")["account_id"]) == ids(asked, watched)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_a_rep_has_their_accounts_alone(asked: Asked, name: str):
    whole = list_of(asked, name)
    owner = whole["owner"].dropna().iloc[0]

    mine = list_of(Asked(asked.generation, Scope.of_owners(owner)), name)

    assert mine["account_id"].tolist() == whole.loc[whole["owner"] == owner, "account_id"].tolist()


def test_every_account_worth_winning_back_says_what_it_would_be_worth_where_cost_is_known(asked: Asked):
    assert list_of(asked, "win_back")["worth_if_back"].notna().all()


def test_a_policy_saved_counts_from_the_next_load_on_and_stays_in_the_journal(tmp_path: Path):
    home = Home(tmp_path)
    wanted = with_weights(default_policy(), {"volume": 45.0}, key_from=70.0)
    assert policy_in_use(home) == default_policy()

    keep_policy(home, wanted, who="Lin", at=datetime(2026, 10, 1, tzinfo=UTC))

    assert policy_in_use(home) == wanted
    assert [entry.author for entry in home.journal().history("setting", "policy")] == ["Lin"]
