"""Texts, figures and tables of slides."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from kadash.charts.room import text_px
from kadash.exports.handover.content import Bullets, Figure, Figures, Table
from kadash.exports.handover.formats.colours import BY_MEANING, FAINT, QUIET, TEXT
from kadash.exports.handover.formats.pptx_charts import Place

_TABLE_SIZES, _ROW_AT_14 = (14, 12, 11, 10), Inches(0.4)
_SIZES = (17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0)
_LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}


def write(frame: Any, text: str, size: float, language: str, *, colour: str = TEXT, bold: bool = False,
          align: Any = PP_ALIGN.LEFT, new: bool = False) -> Any:
    """A paragraph of text in a frame: its first one, or a new one below."""
    paragraph = frame.add_paragraph() if new else frame.paragraphs[0]
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, rgb(colour)
    run._r.get_or_add_rPr().set("lang", _LANGUAGES[language])
    paragraph.alignment = align
    return paragraph


def add_text(slide: Any, place: Place, text: str, size: float, language: str, **look: Any) -> Any:
    """A box with one text."""
    frame = bare_frame(slide.shapes.add_textbox(*place).text_frame)
    write(frame, text, size, language, **look)
    return frame


def bare_frame(frame: Any) -> Any:
    """A frame that wraps its text and adds no room of its own."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def add_figures(slide: Any, block: Figures, place: Place, language: str) -> None:
    """Figures side by side, each with its name above and its note below."""
    left, top, width, height = place
    each = width // max(len(block.figures), 1)
    for number, figure in enumerate(block.figures):
        _figure(slide, figure, (left + number * each, top, each - Inches(0.15), height), language)


def _figure(slide: Any, figure: Figure, place: Place, language: str) -> None:
    frame = add_text(slide, place, figure.name, 12, language, colour=QUIET)
    write(frame, figure.value, 26, language, bold=True, new=True)
    if figure.note:
        write(frame, figure.note, 11, language, new=True,
              colour=QUIET if figure.tone == "plain" else BY_MEANING[figure.tone])


def add_bullets(slide: Any, blocks: list[Bullets], place: Place, language: str) -> None:
    """Headings with their sentences, one below the other, as large as there is room for."""
    frame = bare_frame(slide.shapes.add_textbox(*place).text_frame)
    size = next((size for size in _SIZES if _lines_high(blocks, size, place) <= place[3]), _SIZES[-1])
    for number, block in enumerate(blocks):
        head = write(frame, block.heading, size, language, bold=True, new=number > 0)
        head.space_before, head.space_after = Pt(10 if number else 0), Pt(3)
        for line in block.lines:
            paragraph = write(frame, line, size, language, new=True)
            paragraph.space_after = Pt(4)
            _bullet(paragraph)


def _lines_high(blocks: list[Bullets], size: float, place: Place) -> int:
    room = place[2] / Pt(1) - 16
    lines = sum(1.6 + sum(-(-text_px(line, round(size)) * 1.1 // room) * 1.25 + 0.4 for line in block.lines)
                for block in blocks)
    return int(Pt(size) * lines)


def _bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Inches(0.18)))
    properties.set("indent", str(-Inches(0.18)))
    for tag, name, value in (("a:buFont", "typeface", "Arial"), ("a:buChar", "char", "•")):
        mark = properties.makeelement(qn(tag), {name: value})
        properties.append(mark)


def add_table(slide: Any, block: Table, place: Place, language: str) -> None:
    """A native table: heads in grey with a line below, figures to the right, no bands."""
    left, top, width, room = place
    size = table_size(block, width, room)
    heights = _row_heights(block, width, size)
    shape = slide.shapes.add_table(len(heights), len(block.heads), left, top, width, sum(heights))
    table = shape.table
    _no_style(shape)
    for place_, weight in enumerate(block.weights):
        table.columns[place_].width = Emu(round(width * weight / sum(block.weights)))
    for row, cells in enumerate([block.heads, *([cell.text for cell in cells] for cells in block.rows)]):
        table.rows[row].height = Emu(heights[row])
        for column, text in enumerate(cells):
            _cell(table.cell(row, column), text, size, language, is_head=row == 0, right=column in block.right)


def table_height(block: Table, width: int, room: int) -> int:
    """How much room a table takes where there is so much, its longest cells wrapped: more where it does not fit."""
    return sum(_row_heights(block, width, table_size(block, width, room)))


def rows_that_fit(block: Table, width: int, room: int) -> int:
    """How many rows of a table there is room for below its heads, written as small as any is; one at least."""
    head, *rows = _row_heights(block, width, _TABLE_SIZES[-1])
    high, count = head, 0
    while count < len(rows) and high + rows[count] <= room:
        high += rows[count]
        count += 1
    return max(count, 1)


def table_size(block: Table, width: int, room: int) -> int:
    """The largest writing that fits; that of long tables is small even where there is room."""
    sizes = _TABLE_SIZES if len(block.rows) <= 8 else _TABLE_SIZES[1:] if len(block.rows) <= 13 else _TABLE_SIZES[-1:]
    return next((size for size in sizes if sum(_row_heights(block, width, size)) <= room), _TABLE_SIZES[-1])


def _row_heights(block: Table, width: int, size: int) -> list[int]:
    """The height of the heads and of each row: as many lines as its longest cell needs."""
    widths = [width / Pt(1) * weight / sum(block.weights) - 9 for weight in block.weights]
    rows = [block.heads, *([cell.text for cell in row] for row in block.rows)]
    lines = [max(max(1, -(-text_px(text, size) * 1.12 // room)) for text, room in zip(row, widths, strict=True))
             for row in rows]
    return [int(_ROW_AT_14 * size / 14 + (count - 1) * Pt(size) * 1.25) for count in lines]


def _cell(cell: Any, text: str, size: float, language: str, *, is_head: bool, right: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.background()
    write(cell.text_frame, text, size - 1 if is_head else size, language, colour=QUIET if is_head else TEXT,
          bold=is_head, align=PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT)
    _line_below(cell, QUIET if is_head else FAINT)


def _line_below(cell: Any, colour: str) -> None:
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": str(Pt(0.75))})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": colour.removeprefix("#")}))
    line.append(fill)
    properties.insert(0, line)


def _no_style(shape: Any) -> None:
    """The style without bands and lines, which every office program knows."""
    properties = shape._element.graphic.graphicData.tbl.tblPr
    for name in ("firstRow", "bandRow"):
        properties.set(name, "0")
    style = properties.find(qn("a:tableStyleId"))
    if style is not None:
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def rgb(colour: str) -> RGBColor:
    """A colour (#RRGGBB) as slides have it."""
    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))
