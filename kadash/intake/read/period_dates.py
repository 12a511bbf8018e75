"""Periods that headers name to the days that stand for them: the last day of a month, week or quarter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from kadash.intake.read.period_name import PeriodName, date_written

_YEAR = re.compile(r"(?<!\d)((?:19[89]|20[0-4])\d)(?!\d)")
_YEAR_WITHOUT_ANY = 2024
"""The year of periods without one, where nothing above, beside or in the file's name says another."""
_WEEKS_OF_A_YEAR = 53


@dataclass(frozen=True)
class PeriodDates:
    """First and last day of each period, in the order of their headers; `assumed_year`: one that nothing proves."""

    first: tuple[date, ...]
    last: tuple[date, ...]
    assumed_year: int | None = None

    def stands_for(self, index: int, today: date | None) -> date:
        """The last day of the period, or today where the period is still running."""
        running = today is not None and self.first[index] <= today < self.last[index]
        return today if running and today is not None else self.last[index]


def period_dates(names: Sequence[PeriodName], said: Iterable[str]) -> PeriodDates | None:
    """The days of periods of one kind; `said`: title, sheet and file name, which may tell the year.

    None where the headers make no sensible sequence: it has to rise and have hardly any holes.
    """
    if names[0].kind == "day":
        return _days([name.text for name in names])
    year, assumed = _year(said, names)
    spans = [_span(name, number_year) for name, number_year in zip(names, _years(names, year), strict=True)]
    firsts, lasts = tuple(span[0] for span in spans), tuple(span[1] for span in spans)
    return PeriodDates(firsts, lasts, assumed) if _is_sequence(firsts) else None


def _year(said: Iterable[str], names: Sequence[PeriodName]) -> tuple[int, int | None]:
    """The year of the first period without one, and the same where it is only assumed."""
    if all(name.year is not None for name in names):
        return 0, None
    for text in said:
        years = sorted({int(found) for found in _YEAR.findall(text)})
        if years:
            return years[0], None if len(years) == 1 else years[0]
    longest = max(name.number for name in names)
    per_year = 12 if names[0].kind == "month" else _WEEKS_OF_A_YEAR
    year = _YEAR_WITHOUT_ANY - max(0, (longest - 1) // (12 if per_year == 12 else 52))
    return year, year


def _years(names: Sequence[PeriodName], year: int) -> list[int]:
    """The year of each period: what it says, else the year of the one before, one more where the numbers fall."""
    if names[0].number > names[-1].number and all(one.number > other.number for one, other in pairwise(names)):
        return [name.year if name.year is not None else year for name in names]  # from the newest back
    found: list[int] = []
    current, before = year, -1
    for name in names:
        current = name.year if name.year is not None else current + (name.number <= before)
        before = name.number
        found.append(current)
    return found


def _span(name: PeriodName, year: int) -> tuple[date, date]:
    if name.kind == "week":
        monday = date.fromisocalendar(year, 1, 1) + timedelta(weeks=name.number - 1)
        return monday, monday + timedelta(days=6)
    months = 3 if name.kind == "quarter" else 1
    return _month(year, (name.number - 1) * months), _month(year, name.number * months) - timedelta(days=1)


def _month(year: int, months_later: int) -> date:
    """The first day of the month that comes so many months after January."""
    return date(year + months_later // 12, months_later % 12 + 1, 1)


def _days(texts: Sequence[str]) -> PeriodDates | None:
    """Dates as headers: of months where they are month by month in either order, else the days as they are written."""
    readings = [days for order in ("dmy", "mdy") if (days := _written(texts, order)) is not None]
    if not readings:
        return None
    days = next((days for days in readings if _month_by_month(days)), readings[0])
    if not _month_by_month(days):
        return PeriodDates(days, days)
    lasts = tuple(_month(day.year, day.month) - timedelta(days=1) for day in days)
    return PeriodDates(tuple(day.replace(day=1) for day in days), lasts)


def _written(texts: Sequence[str], order: str) -> tuple[date, ...] | None:
    days = tuple(day for text in texts if (day := date_written(text, order)) is not None)
    return days if len(days) == len(texts) and _is_sequence(days) else None


def _month_by_month(days: Sequence[date]) -> bool:
    return all(abs((later - earlier).days) >= 28 for earlier, later in pairwise(days))


def _is_sequence(days: Sequence[date]) -> bool:
    """Whether days rise or fall all the way, with steps that are nearly always the usual one."""
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    if not gaps or not (all(gap > 0 for gap in gaps) or all(gap < 0 for gap in gaps)):
        return False
    usual = sorted(abs(gap) for gap in gaps)[len(gaps) // 2]
    return sum(abs(gap) <= usual * 1.25 + 1 for gap in gaps) >= 0.7 * len(gaps)
