"""What a run of the benchmark comes to: figures beside their floors, as one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One thing that was measured and, in the same run and unit, the least that it could take.

    aim: what is wanted, in words, of the ratio unless they name a unit. peak_mb: the most memory that a process of it
    held; where nobody says, whoever ran the part does.
    """

    part: str
    name: str
    found: float
    unit: str
    floor: str
    of_floor: float
    aim: str = ""
    peak_mb: float | None = None

    @property
    def ratio(self) -> float:
        """How many floors it takes."""
        return self.found / self.of_floor

    def as_json(self) -> dict[str, object]:
        """Its fields and the ratio."""
        return {**asdict(self), "ratio": self.ratio}


_HEAD = ("part", "what", "", "unit", "floor, in the same run and unit", "", "ratio", "aim", "peak MB")
_RIGHT = (2, 5, 6, 8)


def table(figures: Sequence[Figure]) -> str:
    """A line a figure; a part is named where it begins."""
    rows = [_HEAD]
    for place, one in enumerate(figures):
        begins = not place or figures[place - 1].part != one.part
        rows.append((one.part if begins else "", one.name, _short(one.found), one.unit, one.floor,
                     _short(one.of_floor), _short(one.ratio), one.aim,
                     "" if one.peak_mb is None else f"{one.peak_mb:.0f}"))
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    return "\n".join("  ".join(cell.rjust(width) if column in _RIGHT else cell.ljust(width)
                               for column, (cell, width) in enumerate(zip(row, widths, strict=True))).rstrip()
                     for row in rows)


def _short(number: float) -> str:
    """Three figures that count: 1234, 12.3, 1.23, 0.0123."""
    size = abs(number)
    return f"{number:.{0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 else 4}f}"
