"""Text from the data as text on screen: no Markdown, no link, no image."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")
_AUTOLINK = re.compile(r"(?i)(www\.|://|@)")
_JOINER = "\u2060"


def plain(text: object) -> str:
    """`text` so that Streamlit's Markdown shows it letter by letter.

    ASCII punctuation is escaped and what would become a link by itself (www., ://, @) is broken by U+2060.

    >>> plain("![x](http)")
    '\\\\!\\\\[x\\\\]\\\\(http\\\\)'
    """
    broken = _AUTOLINK.sub(lambda m: _JOINER.join(m.group(1)), str(text))
    return _MARKS.sub(r"\\\1", broken.replace("\n", " "))
