"""The full quarters of a company's year that can be set against each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from kadash.language import CALENDAR_YEAR, FiscalYear
from kadash.marts.calendar import month_before, month_end

MONTHS = 3
MOST = 8
AGAINST = {"year": 12, "quarter": 3}
"""What a quarter is set against, and how many months that lies before it."""


@dataclass(frozen=True)
class Quarter:
    """Three calendar months, all of them full: a quarter of the company's year."""

    first_day: dt.date
    year: FiscalYear = CALENDAR_YEAR

    @property
    def last_day(self) -> dt.date:
        """The end of its last month."""
        return month_end(month_before(self.first_day, 1 - MONTHS))

    @property
    def code(self) -> str:
        """How the address names it, by the calendar year in which its year begins.

        >>> Quarter(dt.date(2026, 7, 1)).code, Quarter(dt.date(2026, 1, 1), FiscalYear(4)).code
        ('2026Q3', '2025Q4')
        """
        return f"{self.year.begins(self.first_day).year}Q{self.year.quarter(self.first_day)}"

    def before(self, against: str) -> Quarter:
        """What it is set against: the quarter a year before, or the one just before."""
        return Quarter(month_before(self.first_day, AGAINST[against]), self.year)


def full_quarters(first_month: dt.date | None, last_full_day: dt.date,
                  year: FiscalYear = CALENDAR_YEAR) -> Mapping[Quarter, tuple[str, ...]]:
    """The last full quarters of a year, newest first, each with what it can be set against (codes of AGAINST).

    first_month: with orders, None: there are none. last_full_day: of the last full month. Empty where not even a full
    quarter lies before the last one.
    """
    last = _last_full(last_full_day, year)
    every = (Quarter(month_before(last.first_day, MONTHS * back), year) for back in range(MOST))
    found = {quarter: tuple(against for against in AGAINST
                            if first_month and quarter.before(against).first_day >= first_month) for quarter in every}
    return {quarter: against for quarter, against in found.items() if against}


def _last_full(last_full_day: dt.date, year: FiscalYear) -> Quarter:
    """The last quarter that is over on a day."""
    running = year.quarter_begins(last_full_day + dt.timedelta(days=1))
    return Quarter(month_before(running, MONTHS), year)
