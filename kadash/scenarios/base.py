"""Base: the accounts as a what-if reads them, made once per generation; every move then runs on its arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.scenarios.cells import Cells, Floats, Ints, binned
from kadash.value.columns import Flags, numbers, numbers_or

ALL = "all"
_FINE_ENOUGH = 2_000
"""With fewer accounts than this, bins would hold about one each: they are the accounts themselves."""


@dataclass(frozen=True, eq=False)
class Base:
    """Accounts with known cost, as exact cells and as bins, with what is counted about them by segment.

    `bin_of` is the place among `bins` of each exact cell.

    `accounts_by_segment` counts all accounts, prospects and those without known cost (`unknown_accounts`) too.
    By segment, of its live accounts: `retention_sorted`, and `wallet_sorted` of those whose share of wallet is known,
    with `wallet_places`, where those stand among the exact cells.
    """

    segments: tuple[str, ...]
    exact: Cells
    bins: Cells
    bin_of: Ints
    accounts_by_segment: Ints
    unknown_accounts: int
    no_margin_accounts: int
    wallet_unknown_accounts: int
    live_by_segment: Ints
    retention_sorted: tuple[Floats, ...]
    wallet_sorted: tuple[Floats, ...]
    wallet_places: tuple[Ints, ...]
    policy: Policy
    kept: dict[Any, Any] = field(default_factory=dict, repr=False)
    """Answers about the base alone, by discount and years: found once, read at every move."""

    @property
    def is_exact(self) -> bool:
        """Whether a move visits every account."""
        return int(self.accounts_by_segment.sum()) < self.policy.what_if.exact_below_accounts


def base_arrays(
    accounts: pd.DataFrame, policy: Policy, segment_column: str | None = None, order: Sequence[str] = ()
) -> Base:
    """The base of accounts given as `mart.value` columns, one row an account, cut by one of its columns.

    `order` gives the segments' order (top layer first); those it does not name follow as they come. Without a
    `segment_column` all accounts are one segment, `all`.
    """
    segment, names = _segments(accounts, segment_column, order)
    profit = numbers(accounts, "revenue_year") * numbers(accounts, "before_service_rate")
    known = np.isfinite(profit - numbers(accounts, "service_cost_year"))
    exact = _one_each(accounts[known], segment[known], policy)
    live = exact.alive > 0
    wallet = _wallet_share(accounts[known])
    wallet_known = live & ~np.isnan(wallet) & (exact.revenue != 0)
    grid = (policy.value.retention_floor, policy.value.retention_cap, policy.what_if.retention_bins)
    fine = len(exact) < _FINE_ENOUGH
    bins, bin_of = (exact, np.arange(len(exact))) if fine else binned(exact, *grid)
    wallet_places = _sorted(exact, wallet, wallet_known, len(names))
    return Base(
        segments=names,
        exact=exact,
        bins=bins,
        bin_of=bin_of,
        accounts_by_segment=np.bincount(segment, minlength=len(names)).astype(np.int64),
        unknown_accounts=int((~known).sum()),
        no_margin_accounts=int((live & (exact.profit <= 0)).sum()),
        wallet_unknown_accounts=int((live & np.isnan(wallet)).sum()),
        live_by_segment=np.bincount(exact.segment[live], minlength=len(names)).astype(np.int64),
        retention_sorted=tuple(exact.retention[p] for p in _sorted(exact, exact.retention, live, len(names))),
        wallet_sorted=tuple(wallet[places] for places in wallet_places),
        wallet_places=wallet_places,
        policy=policy,
    )


def _segments(accounts: pd.DataFrame, column: str | None, order: Sequence[str]) -> tuple[Ints, tuple[str, ...]]:
    if column is None:
        return np.zeros(len(accounts), dtype=np.int64), (ALL,)
    codes, distinct = pd.factorize(accounts[column])
    present = list(distinct)
    names = [name for name in order if name in present] + [name for name in present if name not in order]
    places = np.array([names.index(name) for name in present], dtype=np.int64)
    return places[codes], tuple(str(name) for name in names)


def _one_each(accounts: pd.DataFrame, segment: Ints, policy: Policy) -> Cells:
    """A cell for every account; who never bought is not alive and weighs nothing."""
    alive = numbers_or(accounts, "p_alive", 0.0)
    floor, cap = policy.value.retention_floor, policy.value.retention_cap
    retention = np.clip(numbers_or(accounts, "retention_12m", floor), floor, cap)
    wallet = _wallet_share(accounts)
    revenue = alive * numbers(accounts, "revenue_year")
    earned = revenue * numbers(accounts, "before_service_rate")
    return Cells(
        segment=segment,
        retention=retention,
        retention_low=retention,
        retention_high=retention,
        revenue=revenue,
        revenue_by_wallet=np.where(np.isnan(wallet), 0.0, revenue / wallet),
        earned=earned,
        earned_by_wallet=np.where(np.isnan(wallet), 0.0, earned / wallet),
        service=alive * numbers_or(accounts, "service_cost_year", 0.0),
        alive=alive,
    )


def _wallet_share(accounts: pd.DataFrame) -> Floats:
    """Between 0 and 1, NaN where unknown."""
    share = numbers(accounts, "wallet_share")
    return np.where(share > 0, np.minimum(share, 1.0), np.nan)


def _sorted(exact: Cells, values: Floats, wanted: Flags, count: int) -> tuple[Ints, ...]:
    """By segment, the places of the wanted cells in the order of their values."""
    places = np.flatnonzero(wanted)
    places = places[np.lexsort((values[places], exact.segment[places]))]
    return tuple(np.split(places, np.searchsorted(exact.segment[places], np.arange(1, count))))
