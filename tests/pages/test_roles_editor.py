"""An administrator grants, changes and withdraws roles on Settings, is told of others, cannot lock the company out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kadash.access import Grant, Role
from kadash.loads.grants import granted as kept_grants
from kadash.store import Home
from tests.pages.signed_in import granted, opened_by
from tests.pages.test_decide_pages import texts


@pytest.fixture(scope="module")
def staffed(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(Path(shutil.copytree(sample_home.path, tmp_path_factory.mktemp("roles") / "home")))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("KADASH_ADMINISTRATORS", "chef")
        granted(home, "li@firm.cn", Grant(Role.REP, owners=("Ben Carter",)))
    return home


def roles(monkeypatch: pytest.MonkeyPatch, home: Home, person: str, lang: str = "en") -> AppTest:
    return opened_by(monkeypatch, "chef", home.path, "settings", lang, part="roles", person=person)


def grant_of(home: Home, person: str) -> Grant | None:
    return next(one.grant for one in kept_grants(home) if one.identity == person)


def test_a_grant_is_tried_saved_and_withdrawn_and_another_administrator_is_told(
        monkeypatch: pytest.MonkeyPatch, staffed: Home) -> None:
    generation = staffed.generation()
    assert generation is not None
    wanted = sorted(str(row[0]) for row in generation.rows(
        "select owner from mart.account where owner <> 'Ben Carter' group by owner order by count(*) desc limit 1"))
    both = ["Ben Carter", *wanted]
    mine = generation.rows("select count(*) from mart.account where list_contains($o, owner)", o=both)[0][0]
    app, late = (roles(monkeypatch, staffed, "li@firm.cn") for _ in range(2))

    app.multiselect[0].set_value(both).run()
    assert f"Would see {mine} of 400 accounts" in texts(app)
    app.button(key="grant_save").click().run()
    late.button(key="grant_withdraw").click().run()

    assert grant_of(staffed, "li@firm.cn") == Grant(Role.REP, owners=tuple(both))
    assert late.error[0].value.startswith("chef changed this on")

    app.button(key="grant_withdraw").click().run()
    assert grant_of(staffed, "li@firm.cn") is None
    assert "withdrawn" in app.dataframe[0].value.to_string()


def test_the_last_administrator_cannot_withdraw_the_own_role(monkeypatch: pytest.MonkeyPatch, staffed: Home) -> None:
    app = roles(monkeypatch, staffed, "chef", "zh")

    app.button(key="grant_withdraw").click().run()

    assert app.error[0].value.startswith("这样将没有人能够授予角色。")
    assert not app.exception
