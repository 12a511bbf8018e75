"""In which currency the money of a record is, where no column says it: by signs in cells, by header, by title.

What is found is an ISO code, or only a sign: `$` and `¥` (also 元) belong to several currencies, and which of them is
meant depends on the reporting currency of the load.
"""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType

from kadash.intake.clean.cells import kind_of
from kadash.intake.clean.quoting import literal
from kadash.intake.clean.typed_record import TypedRecord
from kadash.intake.reading import Column, Reading
from kadash.intake.text_table import TextTable
from kadash.vocabulary import SQL_TYPE

DOLLAR, YUAN = "$", "¥"
CURRENCIES_OF_SIGN = MappingProxyType({
    DOLLAR: ("USD", "AUD", "CAD", "HKD", "SGD", "NZD", "TWD", "MXN", "BRL"),
    YUAN: ("CNY", "JPY", "HKD", "TWD"),
})
"""Sign to the currencies that are written with it, the usual one first."""

_DECIDES = ("amount", "unit_price", "amount_with_tax")
"""Whose currency is that of the record, the first that is mapped."""
_WRITTEN = (
    ("USD", r"us ?\$|\busd\b|美元|美金"), ("HKD", r"hk ?\$|\bhkd\b|港币|港元"), ("TWD", r"nt ?\$|\btwd\b|台币"),
    ("EUR", r"€|\beur\b|欧元"), ("GBP", r"£|\bgbp\b|英镑"), ("JPY", r"\bjpy\b|日元|円"),
    ("CNY", r"\bcny\b|\brmb\b|人民币"), (DOLLAR, r"\$"), (YUAN, r"¥|[元圆](?:整|\W|$)"),
)
"""As in the macro `clean_cell_currency`; 元 only where no word goes on (元件 is a component)."""
_NO_TEXT = "cast(null as varchar)"
_UNIT_OF_TITLE = re.compile(r"单位|金额")


def hinted_currency(record: TypedRecord) -> str | None:
    """SQL for the currency or sign that stands in the record's money, None where no record can have one."""
    columns = _money_columns(record.reading)
    if not columns:
        return None
    decides = columns[0]
    general = next((found for c in columns if (found := general_currency(c, record.table))), None)
    if decides.field not in _DECIDES:
        return literal(general) if general else None
    in_cell = _in_cell(record, decides)
    if general is None or in_cell == _NO_TEXT:
        return literal(general) if general else in_cell
    family = next((sign for sign, codes in CURRENCIES_OF_SIGN.items() if general in codes), general)
    return f"case when {in_cell} <> {literal(family)} then {in_cell} else {literal(general)} end"


def general_currency(column: Column, table: TextTable) -> str | None:
    """The currency or sign of a whole column: the one that its sampled cells have, else its header, else a title."""
    seen = _seen_in(_sampled(column, table))
    if len(seen) > 1:
        return _currency_of(column.header)
    for sign in seen:
        known = column.hints.currency
        return known if known in (sign, *CURRENCIES_OF_SIGN.get(sign, ())) else sign
    if column.hints.currency is not None:
        return column.hints.currency
    titles = [title for title in table.title_lines if _UNIT_OF_TITLE.search(title)]
    return next((found for text in (column.header, *titles) if (found := _currency_of(text))), None)


def in_another_currency(reading: Reading, table: TextTable) -> tuple[Column, ...]:
    """Money columns of another currency than the record's own: they cannot be added to it and are left blank."""
    columns = _money_columns(reading)
    if not columns or columns[0].field not in _DECIDES:
        return ()
    own = general_currency(columns[0], table)
    return tuple(c for c in columns[1:] if own is not None and _differs(general_currency(c, table), own))


def nothing_of(column: Column) -> str:
    """SQL for a blank value of the column's kind."""
    return f"cast(null as {SQL_TYPE[kind_of(column)]})"


def _differs(one: str | None, other: str) -> bool:
    """Whether two currencies or signs cannot be the same."""
    if one is None or one == other:
        return False
    return other not in CURRENCIES_OF_SIGN.get(one, ()) and one not in CURRENCIES_OF_SIGN.get(other, ())


def _in_cell(record: TypedRecord, column: Column) -> str:
    """SQL for what the cell itself says, null where it has no sign.

    A column whose sample shows one sign or none is read without looking at every cell: another sign in it makes the
    first attempt at the number fail, and only those cells are looked at.
    """
    if len(_seen_in(_sampled(column, record.table))) > 1:
        return f"clean_cell_currency({record.cell(column)})"
    if record.leaves_unsure(column):
        return _NO_TEXT
    return f"case when {record.text(column)} is not null then clean_cell_currency({record.text(column)}) end"


def _money_columns(reading: Reading) -> list[Column]:
    money = [c for c in reading.columns if c.table == reading.table and kind_of(c) in ("money", "price")]
    return sorted(money, key=lambda c: _DECIDES.index(c.field) if c.field in _DECIDES else len(_DECIDES))


def _sampled(column: Column, table: TextTable) -> list[str]:
    return [row[column.index] for row in table.sample if column.index < len(row)]


def _seen_in(cells: list[str]) -> set[str]:
    return {found for cell in cells if (found := _currency_of(cell))}


def _currency_of(text: str) -> str | None:
    plain = unicodedata.normalize("NFKC", text).lower()
    return next((code for code, pattern in _WRITTEN if re.search(pattern, plain)), None)
