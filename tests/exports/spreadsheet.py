"""A small spreadsheet program: reckons a workbook's formulas from their text, independently of what wrote them.

Knows the operators + - * / ^ and comparisons, ranges, and the functions that the product's workbooks use.
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import Any

import numpy as np
from openpyxl import load_workbook
from openpyxl.formula import Tokenizer
from openpyxl.utils import range_boundaries


class _Blank(float):
    """An empty cell: 0 in sums, and equal to empty text."""

    def __eq__(self, other: object) -> bool:
        return other == "" or other == 0.0

    __hash__ = float.__hash__


BLANK = _Blank(0.0)


class Spreadsheet:
    """A workbook opened: cells may be overwritten, values are reckoned when asked for."""

    def __init__(self, file: bytes) -> None:
        self.book = load_workbook(BytesIO(file))
        self.cached = load_workbook(BytesIO(file), data_only=True)
        self.value = cache(self._value)

    def put(self, sheet: str, cell: str, value: float | None) -> None:
        """Type a value into a cell."""
        self.book[sheet][cell].value = value
        self.value.cache_clear()

    def formulas(self) -> list[tuple[str, str]]:
        """Sheet and cell of every formula."""
        return [(sheet.title, cell.coordinate) for sheet in self.book for row in sheet.iter_rows() for cell in row
                if cell.data_type == "f"]

    def _value(self, sheet: str, cell: str) -> Any:
        found = self.book[sheet][cell]
        if found.data_type != "f":
            return BLANK if found.value is None else found.value
        return eval(self._python(sheet, str(found.value)), {"at": self._at, **FUNCTIONS})

    def _at(self, sheet: str, reference: str) -> Any:
        if ":" not in reference:
            return self.value(sheet, reference)
        left, top, right, bottom = range_boundaries(reference)
        cells = [cell.coordinate for row in self.book[sheet].iter_rows(top, bottom, left, right) for cell in row]
        return np.array([self.value(sheet, cell) for cell in cells], dtype=float)

    def _python(self, sheet: str, formula: str) -> str:
        text = ""
        for token in Tokenizer(formula).items:
            if token.type == "OPERAND" and token.subtype == "RANGE":
                named = re.fullmatch(r"'(.+)'!(.+)", token.value)
                where, reference = (named[1], named[2]) if named else (sheet, token.value)
                text += f"at({where!r}, {reference.replace('$', '')!r})"
            elif token.type == "FUNC":
                text += f"xl_{token.value.lower()}" if token.subtype == "OPEN" else ")"
            else:
                text += {"^": "**", "=": "==", "<>": "!="}.get(token.value, token.value)
        return text


def _if(condition: Any, yes: Any, no: Any) -> Any:
    return yes if condition else no


FUNCTIONS = {
    "xl_sum": lambda *parts: float(sum(np.sum(part) for part in parts)),
    "xl_sumproduct": lambda *parts: float(np.sum(np.prod(np.broadcast_arrays(*parts), axis=0))),
    "xl_sumif": lambda keys, key, values: float(values[keys == key].sum()),
    "xl_index": lambda values, place: float(np.atleast_1d(values)[int(place) - 1]),
    "xl_min": min, "xl_max": max, "xl_abs": abs, "xl_sqrt": lambda value: float(value) ** 0.5, "xl_if": _if,
    "xl_and": lambda *conditions: all(conditions),
}
