"""Room for a large load: looked for before it begins, so that it does not end an hour later on a full disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from kadash.errors import KadashError
from kadash.loads.given import Source
from kadash.store import Home
from kadash.store import room as disk

FROM_BYTES = 200_000_000
"""Of all files together: for smaller ones nobody's disk is asked."""
_A_BYTE_TAKES = 3.5
"""Bytes of a new state and of what lies beside it while it is built, to a byte of text (docs/decisions/253)."""
_AS_TEXT = {".parquet": 4.0, ".gz": 8.0, ".zip": 8.0, ".xlsx": 8.0}
"""Bytes of text to a byte of a file in these forms."""
_GB = 1e9


def make_room(home: Home, sources: Sequence[Source], fresh: Iterable[Source]) -> None:
    """KadashError `disk_too_small` where a load of these files would not fit; earlier states go first, oldest first.

    The state in use and the newest other one stay.
    """
    text = sum(map(_text_bytes, sources))
    if text < FROM_BYTES:
        return
    needed = int(text * _A_BYTE_TAKES) + sum(_bytes(source.path) for source in fresh)
    missing = needed - disk.free_bytes(home.path)
    if missing > 0:
        home.drop_old(most=max(0, home.room().bytes - missing))
    free = disk.free_bytes(home.path)
    if needed > free:
        raise KadashError("disk_too_small", needed=-int(-needed // _GB), free=int(free // _GB))


def _text_bytes(source: Source) -> int:
    return int(_bytes(source.path) * _AS_TEXT.get(source.path.suffix.lower(), 1.0))


def _bytes(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
