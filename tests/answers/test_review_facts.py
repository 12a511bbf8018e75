"""Every fact of an account: the mart's own figures, now and a year ago, by group."""

from __future__ import annotations

import datetime as dt

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.review import FACT_GROUPS, facts
from kadash.store import Home


def test_facts_are_the_columns_of_the_mart_now_and_a_year_ago(sample_home: Home):
    generation = sample_home.generation()
    assert generation is not None
    asked = Asked(generation, Scope.everything())
    row = generation.one("select account_id from mart.account_history where month_end = '2025-09-30' limit 1")
    assert row is not None
    account = str(row[0])

    found = {fact.metric.key: fact for group in FACT_GROUPS for fact in facts(asked, account, group)}

    for key in ("revenue_12m", "continuity", "days_late_trend", "growth_per_year", "relation_years", "data_link"):
        now = generation.one(f"select {key} from mart.account where account_id = $account", account=account)
        before = generation.one(f"select {key} from mart.account_history where account_id = $account "
                                "and month_end = $day", account=account, day=dt.date(2025, 9, 30))
        assert now is not None and before is not None
        assert (found[key].now, found[key].before) == (now[0], before[0]), key


def test_an_account_that_was_not_there_a_year_ago_has_no_facts_of_then(sample_home: Home):
    generation = sample_home.generation()
    assert generation is not None
    asked = Asked(generation, Scope.everything())
    row = generation.one("select account_id from mart.account where account_id not in "
                         "(select account_id from mart.account_history where month_end = '2025-09-30') limit 1")
    assert row is not None

    assert {fact.before for fact in facts(asked, str(row[0]), "revenue")} == {None}
