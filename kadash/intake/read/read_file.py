"""One file to its text tables."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from kadash.errors import KadashError
from kadash.intake.read.file_kind import FileKind, file_kind
from kadash.intake.read.in_child import read_in_child
from kadash.intake.read.text_file import read_text_file
from kadash.intake.read.wide import MOST_COLUMNS, Place
from kadash.intake.text_table import TextTable


def read_file(path: Path, label: str, scratch: Path, today: date | None = None,
              encoding: str | None = None) -> list[TextTable]:
    """Every table of the file, their cells written below `scratch`; KadashError where there is none.

    `label` is what the user calls the file. It is shown and never opened. `today`, the day of loading, stands for
    periods as columns that are still running. `encoding`: what a person says that a text file is in.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    own = Path(tempfile.mkdtemp(prefix="read-", dir=scratch))
    kind = file_kind(path, label)
    place = Place(label, today=today)
    tables = (read_text_file(path, own, place, encoding) if kind == FileKind.TEXT
              else read_in_child(path, kind, place, own))
    for table in tables:
        if len(table.header) > MOST_COLUMNS:
            raise KadashError("too_many_columns", file=label, columns=len(table.header), most=MOST_COLUMNS)
    return tables
