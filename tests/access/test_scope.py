"""A scope lets through the accounts of its owners and regions and no other."""

import pandas as pd

from kadash.access import Scope

ACCOUNTS = pd.DataFrame({"account_id": ["A", "B", "C", "D"], "owner": ["Li", "Wang", None, "Zhao"],
                         "region": ["North", "South", "North", None]})


def test_everything_hides_nothing() -> None:
    assert Scope.everything().allows(ACCOUNTS).tolist() == [True, True, True, True]


def test_a_rep_sees_the_own_accounts_and_none_without_an_owner() -> None:
    assert Scope.of_owners("Li").allows(ACCOUNTS).tolist() == [True, False, False, False]


def test_a_lead_sees_the_accounts_of_a_region_whoever_owns_them() -> None:
    assert Scope.of(regions=["North"]).allows(ACCOUNTS).tolist() == [True, False, True, False]


def test_owner_or_region_is_enough() -> None:
    assert Scope.of(owners=["Zhao"], regions=["South"]).allows(ACCOUNTS).tolist() == [False, True, False, True]


def test_names_compare_exactly() -> None:
    assert not Scope.of(owners=["li", "Wang "], regions=["north"]).allows(ACCOUNTS).any()


def test_nobody_sees_nothing() -> None:
    assert Scope.of_owners().allows(ACCOUNTS).tolist() == [False, False, False, False]
    assert Scope.of_owners().is_nothing and not Scope.everything().is_nothing


def test_scopes_that_see_the_same_share_their_cached_answers_and_others_do_not() -> None:
    assert Scope.of_owners("Li", "Wang").key == Scope.of_owners("Wang", "Li").key
    others = [Scope.everything(), Scope.of_owners(), Scope.of_owners("Li"), Scope.of(regions=["Li"]),
              Scope.of_owners("Li|Wang"), Scope.of_owners("Li", "Wang"), Scope.of_owners("*"), Scope.without_names()]
    assert len({scope.key for scope in others}) == len(others)


def test_what_was_kept_is_opened_by_who_sees_all_by_name_else_by_the_same_scope() -> None:
    li, wang = Scope.of_owners("Li"), Scope.of_owners("Wang")

    assert [Scope.everything().opens(one.key) for one in (li, wang, Scope.without_names())] == [True, True, True]
    assert [li.opens(one.key) for one in (li, wang, Scope.everything())] == [True, False, False]
    assert [Scope.without_names().opens(one.key) for one in (li, Scope.everything(), Scope.without_names())] == [
        False, False, True]
