"""The sample written once in both dialects, and its truth, for all tests of the room."""

from __future__ import annotations

from pathlib import Path

import pytest

from kadash.sample import SampleCompany, company, write_sample


@pytest.fixture(scope="session")
def truth() -> SampleCompany:
    return company()


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("en")
    write_sample(directory, "en")
    return directory


@pytest.fixture(scope="session")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("zh")
    write_sample(directory, "zh")
    return directory
