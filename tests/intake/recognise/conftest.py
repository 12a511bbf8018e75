"""Text tables made of a few lines, and files read and recognised together."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from kadash.intake.read import read_file
from kadash.intake.reading import Reading
from kadash.intake.recognise import recognise

LOADING_DAY = date(2026, 10, 1)
Readings = Callable[..., dict[str, Reading]]


@pytest.fixture
def readings(tmp_path: Path) -> Readings:
    """Reads files given as paths, or as name to content, and recognises them together: name to reading."""

    def read_all(*paths: Path, **_: object) -> dict[str, Reading]:
        tables = [table for path in paths for table in read_file(path, path.name, tmp_path / "scratch")]
        names = [f"{table.file}:{table.sheet}" if table.sheet else table.file for table in tables]
        return dict(zip(names, recognise(tables, LOADING_DAY), strict=True))

    return read_all


@pytest.fixture
def recognised(tmp_path: Path, readings: Readings) -> Callable[[Mapping[str, str]], dict[str, Reading]]:
    """Recognises files given as name to text."""

    def read_texts(files: Mapping[str, str]) -> dict[str, Reading]:
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return readings(*(tmp_path / name for name in files))

    return read_texts


def fields(reading: Reading) -> dict[str, str]:
    """Field to header; fields of other tables with their table's name before them."""
    return {
        column.field if column.table == reading.table else f"{column.table}.{column.field}": column.header
        for column in reading.columns
    }
