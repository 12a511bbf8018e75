"""How a company wants to read its figures: when its year begins, in which unit money stands, its names of layers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

MoneyUnit = Literal["short", "full", "thousands", "millions"]
"""short: each sum in the unit it reads best in; full: to the whole; thousands: K, 万; millions: M, 亿."""
MONEY_UNITS: tuple[MoneyUnit, ...] = get_args(MoneyUnit)
MONTHS = 12
QUARTER_MONTHS = 3


@dataclass(frozen=True)
class FiscalYear:
    """A company's year, by its first month (1 to 12).

    >>> april = FiscalYear(4)
    >>> april.name(dt.date(2026, 3, 31)), april.name(dt.date(2026, 4, 1)), FiscalYear().name(dt.date(2026, 4, 1))
    ('2025/26', '2026/27', '2026')
    """

    first_month: int = 1

    def begins(self, day: dt.date) -> dt.date:
        """The first day of the fiscal year that a day is in."""
        return dt.date(day.year - (day.month < self.first_month), self.first_month, 1)

    def name(self, day: dt.date) -> str:
        """The year of a day: 2026 where it is the calendar year, else 2025/26, which no reader takes for another."""
        first = self.begins(day).year
        return str(first) if self.first_month == 1 else f"{first}/{(first + 1) % 100:02d}"

    def quarter(self, day: dt.date) -> int:
        """Which quarter of its fiscal year a day is in, 1 to 4.

        >>> FiscalYear(4).quarter(dt.date(2026, 2, 1)), FiscalYear(2).quarter(dt.date(2026, 1, 1))
        (4, 4)
        """
        return (day.month - self.first_month) % MONTHS // QUARTER_MONTHS + 1

    def quarter_begins(self, day: dt.date) -> dt.date:
        """The first day of the fiscal quarter that a day is in.

        >>> FiscalYear(2).quarter_begins(dt.date(2026, 1, 15))
        datetime.date(2025, 11, 1)
        """
        months = day.year * MONTHS + day.month - 1 - (day.month - self.first_month) % QUARTER_MONTHS
        return dt.date(months // MONTHS, months % MONTHS + 1, 1)


CALENDAR_YEAR = FiscalYear()


@dataclass(frozen=True)
class Company:
    """What a company set for all its readers.

    layer_names: `scheme.layer` to the company's own name by language; what is not there is named as shipped.
    spoilt_entry: the entry of the journal that should say all this and cannot be read; the rest is then as shipped.
    """

    fiscal_year: FiscalYear = CALENDAR_YEAR
    money_unit: MoneyUnit = "short"
    layer_names: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    spoilt_entry: int | None = None

    def sentences(self, language: str) -> dict[str, str]:
        """The company's names as sentences of a language; braces of a user are braces, not places to fill."""
        return {f"layer.{layer}": names[language].replace("{", "{{").replace("}", "}}")
                for layer, names in self.layer_names.items() if names.get(language)}
