"""Pages as somebody with a role opens them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kadash.access import Grant, Role, Viewer
from kadash.loads.grants import keep_grant
from kadash.store import Home
from kadash.ui import sign_in
from tests.pages.test_decide_pages import opened

AT = dt.datetime(2026, 3, 15, 9, tzinfo=dt.UTC)
CHEF = Viewer.of_grant("chef", Grant(Role.ADMINISTRATOR), AT.date())


def granted(home: Home, identity: str, grant: Grant | None) -> None:
    """What an administrator granted somebody."""
    keep_grant(home, identity, grant, who=CHEF, at=AT)


def opened_by(monkeypatch: pytest.MonkeyPatch, identity: str, home: Path, page: str, lang: str = "en", **params: str
              ) -> AppTest:
    """The app of several people, opened by one of them; `chef` is its administrator."""
    monkeypatch.setenv("KADASH_SIGN_IN", "proxy")
    monkeypatch.setenv("KADASH_ADMINISTRATORS", "chef")
    monkeypatch.setattr(sign_in, "identity", lambda: identity)
    return opened(monkeypatch, home, page, lang, **params)
