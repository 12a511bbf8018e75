"""What changed as a workbook: a sheet of what wants a decision, a sheet of what is better; text stays text."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import xlsxwriter

from kadash.exports.handover.content import Document, Page, Sentence, Table

_TEXT_IS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FONTS = {"zh": "Microsoft YaHei", "en": "Arial"}
WIDTH_OF_WEIGHT = 11
_HEAD_ROWS = 4


def changes_workbook(document: Document) -> bytes:
    """The file: a sheet a page, its table to filter and sort, money as numbers."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _TEXT_IS_TEXT) as book:
        book.set_properties({"title": document.title, "author": "", "created": dt.datetime(2000, 1, 1)})
        font: dict[str, Any] = {"font_name": _FONTS[document.language], "font_size": 10}
        looks: dict[str, dict[str, Any]] = {
            "title": {"bold": True, "font_size": 14}, "quiet": {"font_color": "#5B6663"},
            "head": {"bold": True, "bottom": 1, "text_wrap": True}, "text": {"text_wrap": True, "valign": "top"},
            "money": {"num_format": "#,##0", "valign": "top"}}
        formats = {name: book.add_format({**font, **look}) for name, look in looks.items()}
        for page in document.sections[0].pages:
            _sheet(book.add_worksheet(page.about[:31]), document, page, formats)
    return out.getvalue()


def _sheet(sheet: Any, document: Document, page: Page, formats: dict[str, Any]) -> None:
    sheet.write_string(0, 0, page.title, formats["title"])
    sheet.write_string(1, 0, document.under, formats["quiet"])
    sheet.write_string(2, 0, " · ".join((document.title, *document.foot)), formats["quiet"])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for block in page.blocks:
        if isinstance(block, Table):
            _table(sheet, block, formats)
        elif isinstance(block, Sentence):
            sheet.write_string(_HEAD_ROWS, 0, block.text, formats["text"])


def _table(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    for place, (head, weight) in enumerate(zip(table.heads, table.weights, strict=True)):
        sheet.set_column(place, place, weight * WIDTH_OF_WEIGHT)
        sheet.write_string(_HEAD_ROWS, place, head, formats["head"])
    for number, row in enumerate(table.rows, _HEAD_ROWS + 1):
        for place, cell in enumerate(row):
            if cell.number is not None:
                sheet.write_number(number, place, cell.number, formats["money"])
            else:
                sheet.write_string(number, place, cell.text, formats["text"])
    sheet.autofilter(_HEAD_ROWS, 0, _HEAD_ROWS + len(table.rows), len(table.heads) - 1)
    sheet.freeze_panes(_HEAD_ROWS + 1, 1)
    sheet.repeat_rows(_HEAD_ROWS)
