"""Which relations a published file holds: a file made by other scripts is made anew before anything is read from it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from pathlib import Path

ROOMS = ("kadash.marts.core", "kadash.marts.mart", "kadash.marts.facts", "kadash.loads")
"""Where the scripts of published relations stand."""

RULES = (
    "policy", "intake", "store", "marts", "value", "segments", "scenarios", "services", "judge", "reviews", "loads",
)
"""Rooms that a load is made by."""

SETTING = "relations"
"""Key of meta.setting under which a published file says what it was made by."""


@cache
def relations_version() -> str:
    """Twelve hex digits that change when a script of a published relation does, comments and blanks aside."""
    digest = hashlib.sha256()
    for room in ROOMS:
        for script in sorted(resources.files(room).iterdir(), key=lambda file: file.name):
            if script.name.endswith(".sql"):
                digest.update(script.name.encode() + b"\0" + bare(script.read_text("utf-8")).encode())
    return digest.hexdigest()[:12]


@cache
def rules_version() -> str:
    """Twelve hex digits that change when anything does that a load is made by: scripts, Python, shipped lists.

    What was judged by other rules is judged anew, however little a load adds.
    """
    top, digest = Path(__file__).parents[1], hashlib.sha256()
    for room in RULES:
        for file in sorted((top / room).rglob("*")):
            if file.suffix in (".py", ".sql", ".csv", ".toml"):
                digest.update(file.relative_to(top).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def bare(sql: str) -> str:
    """The statements of a script on one line, without comments."""
    return " ".join(line.split("--")[0].strip() for line in sql.splitlines()).strip()
