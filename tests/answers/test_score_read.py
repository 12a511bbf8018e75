"""All accounts as the score reads them: in order, each with its own value and layer, whatever order they lie in."""

from __future__ import annotations

import pandas as pd
import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.score import LISTS, list_of, scored
from kadash.answers.score.read import beside, every_fact, in_order, score_accounts


def test_what_decides_on_the_score_is_what_is_known_of_every_account(asked: Asked) -> None:
    few, every = score_accounts(asked), every_fact(asked)

    assert set(few) < set(every)
    assert few["account_id"].tolist() == sorted(few["account_id"])
    pd.testing.assert_frame_equal(few, every[few.columns])


def test_every_account_stands_beside_its_own_value_and_layer(asked: Asked) -> None:
    plain = asked.generation.frame("""
        select account.account_id, value.current_value, value.p_alive, segment.layer as key_account, account.continuity
        from mart.account as account
        left join mart.value as value using (account_id)
        left join mart.segment as segment
            on segment.account_id = account.account_id and segment.scheme = 'key_account'
        order by account.account_id""")

    assert len(plain) > 100
    pd.testing.assert_frame_equal(score_accounts(asked)[list(plain)], plain)


def test_the_score_and_its_lists_ask_for_nothing_that_is_not_read(asked: Asked) -> None:
    everybody = scored(asked)

    assert everybody.at(0.4).key["account_id"].notna().all()
    assert {name: list_of(asked, name).empty for name in LISTS} == dict.fromkeys(LISTS, False)


def test_a_rep_has_all_accounts_ranked_and_their_own_in_sight(asked: Asked) -> None:
    owner = asked.generation.rows("select min(owner) from mart.account")[0][0]
    own = Asked(asked.generation, Scope.of_owners(str(owner)))

    theirs, everybodys = scored(own), scored(asked)

    assert len(theirs.accounts) == len(everybodys.accounts)
    assert theirs.seen.tolist() == everybodys.accounts["owner"].eq(owner).tolist()
    assert everybodys.seen.all()


@pytest.mark.parametrize(("given", "expected"), [
    (["a", "b", "c"], [1.0, 2.0, 3.0]), (["c", "a", "b"], [2.0, 3.0, 1.0]), (["a", "c"], [1.0, None, 2.0]),
])
def test_rows_in_any_order_or_missing_stand_beside_their_account(given: list[str], expected: list[float]) -> None:
    accounts = pd.DataFrame({"account_id": ["a", "b", "c"]})
    more = pd.DataFrame({"account_id": given, "value": [float(place + 1) for place in range(len(given))]})

    found = beside(accounts, in_order(more))

    assert found["account_id"].tolist() == ["a", "b", "c"]
    assert found["value"].astype(object).where(found["value"].notna(), None).tolist() == expected
