"""What a cell looks like, before anybody knows what it means: blank, number, date or words."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Shape = Literal["blank", "number", "date", "words"]

_NUMBER = re.compile(
    r"^[-+(]?\s*(?:[A-Z]{3}|RMB|[¥$€£￥])?\s*[-+]?(?:\d[\d,. '\u00a0\u202f]*|\.\d+)(?:[eE][-+]?\d+)?"
    r"\s*(?:[¥$€£￥%‰]|[A-Z]{3}|元|万元?|千元?|亿元?|折|[kKmM])?\s*[-)]?$"
)
_DATE = re.compile(
    r"^(?:\d{4}\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2}\s*[日号]?|\s*月)?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    r"|1[0-2]\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])"  # years of Taiwan count from 1912
    r"|\d{1,2}[-\s][A-Za-z]{3,9}\.?[-\s,]\s*\d{2,4}|[A-Za-z]{3,9}\.?\s\d{1,2},?\s\d{2,4}"
    r"|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
    r"(?:[T\s,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AaPp][Mm])?(?:Z|[-+]\d{2}:?\d{2})?)?$"
)
_BLANKS = frozenset({"", "null", "none", "nan", "n/a", "#n/a", "-", "--", "—", "\\n", "(null)", "无", "'null"})


def shape(cell: str) -> Shape:
    """The shape of a cell.

    >>> [shape(cell) for cell in ("", "¥1,234.50", "2025年3月1日", "28/01/2018", "宏发电气")]
    ['blank', 'number', 'date', 'date', 'words']
    """
    text = plain(cell)
    if text.lower() in _BLANKS:
        return "blank"
    if not any(char.isdigit() for char in text):
        return "words"
    if _DATE.match(text) and not _only_digits_and_points(text):
        return "date"
    return "number" if _NUMBER.match(text) else "words"


def plain(cell: str) -> str:
    """The cell without width variants and outer blanks."""
    text = cell.strip()
    return text if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def is_blank(cells: list[str]) -> bool:
    """Whether nothing is written in any cell."""
    together = "".join(cells)
    return not together or together.isspace()


def _only_digits_and_points(text: str) -> bool:
    """1.2345 or 20250301: the second is a date all the same."""
    return text.count(".") == 1 and text.replace(".", "").isdigit()
