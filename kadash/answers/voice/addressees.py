"""Whom a questionnaire may go to."""

from __future__ import annotations

from kadash.answers.asked import Asked


def addressees(asked: Asked) -> list[tuple[str, str]]:
    """(account_id, name) of the viewer's accounts, the most revenue first, 2,000 at most."""
    rows = asked.records("voice_addressees")
    return [(row["account_id"], row["account_name"]) for row in rows]
