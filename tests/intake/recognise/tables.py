"""Text tables made of a few cells."""

from collections.abc import Sequence
from pathlib import Path

from kadash.intake.text_table import TextTable, positional_names


def a_table(header: Sequence[str], rows: Sequence[Sequence[str]], file: str = "export.csv") -> TextTable:
    """A table of which only header and sample are looked at."""
    cells = tuple(tuple(row[:len(header)]) + ("",) * (len(header) - len(row)) for row in rows)
    return TextTable(file, None, Path("nowhere.csv"), tuple(header), positional_names(len(header)), 1, len(rows),
                     sample=cells)
