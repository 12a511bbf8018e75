"""One reader's language: sentences by key, and numbers, money, shares and dates as that language writes them."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from babel.dates import format_date, format_datetime, format_skeleton, get_month_names
from babel.numbers import format_decimal, format_percent

from kadash.errors import KadashError
from kadash.language.catalogue import LANGUAGES, Catalogue, catalogue
from kadash.language.company import Company
from kadash.language.money import FIXED, UNITS, digits_of, digits_of_fixed
from kadash.vocabulary import NO_CURRENCY, Finding

_LOCALE = {"zh": "zh_Hans_CN", "en": "en_GB"}
_UNKNOWN = "–"
_EXACT_MONEY = re.compile(r"-?\d+\.\d{4}")  # as JSON carries a sum of money: no digit lost

Figure = Any  # a number or None; pandas types its scalars as a union of everything


@dataclass(frozen=True)
class Words:
    """Sentences and figures in one language; passed as an argument, never looked up from the air.

    >>> words_in("en").money(12_845_000), words_in("zh").money(12_845_000)
    ('12.8M', '1,284.5万')
    >>> words_in("zh").percent(0.144)
    '14.4%'
    """

    language: str
    _catalogue: Catalogue
    company: Company = field(default_factory=Company)
    _added: tuple[int, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """What tells these words from others of this process: whatever is written with them may be kept under it."""
        return self.language, self._added, self.company.money_unit, self.company.fiscal_year.first_month

    def __call__(self, key: str, /, n: int | None = None, **facts: object) -> str:
        """The sentence of `key` with its facts filled in; `n` chooses the plural form and fills {n}."""
        if n is not None:
            facts = {"n": self.number(n), **facts}
        return self._catalogue.sentence(key, n).format(**facts)

    def has(self, key: str) -> bool:
        """Whether the language has a sentence for `key`."""
        return key in self._catalogue.sentences

    def with_sentences(self, added: Mapping[str, str]) -> Words:
        """The same words that know more sentences, such as names that a user gave."""
        sentences = {**self._catalogue.sentences, **{key: (text,) for key, text in added.items()}}
        return replace(self, _catalogue=replace(self._catalogue, sentences=sentences),
                       _added=(*self._added, hash(frozenset(added.items()))))

    def of_company(self, company: Company) -> Words:
        """The same words as a company reads them: its names of layers, its unit of money, its fiscal year."""
        named = self.with_sentences(company.sentences(self.language))
        return replace(named, company=company)

    def of_error(self, error: KadashError) -> str:
        """What happened and what to do, for a person."""
        return self(f"error.{error.code}", None, **{k: self.fact(v) for k, v in error.facts.items()})

    def of_finding(self, finding: Finding) -> str:
        """A finding as a sentence; {n} is its count. A refused file is said in the words of its error."""
        if finding.code == "file_refused":
            return self.of_error(KadashError(str(finding.facts["reason"]), **finding.facts))
        return self(f"finding.{finding.code}", finding.count, **{k: self.fact(v) for k, v in finding.facts.items()})

    def fact(self, value: object) -> str:
        """A fact of an error or finding as text: dates and numbers as the language writes them, tables by name."""
        if isinstance(value, dt.datetime):
            return self.moment(value)
        if isinstance(value, dt.date):
            return self.date(value)
        if isinstance(value, Mapping):
            return "; ".join(f"{name}: {self(f'table.{table}') if table else self('data.not_used')}"
                             for name, table in value.items())
        if isinstance(value, bool) or value is None:
            return str(value)
        if isinstance(value, str) and _EXACT_MONEY.fullmatch(value):
            return self.money_exact(Decimal(value))
        return self.number(value, 2) if isinstance(value, int | float | Decimal) else str(value)

    def number(self, value: Figure, digits: int = 0, sign: bool = False) -> str:
        """A plain number with thousands marks and at most `digits` decimals; a dash where it is unknown.

        `sign` shows a plus.
        """
        if value is None or _unknown(value):
            return _UNKNOWN
        text = _decimal(value, f"#,##0.{'#' * digits}" if digits else "#,##0", self.language)
        return _signed(float(value), text.removeprefix("-"), sign)

    def form(self, value: Figure, digits: int = 0) -> int | None:
        """Which form of a word stands behind a number as it is read: 1, or 2 for any other; 1.04 days are read as 1.

        To be given as `n` where a sentence says the number itself. None where it is unknown.
        """
        if value is None or _unknown(value):
            return None
        return 1 if self.number(value, digits) == self.number(1) else 2

    def money(self, value: Figure, sign: bool = False) -> str:
        """Money in the unit that the company chose, else in its short form (12.8M, 1,284.5万).

        No currency: the page's header says it. `sign` shows a plus.
        """
        if value is None or _unknown(value):
            return _UNKNOWN
        amount = float(value)
        return _signed(amount, self._short(abs(amount)), sign)

    def money_unit(self) -> tuple[float, str] | None:
        """The one unit that the company reads all money in, as its size and its sign; None: whichever reads best."""
        return FIXED[self.language].get(self.company.money_unit)

    def money_exact(self, value: Figure) -> str:
        """Money to the cent."""
        if value is None or _unknown(value):
            return _UNKNOWN
        return _decimal(value, "#,##0.00", self.language)

    def currency(self, code: str) -> str:
        """A currency by its code, and in words that nobody has chosen one."""
        return self("currency.unknown") if code == NO_CURRENCY else code

    def percent(self, share: Figure, digits: int = 1, sign: bool = False) -> str:
        """A share as per cent: .144 is 14.4%."""
        if share is None or _unknown(share):
            return _UNKNOWN
        pattern = f"#,##0.{'#' * digits}%" if digits else "#,##0%"
        return _signed(float(share), _share(abs(float(share)), pattern, self.language), sign)

    def points(self, share: Figure, digits: int = 1) -> str:
        """A difference of shares in points, with its sign: .031 is +3.1."""
        if share is None or _unknown(share):
            return _UNKNOWN
        return _signed(float(share), self.number(abs(float(share)) * 100, digits), True)

    def date(self, day: dt.date | None) -> str:
        """A day: 30 Sep 2026, 2026年9月30日."""
        return str(format_date(day, "medium", locale=_LOCALE[self.language])) if day is not None else _UNKNOWN

    def month(self, day: dt.date) -> str:
        """A month: Sep 2026, 2026年9月."""
        return str(format_skeleton("yMMM", dt.datetime(day.year, day.month, 1), locale=_LOCALE[self.language]))

    def month_name(self, month: int) -> str:
        """A month of any year, 1 to 12: September, 九月."""
        return str(get_month_names("wide", "stand-alone", _LOCALE[self.language])[month])

    def year(self, day: dt.date) -> str:
        """The company's year of a day: 2026, 2026年; FY2025/26, 2025/26财年 where it is not the calendar year."""
        fiscal = self.company.fiscal_year
        return self("company.year" if fiscal.first_month == 1 else "company.fiscal_year", None, year=fiscal.name(day))

    def quarter(self, day: dt.date) -> str:
        """The quarter of the company's year that a day is in: Q3 2026, 2026年第3季度."""
        return self("company.quarter", None, year=self.year(day), quarter=self.company.fiscal_year.quarter(day))

    def moment(self, at: dt.datetime) -> str:
        """A day and a time to the minute."""
        return str(format_datetime(at, "short", locale=_LOCALE[self.language]))

    def listed(self, parts: list[str]) -> str:
        """Parts in a row, with the comma of the language."""
        return ("、" if self.language == "zh" else ", ").join(parts)

    def sentences(self, parts: Iterable[str]) -> str:
        """Whole sentences after each other: Chinese ones stand without a blank between them."""
        return ("" if self.language == "zh" else " ").join(parts)

    def _short(self, amount: float) -> str:
        if (fixed := self.money_unit()) is not None:
            size, unit = fixed
            return self._kept(amount / size, digits_of_fixed(amount / size, unit)) + unit if amount else "0"
        for size, unit in UNITS[self.language]:
            if amount >= size * 0.9995:
                return self._kept(amount / size, digits_of(amount / size, unit)) + unit
        return self.number(amount, 0 if amount >= 100 else 2)

    def _kept(self, scaled: float, digits: int) -> str:
        """With all its decimals, also noughts (1.00 is not 1), but for a figure that needs none to be exact."""
        whole = scaled * 10**digits
        pattern = "#" if abs(whole - round(whole)) < 1e-6 else "0"
        decimals = f".{pattern * digits}" if digits else ""
        return _decimal(scaled, f"#,##0{decimals}", self.language)


@cache
def words_in(language: str) -> Words:
    """The words of a language; an unknown one reads English.

    >>> words_in("fr").language
    'en'
    """
    known = language if language in LANGUAGES else "en"
    return Words(known, catalogue(known))


def _decimal(value: Figure, pattern: str, language: str) -> str:
    """A number as a pattern writes it. Nought is not kept: it equals minus nought, which is written otherwise."""
    return _kept_decimal(value, pattern, language) if value else str(
        format_decimal(value, pattern, locale=_LOCALE[language]))


@lru_cache(maxsize=1 << 14)
def _kept_decimal(value: Figure, pattern: str, language: str) -> str:
    return str(format_decimal(value, pattern, locale=_LOCALE[language]))


@lru_cache(maxsize=1 << 14)
def _share(share: float, pattern: str, language: str) -> str:
    return str(format_percent(share, pattern, locale=_LOCALE[language]))


def _unknown(value: Figure) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value)) or value != value


def _signed(amount: float, text: str, plus: bool) -> str:
    if not _says_something(text):
        return text
    return f"-{text}" if amount < 0 else f"+{text}" if plus and amount > 0 else text


def _says_something(text: str) -> bool:
    """Whether a figure is other than nought as it is written: what rounds to nought has no sign."""
    return any(digit in "123456789" for digit in text)
