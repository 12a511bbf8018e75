"""The full quarters that can be set against each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kadash.answers.asked import Asked
from kadash.marts.calendar import month_before, month_end, window

MONTHS = 3
MOST = 8
AGAINST = {"year": 12, "quarter": 3}
"""What a quarter is set against, and how many months that lies before it."""


@dataclass(frozen=True)
class Quarter:
    """Three calendar months, all of them full."""

    first_day: dt.date

    @property
    def last_day(self) -> dt.date:
        """The end of its last month."""
        return month_end(month_before(self.first_day, 1 - MONTHS))

    @property
    def code(self) -> str:
        """How the address names it.

        >>> Quarter(dt.date(2026, 7, 1)).code
        '2026Q3'
        """
        return f"{self.first_day.year}Q{(self.first_day.month + 2) // MONTHS}"

    def before(self, against: str) -> Quarter:
        """What it is set against: the quarter a year before, or the one just before."""
        return Quarter(month_before(self.first_day, AGAINST[against]))


def quarters(asked: Asked) -> dict[Quarter, tuple[str, ...]]:
    """The last full quarters, newest first, each with what it can be set against (codes of AGAINST).

    None where the data has not even a full quarter before the last one.
    """
    first = asked.records("first_month")[0]["first_month"]
    last = _last_full(window(asked.as_of, asked.policy).last_day)
    every = (Quarter(month_before(last.first_day, MONTHS * back)) for back in range(MOST))
    found = {quarter: tuple(against for against in AGAINST if first and quarter.before(against).first_day >= first)
             for quarter in every}
    return {quarter: against for quarter, against in found.items() if against}


def _last_full(last_day: dt.date) -> Quarter:
    """The last quarter that is over on the last day of the last full month."""
    return Quarter(month_before(last_day, last_day.month % MONTHS + MONTHS - 1))
