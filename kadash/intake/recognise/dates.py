"""How a column writes its dates: the order of day and month, day numbers, and whether that had to be assumed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kadash.intake.read.cell_shape import plain
from kadash.intake.reading import DateOrder

_PARTED = re.compile(r"^(\d{1,4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,4})(?!\d)")
_SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")
_YEAR_FIRST = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})|^(\d{4})(\d{2})(\d{2})(?!\d)")
_NAMED_MONTH = re.compile(
    r"^(?:(\d{1,2})[-\s]([A-Za-z]{3})|([A-Za-z]{3})[a-z]*\.?\s(\d{1,2}),?)[a-z]*\.?[-\s,]\s*(\d{2,4})")
_ROC = re.compile(r"^(1[0-2]\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_SHORT: tuple[tuple[DateOrder, re.Pattern[str]], ...] = (
    ("roc", re.compile(r"^1[0-2]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$")),
    ("ym", re.compile(r"^(?:19|20)\d{2}\.?(?:0[1-9]|1[0-2])$")),
)
_NEARLY_ALL = 0.95
_SORTED, _UNSORTED, _FEWEST_STEPS = 0.98, 0.9, 10
_WORKING, _ANY_DAY, _FEWEST_DAYS = 0.04, 0.15, 25
"""Shares of days on weekends: of 25 days at random no more than one is on a weekend in 2 of 1,000 cases."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class DateForm:
    """`assumed`: every date could be read either way, and the safer way was taken."""

    order: DateOrder = "ymd"
    serials: bool = False
    assumed: bool = False


def date_form(cells: Sequence[str], latest: date) -> DateForm:
    """The form of a column of dates; no honest reading gives dates after `latest`.

    >>> date_form(["28/01/2018", "01/02/2018"], date(2026, 1, 1)).order
    'dmy'
    """
    texts = [plain(cell) for cell in cells]
    if short := short_form(texts):
        return DateForm(short)
    serials = any(_SERIAL.match(text) and 20_000 <= float(text) <= 60_000 for text in texts)
    dotted = sum(bool(re.match(r"\d{1,2}\.\d{1,2}\.\d", text)) for text in texts) > len(texts) / 2
    parts = [tuple(map(int, found.groups())) for text in texts if (found := _PARTED.match(text))]
    year_last = [(first, second, _full_year(third)) for first, second, third in parts if first <= 31]
    if not year_last or len(year_last) < len(parts) / 2:
        return DateForm("ymd", serials)
    order, assumed = _day_or_month_first(year_last, latest)
    return DateForm(order, serials, assumed and not dotted)  # who writes points puts the day first


def short_form(cells: Sequence[str]) -> DateOrder | None:
    """How days are written that only a header tells from numbers: 1140301 in Taiwan, 202503 of a month.

    >>> short_form(["1140301", "1131231"]), short_form(["202503", "202412"]), short_form(["20250301"])
    ('roc', 'ym', None)
    """
    return next((order for order, form in _SHORT
                 if cells and sum(bool(form.match(cell)) for cell in cells) >= _NEARLY_ALL * len(cells)), None)


def parted_dates(cells: Sequence[str]) -> list[tuple[str, int, int]]:
    """Cells with the year last, each with its first and its second number.

    >>> parted_dates(["01/02/2025", "2025-03-04", "n/a"])
    [('01/02/2025', 1, 2)]
    """
    found = [(cell, _PARTED.match(plain(cell))) for cell in cells]
    return [(cell, int(match[1]), int(match[2])) for cell, match in found if match and int(match[1]) <= 31]


def _day_or_month_first(parts: list[tuple[int, int, int]], latest: date) -> tuple[DateOrder, bool]:
    """By a part above 12, dates ahead of today, a part that stands still, the course of the dates; else assumed dmy."""
    first_above = sum(second <= 12 < first for first, second, _ in parts)  # 13/45/2026 is no day and proves nothing
    second_above = sum(first <= 12 < second for first, second, _ in parts)
    if first_above or second_above:
        return ("mdy" if second_above > first_above else "dmy"), False
    ahead_dmy = sum(_day(year, second, first) > latest for first, second, year in parts)
    ahead_mdy = sum(_day(year, first, second) > latest for first, second, year in parts)
    if ahead_dmy != ahead_mdy:
        return ("mdy" if ahead_mdy < ahead_dmy else "dmy"), False
    firsts, seconds = {first for first, _, _ in parts}, {second for _, second, _ in parts}
    if len(parts) > 5 and (len(firsts) == 1) != (len(seconds) == 1):
        return ("dmy" if len(firsts) == 1 else "mdy"), False
    if going := _by_their_course(parts):
        return going, False
    return "dmy", any(first != second for first, second, _ in parts)


def _by_their_course(parts: list[tuple[int, int, int]]) -> DateOrder | None:
    """The order in which dates go up (or down) from row to row, or fall on working days as business does."""
    read: dict[DateOrder, list[date]] = {
        "dmy": [_day(year, second, first) for first, second, year in parts],
        "mdy": [_day(year, first, second) for first, second, year in parts],
    }
    sorted_shares = {order: _sorted_share(found) for order, found in read.items()}
    weekends = {order: _weekend_share(found) for order, found in read.items()}
    orders: tuple[DateOrder, DateOrder] = ("dmy", "mdy")
    for order, other in (orders, orders[::-1]):
        if sorted_shares[order] >= _SORTED and sorted_shares[other] < _UNSORTED:
            return order
    for order, other in (orders, orders[::-1]):
        if weekends[order] <= _WORKING and weekends[other] >= _ANY_DAY and len(set(read[order])) >= _FEWEST_DAYS:
            return order
    return None


def _sorted_share(found: Sequence[date]) -> float:
    """Share of the steps between different neighbours that go the way most go; 0 where there are few steps."""
    steps = [after > before for before, after in zip(found, found[1:], strict=False) if after != before]
    up = sum(steps)
    return max(up, len(steps) - up) / len(steps) if len(steps) >= _FEWEST_STEPS else 0.0


def _weekend_share(found: Sequence[date]) -> float:
    distinct = set(found)
    return sum(day.weekday() > 4 for day in distinct) / len(distinct)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date.min


def _full_year(year: int) -> int:
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year


def days(cells: Sequence[str], order: DateOrder) -> list[date | None]:
    """The day in each cell, None where there is none to be read; times of day are left out.

    >>> days(["2025年3月1日", "01/03/2025", "-"], "dmy")
    [datetime.date(2025, 3, 1), datetime.date(2025, 3, 1), None]
    """
    return [_day_in(plain(cell), order) for cell in cells]


def _day_in(text: str, order: DateOrder) -> date | None:
    if found := _YEAR_FIRST.match(text):
        year, month, day = (int(part) for part in found.groups() if part)
        return _real_day(year, month, day)
    if found := _ROC.match(text):
        return _real_day(1911 + int(found[1]), int(found[2]), int(found[3]))
    if found := _PARTED.match(text):
        first, second, third = map(int, found.groups())
        month, day = (first, second) if order == "mdy" else (second, first)
        return _real_day(_full_year(third), month, day)
    if (named := _NAMED_MONTH.match(text)) and (name := (named[2] or named[3]).lower()) in _MONTHS:
        return _real_day(_full_year(int(named[5])), _MONTHS.index(name) + 1, int(named[1] or named[4]))
    return None


def _real_day(year: int, month: int, day: int) -> date | None:
    found = _day(year, month, day)
    return None if found == date.min else found
