"""The net amount of an order line, from whatever columns the export has."""

from __future__ import annotations

from collections.abc import Iterable

from kadash.intake.reading import Column, Reading
from kadash.intake.text_table import TextTable

_CLOSE = 0.005
"""Two prices closer than this share are the same price."""


def net_amount(reading: Reading, table: TextTable, value: dict[str, str]) -> str:
    """SQL for the net amount in the row's currency; `value` gives the SQL name of each mapped field.

    In this order: the amount; quantity x unit price less discount; the amount with tax without its tax. A refund that
    stands beside it goes off first, where the amount is before refunds.
    """
    sources = [_given(reading, value), _multiplied(reading, table, value), _with_tax(reading, value)]
    found = [source for source in sources if source is not None]
    if not found:
        return "cast(null as decimal(18, 4))"
    *first, last = found
    tried = " ".join(f"when {source} is not null then {source}" for source in first)
    return f"case {tried} else {last} end" if tried else last


def amount_columns(reading: Reading) -> tuple[str, ...]:
    """Fields whose cells must be readable because the amount rests on them."""
    mapped = _mapped(reading)
    refund = ("refund",) if refund_taken_off(reading) else ()
    if "amount" in mapped:
        return ("amount", *refund)
    if {"quantity", "unit_price"} <= mapped.keys():
        extra = ("discount_rate",) if "discount_rate" in mapped else ("discount_amount",)
        return ("quantity", "unit_price", *(field for field in extra if field in mapped), *refund)
    return ("amount_with_tax", *refund) if "amount_with_tax" in mapped else ()


def refund_taken_off(reading: Reading) -> Column | None:
    """The column of refunds that the amount is before, if there is one."""
    column = reading.column("refund")
    return column if column is not None and column.hints.refund else None


def tax_stays_in(reading: Reading) -> bool:
    """Whether amounts have to be taken with their tax, because nothing in the file says how much it is."""
    mapped = _mapped(reading)
    if "tax_rate" in mapped:
        return False
    if "amount" in mapped:
        return mapped["amount"].hints.with_tax
    if {"quantity", "unit_price"} <= mapped.keys():
        return mapped["unit_price"].hints.with_tax
    return "amount_with_tax" in mapped


def list_price(reading: Reading, table: TextTable, value: dict[str, str]) -> str | None:
    """SQL for the price before discount where a column says it: the list price, or a price yet to be reduced.

    Where the file has the discount in money, that says more exactly what the full price was.
    """
    mapped = _mapped(reading)
    if "list_price" in mapped:
        return value["list_price"]
    by_rate = "discount_rate" in mapped and "discount_amount" not in mapped
    if "unit_price" in mapped and by_rate and price_is_before_discount(reading, table):
        return value["unit_price"]
    return None


def price_is_before_discount(reading: Reading, table: TextTable) -> bool:
    """Whether the discount is still to be taken off the unit price, judged on the sampled rows.

    Compared with the list price, or with amount / quantity; where neither is there, the price is taken as before it.
    """
    rows = [row for cells in table.sample if (row := _figures(reading, cells)) and row.get("discount_rate")]
    with_list = [row for row in rows if row.get("list_price") and row.get("unit_price")]
    if with_list:
        return _most(_near(row["unit_price"], row["list_price"]) for row in with_list)
    with_amount = [row for row in rows if row.get("amount") and row.get("quantity") and row.get("unit_price")]
    if with_amount:
        return not _most(_near(row["unit_price"] * row["quantity"], row["amount"]) for row in with_amount)
    return True


def _mapped(reading: Reading) -> dict[str, Column]:
    return {column.field: column for column in reading.columns if column.table == reading.table}


def _given(reading: Reading, value: dict[str, str]) -> str | None:
    column = reading.column("amount")
    return _without_tax(column, _less_refund(value["amount"], reading, value), value) if column else None


def _multiplied(reading: Reading, table: TextTable, value: dict[str, str]) -> str | None:
    column = reading.column("unit_price")
    if column is None or "quantity" not in value:
        return None
    product = f"cast({value['quantity']} as decimal(38, 4)) * {value['unit_price']}"
    if "discount_rate" in value and price_is_before_discount(reading, table):
        product += f" * (1 - cast(coalesce({value['discount_rate']}, 0) as decimal(9, 6)))"
    elif "discount_amount" in value and "discount_rate" not in value:
        product += f" - coalesce({value['discount_amount']}, 0)"
    return _without_tax(column, _less_refund(f"try({product})", reading, value), value)


def _with_tax(reading: Reading, value: dict[str, str]) -> str | None:
    if "amount_with_tax" not in value:
        return None
    return _taken_off(_less_refund(value["amount_with_tax"], reading, value), value)


def _less_refund(money: str, reading: Reading, value: dict[str, str]) -> str:
    column = refund_taken_off(reading)
    if column is None or column.hints.refund != "before" or "refund" not in value:
        return money
    refund = value["refund"]
    return f"try_cast({money} - case when {refund} is null then 0 else {refund} end as decimal(18, 4))"


def _without_tax(column: Column, amount: str, value: dict[str, str]) -> str:
    if column.hints.with_tax:
        return _taken_off(amount, value)
    return amount if column.field == "amount" else f"try_cast({amount} as decimal(18, 4))"


def _taken_off(amount: str, value: dict[str, str]) -> str:
    if "tax_rate" not in value:
        return f"try_cast({amount} as decimal(18, 4))"
    return f"try_cast(cast({amount} as decimal(28, 10)) / (1 + coalesce({value['tax_rate']}, 0)) as decimal(18, 4))"


def _figures(reading: Reading, cells: tuple[str, ...]) -> dict[str, float]:
    found = {}
    for column in reading.columns:
        if column.field in ("discount_rate", "list_price", "unit_price", "amount", "quantity"):
            try:
                found[column.field] = float(cells[column.index].strip(" ¥￥$€%％折").replace(",", ""))
            except (ValueError, IndexError):
                continue
    return found


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= _CLOSE * max(abs(one), abs(other))


def _most(answers: Iterable[bool]) -> bool:
    listed = list(answers)
    return sum(listed) * 2 > len(listed)
