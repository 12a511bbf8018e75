"""The numbers in conditions of the user's own, one by one, so that a person can change them without writing a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kadash.segments.condition import TOKEN

SIGNS = (">=", "<=", ">", "<", "=", "!=")


@dataclass(frozen=True)
class Threshold:
    """A column compared with a number. value: as the column is measured, so that 25% is 0.25. span: where it stands."""

    column: str
    sign: str
    value: float
    is_percent: bool
    span: tuple[int, int]


def thresholds(where: str) -> list[Threshold]:
    """Every number that a condition compares a column with, from left to right.

    >>> [(one.column, one.sign, one.value) for one in thresholds('continuity > 25% and owner = "x > 1"')]
    [('continuity', '>', 0.25)]
    """
    found, tokens = [], list(_tokens(where))
    for name, sign, number in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if (name.lastgroup, sign["sign"] in SIGNS, number.lastgroup) == ("name", True, "number"):
            text = number["number"]
            value = float(text.rstrip("%").replace("_", "")) / (100.0 if text.endswith("%") else 1.0)
            found.append(Threshold(name["name"], sign["sign"], value, text.endswith("%"), number.span("number")))
    return found


def with_numbers(where: str, values: Sequence[float]) -> str:
    """The condition with other numbers, in the order of `thresholds`; what stays the same is left as it was written.

    >>> with_numbers("revenue_12m >= 100_000 and (continuity > 25% or orders = 3)", [100000, 0.5, 4])
    'revenue_12m >= 100_000 and (continuity > 50% or orders = 4)'
    """
    for one, value in reversed(list(zip(thresholds(where), values, strict=True))):
        if value != one.value:
            first, end = one.span
            where = f"{where[:first]}{number_text(value, is_percent=one.is_percent)}{where[end:]}"
    return where


def number_text(value: float, *, is_percent: bool = False) -> str:
    """A number as conditions write it.

    >>> number_text(1e6), number_text(0.125, is_percent=True), number_text(-0.5)
    ('1000000', '12.5%', '-0.5')
    """
    text = f"{value * (100.0 if is_percent else 1.0):.6f}".rstrip("0").rstrip(".")
    return f"{text}%" if is_percent else text


def one_column(conditions: Sequence[str | None]) -> str | None:
    """The column that all conditions are "at least so much" of; None where they ask for anything else.

    >>> one_column(["revenue >= 10", "revenue >= 5", None]), one_column(["revenue >= 10", "orders > 5", None])
    ('revenue', None)
    """
    columns = set()
    for where in conditions:
        if where is None:
            continue
        found = thresholds(where)
        if len(found) != 1 or found[0].sign != ">=" or not re.fullmatch(r"\s*\w+\s*>=\s*[\d_.%-]+\s*", where):
            return None
        columns.add(found[0].column)
    return columns.pop() if len(columns) == 1 else None


def _tokens(where: str) -> Iterator[re.Match[str]]:
    at = 0
    while (found := TOKEN.match(where, at)) is not None:
        yield found
        at = found.end()
