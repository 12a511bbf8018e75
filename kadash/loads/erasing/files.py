"""Which kept files hold a name: they are told, for a person to replace; no file that somebody loaded is rewritten."""

from __future__ import annotations

import html
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from kadash.loads.given import Source
from kadash.loads.kept import kept_sources
from kadash.store import Home

_FOLDERS = ("inbox", "incoming", "jobs", "forecasts")
_ENCODINGS = ("utf-8", "utf-16-le", "gb18030", "big5", "cp1252")
_CHUNK = 1 << 22


def files_that_hold(home: Home, names: Sequence[str]) -> list[str]:
    """Kept files in which one of these names stands: loaded ones by what users call them, others by their path."""
    wanted = [name for name in names if name.strip()]
    found = [source.label for source in sources_that_hold(home, names)]
    for folder in _FOLDERS if wanted else ():
        found += [file.relative_to(home.path).as_posix() for file in sorted((home.path / folder).rglob("*"))
                  if file.is_file() and _holds(file, wanted)]
    return found


def sources_that_hold(home: Home, names: Sequence[str]) -> list[Source]:
    """Loaded files in which one of these names stands."""
    wanted = [name for name in names if name.strip()]
    return [source for source in kept_sources(home) if _holds(source.path, wanted)] if wanted else []


def _holds(file: Path, names: Sequence[str]) -> bool:
    if zipfile.is_zipfile(file):
        return _zip_holds(file, [*names, *(html.escape(name) for name in names)])
    if file.suffix.lower() == ".parquet":
        return _parquet_holds(file, names)
    return _bytes_hold(_pieces(file), _patterns(names))


def _zip_holds(file: Path, names: Sequence[str]) -> bool:
    with zipfile.ZipFile(file) as packed:
        return any(_bytes_hold(_pieces_of(packed, name), _patterns(names)) for name in packed.namelist())


def _parquet_holds(file: Path, names: Sequence[str]) -> bool:
    table = pd.read_parquet(file)
    texts = table.select_dtypes(exclude=["number", "datetime", "bool"])
    return any(texts[column].astype(str).str.contains(name, case=False, regex=False).any()
               for column in texts for name in names)


def _patterns(names: Sequence[str]) -> list[bytes]:
    found = set()
    for name in names:
        for encoding in _ENCODINGS:
            try:
                found.add(name.encode(encoding))
            except UnicodeEncodeError:
                continue
    return sorted(found)


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as read:
        while piece := read.read(_CHUNK):
            yield piece


def _pieces_of(packed: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with packed.open(name) as read:
        while piece := read.read(_CHUNK):
            yield piece


def _bytes_hold(pieces: Iterator[bytes], patterns: Sequence[bytes]) -> bool:
    """Whether a pattern stands in the bytes, also across two pieces."""
    before, longest = b"", max(map(len, patterns))
    for piece in pieces:
        both = before + piece
        if any(pattern in both for pattern in patterns):
            return True
        before = both[-longest:]
    return False
