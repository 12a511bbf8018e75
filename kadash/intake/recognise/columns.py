"""A file's columns to look through: cells of neighbouring rows, read once as days or as figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kadash.intake.recognise.dates import date_form, days
from kadash.intake.recognise.evidence import Rows, first_rows
from kadash.intake.recognise.numbers import decimal_sign
from kadash.intake.recognise.profile import Profile
from kadash.intake.text_table import TextTable

_SMALLEST_NUMBER = 1000
_KEY = 0.995
_FULL = 0.95
_CLOCK = re.compile(r"^\d{1,2}:\d{2}(?::\d{2})?$")


@dataclass(frozen=True)
class Columns:
    """Rows as they stand in the file, what was counted of them, and which columns are still free."""

    rows: Rows
    profiles: Sequence[Profile]
    latest: date
    free: frozenset[int]
    _days: dict[int, list[date | None]] = field(default_factory=dict)
    _figures: dict[int, list[float | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, table: TextTable, profiles: Sequence[Profile], latest: date, free: frozenset[int]) -> Columns:
        """The free columns of a text table."""
        return cls(first_rows(table), profiles, latest, free)

    def without(self, taken: set[int]) -> Columns:
        """The same columns with fewer of them free."""
        return Columns(self.rows, self.profiles, self.latest, self.free - taken, self._days, self._figures)

    def cells(self, index: int) -> list[str]:
        """The column's cells, blank ones too."""
        return [row[index] for row in self.rows]

    def days(self, index: int) -> list[date | None]:
        """The column's cells as days."""
        if index not in self._days:
            order = date_form(self.profiles[index].values, self.latest).order
            self._days[index] = days(self.cells(index), order)
        return self._days[index]

    def figures(self, index: int) -> list[float | None]:
        """The column's cells as figures, None where there is none."""
        if index not in self._figures:
            comma = decimal_sign(self.profiles[index].values)[0] == ","
            self._figures[index] = [_figure(cell, comma) for cell in self.cells(index)]
        return self._figures[index]

    def dates(self) -> list[int]:
        """Free columns of dates."""
        return [index for index in sorted(self.free) if self.profiles[index].dates > 0.8]

    def full_dates(self) -> list[int]:
        """Free columns with a date in every row."""
        return [index for index in self.dates() if self.is_full(index)]

    def numbers(self) -> list[int]:
        """Free columns of numbers."""
        seen = self.profiles
        return [index for index in sorted(self.free) if seen[index].numbers > 0.8 and seen[index].dates < 0.5]

    def money(self) -> list[int]:
        """Free columns of numbers that are neither keys nor counts: fractions, signs of a currency, large sums."""
        return [index for index in self.numbers() if self._is_money(self.profiles[index])]

    def labels(self) -> list[int]:
        """Free columns of codes or words: whoever or whatever rows belong to."""
        return [index for index in sorted(self.free) if self._is_label(self.profiles[index])]

    def key_columns(self) -> list[int]:
        """Free columns of codes that are different in every row."""
        found = []
        for index in self.labels():
            values = [cell for cell in self.cells(index) if cell]
            full = len(values) >= _FULL * len(self.rows)
            if full and len(set(values)) >= _KEY * len(values) and self.profiles[index].codes > 0.8:
                found.append(index)
        return found

    def is_full(self, index: int) -> bool:
        """Whether hardly a cell is blank."""
        return self.profiles[index].filled >= _FULL * max((seen.filled for seen in self.profiles), default=1.0)

    def count(self, index: int) -> int:
        """Distinct cells in the rows looked at."""
        return len(set(self.cells(index)))

    def _is_label(self, seen: Profile) -> bool:
        fractions = seen.numbers > 0.5 and seen.whole < 0.98 * seen.numbers and not seen.point_zero
        clocks = sum(bool(_CLOCK.match(value)) for value in seen.values) > 0.5 * len(seen.values)
        padded = any(value.startswith("0") for value in seen.values)
        counts = seen.whole > 0.9 and seen.largest < _SMALLEST_NUMBER and not padded
        uneven = seen.numbers > 0.8 and len({len(value) for value in seen.values}) > 2
        return seen.count > 1 and seen.dates < 0.5 and not (fractions or clocks or counts or uneven)

    def _is_money(self, seen: Profile) -> bool:
        if not seen.figures or any(len(value) > 1 and value[0] == "0" and value.isdigit() for value in seen.values):
            return False
        fractions = seen.whole < 0.9 * seen.numbers and not seen.point_zero
        uneven = len({len(value) for value in seen.values}) > 2
        return seen.distinct > 0.02 and (fractions or (uneven and seen.largest >= _SMALLEST_NUMBER))


def _figure(cell: str, comma: bool) -> float | None:
    text = cell.strip().strip("¥￥$€£元 ")
    text = text.replace(".", "").replace(",", ".") if comma else text.replace(",", "")
    try:
        return float(text)
    except ValueError:
        return None


def share(checks: Sequence[bool]) -> float:
    """How many of them hold; 0 where there are none.

    >>> share([True, False])
    0.5
    """
    return sum(checks) / len(checks) if checks else 0.0
