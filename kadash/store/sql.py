"""SQL as it stands in the .sql files of the rooms."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def sql_text(package: str, name: str) -> str:
    """The text of a .sql file that stands in a room.

    >>> sql_text("kadash.store", "locked_down.sql").splitlines()[0]
    '-- purpose: no query of a reader may touch other files, the network or its own settings'
    """
    return resources.files(package).joinpath(name).read_text("utf-8")


def statements(text: str) -> list[str]:
    """The statements of a script, split where a line ends with a semicolon."""
    parts: list[str] = []
    lines: list[str] = []
    for line in text.splitlines():
        lines.append(line)
        if line.rstrip().endswith(";") and not line.lstrip().startswith("--"):
            parts.append("\n".join(lines).rstrip().removesuffix(";"))
            lines = []
    rest = "\n".join(line for line in lines if line.strip() and not line.lstrip().startswith("--"))
    return [*parts, rest] if rest else parts
