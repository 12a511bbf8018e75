"""With which day, which 12 months and whose eyes a question is asked."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, field

from kadash.access import Scope
from kadash.errors import KadashError
from kadash.language import CALENDAR_YEAR, FiscalYear


@dataclass(frozen=True)
class Moment:
    """The as-of day, the twelve full months of W (first and last day), whose accounts are seen, the margin that
    stands in for a line without cost (None: nothing does), and when the company's year begins."""

    as_of: dt.date
    first_day: dt.date
    last_day: dt.date
    scope: Scope = field(default_factory=Scope.everything)
    stand_in_margin_rate: float | None = None
    year: FiscalYear = CALENDAR_YEAR

    def days(self, when: str) -> tuple[dt.date | None, dt.date]:
        """First and last day of a period as questions write it; None: from the first day there is.

        >>> of = Moment(dt.date(2026, 9, 30), dt.date(2025, 10, 1), dt.date(2026, 9, 30))
        >>> [str(day) for day in of.days("before_12m")], [str(day) for day in of.days("year")]
        (['2024-10-01', '2025-09-30'], ['2026-01-01', '2026-09-30'])
        """
        if when == "":
            return None, self.as_of
        if when == "12m":
            return self.first_day, self.last_day
        if when == "before_12m":
            return a_year_before(self.first_day), a_year_before(self.last_day)
        if when == "year":
            return self.year.begins(self.as_of), self.as_of
        first, dots, last = when.partition("..")
        try:
            return dt.date.fromisoformat(first), dt.date.fromisoformat(last)
        except ValueError as reason:
            raise KadashError("explore_link", part=f"{first}{dots}{last}") from reason


def is_period(when: str) -> bool:
    """Whether a text says a period.

    >>> is_period("12m"), is_period("2026-01-01..2026-03-31"), is_period("then..now")
    (True, True, False)
    """
    try:
        Moment(dt.date.max, dt.date.max, dt.date.max).days(when)
    except KadashError:
        return False
    return True


def a_year_before(day: dt.date) -> dt.date:
    """The same day of the year before; the last of a month stays the last.

    >>> str(a_year_before(dt.date(2025, 2, 28))), str(a_year_before(dt.date(2026, 9, 15)))
    ('2024-02-29', '2025-09-15')
    """
    last = calendar.monthrange(day.year, day.month)[1]
    before = calendar.monthrange(day.year - 1, day.month)[1]
    return dt.date(day.year - 1, day.month, before if day.day == last else day.day)
