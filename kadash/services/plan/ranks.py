"""Options laid out by rank: every account's first, then every second one, so that accounts are summed in long rows.

An account has few options and there are many accounts: taken one account after another, most of the time goes into
beginning anew. Accounts stand by falling number of options, so those that have an n-th one are the first so many.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kadash.services.plan.options import Floats, Ints


@dataclass(frozen=True, eq=False)
class Ranks:
    """order: the options, rank after rank; owner: the account of each, by its place among the accounts; rows: where
    each rank begins and ends, and how many accounts have it; accounts: how many have any.
    """

    order: Ints
    owner: Ints
    rows: tuple[tuple[int, int, int], ...]
    accounts: int

    def highest(self, values: Floats) -> Floats:
        """The highest value of each account, 0 where that is below 0."""
        found = np.zeros(self.accounts)
        for begin, end, count in self.rows:
            np.maximum(found[:count], values[begin:end], out=found[:count])
        return found

    def sums(self, values: Floats) -> Floats:
        """The sum of each account; of a matrix, row by row."""
        found = np.zeros((*values.shape[:-1], self.accounts))
        for begin, end, count in self.rows:
            found[..., :count] += values[..., begin:end]
        return found


def ranks_of(account: Ints) -> Ranks:
    """The layout of options of which the account is given, those of an account together.

    >>> found = ranks_of(np.array([3, 5, 5, 5, 9, 9]))
    >>> found.order.tolist(), found.owner.tolist(), found.rows
    ([1, 4, 0, 2, 5, 3], [0, 1, 2, 0, 1, 0], ((0, 3, 3), (3, 5, 2), (5, 6, 1)))
    """
    starts = np.flatnonzero(np.r_[True, account[1:] != account[:-1]])[:len(account)]
    counts = np.diff(np.r_[starts, len(account)])
    by_count = starts[np.argsort(-counts, kind="stable")]
    having = len(starts) - np.cumsum(np.bincount(counts))[:-1]
    order = np.concatenate([by_count[:count] + rank for rank, count in enumerate(having)] or [starts])
    owner = np.concatenate([np.arange(count) for count in having] or [starts])
    ends = np.cumsum(having)
    rows = tuple(zip((ends - having).tolist(), ends.tolist(), having.tolist(), strict=True))
    return Ranks(order, owner, rows, len(starts))
