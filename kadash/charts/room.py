"""How much room a text takes, so that none is cut off."""

from __future__ import annotations

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
