"""Cells: accounts that a what-if treats alike, as sums. One account a cell gives the exact answer, bins a fast one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Cells:
    """One entry a cell. Sums are weighted by P(alive): what the cell's accounts are expected to bring a year.

    `revenue_by_wallet` and `earned_by_wallet` are sums divided by each account's share of wallet, 0 where unknown.
    `retention` is the cell's mean, between `retention_low` and `_high`; so for the share of wallet (1 where unknown).
    """

    segment: Ints
    retention: Floats
    retention_low: Floats
    retention_high: Floats
    wallet_low: Floats
    wallet_high: Floats
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


SUMS = ("revenue", "revenue_by_wallet", "earned", "earned_by_wallet", "service", "alive")


@dataclass(frozen=True)
class Grid:
    """How cells are cut: so many bins of retention between floor and cap, and of share of wallet."""

    retention_low: float
    retention_high: float
    retention_bins: int
    wallet_bins: int


def binned(accounts: Cells, grid: Grid) -> Cells:
    """The cells of a segment x retention x wallet grid that hold accounts, with their sums."""
    retention = _bin(accounts.retention, grid.retention_low, grid.retention_high, grid.retention_bins)
    wallet_known = accounts.revenue_by_wallet != 0
    wallet = np.where(wallet_known, _wallet_bin(accounts.wallet_low, grid.wallet_bins), grid.wallet_bins)
    key = (accounts.segment * grid.retention_bins + retention) * (grid.wallet_bins + 1) + wallet
    distinct, cell = np.unique(key, return_inverse=True)
    sums = {name: _summed(cell, getattr(accounts, name), len(distinct)) for name in SUMS}
    weight = np.abs(accounts.profit) + 1e-9 * accounts.alive + 1e-300
    low, high = _ends(cell, accounts.retention, len(distinct))
    wallet_low, wallet_high = _ends(cell, accounts.wallet_low, len(distinct))
    return Cells(
        segment=distinct // ((grid.wallet_bins + 1) * grid.retention_bins),
        retention=_summed(cell, weight * accounts.retention, len(distinct)) / _summed(cell, weight, len(distinct)),
        retention_low=low,
        retention_high=high,
        wallet_low=wallet_low,
        wallet_high=wallet_high,
        **sums,
    )


def _bin(values: Floats, low: float, high: float, bins: int) -> Ints:
    return np.clip(((values - low) / (high - low) * bins).astype(np.int64), 0, bins - 1)


def _wallet_bin(share: Floats, bins: int) -> Ints:
    """Bins narrow near 0 and 1, where a move of some points empties or fills the wallet, and wide between."""
    return _bin(np.arccos(1.0 - 2.0 * np.clip(share, 0.0, 1.0)), 0.0, np.pi, bins)


def _summed(cell: Ints, values: Floats, cells: int) -> Floats:
    return np.bincount(cell, weights=values, minlength=cells).astype(np.float64)


def _ends(cell: Ints, values: Floats, cells: int) -> tuple[Floats, Floats]:
    low, high = np.full(cells, np.inf), np.full(cells, -np.inf)
    np.minimum.at(low, cell, values)
    np.maximum.at(high, cell, values)
    return low, high
