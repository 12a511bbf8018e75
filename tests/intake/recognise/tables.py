"""Text tables made of a few cells, and what is asked about them."""

from collections.abc import Sequence
from pathlib import Path

from kadash.intake.reading import Question, Reading
from kadash.intake.recognise import recognise
from kadash.intake.text_table import TextTable, positional_names

from .conftest import LOADING_DAY


def a_table(header: Sequence[str], rows: Sequence[Sequence[str]], file: str = "export.csv") -> TextTable:
    """A table of which only header and sample are looked at."""
    cells = tuple(tuple(row[:len(header)]) + ("",) * (len(header) - len(row)) for row in rows)
    return TextTable(file, None, Path("nowhere.csv"), tuple(header), positional_names(len(header)), 1, len(rows),
                     sample=cells)


def read(header: str, *rows: str, sep: str = "|") -> Reading:
    """The reading of a table given as a line of headers and lines of cells."""
    return recognise([a_table(header.split(sep), [row.split(sep) for row in rows])], LOADING_DAY)[0]


def asked(reading: Reading) -> dict[str, tuple[tuple[str, ...], str]]:
    """Question to its choices and the one taken."""
    return {one.code: (one.choices, one.chosen) for one in reading.questions}


def only(reading: Reading) -> Question:
    (question,) = reading.questions
    return question
