"""Whether an amount of which the header says nothing contains tax: what sums of tax and prices beside it prove."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from kadash.intake.reading import Column
from kadash.intake.recognise.columns import share
from kadash.intake.recognise.evidence import figure
from kadash.intake.recognise.words import split_words, without_units
from kadash.intake.text_table import TextTable

TaxForm = Literal["without_tax", "with_tax"]
_RATES = (0.03, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.11, 0.13, 0.16, 0.17, 0.19, 0.2, 0.21, 0.22, 0.23, 0.24, 0.25)
_NEARLY_ALL, _FEWEST = 0.85, 5
_SUMS_OF_TAX = frozenset({
    "税额", "税金", "增值税", "销项税", "销项税额", "增值税额", "tax", "vat", "taxamount", "vatamount", "gst",
    "salestax", "amountoftax", "taxamt", "taxvalue",
})
_SAYS_WITHOUT = ("不含税", "未税", "无税", "未含税", "net", "excl", "untaxed", "before tax", "pre tax")


def tax_column(table: TextTable) -> int | None:
    """The column with the sum of tax of each row."""
    words = [without_units(name) for name in table.header]
    return next((index for index, word in enumerate(words) if word in _SUMS_OF_TAX), None)


def says_nothing_of_tax(amount: Column) -> bool:
    """Whether the header leaves it open: neither 含税 nor net."""
    words = split_words(amount.header)
    return not amount.hints.with_tax and not any(word in words for word in _SAYS_WITHOUT)


def proven_tax(table: TextTable, columns: Sequence[Column], amount: Column) -> TaxForm | None:
    """With or without, where the sum of tax, or a price that says it contains tax, agrees with the amounts."""
    by_sum = _by_sum_of_tax(table, amount)
    return by_sum or _by_price(table, columns, amount)


def tax_evidence(table: TextTable, columns: Sequence[Column], amount: Column) -> tuple[int, int, int]:
    """Rows that could show it, by a sum of tax, else by a price that says it; those for without tax, those for with."""
    without, inside = _rates_of_tax(table, amount)
    if without:
        return len(without), sum(without), sum(inside)
    price, agree = _agreeing_price(table, columns, amount)
    with_tax = price is not None and price.hints.with_tax
    return len(agree), 0 if with_tax else sum(agree), sum(agree) if with_tax else 0


def net_examples(table: TextTable, columns: Sequence[Column], amount: Column) -> list[tuple[str, float, float]]:
    """Amounts as they stand, as figures, and what they are without tax if they contain it; by rate or sum of tax."""
    rate = next((column for column in columns if column.field == "tax_rate"), None)
    index = tax_column(table) if rate is None else rate.index
    found: dict[str, tuple[str, float, float]] = {}
    for cells in table.sample:
        money, tax = figure(cells[amount.index]), figure(cells[index].rstrip("%％")) if index is not None else None
        if money and tax:
            share_of_tax = tax / 100 if tax > 1 else tax
            net = money - tax if rate is None else money / (1 + share_of_tax)
            found.setdefault(cells[amount.index], (cells[amount.index], money, net))
    return [*found.values()]


def _by_sum_of_tax(table: TextTable, amount: Column) -> TaxForm | None:
    each = _rates_of_tax(table, amount)
    without, inside = map(share, each)
    if len(each[0]) < _FEWEST or max(without, inside) < _NEARLY_ALL or min(without, inside) > _NEARLY_ALL:
        return None
    return "without_tax" if without > inside else "with_tax"


def _rates_of_tax(table: TextTable, amount: Column) -> tuple[list[bool], list[bool]]:
    """Row by row whether the sum of tax is a usual rate of the amount, and of the amount less it."""
    index = tax_column(table)
    rows = [] if index is None else _figures(table, (amount.index, index))
    taxed = [(money, tax) for money, tax in rows if tax and money and money != tax]
    return [_is_rate(tax / money) for money, tax in taxed], [_is_rate(tax / (money - tax)) for money, tax in taxed]


def _is_rate(found: float) -> bool:
    return any(abs(found - rate) < 0.0015 for rate in _RATES)


def _by_price(table: TextTable, columns: Sequence[Column], amount: Column) -> TaxForm | None:
    """A price that contains tax, times the quantity, gives an amount that does too."""
    price, agree = _agreeing_price(table, columns, amount)
    if price is None or len(agree) < _FEWEST or share(agree) < _NEARLY_ALL:
        return None
    return "with_tax" if price.hints.with_tax else "without_tax"


def _agreeing_price(
    table: TextTable, columns: Sequence[Column], amount: Column
) -> tuple[Column | None, list[bool]]:
    """A price whose header says whether tax is in, and row by row whether quantity times it is the amount."""
    by_field = {column.field: column for column in columns if column.table == "order_line"}
    price, quantity = by_field.get("unit_price"), by_field.get("quantity")
    if price is None or quantity is None or not (price.hints.with_tax or not says_nothing_of_tax(price)):
        return None, []
    rows = _figures(table, (quantity.index, price.index, amount.index))
    return price, [abs(count * each - money) <= max(0.011, 0.002 * abs(money)) for count, each, money in rows]


def _figures(table: TextTable, indexes: Sequence[int]) -> list[tuple[float, ...]]:
    found = []
    for cells in table.sample:
        figures = [figure(cells[index]) for index in indexes]
        known = [value for value in figures if value is not None]
        if len(known) == len(indexes):
            found.append(tuple(known))
    return found


def mentions_tax(table: TextTable, columns: Sequence[Column]) -> bool:
    """Whether anything but the amount speaks of tax: a rate, a sum of tax, a price with tax."""
    fields = {column.field for column in columns if column.table == "order_line"}
    priced = any(column.hints.with_tax for column in columns if column.field in ("unit_price", "list_price"))
    return "tax_rate" in fields or priced or tax_column(table) is not None
