"""Each role meets its pages and its controls, and no other; an act without its right is refused where it is done."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kadash.access import Grant, Right, Role, Viewer
from kadash.errors import KadashError
from kadash.loads.pseudonyms import pseudonym_key
from kadash.store import Home
from kadash.store.masked import Mask, masked
from kadash.ui import session
from kadash.ui.data import running
from kadash.ui.pyramid import VIEWS as PYRAMID_VIEWS
from kadash.ui.service_plan import VIEWS as SERVICE_VIEWS
from tests.pages.signed_in import granted, opened_by

CONTROLS = [
    ("data", {}, "drop_", Right.LOAD),
    ("data", {}, "control_month", Right.LOAD),
    ("settings", {"part": "files"}, "journal_export", Right.EDIT_ROLES),
    ("settings", {"part": "files"}, "policy_import", Right.EDIT_POLICY),
    ("settings", {"part": "files"}, "catalogue_import", Right.EDIT_CATALOGUE),
    ("settings", {"part": "roles"}, "grant_save", Right.EDIT_ROLES),
    ("settings", {"part": "names"}, "save_names", Right.EDIT_COMPANY),
    ("services", {"view": "catalogue", "service": "new"}, "id_new", Right.EDIT_CATALOGUE),
]
"""Page, its address, a control of it (or how its key begins), and the right it takes."""
MENUS = {Role.UPLOADER: {"data", "settings", "help"}}
EVERYBODYS = {"overview", "pyramid", "accounts", "what-if", "services", "review", "explore", "voice", "models",
              "settings", "help"}

SEEN_UNDER_NUMBERS = (
    *((page, {}) for page in sorted(EVERYBODYS)),
    *(("pyramid", {"view": view}) for view in PYRAMID_VIEWS), ("pyramid", {"layer": "platinum"}),
    *(("services", {"view": view}) for view in SERVICE_VIEWS),
    *(("review", {"account": "1", "step": step}) for step in ("promised", "moved", "understood", "decided", "planned")),
    ("explore", {"from": "lines", "rows": "account_id", "show": "accounts"}),
    ("explore", {"from": "lines", "rows": "category", "across": "region", "show": "accounts"}),
)
"""Pages and views that an analyst may open; the account is the first by its number."""


@pytest.fixture(scope="module")
def staffed(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The sample company with somebody of every role, called as the role is."""
    home = Home(Path(shutil.copytree(sample_home.path, tmp_path_factory.mktemp("staffed") / "home")))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("KADASH_ADMINISTRATORS", "chef")
        for role in Role:
            granted(home, role.value, Grant(role, owners=("Ben Carter",) if role in (Role.LEAD, Role.REP) else ()))
    return home


def keys_of(app: AppTest) -> set[str]:
    return {str(element.key) for kind in ("button", "file_uploader", "download_button", "selectbox", "text_input")
            for element in app.get(kind) if getattr(element, "key", None)}


@pytest.mark.parametrize("role", Role)
def test_the_menu_holds_the_pages_of_the_role_and_their_controls_the_rights(
        monkeypatch: pytest.MonkeyPatch, staffed: Home, role: Role) -> None:
    viewer = Viewer.of_grant("x", Grant(role), dt.date(2026, 3, 15))
    opened = {}
    for page, address, key, right in CONTROLS:
        place = (page, *address.values())
        if place not in opened:
            opened[place] = opened_by(monkeypatch, role.value, staffed.path, page, **address)
            assert not opened[place].exception
        found = any(one.startswith(key) for one in keys_of(opened[place]))
        expected = viewer.may(right) and (viewer.may(Right.SEE) or page == "data" and key == "drop_")
        assert found == expected, (role, page, key)

    menu = set(opened[("data",)].session_state["_menu"])
    assert menu == MENUS.get(role, EVERYBODYS | ({"data"} if viewer.may(Right.LOAD) else set()))


def test_an_uploader_sees_counts_of_files_and_no_account(monkeypatch: pytest.MonkeyPatch, staffed: Home) -> None:
    data = opened_by(monkeypatch, "uploader", staffed.path, "data")
    overview = opened_by(monkeypatch, "uploader", staffed.path, "overview")

    assert [len(one.value) > 0 for one in data.dataframe] == [True]
    assert not any(one.key == "find" for one in data.sidebar.text_input)
    assert overview.info[0].value.startswith("Your role does not include this page.")
    assert not overview.metric and not overview.dataframe


def test_an_analyst_meets_figures_under_numbers_and_no_name_on_any_page(
        monkeypatch: pytest.MonkeyPatch, staffed: Home) -> None:
    generation = staffed.generation()
    assert generation is not None
    names = {str(row[0]) for row in generation.rows("select account_name from mart.account")}
    told = ""
    under_numbers = masked(generation.path, Mask(pseudonym_key(staffed), "Account"))
    first, = under_numbers.rows("select min(account_id) from mart.account")[0]
    for page, address in SEEN_UNDER_NUMBERS:
        named = {**address, "account": str(first)} if "account" in address else address
        app = opened_by(monkeypatch, "analyst", staffed.path, page, **named)
        assert not app.exception, page
        told += "\n".join([*(str(element.value) for kind in ("markdown", "caption", "info", "warning", "selectbox")
                             for element in app.get(kind)), *(one.value.to_csv() for one in app.dataframe)])

    assert "Account " in told
    assert [name for name in names if name in told] == []


@pytest.mark.parametrize("role", Role)
def test_a_job_takes_its_right_whoever_asks_for_it(
        monkeypatch: pytest.MonkeyPatch, staffed: Home, role: Role) -> None:
    viewer = Viewer.of_grant(role.value, Grant(role, owners=("Li",)), dt.date(2026, 3, 15))
    monkeypatch.setattr(session, "viewer", lambda: viewer)
    started = []
    monkeypatch.setattr(running, "start_job", lambda home, kind, order, worker: started.append(kind) or "1")
    monkeypatch.setattr(running, "_hold", lambda job_id: None)

    for kind, right in (("load", Right.LOAD), ("remove", Right.LOAD), ("rebuild", Right.EDIT_POLICY),
                        ("groups", Right.SEE)):
        before = len(started)
        if viewer.may(right):
            running.begin(staffed, kind, right=right)
        else:
            with pytest.raises(KadashError, match="not_allowed"):
                running.begin(staffed, kind, right=right)
        assert len(started) - before == viewer.may(right)
