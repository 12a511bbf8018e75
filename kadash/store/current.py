"""The current state under a name that stays, for programs beside kadash: BI tools, notebooks, spreadsheets."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterable
from pathlib import Path

CURRENT = "current.duckdb"
_LOG = logging.getLogger(__name__)


def name_current(folder: Path, file: Path) -> None:
    """Put `current.duckdb` of a data directory on a published file, in one step: who reads the old one goes on with it.

    It is a second name of the same file and takes no room. Where that cannot be (a file system without links; on
    Windows a program that holds the old one open), the log says so and loading goes on: other programs see an older
    state.
    """
    fresh = folder / f"current.{os.getpid()}.{time.time_ns()}.duckdb"
    try:
        os.link(file, fresh)
        os.replace(fresh, folder / CURRENT)
    except OSError:
        fresh.unlink(missing_ok=True)
        _LOG.warning("%s could not be put on the current state; other programs see an older one or none", CURRENT)


def left_names(folder: Path) -> Iterable[Path]:
    """Names that a killed process was about to put in place."""
    return folder.glob("current.*.duckdb")
