"""The questionnaire to hand out: a workbook with a sheet an account, and pages to print.

The first column of the workbook carries the codes by which it is read back (kadash/voice/questionnaire.py); marks go
into coloured cells, which accept whole numbers of the scale only.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import xlsxwriter

from kadash.language import Words
from kadash.voice.questionnaire import (
    FIELDS,
    IMPORTANT,
    ITEMS,
    MARK,
    RECOMMEND_CODE,
    RECOMMEND_MAX,
    SCALE_MAX,
)

_FILL = "#E3F0EE"
_WIDTHS = (14, 74, 14, 14)
_MOST_NAME = 31
"""Characters of a sheet's name."""


@dataclass(frozen=True)
class Addressee:
    """Whom a form is for; both empty: a form for anybody, who writes the company's name."""

    account_id: str = ""
    account_name: str = ""


def voice_form_xlsx(words: Words, addressees: Sequence[Addressee] = (Addressee(),)) -> bytes:
    """The workbook's bytes: a sheet for each addressee."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        names: set[str] = set()
        for addressee in addressees:
            _sheet(book, book.add_worksheet(_sheet_name(words, addressee, names)), words, addressee)
    return kept.getvalue()


def _sheet_name(words: Words, addressee: Addressee, taken: set[str]) -> str:
    """The account's name without what a sheet's name may not hold; numbered where two are alike."""
    plain = "".join(letter for letter in addressee.account_name or addressee.account_id if letter not in "[]:*?/\\'")
    base, number = plain.strip()[:_MOST_NAME] or words("voice.form.sheet"), 2
    name = base
    while name.casefold() in taken:
        name, number = f"{base[:_MOST_NAME - 4]} {number}", number + 1
    taken.add(name.casefold())
    return name


class _Looks:
    """The formats of a workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        wrapped = {"text_wrap": True, "valign": "vcenter"}
        self.code = book.add_format({"font_color": "#9AA5A1", "font_size": 8, "valign": "vcenter"})
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.text = book.add_format(wrapped)
        self.head = book.add_format({**wrapped, "bold": True, "bottom": 1})
        self.fill = book.add_format({"bg_color": _FILL, "border": 1, "border_color": "#9AA5A1", "align": "center",
                                     "valign": "vcenter"})
        self.field = book.add_format({"bg_color": _FILL, "border": 1, "border_color": "#9AA5A1", "num_format": "@"})
        self.day = book.add_format({"bg_color": _FILL, "border": 1, "border_color": "#9AA5A1",
                                    "num_format": "yyyy-mm-dd", "align": "left"})


def _sheet(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, words: Words, to: Addressee) -> None:
    looks = _Looks(book)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write(0, 0, MARK, looks.code)
    sheet.write(0, 1, words("voice.form.title"), looks.title)
    sheet.merge_range(1, 1, 1, 3, words("voice.form.intro", None, most=SCALE_MAX), looks.text)
    sheet.set_row(1, 48)
    row = _fields(sheet, looks, words, to, 3)
    row = _items(sheet, looks, words, row + 1)
    row = _important(sheet, looks, words, row + 1)
    sheet.write(row + 1, 0, RECOMMEND_CODE, looks.code)
    sheet.write(row + 1, 1, words("voice.form.recommend", None, most=RECOMMEND_MAX), looks.text)
    sheet.set_row(row + 1, 32)
    _mark(sheet, looks, words, (row + 1, 3), 0, RECOMMEND_MAX)
    sheet.write(row + 3, 1, words("voice.form.thanks"), looks.text)
    sheet.set_row(row + 3, 32)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.set_selection(3, 2, 3, 2)


def _fields(sheet: xlsxwriter.worksheet.Worksheet, looks: _Looks, words: Words, to: Addressee, row: int) -> int:
    given = {"account_id": to.account_id, "account_name": to.account_name}
    for code, field in FIELDS.items():
        sheet.write(row, 0, code, looks.code)
        sheet.write(row, 1, words(f"voice.form.{code}"), looks.text)
        look = looks.day if field == "response_date" else looks.field
        sheet.merge_range(row, 2, row, 3, given.get(field, ""), look)
        row += 1
    return row


def _items(sheet: xlsxwriter.worksheet.Worksheet, looks: _Looks, words: Words, row: int) -> int:
    for column, name in ((1, "statement"), (2, "expected"), (3, "received")):
        sheet.write(row, column, words(f"voice.form.{name}", None, most=SCALE_MAX), looks.head)
    sheet.set_row(row, 32)
    for item in ITEMS:
        row += 1
        sheet.write(row, 0, item.code, looks.code)
        sheet.write(row, 1, words(f"voice.item.{item.code}"), looks.text)
        sheet.set_row(row, 20)
        for column in (2, 3):
            _mark(sheet, looks, words, (row, column), 1, SCALE_MAX)
    return row + 1


def _important(sheet: xlsxwriter.worksheet.Worksheet, looks: _Looks, words: Words, row: int) -> int:
    sheet.merge_range(row, 1, row, 2, words("voice.form.important_title", None, most=SCALE_MAX), looks.head)
    sheet.write(row, 3, words("voice.form.important", None, most=SCALE_MAX), looks.head)
    sheet.set_row(row, 32)
    for code, driver in IMPORTANT.items():
        row += 1
        sheet.write(row, 0, code, looks.code)
        sheet.write(row, 1, _named(words, driver), looks.text)
        sheet.set_row(row, 20)
        _mark(sheet, looks, words, (row, 3), 1, SCALE_MAX)
    return row + 1


def _mark(sheet: xlsxwriter.worksheet.Worksheet, looks: _Looks, words: Words, cell: tuple[int, int], low: int,
          high: int) -> None:
    sheet.write_blank(*cell, None, looks.fill)
    sheet.data_validation(*cell, *cell, {
        "validate": "integer", "criteria": "between", "minimum": low, "maximum": high, "ignore_blank": True,
        "error_title": words("voice.form.sheet")[:32],
        "error_message": words("voice.form.wrong_mark", None, low=low, high=high)})


def _named(words: Words, driver: str) -> str:
    return words("voice.form.driver", None, driver=words(f"voice.driver.{driver}"),
                 covers=words(f"voice.form.covers.{driver}"))


_STYLE = """
@page{size:A4;margin:14mm}*{box-sizing:border-box}
body{font:11pt/1.35 'Source Sans 3','Noto Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif;color:#1F2A2A;
 max-width:180mm;margin:0 auto;padding:4mm}
h1{font-size:17pt;margin:0 0 2mm}section+section{break-before:page}
table{border-collapse:collapse;width:100%;margin:3mm 0;font-size:9.5pt}
th,td{border-bottom:.3mm solid #BFC9C6;padding:1mm 1.5mm;text-align:left;vertical-align:top}
td.m{white-space:nowrap;color:#5B6866;letter-spacing:.9mm;text-align:right}th.m{text-align:right}
.f{display:grid;grid-template-columns:auto 1fr;gap:1.5mm 4mm;margin:3mm 0}.f b{font-weight:400;color:#5B6866}
.f i{border-bottom:.3mm solid #1F2A2A;font-style:normal;min-height:6mm}tr{break-inside:avoid}"""


def voice_form_html(words: Words, addressees: Sequence[Addressee] = (Addressee(),)) -> str:
    """One page to print for each addressee: marks are ringed by hand and typed into the workbook afterwards."""
    sections = "".join(f"<section>{_printed(words, addressee)}</section>" for addressee in addressees)
    title = escape(words("voice.form.title"))
    return (f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8"><title>{title}</title>'
            f"<style>{_STYLE}</style></head><body>{sections}</body></html>")


def _printed(words: Words, to: Addressee) -> str:
    def said(key: str, **facts: object) -> str:
        return escape(words(f"voice.form.{key}", None, **facts))

    given = {"ID": to.account_id, "CO": to.account_name}
    fields = "".join(f"<b>{said(code)}</b><i>{escape(given.get(code, ''))}</i>" for code in FIELDS)
    marks = " ".join(map(str, range(1, SCALE_MAX + 1)))
    items = "".join(f'<tr><td>{escape(words(f"voice.item.{item.code}"))}</td><td class="m">{marks}</td>'
                    f'<td class="m">{marks}</td></tr>' for item in ITEMS)
    matters = "".join(f'<tr><td>{escape(_named(words, driver))}</td><td class="m">{marks}</td></tr>'
                      for driver in IMPORTANT.values())
    recommend = " ".join(map(str, range(RECOMMEND_MAX + 1)))
    return (
        f"<h1>{said('title')}</h1><p>{said('intro', most=SCALE_MAX)}</p><div class=\"f\">{fields}</div>"
        f'<table><tr><th>{said("statement")}</th><th class="m">{said("expected", most=SCALE_MAX)}</th>'
        f'<th class="m">{said("received", most=SCALE_MAX)}</th></tr>{items}</table>'
        f'<table><tr><th>{said("important_title", most=SCALE_MAX)}</th>'
        f'<th class="m">{said("important", most=SCALE_MAX)}</th></tr>{matters}</table>'
        f'<table><tr><td>{said("recommend", most=RECOMMEND_MAX)}</td><td class="m">{recommend}</td></tr></table>'
        f"<p>{said('thanks_paper')}</p>")
