"""A scope lets through the accounts of its owners and no other."""

import pandas as pd

from kadash.access import Scope

ACCOUNTS = pd.DataFrame({"account_id": ["A", "B", "C"], "owner": ["Li", "Wang", None]})


def test_everything_hides_nothing() -> None:
    assert Scope.everything().allows(ACCOUNTS).tolist() == [True, True, True]


def test_a_rep_sees_the_own_accounts_and_none_without_an_owner() -> None:
    assert Scope.of_owners("Li").allows(ACCOUNTS).tolist() == [True, False, False]


def test_nobody_sees_nothing() -> None:
    assert Scope.of_owners().allows(ACCOUNTS).tolist() == [False, False, False]


def test_scopes_that_see_the_same_share_their_cached_answers_and_others_do_not() -> None:
    assert Scope.of_owners("Li", "Wang").key == Scope.of_owners("Wang", "Li").key
    assert len({Scope.everything().key, Scope.of_owners().key, Scope.of_owners("Li").key}) == 3
