"""A user's text file as clean UTF-8: rewritten in pieces, bytes that do not fit replaced and counted."""

from __future__ import annotations

import codecs
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kadash.intake.read.encoding import CODEC, Encoding, chunks
from kadash.vocabulary import Finding

_REPLACED = "\ufffd"
_EURO_OF_CP936 = "\ufdd0"
"""A code point that is no character stands for a lone 0x80 until it has been counted."""
_HANDLER = "kadash-replace"
_PADDING = b"\n\n\n\n"


@dataclass(frozen=True)
class Utf8File:
    """UTF-8 without mark or zeros, except that a plain UTF-8 file stays where it is, mark and all."""

    path: Path
    encoding: str
    findings: tuple[Finding, ...]


def as_utf8(path: Path, encoding: Encoding, scratch: Path) -> Utf8File:
    """The file itself where it is UTF-8 already, else a copy in `scratch`."""
    already = encoding.name in ("utf-8", "utf-8-sig") and encoding.strict
    if already and not any(b"\0" in chunk for chunk in chunks(path)):
        return Utf8File(path, encoding.name, encoding.findings)
    target = scratch / "utf8.txt"
    counts = _rewrite(path, encoding.name, target)
    findings = [Finding(code, count) for code, count in sorted(counts.items())]
    return Utf8File(target, encoding.name, (*encoding.findings, *findings))


def _rewrite(path: Path, name: str, target: Path) -> Counter[str]:
    """Writes the copy; counts of what was changed, by finding code."""
    counts: Counter[str] = Counter()
    decoder = codecs.getincrementaldecoder(CODEC.get(name, name))(errors=_HANDLER)
    with target.open("w", encoding="utf-8", newline="") as out:
        for chunk in chunks(path):
            out.write(_counted(decoder.decode(chunk), counts))
        out.write(_counted(_last_piece(decoder, name), counts))
    return counts


def _last_piece(decoder: codecs.IncrementalDecoder, name: str) -> str:
    """What the decoder still holds.

    Python's Chinese decoders drop sound bytes behind a bad one at the very end: they get line ends to go on with,
    which are taken off again.
    """
    if name not in ("gb18030", "big5"):
        return decoder.decode(b"", final=True)
    return (decoder.decode(_PADDING) + decoder.decode(b"", final=True)).removesuffix(_PADDING.decode())


def _counted(text: str, counts: Counter[str]) -> str:
    for found, code, instead in (
        ("\0", "zeros_dropped", ""), (_EURO_OF_CP936, "euro_bytes_replaced", "€"),
        (_REPLACED, "bytes_replaced", _REPLACED),
    ):
        if found in text:
            counts[code] += text.count(found)
            text = text.replace(found, instead)
    return text


def _replacement(error: UnicodeError) -> tuple[str, int]:
    """What stands for a byte that does not fit: alone and 0x80 in Chinese text, it is the euro of cp936."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    chinese = error.encoding.startswith("gb")
    if chinese and error.object[error.start] == 0x80:
        return _EURO_OF_CP936, error.start + 1
    return _REPLACED, error.start + 1 if chinese else error.end


codecs.register_error(_HANDLER, _replacement)
