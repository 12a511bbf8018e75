"""A day that facts are asked for, as the numbers that rows are dated by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from kadash.marts.calendar import window
from kadash.policy import Policy

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Moment:
    """An as-of date with its window W: days since 1970, months since year 0."""

    as_of: date
    day: int
    month: int
    window_first_day: int
    window_day: int
    """Last day of W, or the as-of date where that is earlier."""
    window_month: int
    """Last month of W; W is that and the 11 before it."""
    half_first_day: int
    """First day of the last 6 months of W."""

    @property
    def window_first_month(self) -> int:
        """First month of W."""
        return self.window_month - 11

    @property
    def previous_first_month(self) -> int:
        """First of the 12 months before W."""
        return self.window_month - 23


def moment(as_of: date, policy: Policy) -> Moment:
    """The moment of a day.

    >>> from kadash.policy import default_policy
    >>> found = moment(date(1970, 3, 15), default_policy())
    >>> (found.day, found.month - found.window_month)
    (73, 1)
    """
    w = window(as_of, policy)
    day = day_number(as_of)
    half = np.datetime64(w.first_day, "M") + np.timedelta64(6, "M")
    return Moment(as_of=as_of, day=day, month=month_number(as_of), window_first_day=day_number(w.first_day),
                  window_day=min(day, day_number(w.last_day)), window_month=month_number(w.last_day),
                  half_first_day=day_number(half.astype("datetime64[D]").item()))


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - _EPOCH).days


def month_number(day: date) -> int:
    """Months since January of year 0."""
    return day.year * 12 + day.month - 1
