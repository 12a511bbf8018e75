"""A small trading company, loaded once for all tests of pages that do not write to it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kadash.store import Home
from tests.reviews.builders import a_trading_company, published


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Nobody may write to it."""
    return published(tmp_path_factory.mktemp("company"), **a_trading_company())


@pytest.fixture
def own_company(company: Home, tmp_path: Path) -> Home:
    """A copy of it with a journal of its own."""
    shutil.copytree(company.path, tmp_path / "home")
    return Home(tmp_path / "home")
