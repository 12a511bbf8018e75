"""What several rooms' tests stand on: the sample company loaded once, the real public data where it is there."""

from __future__ import annotations

import datetime as dt
import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.policy import Policy, default_policy
from kadash.sample import write_sample
from kadash.store import Home
from tests.made_once import copied_once, shared_folder

ROOT = Path(__file__).parents[1]
REAL_DATA = ROOT.parent / "shared" / "data"
LOADING_DAY = dt.date(2026, 10, 1)
LONGEST_FIRST = (
    "tests/whole/test_house.py", "tests/whole/test_bench.py", "tests/browser/", "tests/processes/", "tests/together/",
    "tests/loads/test_kills.py", "tests/loads/", "tests/soak/", "tests/worlds/", "tests/rollup/", "tests/pages/",
    "tests/exports/",
)
"""Files of these take longest: they begin first, so that no worker has one of them left when the others are done."""
_BETWEEN_COLLECTIONS = 20_000
"""New objects before Python looks for garbage: with its own 700 that takes 3 % of the time."""


@pytest.hookimpl(wrapper=True)
def pytest_cmdline_main() -> Iterator[None]:
    """What one worker makes for all of them lies in a folder of this run."""
    with shared_folder():
        return (yield)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Longest first; within a file as it stands."""
    def place(item: pytest.Item) -> int:
        return next((n for n, path in enumerate(LONGEST_FIRST) if item.nodeid.startswith(path)), len(LONGEST_FIRST))

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """Python looks for garbage more rarely.

    AppTest reads the metadata of every installed package for each app (.15 CPU-s), to find components of other
    packages, of which there are none here: in some hundred tests that is a minute.
    """
    gc.set_threshold(_BETWEEN_COLLECTIONS, 20, 20)
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
    folder = tmp_path_factory.mktemp("sample") / "en"
    return Home(copied_once("sample", lambda made: load_sample(made, "en"), folder) / "home")


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
