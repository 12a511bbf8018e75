"""What every byte of a large text file shows before any of its records is read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kadash.intake.read.encoding import chunks

_LINE_END, _RETURN, _TAB, _SPACE = b"\n\r\t "
_OTHER_BLANKS = tuple(blank.encode() for blank in ("\u3000", "\u00a0", "\ufeff"))
_CARRIED = 3
"""Bytes of the piece before that are looked at again, so that no blank is cut in two."""
_PLAIN_DELIMITERS = ",;|"


@dataclass(frozen=True)
class BytesSeen:
    """Lines of the file, the last also without an end; and whether no cell begins or ends with a blank.

    `unpadded` is never said wrongly: where a quoted cell might hold a blank or a line end beside a quote, it is false.
    """

    lines: int
    unpadded: bool


def bytes_seen(path: Path, delimiter: str, quote: str, lines_before: int) -> BytesSeen:
    """Look at a UTF-8 file once; blanks in its first `lines_before` lines, title and header, do not count."""
    edges = np.zeros(256, dtype=bool)
    edges[list(f"{delimiter}{quote}\n\r".encode())] = True
    unpadded, lines, before = delimiter in _PLAIN_DELIMITERS, 0, b"\n"
    for chunk in chunks(path):
        ends = np.frombuffer(chunk, dtype=np.uint8) == _LINE_END
        if unpadded:
            left = lines_before - lines
            data = _behind(chunk, np.flatnonzero(ends), left) if left > 0 else before + chunk
            unpadded = not _pads(data, edges, quote)
        lines += int(np.count_nonzero(ends))
        before = (before + chunk)[-_CARRIED:]
    ends_padded = before[-1] in (_SPACE, _TAB)
    return BytesSeen(lines + (before[-1] != _LINE_END), unpadded and not ends_padded)


def _behind(chunk: bytes, ends: NDArray[np.intp], lines: int) -> bytes:
    """What follows so many line ends, the last of them included."""
    return chunk[ends[lines - 1]:] if len(ends) >= lines else b""


def _pads(data: bytes, edges: NDArray[np.bool_], quote: str) -> bool:
    """Whether a blank stands beside a delimiter, a quote or a line end, or a line end behind a quote."""
    seen = np.frombuffer(data, dtype=np.uint8)
    for blank in (_SPACE, _TAB):
        if blank in data and _stands_beside(seen, blank, edges):
            return True
    if quote and quote.encode() in data:
        behind = seen[np.flatnonzero(seen[:-1] == ord(quote)) + 1]
        if ((behind == _LINE_END) | (behind == _RETURN)).any():
            return True
    return not data.isascii() and any(blank[:1] in data and _holds(seen, blank) for blank in _OTHER_BLANKS)


def _holds(seen: NDArray[np.uint8], blank: bytes) -> bool:
    """As `in`, which takes three times as long where the first byte is frequent."""
    last = len(seen) - len(blank) + 1
    found = seen[:last] == blank[0]
    for place, byte in enumerate(blank[1:], 1):
        found &= seen[place:last + place] == byte
    return bool(found.any())


def _stands_beside(seen: NDArray[np.uint8], blank: int, edges: NDArray[np.bool_]) -> bool:
    at = np.flatnonzero(seen == blank)
    neighbours = np.concatenate((seen[at[at > 0] - 1], seen[at[at < len(seen) - 1] + 1]))
    return bool(edges[neighbours].any())
