"""Purchases of many accounts, as the activity models read them: repeats, recency and age, alike rows counted once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

DAYS_PER_WEEK = 7.0

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Purchases:
    """One entry an account: purchase days after the first, days from first to last, days from first to as-of.

    `log_gap_sum`: the sum of ln(gap in days) over all accounts, which tells how regular buying is; None where unknown.
    """

    repeats: Ints
    recency_days: Ints
    age_days: Ints
    log_gap_sum: float | None = None

    @classmethod
    def of(
        cls, repeats: ArrayLike, recency_days: ArrayLike, age_days: ArrayLike, log_gaps: ArrayLike | None = None
    ) -> Purchases:
        """From any whole numbers; a single purchase has no recency, and no purchase is later than the age.

        log_gaps: of each account the sum of ln(gap in days), where known.
        """
        x = _whole(repeats)
        age = np.maximum(_whole(age_days), 0)
        recency = np.where(x > 0, np.clip(_whole(recency_days), 0, age), 0)
        return cls(x, recency, age, _gaps_summed(x, log_gaps))

    @classmethod
    def from_facts(cls, facts: pd.DataFrame) -> Purchases:
        """From account facts with at least one purchase (`purchases`, `recency_days`, `age_days`, `log_gap_sum`)."""
        return cls.of(
            facts["purchases"] - 1, facts["recency_days"].fillna(0), facts["age_days"], facts.get("log_gap_sum")
        )

    def __len__(self) -> int:
        return len(self.repeats)


@dataclass(frozen=True)
class Tally:
    """Purchases with alike rows counted once: all that a likelihood of (repeats, recency, age) needs.

    `repeats`, `recency`, `age` and `rows` are the distinct triples, sorted, and how many accounts share each; the first
    `single` of them have no repeat. `with_repeats[x]` counts accounts with x repeats (x = 0 too); `at_age[t]` counts
    accounts and `repeats_at_age[t]` sums their repeats, for every age of t days.
    """

    repeats: Ints
    recency: Ints
    age: Ints
    rows: Floats
    single: int
    with_repeats: Floats
    at_age: Floats
    repeats_at_age: Floats

    @property
    def accounts(self) -> int:
        """How many accounts were counted."""
        return int(self.at_age.sum())


@dataclass(frozen=True)
class SortedKeys:
    """One whole number an account, sorted, so that the order of the accounts never matters."""

    keys: Ints
    base: int

    def tally(self, every: int = 1) -> Tally:
        """The counts of all accounts, or of every so many-th along the sorted keys: an even sample."""
        kept = self.keys[::every]
        starts = np.flatnonzero(np.r_[True, kept[1:] != kept[:-1]]) if len(kept) else kept
        rows = np.diff(np.r_[starts, len(kept)]).astype(np.float64)
        rest, age = np.divmod(kept[starts], self.base)
        repeats, recency = np.divmod(rest, self.base)
        return Tally(
            repeats=repeats,
            recency=recency,
            age=age,
            rows=rows,
            single=int(np.searchsorted(repeats, 1)),
            with_repeats=_sums(repeats, rows),
            at_age=_sums(age, rows),
            repeats_at_age=_sums(age, rows * repeats),
        )


def sorted_keys(purchases: Purchases) -> SortedKeys:
    """(repeats, recency, age) of each account folded into one integer, and sorted: equal triples lie together."""
    base = int(purchases.age_days.max(initial=0)) + 1
    folded = (purchases.repeats * base + purchases.recency_days) * base + purchases.age_days
    return SortedKeys(np.sort(folded), base)


def _gaps_summed(repeats: Ints, log_gaps: ArrayLike | None) -> float | None:
    """Summed in whole millionths, so that the order of the accounts never matters; None where a repeat has none."""
    if log_gaps is None:
        return None
    given = np.where(repeats > 0, np.asarray(log_gaps, dtype=np.float64), 0.0)
    return None if np.isnan(given).any() else float(np.rint(given * 1e6).astype(np.int64).sum()) / 1e6


def _sums(places: Ints, weights: Floats) -> Floats:
    return np.bincount(places, weights=weights).astype(np.float64)


def _whole(values: ArrayLike) -> Ints:
    return np.rint(np.asarray(values, dtype=np.float64)).astype(np.int64)
