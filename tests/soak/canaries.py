"""A rep's tab walks the company of canaries for as many looks as asked, a manager's before and after."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.sessions.client import Tab
from tests.sessions.company import canary_home
from tests.sessions.entered import enter_everything
from tests.sessions.leaks import leaks
from tests.sessions.people import MANAGER, SEES_OWN, grant_roles, shared_app, tab_of
from tests.sessions.walk import PAGES, choose, files, look, look_closer

CHOICES_A_PAGE = 6


def walked(loads: int, seed: int) -> Iterator[tuple[str, list[str]]]:
    """One entry a load of the rep: what was done, and what came that should not have (or failed)."""
    with TemporaryDirectory() as folder:
        home = canary_home(Path(folder))
        grant_roles(home)
        enter_everything(home)
        with shared_app(home, Path(folder) / "app.log") as address:
            yield from islice(_rounds(address, seed), loads)


def _rounds(address: str, seed: int) -> Iterator[tuple[str, list[str]]]:
    """Rounds without end: the rep first in an odd one, the manager in an even one; both languages in turn."""
    number = 0
    while True:
        dice = random.Random(seed + number)
        language = ("en", "zh")[number % 2]
        if number:
            with tab_of(address, MANAGER, language) as tab:
                for _ in _everything(tab, dice):
                    tab.heard.forget()
        with tab_of(address, SEES_OWN, language) as tab:
            for step in _everything(tab, dice):
                yield f"{step} ({language}, round {number})", [*islice(leaks(tab.heard), 5), *tab.screen.errors]
                tab.heard.forget()
        number += 1


def _everything(tab: Tab, dice: random.Random) -> Iterator[str]:
    yield from look(tab)
    yield from look_closer(tab, take_away=True)
    for path in [path for path in PAGES if path in tab.pages]:
        yield from choose(tab, path, dice, CHOICES_A_PAGE)
        yield from files(tab)
