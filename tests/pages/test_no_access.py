"""Who may see nothing sees two sentences, and a role withdrawn in the middle of work ends what is seen."""

import pytest

from kadash.access import Grant, Role
from kadash.store import Home
from tests.pages.signed_in import granted, opened_by


def test_who_is_unknown_sees_whom_to_ask_and_no_menu_search_or_figure(
        monkeypatch: pytest.MonkeyPatch, company: Home) -> None:
    app = opened_by(monkeypatch, "<b>wang</b>", company.path, "overview")

    assert not app.exception
    assert [one.value for one in app.warning] == [
        r"You are signed in as \<b\>wang\<\/b\>, but no role was granted to that name yet."]
    assert "chef" in app.markdown[-1].value
    assert [one.value for one in app.title] == ["kadash"]
    assert len(app.sidebar) == 0
    assert not app.metric and not app.dataframe and not app.text_input


def test_a_role_withdrawn_while_working_holds_at_the_next_click(
        monkeypatch: pytest.MonkeyPatch, own_company: Home) -> None:
    monkeypatch.setenv("KADASH_ADMINISTRATORS", "chef")
    granted(own_company, "li", Grant(Role.MANAGER))
    app = opened_by(monkeypatch, "li", own_company.path, "accounts")
    assert app.title[0].value == "Accounts"

    granted(own_company, "li", None)
    app.run()

    assert app.title[0].value == "kadash"
    assert not app.dataframe
