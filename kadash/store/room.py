"""Room on the disk: how many earlier states stay, how much they may take, and what is left."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

KEPT_GENERATIONS = 12
SETTING = "KADASH_KEEP_GB"
"""Environment variable: how many gigabytes all states together may take; else a fifth of the disk they lie on."""
_SHARE_OF_DISK = 0.2
_GB = 1e9


@dataclass(frozen=True)
class Room:
    """States that are kept and what they take (bytes), how much of it may be, and what the disk has left."""

    states: int
    bytes: int
    most_states: int
    most_bytes: int
    free_bytes: int


def most_bytes(folder: Path) -> int:
    """What all states of a data directory together may take."""
    said = os.environ.get(SETTING, "").strip()
    try:
        return int(float(said) * _GB) if said else int(shutil.disk_usage(there(folder)).total * _SHARE_OF_DISK)
    except ValueError:
        return int(shutil.disk_usage(there(folder)).total * _SHARE_OF_DISK)


def free_bytes(folder: Path) -> int:
    """What the disk of a folder has left for us."""
    return shutil.disk_usage(there(folder)).free


def there(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    return next(one for one in (folder, *folder.parents) if one.exists())


def superfluous(sizes: Sequence[tuple[int, bool]], most: int, kept: int = KEPT_GENERATIONS) -> list[int]:
    """Places of the states that go. sizes: of each state, newest first, its bytes and whether it is in use.

    The one in use stays, and the newest other one, since that is the way back; of the rest the newest, as long as they
    are no more than `kept` and all together take no more than `most` bytes.

    >>> superfluous([(4, True), (4, False), (4, False), (4, False)], most=12)
    [3]
    >>> superfluous([(4, False), (4, False), (4, False), (4, True)], most=1)
    [1, 2]
    """
    others = [place for place, (_, in_use) in enumerate(sizes) if not in_use]
    room = most - sum(size for size, in_use in sizes if in_use)
    going = []
    for rank, place in enumerate(others):
        room -= sizes[place][0]
        if rank and (room < 0 or rank + 1 >= kept):
            going.append(place)
    return going
