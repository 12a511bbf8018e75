"""Text is text: what no file may carry is taken out, and what a spreadsheet would run is kept from running."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

Content = TypeVar("Content")

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
"""Control characters, lone surrogates, and marks that turn the order of letters around: XML refuses the first two."""

_RUNS = re.compile(r"^\s*(?:[=+\-@＝＋－＠{]|(?:[a-z]{2,10}:)|\w*://)", re.IGNORECASE)
JOINER = "\u2060"


def clean(content: Content) -> Content:
    """The same content, every text in it without characters that no file can carry; line ends become blanks."""
    cleaned: Any = content
    if isinstance(content, str):
        cleaned = _FORBIDDEN.sub("", re.sub(r"[\t\r\n\x0b\x0c\u2028\u2029]+", " ", content))
    elif isinstance(content, tuple):
        cleaned = tuple(clean(part) for part in content)
    elif is_dataclass(content) and not isinstance(content, type):
        cleaned = replace(content, **{field.name: clean(getattr(content, field.name)) for field in fields(content)})
    return cleaned  # type: ignore[no-any-return]


def inert(text: str) -> str:
    """A label that a chart's own workbook takes for text: a mark of no width stands before what would run or link.

    >>> inert("昆明华源"), inert("=1+1") == JOINER + "=1+1"
    ('昆明华源', True)
    """
    return f"{JOINER}{text}" if _RUNS.match(text) else text
