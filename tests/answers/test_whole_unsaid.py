"""A viewer of some accounts reads why an account stands where it does, without places, counts and others' figures."""

from __future__ import annotations

import json

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.review import lifts
from kadash.answers.whole import without_the_whole
from kadash.language import LANGUAGES, words_in
from kadash.segments.wording import layer_why
from kadash.vocabulary import SCHEMES


@pytest.fixture(scope="module")
def own(asked: Asked) -> Asked:
    """The owner of most accounts asks."""
    owner = asked.generation.frame("select owner, count(*) as n from mart.account "
                                   "where owner is not null group by owner order by n desc limit 1")
    return Asked(asked.generation, Scope.of_owners(owner["owner"].iloc[0]))


def test_every_reason_of_the_sample_company_has_a_sentence_without_the_whole(asked: Asked) -> None:
    rows = asked.generation.rows("select scheme, layer, any_value(reason) from mart.segment group by scheme, layer, "
                                 "reason ->> 'rule'")
    assert {str(scheme) for scheme, _, _ in rows} == set(SCHEMES)

    for scheme, layer, reason in rows:
        for language in LANGUAGES:
            said = layer_why(str(scheme), str(layer), json.loads(without_the_whole(str(reason))), words_in(language))
            assert said and "{" not in said


def test_a_place_among_all_is_unsaid_to_who_sees_some(own: Asked) -> None:
    account_id = own.frame("review_order", most=1)["account_id"].iloc[0]

    [reason] = [json.loads(row["reason"]) for row in own.records("review_layers", account_id=account_id)
                if row["scheme"] == "value_tier"]

    assert reason["rule"] in ("place_unsaid", "prospect", "one_off")
    assert not {"place", "of"} & reason["measured"].keys()
    assert "last_place" not in reason["threshold"]


@pytest.mark.parametrize("rule", ["true_friend", "butterfly", "barnacle", "stranger"])
def test_where_revenue_stands_for_profit_the_median_is_unsaid(rule: str) -> None:
    reason = {"rule": rule, "ranked_by": "revenue", "measured": {"p_buys_12m": 0.5, "revenue_12m": 100.0},
              "threshold": {"p_buys_12m": 0.6, "revenue_12m": 777_777.0}}

    said = layer_why("loyalty_profit", rule, json.loads(without_the_whole(json.dumps(reason))), words_in("en"))

    assert "777" not in said and "100" in said


def test_no_sum_of_money_lifts_an_account_for_who_sees_some(asked: Asked, own: Asked) -> None:
    ids = own.frame("review_order", most=5)["account_id"].tolist()

    everything = [one for account_id in ids for one in lifts(asked, account_id, "value_tier")]
    told = [one for account_id in ids for one in lifts(own, account_id, "value_tier")]

    assert {one.unit for one in everything} >= {"money"}
    assert all(one.unit != "money" for one in told)
