"""What the sheets of a what-if's workbook share: where its cells stand, how they are written, pieces of formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kadash.answers.what_if import ProgrammeAnswer, WhatIfAnswer
from kadash.exports.what_if_workbook.reckoned import Reckoned
from kadash.language import Words
from kadash.scenarios import ACCOUNT_LEVERS, Levers, Totals
from kadash.scenarios.engine import Terms

SHARE_LEVERS = tuple(lever for lever in ACCOUNT_LEVERS if lever != "payment_days")
COMPANY = ("new_accounts", "acquisition_cost", "new_account_value", "programme_cost", "programme_cost_once")
FIRST = 4
"""Rows above the first input: name, about, an empty one."""

TERMS = ("discount", "years", "growth", "retention_cap", "retention_floor", "capital_rate")
INPUTS = (*TERMS, *ACCOUNT_LEVERS, *COMPANY)
"""The inputs of the first sheet, a row each from `FIRST` on, value in column B."""

MEASURED = ("segment", "retention", "retention_low", "retention_high", "revenue", "revenue_by_wallet", "earned",
            "earned_by_wallet", "service", "alive", "limit_earned", "limit_revenue")
RECKONED = ("lasts", "equity", "first_year", "middle", "low_then", "high_then", "retention_then", "profit_then",
            "lasts_then", "equity_then", "first_year_then")
COLUMN = {name: chr(ord("A") + place) for place, name in enumerate((*MEASURED, *RECKONED))}
OWN, TOGETHER, SUMS = 3, 3 + len(ACCOUNT_LEVERS), 3 + 2 * len(ACCOUNT_LEVERS)
MOST_YEARS = 50
NARROW = 5
"""So many columns are read on paper that stands."""


@dataclass(frozen=True)
class Book:
    """What the sheets are made of."""

    book: Any
    words: Words
    answer: WhatIfAnswer | ProgrammeAnswer
    levers: Levers
    terms: Terms
    found: Reckoned
    taking_hold: Totals
    formats: dict[str, Any]

    @property
    def cells(self) -> int:
        """Rows of the sheet of cells."""
        return len(self.answer.of.base.bins)

    def sheet(self, name: str, first_width: float, width: float, columns: int, heads: Sequence[str] = ()) -> Any:
        """A new sheet with its heads, printed as wide as its paper, which lies where there are many columns."""
        found = self.book.add_worksheet(self.sheet_name(name))
        found.set_column(0, 0, first_width)
        found.set_column(1, columns - 1, width)
        if columns > NARROW:
            found.set_landscape()
        found.set_paper(9)
        found.fit_to_pages(1, 0)
        for column, head in enumerate(heads):
            found.write_string(0, column, head, self.formats["head" if column == 0 else "head_right"])
        if heads:
            found.freeze_panes(1, 1)
            found.repeat_rows(0)
        return found

    def sheet_name(self, name: str) -> str:
        """A sheet's name in the reader's language."""
        return self.words(f"what_if.workbook.sheet.{name}")

    def at(self, name: str) -> str:
        """An input of the first sheet."""
        return f"'{self.sheet_name('scenario')}'!$B${FIRST + 1 + INPUTS.index(name)}"

    def over(self, name: str) -> str:
        """A column of the sheet of cells."""
        return f"'{self.sheet_name('cells')}'!${COLUMN[name]}$2:${COLUMN[name]}${self.cells + 1}"


def formats_of(file: Any) -> dict[str, Any]:
    """How cells are written, by what they hold."""
    return {
        "head": file.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "head_right": file.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "align": "right"}),
        "title": file.add_format({"bold": True, "font_size": 14}), "quiet": file.add_format({"font_color": "#5B6663"}),
        "money": file.add_format({"num_format": "#,##0.00"}), "number": file.add_format({"num_format": "General"}),
        "share": file.add_format({"num_format": "0.00%"}), "total": file.add_format(
            {"num_format": "#,##0.00", "bold": True, "top": 1}),
        "input": file.add_format({"bg_color": "#FFF7D6", "num_format": "General"}),
        "input_share": file.add_format({"bg_color": "#FFF7D6", "num_format": "0.00%"}),
    }


def put_formula(sheet: Any, row: int, column: int, formula: str | None, value: float, look: Any) -> None:
    """A formula with the value it comes to, or the value alone."""
    if formula is None:
        sheet.write_number(row, column, float(value), look)
    else:
        sheet.write_formula(row, column, formula, look, float(value))


def lasts_of(q: str, years: str) -> str:
    """A(r) of a rate that a cell or an expression holds."""
    return f"SQRT({q})*IF(ABS(1-{q})<1E-9,{years},(1-{q}^{years})/(1-{q}))"


def column_of(place: int) -> str:
    """A column's letter."""
    return chr(ord("A") + place)
