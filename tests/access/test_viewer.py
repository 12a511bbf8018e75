"""Who signs in is somebody with rights, or nobody at all."""

import datetime as dt

import pytest

from kadash.access import REVOKED, RIGHTS, Deputy, Grant, Kept, Right, Role, Scope, Viewer, subject_of, viewer_of
from kadash.errors import KadashError

DAY = dt.date(2026, 3, 15)
LI = Grant(Role.REP, owners=("Li",))
CHEF = Kept("chef@firm.cn", Grant(Role.ADMINISTRATOR))


def refused(identity: str | None, *kept: Kept, administrators: tuple[str, ...] = ()) -> dict[str, object]:
    with pytest.raises(KadashError) as error:
        viewer_of(identity, kept, DAY, administrators)
    assert error.value.code == "no_access"
    return error.value.facts


def test_a_rep_sees_the_own_accounts_under_their_names() -> None:
    viewer = viewer_of("li@firm.cn", [CHEF, Kept("li@firm.cn", LI)], DAY)

    assert viewer == Viewer("li@firm.cn", Role.REP, Scope.of_owners("Li"),
                            frozenset({Right.SEE, Right.EDIT_ENTRIES, Right.EXPORT}))


def test_a_name_at_sign_in_is_the_same_in_capitals_and_full_width() -> None:
    assert viewer_of(" ＬＩ@Firm.CN", [Kept("li@firm.cn", LI)], DAY).role is Role.REP


def test_who_is_unknown_is_told_whom_to_ask() -> None:
    assert refused("wang@firm.cn", CHEF, Kept("li@firm.cn", LI)) == {
        "reason": "unknown", "identity": "wang@firm.cn", "whom": "chef@firm.cn"}
    assert refused(None, CHEF)["reason"] == "unknown"
    assert refused("", Kept("", LI))["reason"] == "unknown"


def test_two_grants_that_differ_are_none() -> None:
    facts = refused("li@firm.cn", Kept("li@firm.cn", LI), Kept("Li@Firm.cn", Grant(Role.MANAGER)), CHEF)

    assert facts["reason"] == "conflicting"
    assert refused("li@firm.cn", Kept("li@firm.cn", LI), Kept("LI@firm.cn", None))["reason"] == "conflicting"
    assert viewer_of("li@firm.cn", [Kept("li@firm.cn", LI), Kept("LI@firm.cn", LI)], DAY).role is Role.REP


@pytest.mark.parametrize("first, last, holds", [
    (None, None, True), (DAY, DAY, True), (DAY + dt.timedelta(1), None, False), (None, DAY - dt.timedelta(1), False),
])
def test_a_grant_holds_on_its_days_both_ends_included(first: dt.date | None, last: dt.date | None, holds: bool) -> None:
    kept = Kept("li", Grant(Role.REP, owners=("Li",), first_day=first, last_day=last))

    if holds:
        assert viewer_of("li", [kept], DAY).may(Right.SEE)
    else:
        assert refused("li", kept)["reason"] == "other_days"


def test_a_deputy_sees_the_accounts_of_whom_they_stand_in_for_on_those_days_only() -> None:
    next_year = Deputy("Zhao", dt.date(2027, 1, 1))
    until_today = Grant(Role.REP, owners=("Li",), deputies=(Deputy("Wang", None, DAY), next_year))

    assert until_today.scope(DAY) == Scope.of_owners("Li", "Wang")
    assert until_today.scope(DAY + dt.timedelta(1)) == Scope.of_owners("Li")
    only_deputy = Kept("li", Grant(Role.REP, deputies=(Deputy("Wang", None, DAY - dt.timedelta(1)),)))
    assert refused("li", only_deputy)["reason"] == "no_accounts"


def test_an_analyst_sees_all_under_masked_names_and_changes_nothing() -> None:
    viewer = viewer_of("an", [Kept("an", Grant(Role.ANALYST))], DAY)

    assert viewer.names_masked and viewer.scope.is_everything
    assert viewer.rights == {Right.SEE, Right.EXPORT}


def test_an_uploader_loads_and_sees_no_figure() -> None:
    viewer = viewer_of("up", [Kept("up", Grant(Role.UPLOADER))], DAY)

    assert viewer.rights == {Right.LOAD}
    assert viewer.scope.is_nothing


def test_only_an_administrator_grants_roles_erases_and_reads_the_trail() -> None:
    for right in (Right.EDIT_ROLES, Right.ERASE, Right.SEE_TRAIL):
        assert [role for role in Role if right in RIGHTS[role]] == [Role.ADMINISTRATOR]


def test_the_setups_administrators_are_until_the_journal_holds_anything_of_them() -> None:
    assert viewer_of("Chef", [], DAY, ["chef", "other"]).role is Role.ADMINISTRATOR
    assert viewer_of("chef", [Kept("chef", Grant(Role.MANAGER))], DAY, ["chef"]).role is Role.MANAGER
    assert refused("chef", Kept("chef", None), administrators=("chef", "other")) == {
        "reason": "withdrawn", "identity": "chef", "whom": "other"}


def test_who_may_not_is_told_which_right_it_takes() -> None:
    viewer = Viewer.of_grant("li", LI, DAY)

    with pytest.raises(KadashError) as error:
        viewer.must(Right.LOAD)

    assert (error.value.code, error.value.facts) == ("not_allowed", {"right": "load"})
    viewer.must(Right.EXPORT)


def test_a_grant_comes_back_from_its_entry_as_it_was() -> None:
    grant = Grant(Role.LEAD, ("Li",), ("North",), (Deputy("Wang", DAY, None),), None, DAY)

    assert Grant.of_body(grant.body()) == grant


@pytest.mark.parametrize("body", [
    None, REVOKED, "rep", {"role": "boss"}, {"role": "rep"}, {**LI.body(), "owners": "Li"},
    {**LI.body(), "last_day": "soon"}, {**LI.body(), "deputies": [{"owner": "Li"}]}, {**LI.body(), "regions": [None]},
])
def test_what_cannot_be_read_grants_nothing(body: object) -> None:
    assert Grant.of_body(body) is None


def test_a_name_is_compared_without_its_capitals() -> None:
    assert subject_of(" Straße@Firm.com ") == "strasse@firm.com"
