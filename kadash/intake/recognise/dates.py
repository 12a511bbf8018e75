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
    serials = any(_SERIAL.match(text) and 20_000 <= float(text) <= 60_000 for text in texts)
    dotted = sum(bool(re.match(r"\d{1,2}\.\d{1,2}\.\d", text)) for text in texts) > len(texts) / 2
    parts = [tuple(map(int, found.groups())) for text in texts if (found := _PARTED.match(text))]
    year_last = [(first, second, _full_year(third)) for first, second, third in parts if first <= 31]
    if not year_last or len(year_last) < len(parts) / 2:
        return DateForm("ymd", serials)
    order, assumed = _day_or_month_first(year_last, latest)
    return DateForm(order, serials, assumed and not dotted)  # who writes points puts the day first


def _day_or_month_first(parts: list[tuple[int, int, int]], latest: date) -> tuple[DateOrder, bool]:
    """Decided by a part above 12, else by dates ahead of today, else by a part that stands still; else assumed dmy."""
    first_above = sum(first > 12 for first, _, _ in parts)
    second_above = sum(second > 12 for _, second, _ in parts)
    if first_above or second_above:
        return ("mdy" if second_above > first_above else "dmy"), False
    ahead_dmy = sum(_day(year, second, first) > latest for first, second, year in parts)
    ahead_mdy = sum(_day(year, first, second) > latest for first, second, year in parts)
    if ahead_dmy != ahead_mdy:
        return ("mdy" if ahead_mdy < ahead_dmy else "dmy"), False
    firsts, seconds = {first for first, _, _ in parts}, {second for _, second, _ in parts}
    if len(parts) > 5 and (len(firsts) == 1) != (len(seconds) == 1):
        return ("dmy" if len(firsts) == 1 else "mdy"), False
    return "dmy", any(first != second for first, second, _ in parts)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date.min


def _full_year(year: int) -> int:
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year
