"""What several rooms' tests stand on: the sample company loaded once, the real public data where it is there."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.policy import Policy, default_policy
from kadash.sample import write_sample
from kadash.store import Home

ROOT = Path(__file__).parents[1]
REAL_DATA = ROOT.parent / "shared" / "data"
LOADING_DAY = dt.date(2026, 10, 1)


def pytest_collection_finish() -> None:
    """AppTest reads the metadata of every installed package for each app (.15 CPU-s), to find components of other
    packages, of which there are none here: in some hundred tests that is a minute."""
    if "streamlit.testing.v1" in sys.modules:
        from streamlit.components.v2.component_manager import BidiComponentManager

        BidiComponentManager.discover_and_register_components = _nothing  # type: ignore[method-assign]


def _nothing(*_: object, **__: object) -> None:
    """Find no component."""


@pytest.fixture(scope="session")
def real_data() -> Callable[[str], Path]:
    """The folder of a real public data set; the test is skipped, saying so, where it is missing."""

    def folder(name: str) -> Path:
        found = REAL_DATA / name
        if not found.exists():
            pytest.skip(f"the real data set {name} is not beside this checkout (../shared/data/{name})")
        return found

    return folder


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The English sample company, loaded; nobody may load on top of it."""
    return load_sample(tmp_path_factory.mktemp("sample"), "en")


@pytest.fixture(scope="session")
def asked(sample_home: Home) -> Asked:
    """The sample company as who may see all of it asks; tests of a company of their own override this."""
    generation = sample_home.generation()
    assert generation is not None
    return Asked(generation, Scope.everything())


def load_sample(folder: Path, dialect: str, policy: Policy | None = None) -> Home:
    """The sample company written and loaded under `folder`, by the shipped policy unless told otherwise."""
    from kadash.loads import FileGiven, load

    home = Home(folder / "home")
    files = [FileGiven(file, file.name) for file in write_sample(folder / "exports", dialect)]
    load(home, files, currency="CNY", as_of=None, today=LOADING_DAY, who="test", policy=policy or default_policy())
    return home
