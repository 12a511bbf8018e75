"""Who signs in to the made-up company, and the app as a server of several people behind a proxy that names them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.in_browser import Apps
from kadash.access import Grant, Role, Viewer
from kadash.loads.grants import keep_grant
from kadash.store import Home
from tests.conftest import ROOT
from tests.sessions.client import Tab
from tests.sessions.company import REP
from tests.sessions.entered import AT

HEADER = "X-Test-User"
MANAGER, SEES_OWN, ROOT_USER = "manager@firm.example", "rita@firm.example", "root@firm.example"


def grant_roles(home: Home) -> None:
    """A manager who sees all, and a rep who sees what `REP` owns."""
    root = Viewer.alone(ROOT_USER)
    keep_grant(home, ROOT_USER, Grant(Role.ADMINISTRATOR), who=root, at=AT)
    keep_grant(home, MANAGER, Grant(Role.MANAGER), who=root, at=AT)
    keep_grant(home, SEES_OWN, Grant(Role.REP, owners=(REP,)), who=root, at=AT)


@contextmanager
def shared_app(home: Home, log: Path) -> Iterator[str]:
    """The app on a company's data, as several people reach it; gives its address."""
    with pytest.MonkeyPatch.context() as set_up, Apps() as apps:
        set_up.setenv("KADASH_SIGN_IN", "proxy")
        set_up.setenv("KADASH_PROXY_USER_HEADER", HEADER)
        set_up.setenv("KADASH_TRUSTED_PROXIES", "127.0.0.1")
        set_up.setenv("FORWARDED_ALLOW_IPS", "none")
        set_up.setenv("STREAMLIT_SERVER_ALLOWED_HOSTS", "127.0.0.1")
        yield apps.start(ROOT / "app.py", home.path, log)


def tab_of(address: str, who: str, language: str = "en") -> Tab:
    """A tab of somebody whom the proxy names."""
    return Tab(address, headers={HEADER: who}, language=language)
