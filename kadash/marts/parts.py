"""Ranges of accounts: relations of many millions of lines are built part by part, so that their sorts fit in memory."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import pairwise

from kadash.store import Build, Tell, between, nobody, statements

LINES_A_PART = 2_500_000
"""Lines whose sort and groups fit in the memory of a build, beside the stage tables."""
EVERY = 1009
"""Of so many rows one is looked at to find where to cut."""
_BEYOND = "\U0010ffff"
"""Sorts after every account; no text of a person begins with it."""


@dataclass(frozen=True)
class Part:
    """Accounts from one (included) up to another (not included), in the order of their codes."""

    from_account: str = ""
    to_account: str = _BEYOND


def parts(build: Build, lines: str, most: int | None = None) -> list[Part]:
    """Parts with about as many lines each, in order, at most so many; every account is in one of them, whole.

    `lines` is a relation of order lines with account_id and source_row.
    """
    found = build.one(f"select count(*) from {lines}")
    count = -(-int(str(found[0])) // LINES_A_PART) if found else 1
    count = count if most is None else min(count, most)
    shares = [number / count for number in range(1, count)]
    if not shares:
        return [Part()]
    cuts = build.one(f"select quantile_disc(account_id, {shares}) from {lines} where source_row % {EVERY} = 0")
    inner = sorted(set(cuts[0])) if cuts and isinstance(cuts[0], list) else []
    return [Part(*edges) for edges in pairwise(["", *inner, _BEYOND])]


def run_by_parts(build: Build, script: str, over: list[Part], tell: Tell = nobody, **params: object) -> None:
    """Run a script; its statement that names $from_account, an insert, once a part; told how far that is."""
    for statement in statements(script):
        if "$from_account" not in statement:
            build.run_script(statement, **params)
            continue
        for number, part in enumerate(over):
            with build.telling(between(tell, number / len(over), (number + 1) / len(over))):
                build.run_script(statement, **params, **asdict(part))
