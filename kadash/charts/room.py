"""How much room a text takes, so that none is cut off."""

from __future__ import annotations

WIDE_SHARE, NARROW_SHARE = 1.05, 0.53
"""Width of a Chinese character and of a Latin letter, as a share of the size they are set in; on the safe side."""


def text_px(text: str, size_px: int = 12) -> int:
    """Pixels that a text is wide.

    >>> text_px("铂金"), text_px("Gold")
    (25, 25)
    """
    return round(size_px * sum(WIDE_SHARE if letter > "\u2e7f" else NARROW_SHARE for letter in text))
