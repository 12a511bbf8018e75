"""How much room a text takes, so that none is cut off."""

from __future__ import annotations

import re
from functools import lru_cache

WIDE_SHARE, NARROW_SHARE = 1.02, 0.47
"""Width of a Chinese character and of a Latin letter, as a share of the size they are set in."""


@lru_cache(maxsize=1 << 14)
def text_px(text: str, size_px: int = 12) -> int:
    """Pixels that a text is wide.

    >>> text_px("铂金"), text_px("Gold")
    (24, 23)
    """
    return round(size_px * sum(WIDE_SHARE if letter > "\u2e7f" else NARROW_SHARE for letter in text))


def within(text: str, most_px: int, size_px: int = 12) -> list[str]:
    """A text in lines that take at most so many pixels, broken at blanks or between Chinese characters.

    >>> within("Late delivery 4, Wrong invoice 3", 120)
    ['Late delivery 4,', 'Wrong invoice 3']
    >>> within("黄金变为铂金", 40)
    ['黄金变', '为铂金']
    """
    lines = [""]
    for piece in _PIECES.findall(text):
        if lines[-1] and text_px((lines[-1] + piece).rstrip(), size_px) > most_px:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


_PIECES = re.compile(r"[\u2e80-\uffef][、。，；：）”]*\s*|[^\s\u2e80-\uffef]+\s*|\s+")
"""What stays in one line: a Chinese character with the mark behind it, or a word."""
