"""Text from the data as text on screen: no Markdown, no link, no image."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")
_AUTOLINK = re.compile(r"(?i)w(?=ww\.)|w(?=w\.)|:(?=//)|@")
_JOINER = "\u2060"
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction of all that follows in a line."""


def plain(text: object) -> str:
    """`text` so that Streamlit's Markdown shows it letter by letter.

    ASCII punctuation is escaped; what would become a link by itself (www., ://, @) is broken by U+2060, since Streamlit
    looks for addresses again after it has read the escapes. Letters that nobody sees are left out: a name could turn
    the sentence around it.

    >>> plain("![x](http)")
    '\\\\!\\\\[x\\\\]\\\\(http\\\\)'
    >>> plain("me@example").count("\u2060")
    1
    """
    broken = _AUTOLINK.sub(lambda found: found[0] + _JOINER, _UNSEEN.sub("", str(text)))
    return _MARKS.sub(r"\\\1", broken.replace("\n", " "))
