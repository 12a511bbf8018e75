"""A look into a zipped workbook before a parser sees it: sizes, ratios, names, DOCTYPE; and its sheets' odd cells."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kadash.errors import KadashError

_MOST_ENTRIES = 5_000
_MOST_BYTES = 2 << 30
_MOST_BYTES_AN_ENTRY = 1 << 30
_MOST_TIMES = 300
_FREE_BYTES = 1 << 20
_PIECE = 1 << 20
_DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


class GuardedZip:
    """A zip file whose entries are read in pieces, counted against the limits as they inflate."""

    def __init__(self, path: Path, label: str) -> None:
        self._label = label
        self._inflated = 0
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as reason:
            raise KadashError("workbook_damaged", file=label) from reason
        self.names = self._archive.namelist()
        self._check_names()

    def pieces(self, name: str) -> Iterator[bytes]:
        """The entry's bytes; KadashError once a limit is passed, whatever the directory of the zip declares."""
        info = self._archive.getinfo(name)
        inflated = 0
        try:
            with self._archive.open(info) as stream:
                for piece in iter(lambda: stream.read(_PIECE), b""):
                    if not inflated and any(mark in piece[:8192] for mark in _DOCTYPES):
                        raise self._refusal("doctype")
                    inflated += len(piece)
                    self._inflated += len(piece)
                    self._check_sizes(inflated, info.compress_size)
                    yield piece
        except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, NotImplementedError) as reason:
            raise KadashError("workbook_damaged", file=self._label) from reason
        except RuntimeError as reason:  # what zipfile raises for an encrypted entry
            raise KadashError("workbook_password", file=self._label) from reason
        except _inflate_errors() as reason:
            raise KadashError("workbook_damaged", file=self._label) from reason

    def whole(self, name: str, most: int = 16 << 20) -> bytes:
        """A small entry at once."""
        kept = b""
        for piece in self.pieces(name):
            kept += piece
            if len(kept) > most:
                raise self._refusal("entry_size")
        return kept

    def _check_names(self) -> None:
        folded = [name.lower() for name in self.names]
        if len(folded) > _MOST_ENTRIES:
            raise self._refusal("entries")
        if len(set(folded)) < len(folded):
            raise self._refusal("duplicate_names")
        if any(".." in PurePosixPath(name.replace("\\", "/")).parts for name in self.names):
            raise self._refusal("climbing_names")

    def _check_sizes(self, inflated: int, compressed: int) -> None:
        if inflated > _MOST_BYTES_AN_ENTRY or self._inflated > _MOST_BYTES:
            raise self._refusal("size")
        if inflated > _FREE_BYTES and inflated > _MOST_TIMES * max(compressed, 1):
            raise self._refusal("ratio")

    def _refusal(self, reason: str) -> KadashError:
        return KadashError("workbook_suspicious", file=self._label, reason=reason)


def _inflate_errors() -> tuple[type[Exception], ...]:
    import zlib

    return (zlib.error,)
