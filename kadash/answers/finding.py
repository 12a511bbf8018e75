"""An account by name or number."""

from __future__ import annotations

from kadash.answers.asked import Asked
from kadash.store import sql_text

MOST = 8


def find_accounts(asked: Asked, wanted: str) -> list[tuple[str, str]]:
    """(account_id, name) of at most 8 accounts whose name or number holds `wanted`, best match first.

    Exact numbers come before beginnings, beginnings before the rest, large accounts before small ones.
    """
    found = asked.generation.frame(sql_text("kadash.answers.sql", "find_accounts.sql"), wanted=wanted.strip())
    seen = found[asked.scope.allows(found)].head(MOST)
    return list(zip(seen["account_id"], seen["account_name"], strict=True))
