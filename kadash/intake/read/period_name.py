"""Headers that name a period: 2024-01, Jan-24, 1月, 2024W07, W113, a date; and what else such a header says."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

PeriodKind = Literal["month", "week", "quarter", "day"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHORT_YEAR = r"(?P<year>(?:19|20)\d\d|\d\d)"
_GAP = r"[\s\-_/.']{0,3}"
_NAME = (r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
         r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?")
_HAN = r"(?P<name>十[一二]|[一二三四五六七八九十])"
_TWO = r"(?P<number>0?[1-9]|1[0-2])"
_WEEK = r"(?P<number>\d{1,3})"
_DATE = (r"(?P<date>(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d)"
         r"(?: 00:00(?::00)?)?")
_BEFORE, _AFTER = r"(?:^|(?<=[\s_\-(\u4e00-\u9fff]))", r"(?=$|[\s_\-)\u4e00-\u9fff])"
_WORDINGS: tuple[tuple[PeriodKind, str], ...] = (
    ("day", _DATE),
    ("week", rf"{_YEAR}\s?年?{_GAP}(?:w|wk|week|第){_GAP}(?P<number>\d{{1,2}})周?"),
    ("week", rf"(?:w|wk|week|第){_GAP}(?P<number>\d{{1,2}})周?{_GAP}{_YEAR}"),
    ("quarter", rf"{_YEAR}\s?年?{_GAP}第?(?P<number>[1-4])季度?"), ("quarter", rf"{_YEAR}\s?年?{_GAP}第?{_HAN}季度?"),
    ("quarter", rf"{_YEAR}\s?年?{_GAP}q(?P<number>[1-4])"), ("quarter", rf"q(?P<number>[1-4]){_GAP}{_YEAR}"),
    ("month", rf"{_SHORT_YEAR}\s?年\s?{_TWO}\s?月份?"), ("month", rf"{_YEAR}[\s\-_/.]{{1,3}}{_TWO}(?:月份?)?"),
    ("month", rf"{_YEAR}(?P<number>0[1-9]|1[0-2])"), ("month", rf"(?P<number>0?[1-9]|1[0-2])[/\-.]{_YEAR}"),
    ("month", rf"{_YEAR}\s?年?{_GAP}{_HAN}月份?"), ("month", rf"{_NAME}{_GAP}{_SHORT_YEAR}"),
    ("month", rf"{_YEAR}{_GAP}{_NAME}"), ("month", rf"{_TWO}\s?月份?"), ("month", rf"{_HAN}月份?"),
    ("month", _NAME), ("month", rf"m{_GAP}{_WEEK}"),
    ("week", rf"(?:wk|week|w){_GAP}{_WEEK}"), ("week", rf"第\s?{_WEEK}\s?周"), ("week", rf"{_WEEK}\s?周"),
)
_WORTH_A_LOOK = re.compile(
    r"(?:19|20)\d\d|[月周年]|季|[wmk]\W?\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)
_AROUND = " -_/()[]:·"


@dataclass(frozen=True)
class PeriodName:
    """What a header says about a period. `year` None: not said. Of a day `text` has the date as it is written."""

    kind: PeriodKind
    year: int | None
    number: int
    measure: str
    """What the header says beside the period: the Sales of "Sales Jan-24"; empty where it is only a period."""
    text: str = ""


@lru_cache(maxsize=20_000)
def period_name(header: str) -> PeriodName | None:
    """The period that a header names, at its beginning or its end; None for other headers.

    >>> [(found.kind, found.year, found.number, found.measure) for found in map(period_name, ("2024-01", "销售额 3月"))]
    [('month', 2024, 1, ''), ('month', None, 3, '销售额')]
    >>> period_name("Market") is None
    True
    """
    text = header if header.isascii() else unicodedata.normalize("NFKC", header)
    text = " ".join(text[:200].split())
    if len(text) > 60 or not _WORTH_A_LOOK.search(text) or text.isdigit() and len(text) != 6:
        return None
    for kind, pattern in _patterns():
        found = pattern.search(text)
        if found and (found.start() == 0 or found.end() == len(text.rstrip(")"))):
            return _named(kind, found, _rest(text, found))
    return None


@cache
def _patterns() -> tuple[tuple[PeriodKind, re.Pattern[str]], ...]:
    """Made when the first header is worth a look: that takes a tenth of a second."""
    return tuple((kind, re.compile(f"{_BEFORE}(?:{wording}){_AFTER}", re.IGNORECASE)) for kind, wording in _WORDINGS)


def date_written(text: str, order: str) -> date | None:
    """The day that a date says; `order` is dmy or mdy, for dates that do not begin with the year.

    >>> date_written("03/04/2024", "dmy").isoformat()
    '2024-04-03'
    """
    numbers = [int(number) for number in re.findall(r"\d+", text.split(" ")[0] if ":" in text else text)][:3]
    if len(numbers) < 3:
        return None
    year, month, day = numbers if numbers[0] > 31 else reversed(numbers) if order == "dmy" else (
        numbers[2], numbers[0], numbers[1])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _rest(text: str, found: re.Match[str]) -> str:
    return (text[:found.start()] + " " + text[found.end():]).strip(_AROUND)


def _named(kind: PeriodKind, found: re.Match[str], measure: str) -> PeriodName:
    groups = found.groupdict()
    if kind == "day":
        return PeriodName("day", None, 0, measure, groups["date"])
    year = int(groups["year"]) if groups.get("year") else None
    return PeriodName(kind, year + 2000 if year is not None and year < 100 else year, _number(groups), measure)


def _number(groups: dict[str, str | None]) -> int:
    if groups.get("number"):
        return int(str(groups["number"]))
    name = str(groups["name"]).lower()
    return _NUMERALS.index(name) + 1 if name in _NUMERALS else _MONTHS.index(name[:3]) + 1
