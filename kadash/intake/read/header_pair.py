"""Two header rows, a group above the names (Customer | | Order | over ID | Name | No), joined into one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kadash.intake.read.cell_shape import is_blank, shape
from kadash.intake.read.period_name import period_name
from kadash.intake.recognise.words import compact, is_header_word

_YEAR = re.compile(r"(?:FY\s?)?(?:19|20)\d\d\s?(?:年度?)?", re.IGNORECASE)
_LONGEST_GROUP = 60
_MOST_GROUP_ROWS = 3


@dataclass(frozen=True)
class HeaderRows:
    """First and last row of a header of several rows, and its joined names."""

    first: int
    last: int
    names: list[str]


def header_rows(rows: Sequence[Sequence[str]], found: int) -> HeaderRows:
    """All rows of the header of which the row at `found` is one: groups above it, names below it, itself once more."""
    last = _last_alike(rows, found)
    names = list(rows[last])
    first = found
    if last + 1 < len(rows) and _is_pair(names, rows[last + 1], rows[last + 2:], is_upper=True):
        last += 1
        names = _joined(names, rows[last])
    while first > 0 and found - first < _MOST_GROUP_ROWS and _is_pair(rows[first - 1], names, rows[last + 1:]):
        first -= 1
        names = _joined(rows[first], names)
    return HeaderRows(first, last, names)


def _last_alike(rows: Sequence[Sequence[str]], found: int) -> int:
    """The last of several rows that all say the same: cells merged downwards, or a header written twice."""
    written = [cell.strip() for cell in rows[found]]
    last = found
    while last + 1 < len(rows):
        above, below = _alike(written, rows[last + 1])
        pairs = [(name, cell.strip()) for name, cell in zip(above, below, strict=True) if cell.strip()]
        if len(pairs) < max(2, 0.5 * sum(map(bool, written))) or any(name != cell for name, cell in pairs):
            break
        last += 1
    return last


def _is_pair(
    group: Sequence[str], names: Sequence[str], rest: Sequence[Sequence[str]], is_upper: bool = False
) -> bool:
    """Whether `group` stands over `names`; `is_upper`: it was found to be the likeliest header, `names` are new."""
    above, below = _alike(group, names)
    if not _is_group_row(above, below) or not all(_is_name(cell) for cell in below):
        return False
    data = [row for row in rest[:25] if not is_blank(list(row))]
    return bool(data) and (not is_upper or _names_blanks(above, below, data))


def _is_group_row(above: Sequence[str], below: Sequence[str]) -> bool:
    """Words or years, at least one of them over several names, and none of them a remark."""
    filled = [cell for cell in above if cell.strip()]
    if len(filled) < 2 or not all(_is_name(cell) and _is_short(cell) for cell in filled):
        return False
    if len(set(filled)) == 1 and len(filled) < len(above):
        return False
    return any(len(span) > 1 for span in _spans(above, below))


def _names_blanks(above: Sequence[str], below: Sequence[str], data: Sequence[Sequence[str]]) -> bool:
    """Whether the row below names what the upper leaves blank, and is no record itself: the records look unlike it."""
    if any(below[index].strip() for span in _spans(above, below) if len(span) == 1 for index in span
           if above[index].strip() and below[index].strip() != above[index].strip()):
        return False
    named = [index for index, cell in enumerate(below) if cell.strip()]
    figures = [index for index in named
               if _mostly_figures([row[index] for row in data if index < len(row) and row[index].strip()])]
    known = sum(is_header_word(below[index]) or period_name(below[index]) is not None for index in named)
    return len(named) > 1 and (len(figures) > 0 or known >= 0.5 * len(named))


def _mostly_figures(cells: Sequence[str]) -> bool:
    return bool(cells) and sum(shape(cell) in ("number", "date") for cell in cells) > 0.6 * len(cells)


def _spans(above: Sequence[str], below: Sequence[str]) -> list[list[int]]:
    """Positions that each cell of the upper row stands over: its own, those alike, and blank ones with names below."""
    spans: list[list[int]] = []
    for index, cell in enumerate(above):
        fresh = cell.strip() and (not spans or cell.strip() != above[spans[-1][0]].strip())
        if fresh or not spans:
            spans.append([index])
        elif cell.strip() or below[index].strip():
            spans[-1].append(index)
        else:
            spans.append([index])
    return [span for span in spans if above[span[0]].strip()]


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    above, below = _alike(upper, lower)
    groups = {index: above[span[0]].strip() for span in _spans(above, below) for index in span}
    words = [compact(cell) for cell in below if cell.strip()]
    return [_name(groups.get(index, ""), cell.strip(), words.count(compact(cell)) == 1)
            for index, cell in enumerate(below)]


def _name(group: str, name: str, only_one: bool) -> str:
    """The name alone where it says enough, else behind its group."""
    if not group or not name or compact(group) == compact(name):
        return name or group
    between = "" if _is_han(group[-1]) and _is_han(name[0]) else " "
    joined = f"{group}{between}{name}"
    return name if only_one and is_header_word(name) and not is_header_word(joined) else joined


def _is_name(cell: str) -> bool:
    text = cell.strip()
    return not text or shape(text) == "words" or _YEAR.fullmatch(text) is not None or period_name(text) is not None


def _is_short(cell: str) -> bool:
    return len(cell.strip()) <= _LONGEST_GROUP and not any(mark in cell for mark in ":：\n。；")


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _alike(upper: Sequence[str], lower: Sequence[str]) -> tuple[list[str], list[str]]:
    """Both rows as long as the longer one."""
    width = max(len(upper), len(lower))
    return [*upper, *[""] * (width - len(upper))], [*lower, *[""] * (width - len(lower))]
