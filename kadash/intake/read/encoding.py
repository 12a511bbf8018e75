"""Which encoding a text file is in: mark, strict UTF-8 of the whole file, then the most plausible."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kadash.intake.read.plausibility import plausibility
from kadash.vocabulary import Finding

CHUNK_BYTES = 1 << 18
"""Pieces in which a file is read: of those from 64 kB to 1 MB they are decoded and looked at fastest."""
_SAMPLE_BYTES = 200_000
_SAMPLE_PIECE_BYTES = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CODEC = MappingProxyType({"big5": "cp950"})
"""Python's codec where it has another name than the one people know."""
_BY_PLAUSIBILITY = ("utf-8", "gb18030", "big5", "cp1252")
_SURE = 0.6
_CLEARLY_AHEAD = 0.15
_NOT_EVEN_CLOSE = 0.5


@dataclass(frozen=True)
class Encoding:
    """`name` as people know it, `strict`: every byte fits; `findings`: what had to be assumed."""

    name: str
    strict: bool = True
    findings: tuple[Finding, ...] = ()


def settle_encoding(path: Path) -> Encoding:
    """The encoding of the file, judged by all of its bytes and not by a prefix."""
    with path.open("rb") as stream:
        head = stream.read(4096)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return _marked(path, name)
    sixteen = _utf16_without_mark(head)
    if sixteen:
        return Encoding(sixteen)
    if fits(path, "utf-8"):
        return Encoding("utf-8")
    return _most_plausible(path)


def _marked(path: Path, name: str) -> Encoding:
    """What the mark says, whatever follows; bytes that do not fit will be replaced and counted."""
    return Encoding(name, strict=fits(path, name))


def fits(path: Path, name: str) -> bool:
    """Whether every byte of the file decodes."""
    decoder = codecs.getincrementaldecoder(name)()
    ascii_fits = name in ("utf-8", "utf-8-sig")
    try:
        for chunk in chunks(path):
            if ascii_fits and chunk.isascii() and not decoder.getstate()[0]:
                continue  # to look is three times cheaper than to decode
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def chunks(path: Path, piece_bytes: int | None = None) -> Iterator[bytes]:
    """The file in pieces of CHUNK_BYTES, or of as many bytes as are said."""
    with path.open("rb") as stream:
        yield from iter(lambda: stream.read(piece_bytes or CHUNK_BYTES), b"")


def _utf16_without_mark(head: bytes) -> str | None:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    enough = 0.2 * len(head[1::2])
    if odd > enough and even == 0:
        return "utf-16-le"
    if even > enough and odd == 0:
        return "utf-16-be"
    return None


def _most_plausible(path: Path) -> Encoding:
    sample = _lines_beyond_ascii(path)
    scores = {name: plausibility(sample, name) for name in _BY_PLAUSIBILITY}
    best, second = sorted(scores, key=lambda name: -scores[name])[:2]
    if scores[best] >= _SURE and scores[best] - scores[second] >= _CLEARLY_AHEAD:
        return Encoding(best, strict=False)
    if scores[best] < _NOT_EVEN_CLOSE:  # some other single-byte alphabet: cp1252 at least never swallows a delimiter
        best, second = "cp1252", second if best == "cp1252" else best
    facts = MappingProxyType({
        "encoding": best, "rival": second, "preview": _preview(sample, best), "rival_preview": _preview(sample, second),
        "share": _per_cent(scores[best]), "rival_share": _per_cent(scores[second]),
    })
    return Encoding(best, strict=False, findings=(Finding("assumed_encoding", facts=facts),))


def _lines_beyond_ascii(path: Path) -> bytes:
    """Lines that hold bytes above 127, up to some 200 kB of them, from anywhere in the file."""
    kept = bytearray()
    for chunk in chunks(path, _SAMPLE_PIECE_BYTES):
        if chunk.isascii():
            continue
        for line in chunk.splitlines(keepends=True)[1 if kept else 0:]:
            if not line.isascii():
                kept += line[:2000]
            if len(kept) > _SAMPLE_BYTES:
                return bytes(kept)
    return bytes(kept)


def _per_cent(score: float) -> int:
    return round(100 * min(score, 1.0))


def _preview(sample: bytes, name: str) -> str:
    return " ".join(sample[:160].decode(CODEC.get(name, name), errors="replace").split())[:60]
