"""A header that lost a delimiter: two names run together, and every name behind them over the wrong column."""

from __future__ import annotations

from collections.abc import Sequence

from kadash.intake.read.cell_shape import is_blank
from kadash.intake.recognise.words import is_header_word

_SHORTEST_NAME = 2


def names_parted(names: Sequence[str], below: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The names, two that were run together parted; empty where nothing was, or where it is not beyond doubt.

    Only where every record has one cell more than there are names, and only one name is two known words in one way: a
    delimiter too many at the end of each record looks the same otherwise, and shifts nothing.

    >>> names_parted(["Date", "QtyPrice", "Remark"], [["2026-03-02", "3", "5", ""]])
    ('Date', 'Qty', 'Price', 'Remark')
    """
    lengths = {len(cells) for cells in below if not is_blank(list(cells))}
    if lengths != {len(names) + 1}:
        return ()
    ways = [(at, cut) for at, name in enumerate(names) if not is_header_word(name) for cut in _cuts(name.strip())]
    if len(ways) != 1:
        return ()
    (at, cut), name = ways[0], names[ways[0][0]].strip()
    return (*names[:at], name[:cut], name[cut:], *names[at + 1:])


def _cuts(name: str) -> list[int]:
    """Where the name falls into two names that exports are known to use."""
    return [cut for cut in range(_SHORTEST_NAME, len(name) - _SHORTEST_NAME + 1)
            if is_header_word(name[:cut]) and is_header_word(name[cut:])]
