"""The ledger of a score and what would lift an account: on the sample company, against the marts."""

from __future__ import annotations

import pytest

from kadash.answers import Asked
from kadash.answers.review import ledger, lifts
from kadash.answers.score.read import every_fact
from kadash.language import LANGUAGES, words_in
from kadash.segments.nearest_change import change_sentence, nearest_change


def some(asked: Asked, where: str, most: int = 20) -> list[str]:
    rows = asked.generation.rows(f"select account_id from mart.account where {where} order by account_id limit {most}")
    return [str(account) for (account,) in rows]


def test_fifty_and_the_points_are_the_score_before_vetoes(asked: Asked):
    for account in some(asked, "key_score is not null"):
        found = ledger(asked, account)
        assert found is not None
        assert 50 + found.parts["points"].sum() == pytest.approx(found.before_vetoes, abs=1e-9)
        assert found.score == pytest.approx(found.before_vetoes + found.vetoes)


def test_data_and_coverage_add_up_to_the_change_of_the_score_in_a_year(asked: Asked):
    told = 0
    for account in some(asked, "key_score is not null and age_days > 800"):
        found = ledger(asked, account)
        assert found is not None
        if found.before is not None:
            told += 1
            moved = found.parts["change"].sum() + found.coverage
            assert moved == pytest.approx(found.before_vetoes - found.before, abs=1e-6)
    assert told > 10


def test_a_vetoed_account_says_what_the_veto_took(asked: Asked):
    vetoed = some(asked, "score_before_vetoes > 50 and key_score = 49", 1)

    found = ledger(asked, vetoed[0])

    assert found is not None
    assert found.score == 49
    assert found.vetoes < -1


def test_a_prospect_has_no_ledger(asked: Asked):
    assert ledger(asked, some(asked, "first_order is null", 1)[0]) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_would_lift_an_account_below_zero_is_said_with_the_layer_it_reaches(asked: Asked, language: str):
    words = words_in(language)
    below = some(asked, "contribution_12m < 0 and revenue_12m > 0", 1)[0]

    found = lifts(asked, below, "customer_class")

    assert "margin_points" in [change.fact for change in found]
    points = next(change for change in found if change.fact == "margin_points")
    rate = asked.generation.one(
        "select -contribution_12m / revenue_12m from mart.account where account_id = $id", id=below)
    assert rate is not None
    assert points.by == pytest.approx(float(str(rate[0])), abs=0.0011)
    assert words(f"layer.customer_class.{points.layer}") in change_sentence(points, "customer_class", words)


@pytest.mark.parametrize("scheme", ["value_tier", "customer_class", "lifecycle", "key_account", "buyer_type"])
def test_what_would_lift_is_what_the_facts_of_all_accounts_say(asked: Asked, scheme: str):
    accounts = every_fact(asked)

    for account in some(asked, "first_order is not null", 6):
        assert lifts(asked, account, scheme) == nearest_change(accounts, account, scheme, asked.policy)


def test_nothing_lifts_an_account_that_stands_at_the_top_and_nobody_elses_facts_are_asked(
        asked: Asked, monkeypatch: pytest.MonkeyPatch):
    top = asked.generation.rows(
        "select account_id from mart.segment where scheme = 'value_tier' and layer = 'platinum'")
    monkeypatch.setattr("kadash.answers.review.score.every_fact",
                        lambda asked: pytest.fail("all accounts were asked for"))

    assert [lifts(asked, str(account), "value_tier") for (account,) in top] == [[] for _ in top] != []
