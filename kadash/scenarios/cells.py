"""Cells: accounts that a what-if treats alike, as sums. One account a cell gives the exact answer, bins a fast one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Cells:
    """One entry a cell. Sums are weighted by P(alive): what the cell's accounts are expected to bring a year.

    `earned` is revenue at its margin before service. `revenue_by_wallet` and `earned_by_wallet` are sums divided by
    each account's share of wallet, 0 where unknown. `retention` is the cell's mean, between `_low` and `_high`.
    """

    segment: Ints
    retention: Floats
    retention_low: Floats
    retention_high: Floats
    revenue: Floats
    revenue_by_wallet: Floats
    earned: Floats
    earned_by_wallet: Floats
    service: Floats
    alive: Floats

    def __len__(self) -> int:
        return len(self.segment)

    @property
    def profit(self) -> Floats:
        """Yearly profit while alive: M summed over the cell."""
        return self.earned - self.service

    def take(self, places: Ints) -> Cells:
        """Some of the cells."""
        return Cells(*(getattr(self, part.name)[places] for part in fields(Cells)))

    def emptied(self) -> Cells:
        """The same cells with nothing in them."""
        none = np.zeros(len(self))
        return replace(self, revenue=none, revenue_by_wallet=none, earned=none, earned_by_wallet=none, service=none,
                       alive=none)


SUMS = ("revenue", "revenue_by_wallet", "earned", "earned_by_wallet", "service", "alive")


def together(parts: Sequence[Cells]) -> Cells:
    """Cells one after the other."""
    return Cells(*(np.concatenate([getattr(cells, part.name) for cells in parts]) for part in fields(Cells)))


def binned(accounts: Cells, low: float, high: float, bins: int) -> tuple[Cells, Ints]:
    """The cells of a segment x retention grid that hold accounts, and the cell of each account.

    Retention is cut evenly from `low` to `high`.
    """
    place = np.clip(((accounts.retention - low) / (high - low) * bins).astype(np.int64), 0, bins - 1)
    distinct, cell = np.unique(accounts.segment * bins + place, return_inverse=True)
    count = len(distinct)
    weight = np.abs(accounts.profit) + 1e-9 * accounts.alive + 1e-300
    ends = _ends(cell, accounts.retention, count)
    cells = Cells(
        segment=distinct // bins,
        retention=_summed(cell, weight * accounts.retention, count) / _summed(cell, weight, count),
        retention_low=ends[0],
        retention_high=ends[1],
        **{name: _summed(cell, getattr(accounts, name), count) for name in SUMS},
    )
    return cells, cell


def _summed(cell: Ints, values: Floats, cells: int) -> Floats:
    return np.bincount(cell, weights=values, minlength=cells).astype(np.float64)


def _ends(cell: Ints, values: Floats, cells: int) -> tuple[Floats, Floats]:
    low, high = np.full(cells, np.inf), np.full(cells, -np.inf)
    np.minimum.at(low, cell, values)
    np.maximum.at(high, cell, values)
    return low, high
