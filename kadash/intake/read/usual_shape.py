"""How many cells the records of a table have, so that one with cells lost or added is not believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kadash.intake.read.cell_shape import is_blank
from kadash.intake.read.records import Record

_REGULAR_SHARE = 0.95
_FILLED_SHARE = 0.95
_FEW_RECORDS = 5
_TOTAL_BEGINNINGS = ("合计", "小计", "总计", "合計", "小計", "總計", "total ", "total:", "grand total", "subtotal ")
_TOTAL_WORDS = ("total", "totals", "sum", "subtotal", "sub-total")


@dataclass(frozen=True)
class UsualShape:
    """`cells` a record commonly has, `regular`: nearly all of them; `filled`: positions that are hardly ever blank."""

    cells: int
    regular: bool
    filled: frozenset[int]

    def fault_of(self, cells: Sequence[str], width: int) -> str | None:
        """The code of what is wrong with a record of another length, or None where it can be read all the same.

        More cells than names: one was added, and everything behind it has moved. Fewer in a regular file: one was
        lost; short lines at the end (a total, a remark) are for others to judge.
        """
        if len(cells) > width and not is_blank(list(cells[width:])):
            return "too_many_cells"
        if len(cells) > max(width, self.cells):
            moved = any(not cells[position].strip() for position in self.filled)
            return "too_many_cells" if self.regular and moved else None
        short = width / 2 < len(cells) < min(width, self.cells)
        return "too_few_cells" if short and self.regular and not is_total(cells) else None


def usual_shape(records: Sequence[Record], width: int) -> UsualShape:
    """The usual shape of the first records of a table."""
    sound = [record.cells for record in records if not record.fault and not is_blank(record.cells)]
    lengths = [len(cells) for cells in sound]
    commonest = max(set(lengths), key=lengths.count, default=width)
    alike = [cells for cells in sound if len(cells) == commonest]
    regular = len(sound) < _FEW_RECORDS or len(alike) >= _REGULAR_SHARE * len(sound)
    filled = frozenset(
        position for position in range(min(width, commonest))
        if sum(bool(cells[position].strip()) for cells in alike) >= _FILLED_SHARE * len(alike)
    )
    return UsualShape(commonest, regular and len(sound) > 1, filled)


def is_total(cells: Sequence[str]) -> bool:
    """Whether the first filled cell is a total word."""
    first = next((cell.strip().lower() for cell in cells if cell.strip()), "")
    return first.startswith(_TOTAL_BEGINNINGS) or first.rstrip(":： ") in _TOTAL_WORDS
