"""Whose accounts a question may count, in the form its SQL asks for."""

from __future__ import annotations

from kadash.answers.asked import Asked


def owners_seen(asked: Asked) -> list[str] | None:
    """The owners whose accounts the viewer may see; None where they may see all."""
    return None if asked.scope.owners is None else sorted(asked.scope.owners)
