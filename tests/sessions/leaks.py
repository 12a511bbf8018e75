"""What a rep's tab received and must not have: anything of a canary, a sum with one in it, a count of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.sessions.attacks import ATTACKS
from tests.sessions.company import CROWD, LEAST_FOREIGN, MARKS, OWN
from tests.sessions.heard import Heard

CANARIES = len(ATTACKS)
PROSPECTS = CANARIES // OWN
_ALL = {OWN + CANARIES + CROWD, CANARIES + CROWD, CROWD}
_LONG_MARKS = tuple(mark for mark in MARKS if len(mark) > 3)
COUNTS = _ALL | {count - without for count in _ALL for without in (1, PROSPECTS, PROSPECTS + 1)}
"""How many accounts there are, are foreign, have orders."""

_NUMBER = re.compile(r"(?<![\w.,#\-])[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?[ \u00a0\u202f]?"
                     r"(?:K|k|M|B|bn|万亿|万|亿)?(?![A-Za-z_\d\-])")
_SIZES = {"k": 1e3, "m": 1e6, "b": 1e9, "bn": 1e9, "万": 1e4, "亿": 1e8, "万亿": 1e12}
_MOMENTS = ((1.4e9, 2.2e9), (1.4e12, 2.2e12), (1.4e15, 2.2e15))
"""Seconds, milliseconds and microseconds since 1970 of these years: times, not money."""

_DAY_MS = 43_200_000.0
"""Half a day: charts measure the width of a bar of months in it."""
_EXAMPLES = {12_800_000.0, 12_845_000.0}
"""How Settings shows the way in which money is written."""
_LARGEST = 1e12
"""What is above it is a bound of a field, not money of this company."""


def leaks(heard: Heard, sent: tuple[str, ...] = ()) -> Iterator[str]:
    """Each thing that should not have come, with where it stood; `sent` is what the tab itself asked with."""
    for where, piece in heard.pieces():
        text = piece
        for said in sent:
            text = text.replace(said, "")
        found = max(text.lower().find(mark) for mark in (_LONG_MARKS if _is_binary(piece) else MARKS))
        if found >= 0:
            yield f"{where}: {text[max(0, found - 80):found + 80]!r}"
        elif not _is_packed(piece):
            yield from (f"{where}: {number} in {text[:200]!r}" for number, is_exact in numbers(text)
                        if _is_foreign(number, is_exact))


def numbers(text: str) -> Iterator[tuple[float, bool]]:
    """The numbers that a person reads in a text, in whatever unit they are written, and whether to the last digit.

    >>> list(numbers("CN¥7.32B of 1,333 accounts, 73.2亿, since 2026-09-30"))
    [(7320000000.0, False), (1333.0, True), (7320000000.0, False)]
    """
    for found in _NUMBER.findall(text):
        plain = found.replace(",", "").replace("−", "-").strip()
        unit = re.search(r"[^\d.e+\-]+$", plain)
        size = _SIZES.get(unit[0].strip().lower(), 1.0) if unit else 1.0
        digits = plain[:unit.start()] if unit else plain
        yield abs(float(digits.strip())) * size, unit is None


def _is_binary(piece: str) -> bool:
    """Bytes that come again unpacked, too: three letters stand in them by chance."""
    return "\x00" in piece or "\ufffd" in piece


def _is_packed(piece: str) -> bool:
    """Whether what it holds comes again unpacked, cell by cell: bytes, JSON, styles and colours."""
    return piece[:1] in ("{", "[") or _is_binary(piece) or any(mark in piece for mark in ("drawingml", "rgba("))


def _is_foreign(number: float, is_exact: bool) -> bool:
    if is_exact and number in COUNTS:  # counts are never rounded, and "about 1.30K" of money may be any of ten amounts
        return True
    if number in _EXAMPLES or number % _DAY_MS == 0.0:
        return False
    return LEAST_FOREIGN <= number < _LARGEST and not any(first <= number < last for first, last in _MOMENTS)
