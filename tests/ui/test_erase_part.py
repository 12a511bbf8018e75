"""Erasing personal data from the review: who may, what is said before, and that it takes a yes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from kadash.store import Home

NINE = datetime(2026, 10, 1, 9, tzinfo=UTC)


def the_part(folder: str, language: str, role: str) -> None:
    from pathlib import Path
    from types import SimpleNamespace

    from kadash.access import Role, Scope, Viewer
    from kadash.access.rights import RIGHTS
    from kadash.language import words_in
    from kadash.store import Home
    from kadash.ui import session
    from kadash.ui.frame import Page
    from kadash.ui.review.erase import erase

    viewer = Viewer("ana", Role(role), Scope.everything(), RIGHTS[Role(role)])
    session.viewer = lambda: viewer
    erase(Page("review", words_in(language), Home(Path(folder)), None, False), SimpleNamespace(account_id="C1"))


@pytest.fixture
def restored_viewer(monkeypatch):
    from kadash.ui import session

    monkeypatch.setattr(session, "viewer", session.viewer)


def a_home(folder) -> Home:
    home = Home(folder)
    home.journal().put("people", "C1", {"people": [{"side": "theirs", "name": "Marta"}]}, author="Li", at=NINE)
    home.journal().put("plan", "C1", {"goal": "convince Marta"}, author="Li", at=NINE)
    return home


@pytest.mark.parametrize(("language", "told", "done"), [
    ("en", "2 entries will be overwritten: People 1, Account plan 1.", "Erased: 2 entries were overwritten."),
    ("zh", "将改写 2 项录入：关键人 1、客户计划 1。", "已删除：改写 2 项录入。")])
def test_an_administrator_sees_whose_names_go_says_yes_and_is_told_what_was_done(
        tmp_path, restored_viewer, language, told, done):
    home = a_home(tmp_path)
    app = AppTest.from_function(the_part, args=(str(tmp_path), language, "administrator"), default_timeout=60).run()

    app.toggle[0].set_value(True).run()

    assert app.text_area[0].value == "Marta" and app.caption[1].value == told
    assert app.button[0].disabled
    app.checkbox[0].check().run()
    app.button[0].click().run()
    assert not app.exception and app.success[0].value.startswith(done)
    assert home.journal().get("plan", "C1").body == {"goal": "convince ███"}
    assert home.journal().get("people", "C1") is None


def test_a_manager_may_not(tmp_path, restored_viewer):
    a_home(tmp_path)

    app = AppTest.from_function(the_part, args=(str(tmp_path), "en", "manager"), default_timeout=60).run()

    assert not app.exception and len(app.toggle) == 0
