"""Refunds in a column beside sales: which column holds them, and whether the amount is before or after them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, NamedTuple

from kadash.intake.reading import Column
from kadash.intake.recognise.assign import Use
from kadash.intake.recognise.columns import share
from kadash.intake.recognise.evidence import first_rows
from kadash.intake.recognise.profile import Profile
from kadash.intake.recognise.returns import says_came_back
from kadash.intake.recognise.words import split_words
from kadash.intake.text_table import TextTable

RefundForm = Literal["before", "net", "order"]
"""What the amount is: before the refund in its row, after it, or before a refund of the whole order in each line."""

_NO_MONEY = re.compile(
    r"率|比例|占比|次数|笔数|单数|天数|数量|件数|个数|单号|编号|号$|状态|原因|理由|类型|方式|日期|时间|运费|成本|税|申请|待退|可退|预计"
    r"|\b(?:rates?|ratio|percent|count|days?|window|period|quantity|units|pieces|pcs|id|number|key|status|reason|type"
    r"|method|date|time|at|on|by|freight|shipping|postage|cost|tax|vat|fee|requested|pending|expected|policy|line)\b|%"
)
_MONEY = re.compile(r"金额|额|款|元|\b(?:amount|value|sum|total|refund(?:s|ed)?|sales|revenue|gutschrift(?:en)?)\b")
_WENT_BACK = re.compile(r"实际?退|已退|退款|\brefund(?:s|ed)?\b")
_IS_NET = re.compile(r"净销售|销售净|净收入|退[货款]?后|[扣去]除?减?退|\bnet (?:of (?:returns|refunds)|sales|revenue)\b"
                     r"|\bafter (?:returns?|refunds?)\b|\b(?:less|minus|excl(?:uding)?) (?:returns?|refunds?)\b")
_IS_BEFORE = re.compile(r"退[货款]?前|\bgross (?:sales|revenue|amount|value)\b|\bbefore (?:returns?|refunds?)\b")
_SIGNS = " ¥￥$€£元"
_MOSTLY, _NEARLY_ALL, _SURE = 0.5, 0.9, 0.85
_FEWEST, _ENOUGH, _FEW, _OFTEN = 3, 12, 0.02, 0.2
_CLOSE = 0.011
_MOST_ROWS = 20_000
"""Rows looked at where the sample holds hardly a refund: one line in fifty has one."""


class Line(NamedTuple):
    """A row: amount, size of the refund, the order it belongs to, and every other figure of it by its column."""

    amount: float
    refund: float
    order: str
    product: float | None
    """Quantity times price."""
    others: Mapping[int, float]


@dataclass(frozen=True)
class Seen:
    """Rows looked at, and those of them with a refund."""

    lines: tuple[Line, ...]

    @property
    def refunded(self) -> tuple[Line, ...]:
        """Rows with a refund."""
        return tuple(line for line in self.lines if line.refund)

    @property
    def full(self) -> int:
        """Rows in which all was refunded, if the amount is before it."""
        return sum(_near(line.refund, line.amount) for line in self.refunded)

    @property
    def nothing_left(self) -> int:
        """Rows with a refund and no amount, or the refund as a minus: if the amount is after it, all was refunded."""
        return sum(line.amount == 0 or _near(-line.refund, line.amount) for line in self.refunded)


def with_refunds(header: Sequence[str], profiles: Sequence[Profile], uses: Mapping[str, Use]) -> dict[str, Use]:
    """Columns of order lines, with that of money which went back of the sale in the same row, if there is one.

    Of several the one that speaks of the refund comes first. A sheet of nothing but returns has none. Pieces that came
    back are not those that were sold.
    """
    amount = uses.get("amount")
    beside = amount is not None and says_came_back(header[amount.index])
    if beside and not _some_lines_only(profiles, uses):
        return dict(uses)
    sold = {field: use for field, use in uses.items()
            if field != "quantity" or amount is None or not says_came_back(header[use.index])}
    left = {field: use for field, use in sold.items() if not (beside and field == "amount")}
    taken = {use.index for field, use in left.items() if field != "status"}
    found = [index for index, name in enumerate(header) if index not in taken and _is_refund(name, profiles[index])]
    if not found:
        return sold
    first = min(found, key=lambda index: (not _WENT_BACK.search(split_words(header[index])), index))
    return {**{field: use for field, use in left.items() if use.index != first}, "refund": Use(first, _SURE)}


def _some_lines_only(profiles: Sequence[Profile], uses: Mapping[str, Use]) -> bool:
    """Whether what was taken for the amount is nothing in some lines, of which sums stand elsewhere, too."""
    filled = _share_filled(profiles[uses["amount"].index])
    return ({"quantity", "unit_price"} <= uses.keys() or "amount_with_tax" in uses) and filled < _NEARLY_ALL


def refunded_here_and_there(columns: Sequence[Column], profiles: Sequence[Profile]) -> bool:
    """Whether some lines have a refund beside them and some have none: sales, whatever the file is called."""
    refund = _lines_own(columns).get("refund")
    return refund is not None and _share_filled(profiles[refund.index]) < _NEARLY_ALL


def _share_filled(profile: Profile) -> float:
    """Of all rows, those with another figure than nought."""
    return sum(figure != 0 for figure in profile.figures) / max(len(profile.values), 1) * profile.filled


def _is_refund(name: str, profile: Profile) -> bool:
    words = split_words(name)
    if not says_came_back(name) or _NO_MONEY.search(words):
        return False
    if not profile.values:
        return bool(_MONEY.search(words))
    is_mark = profile.whole > _NEARLY_ALL and profile.largest <= 1 and not _MONEY.search(words)
    return profile.numbers > _MOSTLY and profile.dates < _MOSTLY and not is_mark


def seen_refunds(table: TextTable, profiles: Sequence[Profile], columns: Sequence[Column], refund: Column) -> Seen:
    """What sampled rows say; of a longer file with hardly a refund in the sample more of its first rows."""
    numeric = [index for index, profile in enumerate(profiles) if profile.numbers > _MOSTLY]
    seen = Seen(_lines(table.sample, columns, refund, numeric))
    if len(seen.refunded) >= _ENOUGH or 0 <= table.rows <= len(table.sample):
        return seen
    rows = first_rows(table, _MOST_ROWS)
    some = [cells for cells in rows if figure_in(cells[refund.index], refund.hints.decimal)]
    return Seen(_lines([*table.sample, *some], columns, refund, numeric))


def amount_named(columns: Sequence[Column]) -> str:
    """How the file calls what the refund is taken off."""
    by_field = _lines_own(columns)
    if "amount" in by_field:
        return by_field["amount"].header
    if {"quantity", "unit_price"} <= by_field.keys():
        return f"{by_field['quantity'].header} × {by_field['unit_price'].header}"
    return by_field["amount_with_tax"].header if "amount_with_tax" in by_field else ""


def refund_form(seen: Seen, columns: Sequence[Column]) -> RefundForm | None:
    """Before or after refunds, where other columns, refunds of all, or the amount's own header say so."""
    by_field = _lines_own(columns)
    if (by_columns := _by_columns(seen)) is not None:
        return by_columns
    if is_of_orders(seen):
        return "net" if _by_header(columns) == "net" else None
    if "amount" not in by_field and {"quantity", "unit_price"} <= by_field.keys():
        return "before"
    return _by_whole_refunds(seen) or _by_header(columns)


def is_of_orders(seen: Seen) -> bool:
    """Whether a refund is that of a whole order and stands again in each of its lines."""
    orders: dict[str, list[Line]] = {}
    for line in seen.lines:
        if line.order:
            orders.setdefault(line.order, []).append(line)
    several = [lines for lines in orders.values() if len(lines) > 1 and any(line.refund for line in lines)
               and len({line.amount for line in lines}) > 1]
    alike = [len({line.refund for line in lines}) == 1 for lines in several]
    return len(alike) >= _FEWEST and share(alike) >= _NEARLY_ALL


def with_form(column: Column, form: str) -> Column:
    """The column of refunds, to be taken off the amount in this way or not at all."""
    taken_off: Literal["", "before", "order"] = "before" if form == "before" else "order" if form == "order" else ""
    return replace(column, hints=replace(column.hints, refund=taken_off))


def _by_columns(seen: Seen) -> RefundForm | None:
    """Another figure of the row that is the amount less the refund, or more by it; or quantity times price."""
    if len(seen.refunded) < _FEWEST:
        return None
    for index in sorted({index for line in seen.lines for index in line.others}):
        pairs = [(line, line.others[index]) for line in seen.lines if index in line.others]
        if _holds([(line.amount - line.refund, other, line.refund) for line, other in pairs]):
            return "before"
        if _holds([(line.amount + line.refund, other, line.refund) for line, other in pairs]):
            return "net"
    products = [(line, line.product) for line in seen.lines if line.product is not None]
    if _holds([(line.amount, product, line.refund) for line, product in products]):
        return "before"
    return "net" if _holds([(line.amount + line.refund, product, line.refund) for line, product in products]) else None


def _holds(pairs: Sequence[tuple[float, float, float]]) -> bool:
    """Whether two figures agree in nearly all rows with a refund, and in most of the others."""
    refunded = [_near(one, other) for one, other, refund in pairs if refund]
    others = [_near(one, other) for one, other, refund in pairs if not refund]
    return len(refunded) >= _FEWEST and share(refunded) >= _NEARLY_ALL and (not others or share(others) > _MOSTLY)


def _by_whole_refunds(seen: Seen) -> RefundForm | None:
    count = len(seen.refunded)
    if count < _FEWEST:
        return None
    if seen.full >= max(_FEWEST, _OFTEN * count) and seen.nothing_left <= _FEW * count:
        return "before"
    return "net" if seen.nothing_left >= max(_FEWEST, _OFTEN * count) and seen.full <= _FEW * count else None


def _by_header(columns: Sequence[Column]) -> RefundForm | None:
    by_field = _lines_own(columns)
    amount = by_field.get("amount") or by_field.get("amount_with_tax")
    words = split_words(amount.header) if amount is not None else ""
    if _IS_NET.search(words):
        return "net"
    return "before" if _IS_BEFORE.search(words) else None


def _lines(
    rows: Sequence[Sequence[str]], columns: Sequence[Column], refund: Column, numeric: Sequence[int]
) -> tuple[Line, ...]:
    by_field = _lines_own(columns)
    amount = by_field.get("amount") or by_field.get("amount_with_tax")
    wanted = {*numeric, refund.index, *(column.index for column in by_field.values())}
    others = [index for index in numeric if index != refund.index and (amount is None or index != amount.index)]
    found = []
    for cells in rows:
        figures = {index: value for index in wanted
                   if (value := figure_in(cells[index], refund.hints.decimal)) is not None}
        product = _product(figures, by_field)
        money = product if amount is None else figures.get(amount.index)
        if money is not None:
            order = cells[by_field["order_id"].index].strip() if "order_id" in by_field else ""
            found.append(Line(money, abs(figures.get(refund.index, 0.0)), order, product,
                              MappingProxyType({index: figures[index] for index in others if index in figures})))
    return tuple(found)


def figure_in(cell: str, decimal: str = ".") -> float | None:
    """A cell read as a plain number with this decimal sign; a sum in brackets is below nought, "nan" is no number.

    >>> figure_in("¥1,052.50"), figure_in("(30)"), figure_in("1.052,50", ","), figure_in("-"), figure_in("nan")
    (1052.5, -30.0, 1052.5, None, None)
    """
    text = cell.strip(_SIGNS).replace("." if decimal == "," else ",", "").replace(decimal, ".")
    below = text.startswith("(") and text.endswith(")")
    try:
        found = float(text.strip("()"))
    except ValueError:
        return None
    if not math.isfinite(found):
        return None
    return -found if below else found


def _product(figures: Mapping[int, float], by_field: Mapping[str, Column]) -> float | None:
    if not {"quantity", "unit_price"} <= by_field.keys():
        return None
    factors = [figures.get(by_field[field].index) for field in ("quantity", "unit_price")]
    return None if None in factors else (factors[0] or 0.0) * (factors[1] or 0.0)


def _lines_own(columns: Sequence[Column]) -> dict[str, Column]:
    return {column.field: column for column in columns if column.table == "order_line"}


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= _CLOSE
