"""Through a viewer's own data directory nothing foreign is read, and nothing is entered without its right."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kadash.access import Grant, Right, Role, Viewer
from kadash.errors import KadashError
from kadash.loads.guarded import GuardedHome
from kadash.store import Home, Journal, Line

AT = dt.datetime(2026, 3, 15, 9, tzinfo=dt.UTC)
ACTS = {
    Right.EDIT_ENTRIES: [("plan", "MINE"), ("service_answer", "MINE|training"), ("change", "flag|MINE|late_payer"),
                         ("service_outcome", "p1|MINE|training")],
    Right.SEE: [("scenario", "a-year"), ("view", "view-1"), ("looked", "li")],
    Right.LOAD: [("source", "sha"), ("exclude_account", "X"), ("control_total", "2026-01"), ("reading", "f")],
    Right.ROLL_BACK: [("state", "current")],
    Right.EDIT_SERVICE_PLAN: [("service_plan", "20260315")],
    Right.EDIT_CATALOGUE: [("service", "training"), ("setting", "catalogue_import")],
    Right.EDIT_POLICY: [("setting", "policy")],
    Right.EDIT_COMPANY: [("setting", "company"), ("setting", "currency")],
    Right.EDIT_ROLES: [("grant", "li"), ("a_kind_of_tomorrow", "x")],
}


def of_role(role: Role) -> Viewer:
    return Viewer.of_grant("li", Grant(role, owners=("Li",)), AT.date())


def home_of(path: Path, viewer: Viewer) -> GuardedHome:
    return GuardedHome(path, lambda: viewer, lambda: None if viewer.scope.is_everything else frozenset({"MINE"}))


@pytest.mark.parametrize("role", Role)
def test_every_act_takes_its_right_whoever_calls_it(tmp_path: Path, role: Role) -> None:
    viewer = of_role(role)
    journal = home_of(tmp_path, viewer).journal()

    for right, entries in ACTS.items():
        for kind, subject in entries:
            if viewer.may(right):
                assert journal.put(kind, subject, {"by": role.value}, author="li", at=AT).body == {"by": role.value}
                assert journal.put_new(kind, subject, {}, author="li", at=AT).subject == f"{subject}-2"
                continue
            for put in (journal.put, journal.put_new):
                with pytest.raises(KadashError) as error:
                    put(kind, subject, {}, author="li", at=AT)
                assert (error.value.code, error.value.facts) == ("not_allowed", {"right": right.value})


def test_an_entry_about_a_foreign_account_is_neither_read_nor_written(tmp_path: Path) -> None:
    everything: Journal = Home(tmp_path).journal()
    for kind, subject in (("plan", "{}"), ("change", "flag|{}|late"), ("service_task", "p1|{}|training")):
        for account in ("MINE", "THEIRS"):
            everything.put(kind, subject.format(account), {"text": account}, author="wang", at=AT)
    journal = home_of(tmp_path, of_role(Role.REP)).journal()

    assert [one.subject for one in journal.newest()] == ["MINE", "flag|MINE|late", "p1|MINE|training"]
    assert [one.subject for one in journal.all("plan")] == ["MINE"]
    assert journal.get("plan", "THEIRS") is None and journal.history("plan", "THEIRS") == []
    with pytest.raises(KadashError, match="not_allowed"):
        journal.put("plan", "THEIRS", {}, author="li", at=AT)


def test_nothing_that_people_wrote_about_accounts_reaches_who_may_not_know_names(tmp_path: Path) -> None:
    for kind, subject in (("plan", "MINE"), ("change", "flag|MINE|late"), ("service_plan", "p1"), ("forecast", "x"),
                          ("control_total", "2026-01"), ("exclude_account", "MINE")):
        Home(tmp_path).journal().put(kind, subject, {"text": "MINE"}, author="li", at=AT)

    journal = home_of(tmp_path, of_role(Role.ANALYST)).journal()

    assert journal.newest() == []
    assert len(home_of(tmp_path, of_role(Role.MANAGER)).journal().newest()) == 6


@pytest.mark.parametrize("role", [Role.MANAGER, Role.LEAD, Role.REP, Role.ANALYST, Role.UPLOADER])
def test_only_an_administrator_takes_or_gives_the_journal_as_a_file_or_sees_roles(tmp_path: Path, role: Role) -> None:
    Home(tmp_path).journal().put("grant", "li", {}, author="chef", at=AT)
    journal = home_of(tmp_path, of_role(role)).journal()

    assert journal.all("grant") == [] and journal.get("grant", "li") is None
    for act in (journal.lines, lambda: journal.add([Line("grant", "li", "{}", "li", AT.isoformat())])):
        with pytest.raises(KadashError, match="not_allowed"):
            act()


def test_a_rep_and_an_uploader_cannot_go_back(tmp_path: Path) -> None:
    for role in (Role.REP, Role.UPLOADER, Role.ANALYST, Role.LEAD):
        with pytest.raises(KadashError, match="not_allowed"):
            home_of(tmp_path, of_role(role)).point_to("generations/g000001.duckdb")


def test_the_trail_is_for_who_may_see_it_and_numbers_of_entries_for_who_sees_their_account(tmp_path: Path) -> None:
    whole = Home(tmp_path)
    whole.journal().put("plan", "MINE", {}, author="li", at=AT)
    whole.journal().put("plan", "THEIRS", {}, author="wang", at=AT)
    rep = home_of(tmp_path, of_role(Role.REP)).journal()

    assert rep.numbers("plan") == {"MINE": 1} and list(rep.numbered([1, 2])) == [1]
    for asked in (rep.trail_lines, rep.check_trail):
        with pytest.raises(KadashError, match="not_allowed"):
            asked()
    assert len(home_of(tmp_path, of_role(Role.ADMINISTRATOR)).journal().trail_lines()) == 2
