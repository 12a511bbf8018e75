"""Sheets beside the scenario: the measures of a programme, and scenarios that stand side by side."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.answers.what_if import ProgrammeAnswer
from kadash.exports.what_if_workbook.book import Book


def measures(book: Book, answer: ProgrammeAnswer) -> None:
    """A row a measure: its part, what it would bring alone, what would be lost without it."""
    names, words = ("measure", "equity", "profit", "alone_equity", "left_out_equity"), book.words
    sheet = book.sheet("measures", 22, 22, len(names), [words(f"what_if.workbook.measures.{name}") for name in names])
    for row, values in enumerate(answer.outcome.by_measure.to_dict("records"), 1):
        sheet.write_string(row, 0, answer.measure_name(values["measure"], words))
        for column, name in enumerate(names[1:], 1):
            sheet.write_number(row, column, float(values[name]), book.formats["money"])


def compared(book: Book, compared: pd.DataFrame) -> None:
    """A column a scenario, a row a figure, as the page compares them on today's data."""
    words = book.words
    sheet = book.sheet("compared", 40, 22, len(compared) + 1)
    names = ("base_equity", "equity", "equity_change", "equity_low", "equity_high", "base_profit", "profit",
             "profit_change", "payback_months", "then_equity_change", "then_profit_change")
    for column, row in enumerate(compared.to_dict("records"), 1):
        sheet.write_string(0, column, str(row["name"]), book.formats["head"])
        said = (str(row["author"]), words.moment(row["at"]),
                words("what_if.workbook.data_changed" if row["data_changed"] else "what_if.workbook.data_same"))
        for place, text in enumerate(said, 1):
            sheet.write_string(place, column, text)
        for place, name in enumerate(names, 4):
            value = float(row[name])
            if np.isfinite(value):
                sheet.write_number(place, column, value, book.formats["number" if "month" in name else "money"])
    heads = ("name", "author", "at", "data", *names)
    for place, name in enumerate(heads):
        sheet.write_string(place, 0, words(f"what_if.workbook.compared.{name}"), book.formats["head"])
