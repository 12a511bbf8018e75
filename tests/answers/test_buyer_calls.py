"""Calls that stand in the journal are held against what was measured, of the accounts in sight alone."""

from __future__ import annotations

import datetime as dt

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.buyer_calls import calls_counted, taught_by_calls
from kadash.reviews.called import call, called_to_body
from tests.reviews.builders import a_trading_company, published

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory):
    return published(tmp_path_factory.mktemp("called"), **a_trading_company())


def test_from_five_calls_on_the_weights_are_put_forward_with_how_many_calls_they_rest_on(home):
    asked, journal = Asked(home.generation(), Scope.everything()), home.journal()
    accounts = asked.generation.frame(
        "select account_id, owner from mart.account where orders > 0 order by account_id")
    body = called_to_body(call("consultative", "they asked for a study", NOW.date(), 12, "unsure"))
    journal.put("buyer_type", "gone", body, author="ann", at=NOW)
    for account in accounts["account_id"].head(4):
        journal.put("buyer_type", account, body, author="ann", at=NOW)
    assert (calls_counted(asked, journal), taught_by_calls(asked, journal)) == (4, None)

    journal.put("buyer_type", accounts["account_id"].iloc[4], body, author="ann", at=NOW)

    found = taught_by_calls(asked, journal)
    assert found.calls == 5 and found.right_now >= found.right
    assert found.weights["accounts"].between(1, 5).all()
    some = Asked(asked.generation, Scope.of_owners(accounts["owner"].iloc[0]))
    assert calls_counted(some, journal) == int(accounts["owner"].head(5).eq(accounts["owner"].iloc[0]).sum())
