"""Sheets of what came back, beside the sales: their sums stand without a minus and are taken off."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from pathlib import PurePath

from kadash.intake.reading import Column, ColumnHints
from kadash.intake.recognise.patterns import field_by_parts
from kadash.intake.recognise.profile import Profile
from kadash.intake.recognise.words import split_words
from kadash.intake.text_table import TextTable

_CAME_BACK = re.compile(r"退货|退款|退回|退单|销退|红冲|红字|冲红|\b(?:sales )?returns?\b|\breturned\b"
                        r"|\brefund(?:s|ed)?\b|\bcredit (?:notes?|memos?)\b|\bgutschrift(?:en)?\b|\bretouren?\b")
_BUT_SALES = re.compile(r"退[货款]?[前后]|[扣去]除?减?退"
                        r"|\b(?:after|before|net of|less|minus|excl(?:uding)?|without) (?:returns?|refunds?)\b")
"""A sum that refunds are off already, or not yet: what was sold."""
_SALES_TOO = re.compile(r"销售|订单|出库|发货|\bsales?\b(?! returns?)|\borders?\b|退换")
_OWN_NUMBER = re.compile(r"退|红|return|refund|credit|gutschrift|retour")
_MOSTLY = 0.5
_SUMS = frozenset({"amount", "amount_with_tax", "quantity", "cost", "margin", "discount_amount", "rebate",
                   "commission"})
"""Fields that have the sign of the line; prices have none."""


def came_back(columns: Sequence[Column], profiles: Sequence[Profile]) -> bool:
    """Whether the header of the amount, the quantity or the only day says that the rows are returns: 退货金额."""
    said = {column.field for column in columns if says_came_back(column.header)}
    only_day = sum(profile.dates > _MOSTLY for profile in profiles) == 1
    return bool(said & {"amount", "quantity"}) or "order_date" in said and only_day


def named_as_returns(table: TextTable) -> bool:
    """Whether the sheet, or the file of a table without sheets, is called after returns and nothing else."""
    name = split_words(table.sheet or PurePath(table.file).stem)
    return bool(_CAME_BACK.search(name)) and not _SALES_TOO.search(_CAME_BACK.sub(" ", name))


def sums(columns: Sequence[Column], profiles: Sequence[Profile]) -> list[Column]:
    """The columns to be taken off; none where the sheet has minus signs of its own."""
    found = [column for column in columns if column.table == "order_line" and column.field in _SUMS]
    signed = any(_is_minus(value) for column in found for value in profiles[column.index].values)
    return [] if signed else found


def with_own_number(columns: Sequence[Column], table: TextTable, profiles: Sequence[Profile]) -> tuple[Column, ...]:
    """With the number of the return, and without that of the sale: it is a document of its own, on a day of its own."""
    kept = [column for column in columns
            if column.field not in ("order_id", "line_no") or _OWN_NUMBER.search(split_words(column.header))]
    if any(column.field == "order_id" for column in kept):
        return tuple(kept)
    own = [_order_number(name, index, profiles[index]) for index, name in enumerate(table.header)
           if _OWN_NUMBER.search(split_words(name)) and field_by_parts(split_words(name)) == "order_id"]
    return tuple(sorted([*kept, *own[:1]], key=lambda column: column.index))


def _order_number(header: str, index: int, profile: Profile) -> Column:
    some = [*dict.fromkeys(profile.values)][:3] + ["", "", ""]
    return Column(index, header, "order_line", "order_id", ColumnHints(plain=True), samples=(some[0], some[1], some[2]))


def says_came_back(header: str) -> bool:
    """Whether a header speaks of what came back.

    >>> [says_came_back(name) for name in ("退款金额", "Refund", "Sales after refunds", "退货后金额")]
    [True, True, False, False]
    """
    words = split_words(header)
    return bool(_CAME_BACK.search(words)) and not _BUT_SALES.search(words)


def beside_sales(table: TextTable, profiles: Sequence[Profile], used: Container[int]) -> list[str]:
    """Headers of columns that nothing is read from and that hold what came back of the sale in the same row."""
    return [name for index, name in enumerate(table.header)
            if index not in used and says_came_back(name)
            and profiles[index].numbers > _MOSTLY and profiles[index].largest > 0 and profiles[index].dates < _MOSTLY
            and field_by_parts(split_words(name)) != "order_id"]


def taken_off(column: Column, *, off: bool) -> Column:
    """The column with its figures as minus, or as they stand."""
    return replace(column, hints=replace(column.hints, minus=off))


def _is_minus(value: str) -> bool:
    return value.startswith(("-", "−", "(", "（")) or value.endswith("-")
