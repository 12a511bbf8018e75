"""Grants in the journal: kept with who and when, read anew when they change, never without an administrator."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from kadash.access import Deputy, Grant, Role, Viewer
from kadash.cli import main
from kadash.errors import KadashError
from kadash.loads.grants import granted, keep_grant, viewer_now
from kadash.store import Home

AT = dt.datetime(2026, 3, 15, 9, tzinfo=dt.UTC)
DAY = AT.date()
CHEF = Viewer.of_grant("chef", Grant(Role.ADMINISTRATOR), DAY)
LI = Grant(Role.REP, owners=("Li",))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("KADASH_ADMINISTRATORS", "chef")
    return Home(tmp_path)


def code_of(home: Home, identity: str, grant: Grant | None, who: Viewer = CHEF, expected: int | None = None) -> str:
    with pytest.raises(KadashError) as error:
        keep_grant(home, identity, grant, who=who, at=AT, expected=expected)
    return error.value.code


def test_a_role_granted_changed_or_withdrawn_holds_at_the_next_look(home: Home) -> None:
    keep_grant(home, "Li@Firm.cn", LI, who=CHEF, at=AT)
    assert viewer_now(home, "li@firm.cn", DAY).role is Role.REP

    keep_grant(home, "li@firm.cn", Grant(Role.MANAGER), who=CHEF, at=AT)
    assert viewer_now(home, "li@firm.cn", DAY).role is Role.MANAGER

    keep_grant(home, "li@firm.cn", None, who=CHEF, at=AT)
    with pytest.raises(KadashError, match="no_access"):
        viewer_now(home, "li@firm.cn", DAY)
    assert [(one.author, one.body) for one in home.journal().history("grant", "li@firm.cn")] == [
        ("chef", LI.body()), ("chef", Grant(Role.MANAGER).body()), ("chef", {"role": None})]


def test_only_an_administrator_grants(home: Home) -> None:
    manager = Viewer.of_grant("boss", Grant(Role.MANAGER), DAY)

    assert code_of(home, "boss", Grant(Role.ADMINISTRATOR), who=manager) == "not_allowed"
    assert granted(home) == []


def test_the_last_administrator_stays(home: Home) -> None:
    assert code_of(home, "chef", None) == "grant_last_administrator"
    assert code_of(home, "chef", Grant(Role.MANAGER)) == "grant_last_administrator"
    until_december = Grant(Role.ADMINISTRATOR, last_day=dt.date(2026, 12, 31))
    assert code_of(home, "chef", until_december) == "grant_last_administrator"

    keep_grant(home, "second", Grant(Role.ADMINISTRATOR), who=CHEF, at=AT)
    keep_grant(home, "chef", None, who=CHEF, at=AT)
    second = viewer_now(home, "second", DAY)
    assert code_of(home, "second", None, who=second) == "grant_last_administrator"


def test_two_administrators_are_told_of_each_other(home: Home) -> None:
    first = keep_grant(home, "li", LI, who=CHEF, at=AT, expected=0)
    keep_grant(home, "li", Grant(Role.ANALYST), who=CHEF, at=AT, expected=first.entry_id)

    assert code_of(home, "li", Grant(Role.MANAGER), expected=first.entry_id) == "entry_changed"
    assert viewer_now(home, "li", DAY).role is Role.ANALYST


@pytest.mark.parametrize("_time", range(5))
def test_of_two_administrators_who_withdraw_each_other_at_once_one_stays(home: Home, _time: int) -> None:
    wang, both = Viewer.of_grant("wang", Grant(Role.ADMINISTRATOR), DAY), Barrier(2)
    for one in ("chef", "wang"):
        keep_grant(home, one, Grant(Role.ADMINISTRATOR), who=CHEF, at=AT)

    def withdraw(who: Viewer, whom: str) -> str:
        both.wait(30)
        try:
            keep_grant(home, whom, None, who=who, at=AT)
        except KadashError as error:
            return error.code
        return "withdrawn"

    with ThreadPoolExecutor(2) as at_once:
        said = sorted(at_once.map(withdraw, (CHEF, wang), ("wang", "chef")))

    assert said == ["not_allowed", "withdrawn"]
    assert [one.identity for one in granted(home) if one.grant is not None] in (["chef"], ["wang"])


def test_whose_own_role_was_just_withdrawn_grants_nothing_although_others_could(home: Home) -> None:
    for one in ("wang", "zhao"):
        keep_grant(home, one, Grant(Role.ADMINISTRATOR), who=CHEF, at=AT)
    read_before = viewer_now(home, "wang", DAY)
    keep_grant(home, "wang", None, who=CHEF, at=AT)

    assert code_of(home, "zhao", None, who=read_before) == "not_allowed"


@pytest.mark.parametrize("identity, grant, code", [
    ("", LI, "grant_nameless"), ("a, b", LI, "grant_nameless"), ("li", Grant(Role.REP), "grant_for_nobody"),
    ("li", Grant(Role.LEAD), "grant_for_nobody"),
    ("li", Grant(Role.MANAGER, first_day=DAY, last_day=DAY - dt.timedelta(1)), "grant_days"),
    ("li", Grant(Role.REP, deputies=(Deputy("Wang", DAY, DAY - dt.timedelta(1)),)), "grant_days"),
])
def test_a_grant_that_makes_no_sense_is_refused(home: Home, identity: str, grant: Grant, code: str) -> None:
    assert code_of(home, identity, grant) == code


def test_roles_are_granted_listed_and_revoked_in_the_terminal(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(home.path), "--lang", "en"]

    assert main(["roles", "grant", "li@firm.cn", "--role", "rep", "--owner", "Li", "--region", "North", *data]) == 0
    assert capsys.readouterr().out.splitlines() == ["chef: Administrator", "li@firm.cn: Sales rep · Li, North"]
    assert main(["roles", "revoke", "li@firm.cn", *data]) == 0
    assert capsys.readouterr().out.splitlines() == ["chef: Administrator", "li@firm.cn: withdrawn"]
    assert main(["roles", "revoke", "nobody", *data]) == 2
