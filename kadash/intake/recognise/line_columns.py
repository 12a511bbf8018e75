"""More columns of order lines found by content, once the amount is: line number, list price, cost, category."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median, mode

from kadash.intake.recognise.assign import Use
from kadash.intake.recognise.columns import Columns, share
from kadash.intake.recognise.evidence import determines

_NEARLY_ALL = 0.95
_FEWEST_ROWS, _FEWEST_STEPS = 30, 6
_LIST = (0.999, 5.0)
"""A list price by the price that was paid."""
_COST = (0.2, 1.2)
"""A line's cost by its amount: less is freight or commission, more is an amount with tax."""
_STEADY = 0.08
"""Half of the products may differ from their own median unit cost by this share at most."""


def more_of_lines(columns: Columns, found: Mapping[str, Use]) -> dict[str, int]:
    """Fields of order lines to free columns; only what a single column can be."""
    known = {field: use.index for field, use in found.items()}
    if not {"quantity", "unit_price", "amount"} <= known.keys() or len(columns.rows) < _FEWEST_ROWS:
        return {}
    taken: dict[str, int | None] = {
        "line_no": _only([i for i in columns.numbers() if _counts_lines(columns, i, known.get("order_id"))]),
        "list_price": _only([i for i in columns.money() if _is_list_price(columns, i, known)]),
        "category": _only([i for i in columns.labels() if _is_category(columns, i, known)]),
    }
    taken["cost"] = _only([i for i in columns.money() if i not in taken.values() and _is_cost(columns, i, known)])
    return {field: index for field, index in taken.items() if index is not None}


def _only(fitting: Sequence[int]) -> int | None:
    """The one that fits; of several nobody can say which."""
    return fitting[0] if len(fitting) == 1 else None


def _counts_lines(columns: Columns, index: int, order: int | None) -> bool:
    """1, 2, 3 (or 10, 20, 30) within an order, from the start again in the next."""
    if order is None or columns.profiles[index].whole < _NEARLY_ALL:
        return False
    orders, numbers = columns.cells(order), columns.figures(index)
    pairs = list(zip(orders, orders[1:], numbers, numbers[1:], strict=False))
    inside = [after - now for one, other, now, after in pairs if one == other and now is not None and after is not None]
    fresh = [after for one, other, _, after in pairs if one != other]
    if len(inside) < _FEWEST_STEPS or not fresh:
        return False
    step = mode(inside)
    return step > 0 and share([each == step for each in inside]) > _NEARLY_ALL and share(
        [number == step for number in fresh]) > _NEARLY_ALL


def _is_list_price(columns: Columns, index: int, known: Mapping[str, int]) -> bool:
    """Never below the price paid, sometimes above, and nearly one price a product."""
    ratios = _ratios(columns.figures(index), columns.figures(known["unit_price"]))
    inside = share([_LIST[0] <= ratio <= _LIST[1] for ratio in ratios])
    above = share([ratio > 1.005 for ratio in ratios])
    return inside > _NEARLY_ALL and above > 0.1 and _steady(columns, columns.figures(index), known)


def _is_cost(columns: Columns, index: int, known: Mapping[str, int]) -> bool:
    """Below the amount, and by the piece nearly the same for each product: unlike discounts and margins."""
    amounts = columns.figures(known["amount"])
    ratios = _ratios(columns.figures(index), amounts)
    inside = share([_COST[0] <= ratio <= _COST[1] for ratio in ratios])
    unit_costs = _divided(columns.figures(index), columns.figures(known["quantity"]))
    rests = [None if cost is None or amount is None else amount - cost
             for cost, amount in zip(columns.figures(index), amounts, strict=True)]
    unit_rests = _divided(rests, columns.figures(known["quantity"]))
    spread, rest_spread = _spread(columns, unit_costs, known), _spread(columns, unit_rests, known)
    below = share([ratio < 1 for ratio in ratios])
    return inside > _NEARLY_ALL and below > 0.6 and spread < _STEADY and spread < rest_spread


def _steady(columns: Columns, values: Sequence[float | None], known: Mapping[str, int]) -> bool:
    return _spread(columns, values, known) < _STEADY


def _spread(columns: Columns, values: Sequence[float | None], known: Mapping[str, int]) -> float:
    """Median distance from the product's own median, as a share of it; without products nothing is steady."""
    product = known.get("product_id", known.get("product_name"))
    if product is None:
        return 1.0
    groups: dict[str, list[float]] = defaultdict(list)
    for name, value in zip(columns.cells(product), values, strict=True):
        if value:
            groups[name].append(value)
    distances = [abs(value - middle) / abs(middle) for listed in groups.values() if len(listed) > 2
                 for middle in (median(listed),) for value in listed]
    return median(distances) if len(distances) > _FEWEST_ROWS else 1.0


def _is_category(columns: Columns, index: int, known: Mapping[str, int]) -> bool:
    """Words that each product has one of, several products share, and orders do not."""
    product, order = known.get("product_id", known.get("product_name")), known.get("order_id")
    if product is None or columns.profiles[index].words < 0.9 or not columns.is_full(index):
        return False
    kinds, products = columns.count(index), columns.count(product)
    shared_in_orders = order is not None and determines(columns.rows, order, index)
    return 3 <= kinds <= products / 2 and determines(columns.rows, product, index) and not shared_in_orders


def _ratios(values: Sequence[float | None], by: Sequence[float | None]) -> list[float]:
    return [ratio for ratio in _divided(values, by) if ratio is not None]


def _divided(values: Sequence[float | None], by: Sequence[float | None]) -> list[float | None]:
    return [value / divisor if value is not None and divisor else None
            for value, divisor in zip(values, by, strict=True)]
