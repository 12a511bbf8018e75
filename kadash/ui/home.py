"""Where the data lies."""

from __future__ import annotations

import os
from pathlib import Path

from kadash.store import Home

ROOT = Path(__file__).parents[2]


def home() -> Home:
    """The data directory: KADASH_DATA, else data/live beside the app."""
    return Home(Path(os.environ.get("KADASH_DATA") or ROOT / "data" / "live"))
