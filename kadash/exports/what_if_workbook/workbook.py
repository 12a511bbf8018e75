"""The file of a what-if: its sheets one after the other."""

from __future__ import annotations

import datetime as dt
import io

import pandas as pd
import xlsxwriter

from kadash.answers.what_if import ProgrammeAnswer, WhatIfAnswer
from kadash.exports.what_if_workbook.beside_sheets import compared as compared_sheet
from kadash.exports.what_if_workbook.beside_sheets import measures
from kadash.exports.what_if_workbook.book import Book, formats_of
from kadash.exports.what_if_workbook.cells_sheet import cells
from kadash.exports.what_if_workbook.layers_sheet import layers
from kadash.exports.what_if_workbook.reckoned import Reckoned, reckoned
from kadash.exports.what_if_workbook.scenario_sheet import scenario
from kadash.exports.what_if_workbook.years_sheet import years
from kadash.language import Words
from kadash.scenarios import Totals
from kadash.scenarios.engine import Terms

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEXT_IS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def what_if_workbook(
    words: Words, answer: WhatIfAnswer | ProgrammeAnswer, name: str, as_of: dt.date,
    compared: pd.DataFrame | None = None,
) -> bytes:
    """The file of a scenario; with `compared`, the rows of `compare` on a sheet of their own."""
    given, base = answer.outcome.assumptions, answer.of.base
    terms = Terms(given.discount_per_year, float(given.years), given.levers.growth)
    found = reckoned(base, given.levers, terms)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _TEXT_IS_TEXT) as file:
        file.set_properties({"title": name, "author": "", "created": dt.datetime(2000, 1, 1)})
        book = Book(file, words, answer, given.levers, terms, found, _taking_hold(answer, found),
                     formats_of(file))
        scenario(book, name, as_of)
        layers(book)
        years(book)
        cells(book)
        if isinstance(answer, ProgrammeAnswer):
            measures(book, answer)
        if compared is not None:
            compared_sheet(book, compared)
    return out.getvalue()


def _taking_hold(answer: WhatIfAnswer | ProgrammeAnswer, found: Reckoned) -> Totals:
    """What it takes that measures grow into place and are paid for each account: not in the sheet's formulas."""
    if not isinstance(answer, ProgrammeAnswer):
        return Totals(0.0, 0.0)
    levers, change = answer.outcome.assumptions.levers, answer.outcome.change
    equity = float((found.equity_then - found.equity).sum()) + found.winning_value - found.programme_value
    spent = levers.programme_cost + levers.programme_cost_once + levers.new_accounts * levers.acquisition_cost
    profit = float((found.first_year_then - found.first_year).sum()) - spent
    return Totals(change.customer_equity - equity, change.profit_12m - profit)
