"""The sample company loaded a second time, with changes planted in its exports."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.loads import FileGiven, load
from kadash.policy import default_policy
from kadash.store import Home, Journal
from tests.answers.changes.planted import planted
from tests.conftest import LOADING_DAY


@pytest.fixture(scope="session")
def planted_home(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The sample's home with a second load on top, as of the same day; nobody may load on top of it."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(sample_home.path, folder / "home")
    home = Home(folder / "home")
    files = [FileGiven(file, file.name) for file in planted(sample_home.path.parent / "exports", folder / "new")]
    load(home, files, today=LOADING_DAY, who="test", policy=default_policy())
    return home


class _OwnJournal(Home):
    """A home whose journal lies elsewhere."""

    def __init__(self, path: Path, journal: Path) -> None:
        super().__init__(path)
        self._journal = journal

    def journal(self) -> Journal:
        return Journal(self._journal)


@pytest.fixture
def home(planted_home: Home, tmp_path: Path) -> Home:
    """The same data with a journal of the test's own."""
    return _OwnJournal(planted_home.path, tmp_path / "journal.sqlite")


@pytest.fixture
def asked_now(home: Home) -> Asked:
    """Who may see everything asks about the second load."""
    generation = home.generation()
    assert generation is not None
    return Asked(generation, Scope.everything())
