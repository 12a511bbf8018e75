"""Sales among columns whose headers say too little: account, date and amount found by what the cells hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kadash.intake.recognise.assign import Assignment, Use, assign
from kadash.intake.recognise.choose import Choice
from kadash.intake.recognise.columns import Columns
from kadash.intake.recognise.evidence import column_values, determines, goes_along, is_product
from kadash.intake.recognise.line_columns import more_of_lines
from kadash.intake.recognise.meaning import meanings_of
from kadash.intake.recognise.patterns import is_carriers_customer, names_a_measure, names_no_sale
from kadash.intake.recognise.profile import Profile
from kadash.intake.recognise.shapes import ACCOUNT, SHAPES
from kadash.intake.text_table import TextTable

_OPAQUE = re.compile(
    r"^(?:\([A-Z]{1,3}\)|(?:c|col|column|f|field|v|var|x|unnamed:?|列|字段|栏)[ _]?\d*)(?: \(\d+\))?$", re.I
)
STRENGTH = 0.5
"""How surely a column is what only its cells say."""
_CONFIDENCE = 0.45
KNOWN = 0.55
"""A header that means a field more surely than this is a known one."""
_SHARED_VALUES = 0.8
_PAIRED = 5


@dataclass(frozen=True)
class Others:
    """The other files of the batch, with what they were taken for."""

    files: Sequence[tuple[TextTable, Choice]]
    latest: date


def by_content(table: TextTable, profiles: Sequence[Profile], others: Others) -> Choice | None:
    """Order lines found by content, or None.

    Where headers are words of a known language, only what is missing is looked for, and an account only among values
    that a list of accounts of the same batch has: a guess must not turn suppliers into customers. Where headers say
    nothing, quantity times price must give the amount: an account, a date and a sum alone may be anything.
    """
    uses = {field: use for field, use in assign("order_line", table.header, profiles, {}).uses.items()
            if use.strength > KNOWN}
    silent = says_nothing(table)
    missing = _missing(uses)
    if not silent and len(missing) != 1 or not table.sample:
        return None
    used = {use.index for use in uses.values()}
    free = frozenset(index for index, name in enumerate(table.header)
                     if index not in used and not names_a_measure(name) and not names_no_sale(name)
                     and (silent or not meanings_of(name) or "account" in missing
                          or "date" in missing and _says_when_made(name)))
    columns = Columns.of(table, profiles, others.latest, free)
    found = _freight_as_amount(uses, table) if missing == ["amount"] else dict(uses)
    missing = _missing(found)
    _add_missing(found, missing, columns, others, silent)
    if _missing(found):
        return None
    if silent:
        taken = {use.index for use in found.values()}
        for field, index in more_of_lines(columns.without(taken), found).items():
            found[field] = Use(index, STRENGTH)
    return Choice(Assignment("order_line", found, SHAPES["order_line"][0], 0.0), (), _CONFIDENCE)


def _says_when_made(header: str) -> bool:
    """Whether the header is the day on which the entry was made: of an order without another day, that of the order."""
    return any(meaning.field == "created_date" for meaning in meanings_of(header))


def _freight_as_amount(uses: dict[str, Use], table: TextTable) -> dict[str, Use]:
    """What a carrier sells is the freight: the amount, where customers are those who have goods carried."""
    if "freight" not in uses or not any(is_carriers_customer(name) for name in table.header):
        return dict(uses)
    kept = {field: use for field, use in uses.items() if field != "freight"}
    return kept | {"amount": Use(uses["freight"].index, STRENGTH)}


def says_nothing(table: TextTable) -> bool:
    """Whether headers are only positions, or words of which not one is known."""
    positions = all(_OPAQUE.match(name) for name in table.header)
    return positions or not any(max(meanings_of(name).values(), default=0.0) >= KNOWN for name in table.header)


def _missing(uses: dict[str, Use]) -> list[str]:
    missing = []
    if not any(field in uses for field in ACCOUNT):
        missing.append("account")
    if "order_date" not in uses:
        missing.append("date")
    if not (uses.keys() & {"amount", "amount_with_tax"} or {"quantity", "unit_price"} <= uses.keys()):
        missing.append("amount")
    return missing


def _add_missing(
    found: dict[str, Use], missing: Sequence[str], columns: Columns, others: Others, silent: bool,
) -> None:
    if "date" in missing and (dates := columns.dates()):
        _take(found, "order_date", earliest(columns, dates))
    if "amount" in missing:
        for field, index in _money(columns, silent).items():
            _take(found, field, index)
    if "account" not in missing or "order_date" not in found:
        return
    shared = _shared_with_accounts(columns, others)
    if shared is not None:
        _take(found, "account_id", shared)
    elif silent:
        taken = {use.index for use in found.values()}
        for field, index in _who_and_what(columns, found["order_date"].index, taken).items():
            _take(found, field, index)


def _take(found: dict[str, Use], field: str, index: int) -> None:
    if field not in found and index not in {use.index for use in found.values()}:
        found[field] = Use(index, STRENGTH)


def earliest(columns: Columns, dates: Sequence[int]) -> int:
    """Of several dates the one that is always filled and comes first: orders precede deliveries."""
    fullest = max(columns.profiles[index].filled for index in dates)
    full = [index for index in dates if columns.profiles[index].filled > 0.98 * fullest]
    return min(full, key=lambda index: (_mean_day(columns, index), index))


def _mean_day(columns: Columns, index: int) -> float:
    ordinals = [day.toordinal() for day in columns.days(index) if day is not None]
    return sum(ordinals) / len(ordinals) if ordinals else float("inf")


def _money(columns: Columns, silent: bool) -> dict[str, int]:
    """Quantity, price and amount where two columns multiply to a third; else, beside known headers, the only sum."""
    numbers = columns.numbers()[:14]
    whole = [index for index in numbers if columns.profiles[index].whole > 0.9]
    triples = [
        (quantity, price, amount) for quantity in whole for price in numbers for amount in numbers
        if len({quantity, price, amount}) == 3 and is_product(columns.rows, quantity, price, amount)
    ]
    paid = triples if len(triples) < 2 else [each for each in triples if not _is_fixed(columns, each[1])]
    if len(paid) == 1:
        quantity, price, amount = paid[0]
        return {"quantity": quantity, "unit_price": price, "amount": amount}
    if silent or triples:
        return {}
    sums = columns.money()
    return {"amount": sums[0]} if len(sums) == 1 else {}


def _is_fixed(columns: Columns, price: int) -> bool:
    """Whether some label decides the price: list prices and unit costs belong to a product, what is paid varies."""
    return any(
        5 < columns.count(label) < len(columns.rows) / 3 and determines(columns.rows, label, price)
        for label in columns.labels() if label != price
    )


def _shared_with_accounts(columns: Columns, others: Others) -> int | None:
    """The column whose values are keys of a list of accounts in the same batch."""
    for other, choice in others.files:
        if choice.best is None or choice.best.table != "account":
            continue
        named = [choice.best.uses[field].index for field in ACCOUNT if field in choice.best.uses]
        for keys in column_values(other, named):
            shares = {index: _share_within(columns.profiles[index], keys) for index in columns.labels()}
            best = max(shares, key=lambda index: shares[index], default=None)
            if best is not None and shares[best] > _SHARED_VALUES:
                return best
    return None


def _share_within(seen: Profile, keys: set[str]) -> float:
    return sum(value in keys for value in seen.values) / len(seen.values) if seen.values else 0.0


def _who_and_what(columns: Columns, date_column: int, taken: set[int]) -> dict[str, int]:
    """Order number, account and product: an order has one date and one account, a product is in many orders.

    An account buys on more than one day: a label that comes again but always with the same date is an order number.
    """
    labels = [index for index in columns.labels() if index not in taken]
    orders = [index for index in labels if columns.profiles[index].codes > 0.8
              and _ties(columns, index, date_column) and columns.profiles[index].distinct > 0.05]
    order = max(orders, key=columns.count, default=None)
    rest = [index for index in labels if index != order]
    accounts = [index for index in rest if order is None or _ties(columns, order, index)]
    accounts = [index for index in accounts if _comes_again(columns, index)
                and not determines(columns.rows, index, date_column)]
    if not accounts:
        return {}
    found = _code_and_name(columns, accounts, "account")
    if order is not None:
        found["order_id"] = order
        products = [index for index in rest if index not in accounts and columns.profiles[index].count > 4]
        found |= _code_and_name(columns, products, "product") if products else {}
    return found


def _ties(columns: Columns, one: int, other: int) -> bool:
    return determines(columns.rows, one, other) or goes_along(columns.rows, one, other)


def _comes_again(columns: Columns, index: int) -> bool:
    values = [cell for cell in columns.cells(index) if cell]
    return len(set(values)) < 0.95 * len(values)


def _code_and_name(columns: Columns, among: Sequence[int], what: str) -> dict[str, int]:
    """The column with most different values, and its partner that always goes with it: the code and the name."""
    counts = {index: columns.count(index) for index in among}
    first = max(among, key=lambda index: (counts[index], -index))
    partners = [index for index in among if index != first and counts[index] >= 0.9 * counts[first] >= 0.9 * _PAIRED
                and determines(columns.rows, first, index) and determines(columns.rows, index, first)]
    pair = sorted([first, *partners[:1]], key=lambda index: -columns.profiles[index].codes)
    if len(pair) == 1:
        kind = "id" if columns.profiles[first].codes > 0.5 else "name"
        return {f"{what}_{kind}": first}
    return {f"{what}_id": pair[0], f"{what}_name": pair[1]}
