"""The two columns by which a workbook of rejected rows is known when it comes back: where a row is from, and why."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from kadash.intake.text_table import TextTable

MARK = "kadash:"
"""What the headers of our own columns begin with, in every language (full-width colons count as well)."""
REFERENCE = r"[0-9a-f]{12}\.[0-9]+\.[0-9]+"


@dataclass(frozen=True)
class Mending:
    """Which table the rows of a mended one come from: the beginning of its file's hash and its place in the file.

    `column`: position of the references in the mended table; `own_columns`: positions of all columns of ours.
    """

    sha256: str
    place: int
    column: int
    own_columns: tuple[int, ...]


def reference(sha256: str, place: int, row: int) -> str:
    """How a rejected row is named in the workbook.

    >>> reference("ab12cd34ef56ab12cd34ef56", place=1, row=17)
    'ab12cd34ef56.1.17'
    """
    return f"{sha256[:12]}.{place}.{row}"


def mending(text: TextTable) -> Mending | None:
    """Where the rows of a mended table come from; None for any other table."""
    own = tuple(index for index, name in enumerate(text.header) if _is_ours(name))
    for index in own:
        for row in text.sample:
            if index < len(row) and re.fullmatch(REFERENCE, row[index].strip()):
                sha256, place, _ = row[index].strip().split(".")
                return Mending(sha256, int(place), index, own)
    return None


def without_marks(text: TextTable) -> TextTable:
    """The table as recognition should see it: our own columns have neither name nor cells."""
    own = {index for index, name in enumerate(text.header) if _is_ours(name)}
    if not own:
        return text
    sample = tuple(tuple("" if index in own else cell for index, cell in enumerate(row)) for row in text.sample)
    return replace(text, header=tuple("" if n in own else name for n, name in enumerate(text.header)), sample=sample)


def _is_ours(name: str) -> bool:
    return unicodedata.normalize("NFKC", name).casefold().replace(" ", "").startswith(MARK)
