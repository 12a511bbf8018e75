"""What the columns of any table hold, by their cells: dates, numbers, shares, yes or no; else text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kadash.intake.reading import DateOrder
from kadash.intake.recognise.dates import date_form, days
from kadash.intake.recognise.numbers import decimal_sign

Guess = Literal["text", "date", "number", "rate", "flag"]
_NUMBER = re.compile(r"^[-+(¥￥$€£ ]*\d[\d,.' \u00a0]*(?:[eE][-+]?\d+)?[)%％元万亿kKM]?$")
_CODE = re.compile(r"^0\d+$")
_NAMES_A_CODE = re.compile(
    r"(?:^|[\s_.-])(?i:id|no|nr|code|key|zip|phone|postcode)\.?$|(?<=[a-z])(?:ID|Id|No|Nr|Code|Key)$"
    r"|编号|编码|代码|单号|电话|邮编")
_FLAGS = frozenset({"yes", "no", "true", "false", "y", "n", "是", "否"})
_MOST = 0.98
"""Share of the filled cells that have to be of a kind; fewer, and the column is text."""


@dataclass(frozen=True)
class ColumnKind:
    """What a column holds and how it is written; text needs neither order nor comma."""

    kind: Guess
    order: DateOrder = "ymd"
    comma: bool = False


def column_kind(header: str, cells: Sequence[str], latest: date) -> ColumnKind:
    """The kind of a column, from some of its cells.

    >>> column_kind("Price", ["1,234.50", "7"], date(2026, 1, 1)).kind
    'number'
    >>> column_kind("Town", ["01067"], date(2026, 1, 1)).kind
    'text'
    """
    filled = [cell.strip() for cell in cells if cell.strip() not in ("", "-", "NULL", "null", "N/A", "n/a", "NA")]
    if not filled:
        return ColumnKind("text")
    if {cell.lower() for cell in filled} <= _FLAGS:
        return ColumnKind("flag")
    order = date_form(filled, latest).order
    if _most([day is not None for day in days(filled, order)]):
        return ColumnKind("date", order)
    if _NAMES_A_CODE.search(header) or any(_CODE.match(cell) for cell in filled):
        return ColumnKind("text")
    if _most([bool(_NUMBER.match(cell)) for cell in filled]):
        sign, _ = decimal_sign(filled)
        shares = _most([cell.endswith(("%", "％")) for cell in filled])
        return ColumnKind("rate" if shares else "number", comma=sign == ",")
    return ColumnKind("text")


def _most(found: Sequence[bool]) -> bool:
    return sum(found) >= _MOST * len(found)
