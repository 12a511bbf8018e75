"""What the sampled cells of a column look like, counted once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from statistics import pvariance

from kadash.intake.read.cell_shape import plain, shape
from kadash.intake.text_table import TextTable

_CODE = re.compile(r"^(?=.*\d)[A-Za-z]{0,6}[-_/#. ]?[A-Za-z0-9]{1,20}(?:[-_/.][A-Za-z0-9]{1,12}){0,3}$")
_POINT_ZERO = re.compile(r"^\d+\.0$")
_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_NO_SLIPS = 0.95
_SERIALS = (20_000, 60_000)
_FIVE_DIGITS = re.compile(r"[0-9]{5}")


@dataclass(frozen=True)
class Profile:
    """Shares are of the filled cells; `values` are those cells, in order, with repeats."""

    values: tuple[str, ...]
    filled: float
    """Share of the sampled cells that hold anything."""
    numbers: float
    dates: float
    words: float
    whole: float
    """Share of whole numbers."""
    distinct: float
    """Distinct values by filled cells: 1 for a key."""
    codes: float
    """Share that looks like an identifier: letters and digits together, or digits alone."""
    point_zero: float
    figures: tuple[float, ...]
    """The numbers, read plainly, in rising order."""

    @property
    def variance(self) -> float:
        """Of the numbers; 0 where there are none."""
        return pvariance(self.figures) if len(self.figures) > 1 else 0.0

    @property
    def largest(self) -> float:
        """Of the numbers without their sign, the topmost twentieth left out, which may be slips; 0 without numbers."""
        sizes = sorted(abs(figure) for figure in self.figures)
        return sizes[max(0, int(len(sizes) * _NO_SLIPS + 0.5) - 1)] if sizes else 0.0

    @property
    def count(self) -> int:
        """Distinct values."""
        return len(set(self.values))

    @property
    def serials(self) -> float:
        """Share of whole numbers that a spreadsheet program would show as dates of 1954 to 2064."""
        inside = [v for v in self.values if _FIVE_DIGITS.fullmatch(v) and _SERIALS[0] <= int(v) <= _SERIALS[1]]
        return len(inside) / len(self.values) if self.values else 0.0


def profiles(table: TextTable) -> tuple[Profile, ...]:
    """A profile for each column of the table, from its sample."""
    return tuple(profile([row[index] for row in table.sample]) for index in range(len(table.header)))


def profile(cells: list[str]) -> Profile:
    """The profile of a column's sampled cells."""
    shaped = [(plain(cell), shape(cell)) for cell in cells]
    filled = [(text, kind) for text, kind in shaped if kind != "blank"]
    values = tuple(text for text, _ in filled)
    kinds = Counter(kind for _, kind in filled)
    count = max(len(filled), 1)
    figures = sorted(figure for text, kind in filled if kind == "number" and (figure := _figure(text)) is not None)
    return Profile(
        values=values, filled=len(filled) / max(len(cells), 1), numbers=kinds["number"] / count,
        dates=kinds["date"] / count, words=kinds["words"] / count,
        whole=sum(figure.is_integer() for figure in figures) / count, distinct=len(set(values)) / count,
        codes=sum(bool(_CODE.match(text)) for text in values) / count,
        point_zero=sum(bool(_POINT_ZERO.match(text)) for text in values) / count,
        figures=tuple(figures),
    )


def _figure(text: str) -> float | None:
    found = _FIGURE.search(text)
    return float(found.group().replace(",", "")) if found else None
