"""A document as a workbook: a sheet a page, numbers as numbers, charts native; nothing in it is a formula or a link."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import xlsxwriter

from kadash.charts.room import text_px
from kadash.exports.handover.content import (
    Block,
    Bridge,
    Bullets,
    Cell,
    Chart,
    Document,
    Figures,
    Page,
    Section,
    Sentence,
    Table,
)
from kadash.exports.handover.formats.colours import BY_MEANING, QUIET, TEXT
from kadash.exports.handover.formats.xlsx_charts import MONTH, cells_of, in_cells, native_chart

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEXT_IS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FONTS = {"zh": "Microsoft YaHei", "en": "Arial"}
_NUMBERS = {"money": "#,##0", "share": "0.0%", "number": "#,##0.##"}
FIRST_COLUMN, OTHER_COLUMNS, COLUMNS = 36, 16, 7
CHART_ROWS, ROW_PX, CHART_PX = 15, 22, 860
CHARACTER_PX, LINE_POINTS = 7, 16.5
_MOST_CHARS = 32_767
UNSEEN = ";;;"
"""A number format that shows neither numbers nor text."""


def xlsx_file(document: Document) -> bytes:
    """The file. Of one account a sheet a page; of several a sheet an account."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _TEXT_IS_TEXT) as book:
        book.set_properties({"title": document.title, "author": "", "created": dt.datetime(2000, 1, 1)})
        writer, taken = _Writer(book, document), set[str]()
        for name, section, pages in _sheets(document):
            writer.sheet(_sheet_name(name, taken), section, pages)
    return out.getvalue()


def _sheets(document: Document) -> list[tuple[str, Section, tuple[Page, ...]]]:
    if len(document.sections) > 1:
        return [(section.name, section, section.pages) for section in document.sections]
    only = document.sections[0]
    return [(page.about, only, (page,)) for page in only.pages]


class _Writer:
    """Writes pages below each other; knows the looks of the workbook and the row that comes next."""

    def __init__(self, book: Any, document: Document) -> None:
        self.book, self.document, self.row = book, document, 0
        self.font = {"font_name": _FONTS[document.language], "font_color": TEXT, "font_size": 10}
        self.plain = self._look()
        self.quiet = self._look(font_color=QUIET)
        self.bold = self._look(bold=True)
        self.title = self._look(bold=True, font_size=14)
        self.about = self._look(bold=True, font_color=BY_MEANING["earned"])
        self.head = self._look(bold=True, font_color=QUIET, bottom=1, text_wrap=True, valign="vcenter")
        self.head_right = self._look(bold=True, font_color=QUIET, bottom=1, align="right", text_wrap=True)
        self.value = self._look(bold=True, font_size=16, align="left")
        self.wrapped = self._look(text_wrap=True, valign="top")
        self.numbers = {kind: self._look(num_format=code, align="right", valign="top")
                        for kind, code in _NUMBERS.items()}
        self.right = self._look(align="right", valign="top")
        self.month = self._look(num_format=MONTH, align="left")
        self.notes = {tone: self._look(font_size=9, font_color=QUIET if tone == "plain" else BY_MEANING[tone])
                      for tone in ("plain", "earned", "lost")}

    def _look(self, **more: Any) -> Any:
        return self.book.add_format({**self.font, **more})

    def sheet(self, name: str, section: Section, pages: tuple[Page, ...]) -> None:
        """A sheet with pages below each other, set up to be printed on A4."""
        self.on, self.name, self.row = self.book.add_worksheet(name), name, 0
        self.on.hide_gridlines(2)
        self.on.set_default_row(LINE_POINTS)
        self.on.set_column(0, 0, FIRST_COLUMN)
        self.on.set_column(1, COLUMNS - 1, OTHER_COLUMNS)
        self.on.set_landscape()
        self.on.set_paper(9)
        self.on.fit_to_pages(1, 0)
        self.on.set_footer("&L&8" + self._foot(section) + "&R&8&P / &N")
        self.text(0, " · ".join((section.name, *self.document.foot)), self.quiet)
        self.row += 1
        for page in pages:
            self._page(page)

    def _foot(self, section: Section) -> str:
        """The foot of a printed sheet: & would begin a code, and 255 characters is all there is room for."""
        return " · ".join((section.name, *self.document.foot)).replace("&", "&&")[:180]

    def _page(self, page: Page) -> None:
        self.text(0, page.about, self.about)
        self.row += 1
        self._long(page.title, self.title, 14)
        self.row += 1
        for block in page.blocks:
            self._block(block)
            self.row += 1

    def _block(self, block: Block) -> None:
        match block:
            case Sentence():
                self._long(block.text, self.wrapped, 10)
            case Bullets():
                self.text(0, block.heading, self.bold)
                self.row += 1
                for line in block.lines:
                    self._long(line, self.wrapped, 10)
            case Figures():
                self._figures(block)
            case Table():
                self._table(block)
            case _:
                self._chart(block)

    def text(self, column: int, text: str, look: Any) -> None:
        """A cell of text in the current row."""
        if text:
            self.on.write_string(self.row, column, text[:_MOST_CHARS], look)

    def _long(self, text: str, look: Any, size: int) -> None:
        """A sentence across the whole sheet, its row as high as it needs."""
        look.set_text_wrap()
        look.set_align("top")
        lines = _lines(text, size, FIRST_COLUMN + OTHER_COLUMNS * (COLUMNS - 1))
        self.on.merge_range(self.row, 0, self.row, COLUMNS - 1, "", look)
        self.text(0, text, look)
        self.on.set_row(self.row, lines * size * 1.45 + 3)
        self.row += 1

    def _figures(self, block: Figures) -> None:
        for place, figure in enumerate(block.figures):
            for below, (text, look) in enumerate(((figure.name, self.quiet), (figure.value, self.value),
                                                  (figure.note, self.notes[figure.tone]))):
                if text:
                    self.on.write_string(self.row + below, place, text, look)
        self.on.set_row(self.row + 1, LINE_POINTS * 1.7)
        self.row += 3

    def _table(self, block: Table) -> None:
        self.text(0, block.heading, self.bold)
        self.row += 1
        for place, head in enumerate(block.heads):
            self.text(place, head, self.head_right if place in block.right else self.head)
        self.row += 1
        for row in block.rows:
            self.on.set_row(self.row, LINE_POINTS * max(
                _lines(cell.text, 10, _width(place, len(row))) for place, cell in enumerate(row)))
            for place, cell in enumerate(row):
                if 0 < place == len(row) - 1 < COLUMNS - 1 and cell.number is None and place not in block.right:
                    self.on.merge_range(self.row, place, self.row, COLUMNS - 1, "", self.wrapped)
                self._cell(place, cell, place in block.right)
            self.row += 1

    def _cell(self, column: int, cell: Cell, right: bool) -> None:
        if cell.number is not None and cell.kind in self.numbers:
            self.on.write_number(self.row, column, cell.number, self.numbers[cell.kind])
        else:
            self.text(column, cell.text, self.right if right else self.wrapped)

    def _chart(self, chart: Chart) -> None:
        """The chart, and below it the cells it is drawn from."""
        self.text(0, chart.heading, self.bold)
        top, head = self.row + 1, self.row + 1 + CHART_ROWS
        self._chart_cells(chart, head)
        drawn = native_chart(self.book, self.name, chart, (head, 0))
        drawn.set_size({"width": CHART_PX, "height": (CHART_ROWS - 1) * ROW_PX})
        self.on.insert_chart(top, 0, drawn, {"description": chart.alt, "object_position": 2})
        self.row = head + 1 + len(cells_of(chart)[0][1])

    def _chart_cells(self, chart: Chart, head: int) -> None:
        """The cells; those that only place the bars of a bridge hold their numbers unseen."""
        shown, unseen = self._look(num_format=in_cells(chart.unit), align="right"), self._look(num_format=UNSEEN)
        for column, (name, values) in enumerate(cells_of(chart)):
            only_drawn = isinstance(chart, Bridge) and column > 1
            self.on.write_string(head, column, name, unseen if only_drawn else self.head_right if column else self.head)
            for below, value in enumerate(values, head + 1):
                if isinstance(value, dt.datetime):
                    self.on.write_datetime(below, column, value, self.month)
                elif isinstance(value, str):
                    self.on.write_string(below, column, value, self.plain)
                elif value is not None:
                    self.on.write_number(below, column, value, unseen if only_drawn else shown)


def _width(place: int, places: int) -> int:
    """Characters that a column of a table takes; its last one has what is left of the sheet."""
    if place == 0:
        return FIRST_COLUMN
    return OTHER_COLUMNS * (COLUMNS - place if place == places - 1 else 1)


def _lines(text: str, size: int, characters: int) -> int:
    """Lines that a text takes in so wide a column."""
    return max(1, -(-round(text_px(text, size) * 1.3) // (characters * CHARACTER_PX)))


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that no other sheet has, without what sheet names may not hold, 31 characters at most."""
    bare = re.sub(r"[\[\]:*?/\\]", " ", wanted).strip("' ") or "1"
    name, number = bare[:31], 1
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        name = f"{bare[:26]} ({number})"
    taken.add(name.casefold())
    return name
