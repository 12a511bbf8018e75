"""Which accounts a viewer sees, by number: what was entered about others is not there for them."""

from __future__ import annotations

from kadash.answers.asked import Asked


def in_sight(asked: Asked) -> frozenset[str]:
    """The numbers of the accounts in scope."""
    return frozenset(asked.frame("in_sight")["account_id"])
