"""An account by name or number."""

from __future__ import annotations

from kadash.answers.asked import Asked

MOST = 8


def find_accounts(asked: Asked, wanted: str) -> list[tuple[str, str]]:
    """(account_id, name) of at most 8 accounts whose name or number holds `wanted`, best match first.

    Exact numbers come before beginnings, beginnings before the rest, large accounts before small ones.
    """
    found = asked.records("find_accounts", wanted=wanted.strip(), most=MOST)
    return [(row["account_id"], row["account_name"]) for row in found]
