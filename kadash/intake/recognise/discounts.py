"""Whether a discount is a share, a percentage, 折 or a sum of money: what the prices and amounts beside it prove."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from kadash.intake.reading import Column
from kadash.intake.recognise.columns import share
from kadash.intake.recognise.numbers import decimal_sign
from kadash.intake.text_table import TextTable

_FEWEST, _NEARLY_ALL = 5, 0.8
_CLOSE = 0.006
_PAID: Mapping[str, Callable[[float, float], float]] = MappingProxyType({
    "share": lambda full, rate: full * (1 - rate), "percent": lambda full, rate: full * (1 - rate / 100),
    "zhe": lambda full, rate: full * (rate / 10 if rate > 1 else rate), "amount": lambda full, rate: full - rate,
})
"""What is paid of a full price (or of a line's full value) at a discount, by how the discount is written."""
Figures = Mapping[str, float]


def proven_form(table: TextTable, columns: Sequence[Column], discount: Column, choices: Sequence[str]) -> str | None:
    """The one of the choices by which list price, price, quantity and amount agree in nearly all sampled rows."""
    rows = [_figures(columns, discount, cells) for cells in table.sample]
    fitting = [choice for choice in choices if _fits(rows, choice)]
    return fitting[0] if len(fitting) == 1 else None


def rows_that_agree(
    table: TextTable, columns: Sequence[Column], discount: Column, form: str
) -> tuple[int, int]:
    """How many sampled rows agree with a way of writing, and how many have the prices or amounts to show it."""
    checks = _checks([_figures(columns, discount, cells) for cells in table.sample], form)
    return sum(checks), len(checks)


def _fits(rows: Sequence[Figures], form: str) -> bool:
    checks = _checks(rows, form)
    return len(checks) >= _FEWEST and share(checks) >= _NEARLY_ALL


def _checks(rows: Sequence[Figures], form: str) -> list[bool]:
    return [any(abs(_PAID[form](full, row["discount"]) - paid) <= max(_CLOSE * abs(paid), 0.011)
                for full, paid in _pairs(row)) for row in rows if row.get("discount") and _pairs(row)]


def _pairs(row: Figures) -> list[tuple[float, float]]:
    """What was full and what was paid of it: by the piece, and for the line."""
    found = []
    if "list_price" in row and "unit_price" in row:
        found.append((row["list_price"], row["unit_price"]))
    if "quantity" in row and "amount" in row:
        prices = [row[price] for price in ("list_price", "unit_price") if price in row]
        found += [(row["quantity"] * price, row["amount"]) for price in prices]
    return found


def _figures(columns: Sequence[Column], discount: Column, cells: Sequence[str]) -> Figures:
    found: dict[str, float] = {}
    for column in columns:
        name = "discount" if column is discount else column.field
        if name in ("discount", "list_price", "unit_price", "amount", "quantity"):
            comma = decimal_sign([cells[column.index]])[0] == "," or column.hints.decimal == ","
            text = cells[column.index].strip(" ¥￥$€£元%％折")
            text = text.replace(".", "").replace(",", ".") if comma else text.replace(",", "")
            try:
                found[name] = float(text)
            except ValueError:
                continue
    return found
