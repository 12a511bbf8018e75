"""Many people for some minutes before one server, some of them loading: what was done, and what was wrong."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from tests.sessions.people import shared_app
from tests.together.crowd import People, Told, a_company, at_once

_MANAGERS = 2


def people_at_once(count: int, loading: int, seconds: float, seed: int) -> Told:
    """`count` people (18 at most beside those who load), each as fast as the server answers."""
    with tempfile.TemporaryDirectory(prefix="kadash-people-") as name:
        folder = Path(name)
        home = a_company(folder)
        with shared_app(home, folder / "app.log") as address:
            until = time.monotonic() + seconds
            people = People(reps=count - loading - _MANAGERS, managers=_MANAGERS, loading=loading)
            return at_once(home, address, folder, people, lambda _: time.monotonic() < until, seed)
