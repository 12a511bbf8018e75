"""Rhythm and size of what accounts bought, as of a day."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kadash.marts.facts.moment import Moment
from kadash.marts.facts.parts import Ahead, Parts
from kadash.marts.facts.runs import MONEY_UNITS, Floats, Ints, Rows, Runs, Slices, Sums, in_order, reduced

LOG_UNITS = 1e12
"""Logarithms are summed as whole trillionths, so that their sum does not depend on the order of rows either."""
QUANTILES = (0.5, 0.8)


class Days:
    """Every account's days with order lines, by ranges of accounts: what is held and sorted at once stays small."""

    def __init__(self, ranges: Iterable[tuple[Rows, int]], half_life_days: float, ahead: Ahead | None = None) -> None:
        """`ranges`: rows as days.sql says with how many accounts there are, numbered within their range."""
        sizes = list[tuple[Ints, NDArray[np.int32]]]()

        def of_range(rows: Rows, accounts: int) -> _DaysOfRange:
            one = _DaysOfRange(in_order(rows, "account", "day"), accounts, half_life_days)
            sizes.append(one.orders_by_size())
            return one

        self._parts = Parts((of_range(*each) for each in ranges), {"days": _DaysOfRange.facts}, ahead)
        self._by_size = _BySize(*(np.concatenate(column) for column in zip(*sizes, strict=True)))

    def facts(self, moment: Moment) -> dict[str, NDArray[np.generic]]:
        """One entry an account of all ranges; days as days since 1970, NaN where there is none."""
        return self._parts.tell("days", moment)

    def giant_order(self, moment: Moment, percentile: float) -> float:
        """What so few orders exceed: percentile of the largest orders of all days; NaN without any."""
        return self._by_size.percentile(moment.day, percentile)


class _DaysOfRange:
    """Of a range of accounts; purchases among them are days with positive net revenue."""

    def __init__(self, rows: Rows, accounts: int, half_life_days: float) -> None:
        account, day, revenue = (rows[name].astype(np.int64) for name in ("account", "day", "revenue"))
        self._day = day
        self._runs = Runs(account, day, accounts)
        self._orders, self._revenue = Sums(rows["orders"].astype(np.int64)), Sums(revenue)
        self._largest = rows["largest_order"].astype(np.int64)
        bought = revenue > 0
        self._purchases = _Purchases({name: column[bought] for name, column in rows.items()}, accounts, half_life_days)

    def facts(self, moment: Moment) -> dict[str, NDArray[np.generic]]:
        rows, recent = self._runs.so_far(moment.day), self._runs.between(moment.window_first_day, moment.window_day)
        return {
            "first_order": _day_at(self._day, rows.start, rows),
            "last_order": _day_at(self._day, rows.end - 1, rows),
            "orders": self._orders.of(rows),
            "revenue": self._revenue.money(rows),
            "largest_order": reduced(np.maximum, self._largest, rows, np.nan) / MONEY_UNITS,
            "largest_order_12m": reduced(np.maximum, self._largest, recent, np.nan) / MONEY_UNITS,
            **self._purchases.facts(moment),
        }

    def orders_by_size(self) -> tuple[Ints, NDArray[np.int32]]:
        """Largest orders above 0 of the days, smallest first, and their day."""
        kept = np.flatnonzero(self._largest > 0)
        order = kept[np.argsort(self._largest[kept])]
        return self._largest[order], self._day[order].astype(np.int32)


class _Purchases:
    """The days with positive net revenue, and the gaps between them."""

    def __init__(self, rows: Rows, accounts: int, half_life_days: float) -> None:
        account, self._day, gap = (rows[name].astype(np.int64) for name in ("account", "day", "gap_days"))
        self._half_life_days = half_life_days
        self._runs = Runs(account, self._day, accounts)
        self._gap, self._square, self._gaps = Sums(gap), Sums(gap * gap), Sums((gap > 0).astype(np.int64))
        self._log = Sums(np.rint(np.log(np.maximum(gap, 1)) * LOG_UNITS).astype(np.int64))
        self._base = int(self._day.max(initial=0))
        shrinks = np.exp2((self._day - self._base) / half_life_days)
        per_day = rows["revenue_per_day"].astype(np.float64)
        self._weighted = per_day * shrinks * (1.0 - np.exp2(-gap / half_life_days)) * (half_life_days / np.log(2.0))
        self._by_gap = _ByGap(account, self._day, gap)

    def facts(self, moment: Moment) -> dict[str, NDArray[np.generic]]:
        rows = self._runs.so_far(moment.day)
        gaps, gap_sum, square = (sums.of(rows).astype(np.float64) for sums in (self._gaps, self._gap, self._square))
        some, two = np.where(gaps > 0, gaps, np.nan), np.where(gaps > 1, gaps, np.nan)
        median, p80 = self._by_gap.quantiles(moment.day, self._gaps.of(rows))
        return {
            "first_purchase": _day_at(self._day, rows.start, rows),
            "last_purchase": _day_at(self._day, rows.end - 1, rows),
            "purchases": rows.end - rows.start,
            "order_gap_days": median,
            "gap_p80_days": p80,
            "gap_mean_days": gap_sum / some,
            "gap_sd_days": np.sqrt(np.maximum(0.0, square - gap_sum * gap_sum / two) / (two - 1.0)),
            "log_gap_sum": np.where(gaps > 0, self._log.of(rows) / LOG_UNITS, np.nan),
            "revenue_days_weighted": reduced(np.add, self._weighted, rows, 0.0)
            * 2.0 ** ((self._base - moment.day) / self._half_life_days),
        }


class _ByGap:
    """The gaps of every account, shortest first, with the day each ended: quantiles are found by counting."""

    def __init__(self, account: Ints, day: Ints, gap: Ints) -> None:
        kept = gap > 0
        days, lowest = int(day.max(initial=0) - day.min(initial=0)) + 1, int(day.min(initial=0))
        gaps = int(gap.max(initial=0)) + 1
        # account, gap and day in one number: to sort numbers is much cheaper than to sort places
        packed = np.sort((account[kept] * gaps + gap[kept]) * days + (day[kept] - lowest))
        self._day = (packed % days + lowest).astype(np.int32)
        self._gap = (packed // days % gaps).astype(np.int32)

    def quantiles(self, day: int, counts: Ints) -> list[Floats]:
        """QUANTILES of the gaps ended by a day, interpolated; `counts` is how many each account has."""
        seen = np.flatnonzero(self._day <= day)
        first = np.cumsum(counts) - counts
        some = counts > 0
        return [_filled(some, _at_share(self._gap.take(seen), first[some], counts[some], q)) for q in QUANTILES]


class _BySize:
    """Largest orders above 0 of every account's days, smallest first, with their day."""

    def __init__(self, largest: Ints, day: NDArray[np.int32]) -> None:
        """Of ranges that are each in that order."""
        order = np.argsort(largest, kind="stable")
        self._largest, self._day = largest[order], day[order]

    def percentile(self, day: int, share: float) -> float:
        seen = np.flatnonzero(self._day <= day)
        if not len(seen):
            return float("nan")
        place = share * (len(seen) - 1)
        low, high = (self._largest[seen[int(edge)]] / MONEY_UNITS for edge in (np.floor(place), np.ceil(place)))
        return float(low + (high - low) * (place - np.floor(place)))


def _at_share(values: NDArray[np.int32], first: Ints, counts: Ints, share: float) -> Floats:
    place = share * (counts - 1)
    below = np.floor(place).astype(np.int64)
    low = values.take(first + below).astype(np.float64)
    high = values.take(first + np.ceil(place).astype(np.int64)).astype(np.float64)
    return np.asarray(low * (1.0 - (place - below)) + high * (place - below))


def _filled(where: NDArray[np.bool_], values: Floats) -> Floats:
    found = np.full(len(where), np.nan)
    found[where] = values
    return found


def _day_at(day: Ints, place: Ints, rows: Slices) -> Floats:
    some = rows.filled
    return _filled(some, day.take(place[some]).astype(np.float64))
