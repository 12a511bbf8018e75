"""A document as slides: one message a slide, its sentence as title, charts native and editable."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from kadash.exports.handover.content import Block, Bullets, Chart, Document, Figures, Page, Section, Sentence, Table
from kadash.exports.handover.formats.colours import BY_MEANING, FAINT, QUIET
from kadash.exports.handover.formats.pptx_boxes import (
    add_bullets,
    add_figures,
    add_table,
    add_text,
    bare_frame,
    rgb,
    table_height,
    write,
)
from kadash.exports.handover.formats.pptx_charts import Place, add_chart
from kadash.exports.handover.formats.pptx_parts import ABOVE_BULLETS, FIGURES_HIGH, NOTE_HIGH, parts_that_fit

MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, RIGHT = Inches(0.6), Inches(12.733)
BODY_TOP, BODY_BOTTOM, FOOT_TOP = Inches(1.78), Inches(6.8), Inches(6.98)
HEADING = Inches(0.32)
_TITLE_ONLY = 5
_MINUS = re.compile(r"(?<![^\s(])-(?=\d)")
"""A hyphen that is a minus: slides would break the line after it, after U+2212 they do not."""
_GAP = Inches(0.18)
_FONTS = {"latin": "Arial", "ea": "Microsoft YaHei"}
"""Fonts that every office program has, or knows a stand-in for; the theme names them once for slides and charts."""


def pptx_file(document: Document) -> bytes:
    """The file."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    _name_fonts(deck)
    _properties(deck, document)
    for section in document.sections:
        for page in section.pages:
            for part in parts_that_fit(page, RIGHT - LEFT, BODY_BOTTOM - BODY_TOP - HEADING):
                _slide(deck, document, section, part)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _properties(deck: Any, document: Document) -> None:
    """What the file says of itself: its title and nothing of whoever made it."""
    about = deck.core_properties
    about.title, about.language = document.title, document.language
    about.author = about.last_modified_by = about.subject = about.keywords = about.comments = about.category = ""
    about.created = about.modified = dt.datetime(2000, 1, 1)
    about.revision = 1


def _name_fonts(deck: Any) -> None:
    """The theme's fonts for Latin and for Chinese letters, headings and text."""
    for part in deck.part.package.iter_parts():
        if part.content_type.endswith("theme+xml"):
            text = part.blob.decode("utf-8")
            for tag, name in _FONTS.items():
                text = re.sub(rf'(<a:(?:major|minor)Font>.*?<a:{tag} typeface=")[^"]*', rf"\g<1>{name}", text,
                              flags=re.DOTALL)
            part._blob = text.encode("utf-8")


def _slide(deck: Any, document: Document, section: Section, page: Page) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    _head(slide, document, section, page)
    _body(slide, list(page.blocks), document.language)
    _foot(slide, document, section)


def _head(slide: Any, document: Document, section: Section, page: Page) -> None:
    about = f"{section.name}  ·  {page.about}"
    add_text(slide, (LEFT, Inches(0.4), RIGHT - LEFT, Inches(0.3)), about, 12, document.language,
             colour=BY_MEANING["earned"], bold=True)
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = LEFT, Inches(0.7), RIGHT - LEFT, Inches(0.95)
    frame = bare_frame(title.text_frame)
    frame.vertical_anchor = MSO_ANCHOR.TOP
    long = len(page.title.encode("utf-8")) > 150
    write(frame, _MINUS.sub("\u2212", page.title), 20 if long else 24, document.language, bold=True)


def _foot(slide: Any, document: Document, section: Section) -> None:
    line = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, LEFT, Inches(6.92), RIGHT - LEFT, Pt(0.75))
    line.fill.solid()
    line.fill.fore_color.rgb = rgb(FAINT)
    line.line.fill.background()
    line.shadow.inherit = False
    add_text(slide, (LEFT, FOOT_TOP, Inches(10.8), Inches(0.25)), " · ".join((section.name, *document.foot)), 10,
             document.language, colour=QUIET)
    number = add_text(slide, (Inches(11.7), FOOT_TOP, RIGHT - Inches(11.7), Inches(0.25)), "", 10,
                      document.language, colour=QUIET, align=PP_ALIGN.RIGHT)
    _page_number(number.paragraphs[0], slide)


def _page_number(paragraph: Any, slide: Any) -> None:
    """A field, so that the number stays right when slides are moved."""
    run = paragraph.runs[0]._r
    field = run.makeelement(qn("a:fld"), {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"})
    field.append(run.get_or_add_rPr())
    text = field.makeelement(qn("a:t"), {})
    text.text = str(slide.part.package.presentation_part.presentation.slides.index(slide) + 1)
    field.append(text)
    run.getparent().replace(run, field)


def _body(slide: Any, blocks: list[Block], language: str) -> None:
    """Figures above, notes below, between them what is large: side by side where there are two."""
    top, bottom = int(BODY_TOP), int(BODY_BOTTOM)
    for figures in [block for block in blocks if isinstance(block, Figures)]:
        add_figures(slide, figures, (LEFT, top, RIGHT - LEFT, Inches(1.1)), language)
        top += FIGURES_HIGH
    for note in [block for block in reversed(blocks) if isinstance(block, Sentence)]:
        bottom -= NOTE_HIGH
        add_text(slide, (LEFT, bottom + Inches(0.08), RIGHT - LEFT, Inches(0.42)), note.text, 11, language,
                 colour=QUIET)
    bullets = [block for block in blocks if isinstance(block, Bullets)]
    large = [block for block in blocks if not isinstance(block, Figures | Sentence | Bullets)]
    tables = [block for block in large if isinstance(block, Table)]
    if bullets and tables:
        _table_and_bullets(slide, tables[0], bullets, (top, bottom), language)
    else:
        _side_by_side(slide, large, bullets, (top, bottom), language)


def _side_by_side(slide: Any, large: Sequence[Table | Chart], bullets: list[Bullets], reach: tuple[int, int],
                  language: str) -> None:
    top, bottom = reach
    columns: list[Table | Chart | list[Bullets]] = [*large, *([bullets] if bullets else [])]
    for place, block in zip(_columns(len(columns), top, bottom), columns, strict=True):
        if isinstance(block, list):
            add_bullets(slide, block, place, language)
        else:
            _large(slide, block, place, language)


def _table_and_bullets(slide: Any, table: Table, bullets: list[Bullets], reach: tuple[int, int], language: str) -> None:
    """The table above, the sentences below it."""
    top, bottom = reach
    most = round((bottom - top) * ABOVE_BULLETS)
    height = min(table_height(table, RIGHT - LEFT, most - HEADING) + HEADING + Inches(0.08), most)
    _large(slide, table, (LEFT, top, RIGHT - LEFT, height), language)
    for place, block in zip(_columns(len(bullets), top + height + _GAP, bottom), bullets, strict=True):
        add_bullets(slide, [block], place, language)


def _columns(count: int, top: int, bottom: int) -> list[Place]:
    """The body's width in so many equal parts."""
    width = (RIGHT - LEFT - _GAP * (count - 1)) // max(count, 1)
    return [(LEFT + number * (width + _GAP), top, width, bottom - top) for number in range(count)]


def _large(slide: Any, block: Table | Chart, place: Place, language: str) -> None:
    """A table or a chart under its heading."""
    left, top, width, height = place
    below: Place = (left, top + HEADING, width, height - HEADING)
    add_text(slide, (left, top, width, HEADING), block.heading, 13, language, bold=True)
    if isinstance(block, Table):
        add_table(slide, block, below, language)
    else:
        add_chart(slide, block, below)
