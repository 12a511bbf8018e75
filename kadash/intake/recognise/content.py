"""Sales among columns whose headers say too little: account, date and amount found by what the cells hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kadash.intake.recognise.assign import Assignment, Use, assign
from kadash.intake.recognise.choose import Choice
from kadash.intake.recognise.evidence import Rows, column_values, determines, first_rows, goes_along, is_product
from kadash.intake.recognise.meaning import meanings_of
from kadash.intake.recognise.profile import Profile
from kadash.intake.recognise.shapes import ACCOUNT, SHAPES
from kadash.intake.text_table import TextTable

_OPAQUE = re.compile(
    r"^(?:\([A-Z]{1,3}\)|(?:c|col|column|f|field|v|var|x|unnamed:?|列|字段|栏)[ _]?\d*)(?: \(\d+\))?$", re.I
)
_STRENGTH, _SUPPORTED, _CONFIDENCE = 0.5, 0.45, 0.3
_KNOWN = 0.55
_SHARED_VALUES = 0.8
_SMALLEST_NUMBER = 1000
_PAIRED = 5
_CLOCK = re.compile(r"^\d{1,2}:\d{2}(?::\d{2})?$")


@dataclass(frozen=True)
class _Columns:
    """A file's columns to look through: rows as they stand, profiles, and which are still free."""

    rows: Rows
    profiles: Sequence[Profile]
    free: frozenset[int]

    def dates(self) -> list[int]:
        return [index for index in sorted(self.free) if self.profiles[index].dates > 0.8]

    def numbers(self) -> list[int]:
        seen = self.profiles
        return [index for index in sorted(self.free) if seen[index].numbers > 0.8 and seen[index].dates < 0.5]

    def labels(self) -> list[int]:
        """Columns of codes or words that come again: whoever or whatever rows belong to."""
        return [index for index in sorted(self.free) if self._is_label(self.profiles[index])]

    def _is_label(self, seen: Profile) -> bool:
        fractions = seen.numbers > 0.5 and seen.whole < 0.98 * seen.numbers and not seen.point_zero
        clocks = sum(bool(_CLOCK.match(value)) for value in seen.values) > 0.5 * len(seen.values)
        padded = any(value.startswith("0") for value in seen.values)
        counts = seen.whole > 0.9 and seen.largest < _SMALLEST_NUMBER and not padded
        uneven = seen.numbers > 0.8 and len({len(value) for value in seen.values}) > 2
        return seen.count > 1 and seen.dates < 0.5 and not (fractions or clocks or counts or uneven)


def is_weak(choice: Choice) -> bool:
    """Whether nothing but the kinds of cells speaks for it: no known header, no quantity times price."""
    return choice.confidence <= _CONFIDENCE and choice.best is not None and choice.best.score == 0.0


def by_content(
    table: TextTable, profiles: Sequence[Profile], others: Sequence[tuple[TextTable, Choice]]
) -> Choice | None:
    """Order lines found by content, or None.

    Where headers are words of a known language, only what is missing is looked for, and an account only among values
    that a list of accounts of the same batch has: a guess must not turn suppliers into customers.
    """
    uses = {field: use for field, use in assign("order_line", table.header, profiles, {}).uses.items()
            if use.strength > _KNOWN}
    silent = _says_nothing(table)
    missing = _missing(uses)
    if not silent and len(missing) != 1 or not table.sample:
        return None
    used = {use.index for use in uses.values()}
    free = frozenset(index for index, name in enumerate(table.header) if index not in used and (
        silent or not meanings_of(name) or "account" in missing))
    found = dict(uses)
    _add_missing(found, missing, _Columns(first_rows(table), profiles, free), others, silent)
    if _missing(found):
        return None
    sure = _SUPPORTED if "quantity" in found or not silent else _CONFIDENCE
    return Choice(Assignment("order_line", found, SHAPES["order_line"][0], 0.0), None, sure)


def _says_nothing(table: TextTable) -> bool:
    """Whether headers are only positions, or words of which not one is known."""
    positions = all(_OPAQUE.match(name) for name in table.header)
    return positions or not any(max(meanings_of(name).values(), default=0.0) >= _KNOWN for name in table.header)


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
    found: dict[str, Use], missing: Sequence[str], columns: _Columns, others: Sequence[tuple[TextTable, Choice]],
    silent: bool,
) -> None:
    if "date" in missing and (dates := columns.dates()):
        _take(found, "order_date", _earliest(columns, dates))
    if "amount" in missing:
        for field, index in _money(columns).items():
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
        found[field] = Use(index, _STRENGTH)


def _earliest(columns: _Columns, dates: Sequence[int]) -> int:
    """Of several dates the one that is always filled and comes first: orders precede deliveries."""
    fullest = max(columns.profiles[index].filled for index in dates)
    full = [index for index in dates if columns.profiles[index].filled > 0.98 * fullest]
    middles = {index: sorted(values := columns.profiles[index].values)[len(values) // 2] for index in full}
    return min(full, key=lambda index: (middles[index], index))


def _money(columns: _Columns) -> dict[str, int]:
    """Quantity, price and amount where two columns multiply to a third; else the amount: what varies most."""
    numbers = columns.numbers()[:14]
    whole = [index for index in numbers if columns.profiles[index].whole > 0.9]
    triples = [
        (quantity, price, amount) for quantity in whole for price in numbers for amount in numbers
        if len({quantity, price, amount}) == 3 and is_product(columns.rows, quantity, price, amount)
    ]
    if triples:
        quantity, price, amount = min(triples, key=lambda triple: columns.profiles[triple[2]].largest)
        return {"quantity": quantity, "unit_price": price, "amount": amount}
    fractions = [index for index in numbers if columns.profiles[index].whole < 0.9] or [
        index for index in numbers if columns.profiles[index].distinct < 1]
    if not fractions:
        return {}
    return {"amount": max(fractions, key=lambda index: columns.profiles[index].variance)}


def _shared_with_accounts(columns: _Columns, others: Sequence[tuple[TextTable, Choice]]) -> int | None:
    """The column whose values are keys of a list of accounts in the same batch."""
    for other, choice in others:
        if choice.best is None or choice.best.table != "account":
            continue
        for field in ACCOUNT:
            if field not in choice.best.uses:
                continue
            keys = column_values(other, choice.best.uses[field].index)
            shares = {index: _share_within(columns.profiles[index], keys) for index in columns.labels()}
            best = max(shares, key=lambda index: shares[index], default=None)
            if best is not None and shares[best] > _SHARED_VALUES:
                return best
    return None


def _share_within(seen: Profile, keys: set[str]) -> float:
    return sum(value in keys for value in seen.values) / len(seen.values) if seen.values else 0.0


def _who_and_what(columns: _Columns, date: int, taken: set[int]) -> dict[str, int]:
    """Order number, account and product: an order has one date and one account, a product is in many orders."""
    labels = [index for index in columns.labels() if index not in taken]
    orders = [index for index in labels if columns.profiles[index].codes > 0.8
              and _ties(columns.rows, index, date) and columns.profiles[index].distinct > 0.05]
    order = max(orders, key=lambda index: len({row[index] for row in columns.rows}), default=None)
    rest = [index for index in labels if index != order]
    accounts = [index for index in rest if order is None or _ties(columns.rows, order, index)]
    accounts = [index for index in accounts if _comes_again(columns.rows, index)]
    if not accounts:
        return {}
    found = _code_and_name(columns, accounts, "account")
    if order is not None:
        found["order_id"] = order
        products = [index for index in rest if index not in accounts and columns.profiles[index].count > 4]
        found |= _code_and_name(columns, products, "product") if products else {}
    return found


def _ties(rows: Rows, one: int, other: int) -> bool:
    return determines(rows, one, other) or goes_along(rows, one, other)


def _comes_again(rows: Rows, index: int) -> bool:
    values = [row[index] for row in rows if row[index]]
    return len(set(values)) < 0.95 * len(values)


def _code_and_name(columns: _Columns, among: Sequence[int], what: str) -> dict[str, int]:
    """The column with most different values, and its partner that always goes with it: the code and the name."""
    counts = {index: len({row[index] for row in columns.rows}) for index in among}
    first = max(among, key=lambda index: (counts[index], -index))
    partners = [index for index in among if index != first and counts[index] >= 0.9 * counts[first] >= 0.9 * _PAIRED
                and determines(columns.rows, first, index) and determines(columns.rows, index, first)]
    pair = sorted([first, *partners[:1]], key=lambda index: -columns.profiles[index].codes)
    if len(pair) == 1:
        kind = "id" if columns.profiles[first].codes > 0.5 else "name"
        return {f"{what}_{kind}": first}
    return {f"{what}_id": pair[0], f"{what}_name": pair[1]}
