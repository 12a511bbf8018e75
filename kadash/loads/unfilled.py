"""Which columns of core.order_line no file of a load fills.

The number of the file is written even where there is one file only: the next month's lines have another.
"""

from __future__ import annotations

from types import MappingProxyType

from kadash.intake.clean import Staged
from kadash.loads.gather import mapped

_FILLED_BY_LINES = MappingProxyType({
    **{field: (field,) for field in (
        "line_no", "product_id", "product_name", "category", "quantity", "unit_price", "freight", "commission",
        "rebate", "refund", "custom", "owner", "status", "promised_date", "delivered_date")},
    "list_price": ("list_price", "discount_amount", "discount_rate"),
    "list_value": ("list_price", "discount_amount", "discount_rate"),
    "cost": ("cost", "unit_cost", "margin"),
})
"""Column of core.order_line to the fields of an order line that it may be made of (order_line.sql)."""
_FILLED_BY_HEADS = ("freight", "owner", "status", "promised_date", "delivered_date")
_FILLED_BY_PRODUCTS = ("product_name", "category", "list_price", "list_value", "cost")
_NOT_CUSTOM = MappingProxyType({"custom": "false"})


def columns_of_one_value(staged: list[Staged]) -> dict[str, str]:
    """Column to the SQL of its one value, for columns of core.order_line that the files leave without any other."""
    heads = any(one.table == "order_header" for one in staged)
    products = any(one.table == "product" or any(name.startswith("product__") for name in one.side) for one in staged)
    unfilled = [
        column for column, fields in _FILLED_BY_LINES.items()
        if not mapped(staged, "order_line", *fields)
        and not (heads and column in _FILLED_BY_HEADS) and not (products and column in _FILLED_BY_PRODUCTS)
    ]
    return {column: _NOT_CUSTOM.get(column, "null") for column in unfilled}
