"""Cells of an XLSX sheet that its parser would hand over as blank: errors, and formulas without a stored value."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_MOST = 100_000
_TAIL = 1 << 20
_TEXT_CHARS = 80
_CELL_WITH_ERROR = re.compile(rb'<(?:\w+:)?c\b([^>]*?\bt="e"[^>]*)>(.*?)</(?:\w+:)?c>', re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v>(.*?)</(?:\w+:)?v>", re.DOTALL)
_FORMULA_ONLY = re.compile(
    rb"<(?:\w+:)?c\b([^>/]*)>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ADDRESS = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')


@dataclass
class OddCells:
    """`texts`: row, column (both from 0) to what stands there: '#DIV/0!' or the formula; bounded, `counts` are not."""

    texts: dict[int, dict[int, str]] = field(default_factory=dict)
    addresses: dict[str, list[str]] = field(default_factory=lambda: {"error_cells": [], "formulas_without_value": []})
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    """Merged ranges (row and column of the first and the last cell) where the parser does not give them: ODS."""
    counts: dict[str, int] = field(default_factory=lambda: {"error_cells": 0, "formulas_without_value": 0})

    def note(self, code: str, attributes: bytes, text: str) -> None:
        """One more such cell."""
        found = _ADDRESS.search(attributes)
        if not found:
            return
        self.counts[code] += 1
        letters, row = found.group(1).decode(), int(found.group(2))
        if len(self.addresses[code]) < 20:
            self.addresses[code].append(f"{letters}{row}")
        if sum(self.counts.values()) <= _MOST:
            self.texts.setdefault(row - 1, {})[_position(letters)] = text[:_TEXT_CHARS]


def odd_cells(pieces: Iterable[bytes]) -> OddCells:
    """The odd cells of a sheet's XML, given in pieces of any size."""
    found = OddCells()
    rest = b""
    for piece in pieces:
        text = rest + piece
        end = text.rfind(b"</")
        cut = text.rfind(b"c>", 0, max(end, 0)) + 2
        if cut < 2:
            rest = text[-_TAIL:]
            continue
        _search(text[:cut], found)
        rest = text[cut:][-_TAIL:]
    _search(rest, found)
    return found


def _search(text: bytes, found: OddCells) -> None:
    if b't="e"' in text:
        for match in _CELL_WITH_ERROR.finditer(text):
            value = _VALUE.search(match.group(2))
            found.note("error_cells", match.group(1), value.group(1).decode(errors="replace") if value else "#ERROR!")
    if b"<f" in text or b":f" in text:
        for match in _FORMULA_ONLY.finditer(text):
            if b't="str"' in match.group(1):  # a formula whose value is an empty text
                continue
            formula = html.unescape((match.group(2) or b"").decode(errors="replace"))
            found.note("formulas_without_value", match.group(1), f"={formula}")


def _position(letters: str) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - 64
    return position - 1
