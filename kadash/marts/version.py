"""Which relations a published file holds: a file made by other scripts is made anew before anything is read from it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

ROOMS = ("kadash.marts.core", "kadash.marts.mart", "kadash.marts.facts", "kadash.loads")
"""Where the scripts of published relations stand."""

SETTING = "relations"
"""Key of meta.setting under which a published file says what it was made by."""


@cache
def relations_version() -> str:
    """Twelve hex digits that change when a script of a published relation does, comments and blanks aside."""
    digest = hashlib.sha256()
    for room in ROOMS:
        for script in sorted(resources.files(room).iterdir(), key=lambda file: file.name):
            if script.name.endswith(".sql"):
                digest.update(script.name.encode() + b"\0" + _bare(script.read_text("utf-8")).encode())
    return digest.hexdigest()[:12]


def _bare(sql: str) -> str:
    return " ".join(line.split("--")[0].strip() for line in sql.splitlines()).strip()
