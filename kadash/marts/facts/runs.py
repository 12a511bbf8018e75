"""Rows in runs (an account's days, say), sorted by date inside each: what lies up to a date is a slice of every run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = dict[str, NDArray[np.generic]]
"""Columns by name, one entry a row."""

MONEY_UNITS = 10_000.0
"""Money is read in whole ten-thousandths: sums are exact, whatever the order of rows."""

ASKED_OF_A_MOMENT = 4
"""Ends of W, of the year before it and of all history up to a day: they are asked for again and again."""


@dataclass(frozen=True)
class Slices:
    """One slice of rows a run: from `start` on, before `end`; empty where they are equal."""

    start: Ints
    end: Ints

    @property
    def filled(self) -> Flags:
        """Which slices hold a row."""
        return self.end > self.start


class Runs:
    """Where the rows of each run begin, and where those up to a date end."""

    def __init__(self, run: Ints, at: Ints, count: int) -> None:
        """`run` is the number of each row's run, of `count`; `at` its day or month; rows sorted by both."""
        self._at = at.astype(np.int32)
        edges: Ints = np.searchsorted(run, np.arange(count + 1, dtype=np.int64))
        self.start, self._end = edges[:-1], edges[1:]
        self._asked: dict[int, Ints] = {}

    def upto(self, at: int) -> Ints:
        """For each run, the place after its last row dated `at` or before; what was asked last is remembered."""
        if at not in self._asked:
            if len(self._asked) >= ASKED_OF_A_MOMENT:
                self._asked.pop(next(iter(self._asked)))
            self._asked[at] = self._upto(at)
        return self._asked[at]

    def _upto(self, at: int) -> Ints:
        seen = np.zeros(len(self._at) + 1, np.int32)
        np.cumsum(self._at <= at, out=seen[1:])
        return self.start + seen.take(self._end) - seen.take(self.start)

    def so_far(self, at: int) -> Slices:
        """The rows of each run up to a date."""
        return Slices(self.start, self.upto(at))

    def between(self, first: int, last: int) -> Slices:
        """The rows of each run from one date to another, both included."""
        return Slices(self.upto(first - 1), self.upto(last))


class Sums:
    """Sums of whole numbers over slices of rows, from a running sum: exact, even where that overflows."""

    def __init__(self, values: Ints) -> None:
        self._running = running_sum(values) if values.any() else None

    def of(self, slices: Slices) -> Ints:
        """The sum over each slice; 0 over an empty one."""
        if self._running is None:
            return np.zeros(len(slices.start), np.int64)
        return (self._running.take(slices.end) - self._running.take(slices.start)).astype(np.int64, copy=False)

    def money(self, slices: Slices) -> Floats:
        """The same for money, in units of the currency."""
        return self.of(slices) / MONEY_UNITS


def running_sum(values: Ints) -> Ints:
    """0, the first, the first two, ...: one entry more than `values`; in half the memory where sums are small."""
    small = float(np.abs(values).max(initial=0)) * len(values) < np.iinfo(np.int32).max
    running: Ints = np.zeros(len(values) + 1, np.int32 if small else np.int64)
    np.cumsum(values, out=running[1:])
    return running


def in_order(rows: Rows, *by: str) -> Rows:
    """The same rows sorted by these whole numbers, the first before all; `rows` is empty after: each stands once."""
    key: Ints = np.zeros(len(rows[by[0]]), np.int64)
    for name in by:
        column = rows[name].astype(np.int64)
        lowest, highest = int(column.min(initial=0)), int(column.max(initial=0))
        key *= highest - lowest + 1
        key += column - lowest
    order = None if bool((key[1:] >= key[:-1]).all()) else np.argsort(key)
    del key
    return {name: rows.pop(name) if order is None else rows.pop(name)[order] for name in list(rows)}


def reduced(how: np.ufunc, values: NDArray[np.generic], slices: Slices, nothing: float) -> Floats:
    """A ufunc (np.add, np.maximum) over each slice, row after row; `nothing` over an empty one."""
    found = np.full(len(slices.start), nothing)
    filled = slices.filled
    if filled.any():
        edges = np.column_stack([slices.start[filled], slices.end[filled]]).ravel()
        # the last slice may end where the values do: reduceat takes that for granted when its end is left out
        edges = edges[:-1] if edges[-1] == len(values) else edges
        found[filled] = how.reduceat(values, edges)[::2]
    return found


def groups(*columns: Ints) -> tuple[Ints, Ints]:
    """Number of the group of equal rows that each sorted row belongs to, and the place where each group begins."""
    rows = len(columns[0])
    begins = np.zeros(rows, dtype=bool)
    begins[:1] = True
    for column in columns:
        begins[1:] |= column[1:] != column[:-1]
    return np.cumsum(begins) - 1, np.flatnonzero(begins)
