"""Builders of small files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kadash.intake.read import read_file
from kadash.intake.text_table import TextTable

Read = Callable[..., list[TextTable]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads bytes or text as a file of the given name."""

    def read_content(content: bytes | str, name: str = "orders.csv") -> list[TextTable]:
        path = tmp_path / "given"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_file(path, name, tmp_path / "scratch")

    return read_content

