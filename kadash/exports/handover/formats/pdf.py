"""A document as PDF by typst: A4, its fonts embedded, no browser and no request."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst

from kadash.exports.handover.content import (
    BarChart,
    Block,
    Bridge,
    Bullets,
    Document,
    Figures,
    MonthChart,
    Page,
    Sentence,
    Table,
)
from kadash.exports.handover.formats.svg import svg_chart

MIME = "application/pdf"
CHART_PX = 700
FONT_FOLDER = Path(__file__).parents[1] / "fonts"
FONTS = ("Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC")
"""The font that kadash brings stands first, so that a file looks the same wherever it is made; behind it those of the
system, for the rare characters that it lacks."""

_LONG = 24
"""A page with more rows than this may break across sheets."""


def pdf_file(document: Document, system_fonts: bool = True) -> bytes:
    """The file. `system_fonts`: whether fonts of the machine may stand in for characters that ours lacks."""
    made = typst.compile(_template(), font_paths=_fonts(system_fonts), format="pdf",
                         sys_inputs={"content": json.dumps(_content(document), ensure_ascii=False)})
    if not isinstance(made, bytes):
        raise TypeError(f"one PDF is one piece, not {type(made).__name__}")
    return made


@cache
def _fonts(system_fonts: bool) -> typst.Fonts:
    """The fonts to be had, looked for once."""
    return typst.Fonts(include_system_fonts=system_fonts, font_paths=[str(FONT_FOLDER)])


@cache
def _template() -> bytes:
    return (Path(__file__).parent / "handover.typ").read_bytes()


def _content(document: Document) -> dict[str, Any]:
    """What the template reads: every text of the document, and its charts drawn."""
    return {
        "title": document.title, "lang": document.language, "region": "CN" if document.language == "zh" else "GB",
        "fonts": FONTS, "foot": " · ".join((document.sections[-1].name, *document.foot))
        if len(document.sections) == 1 else " · ".join((document.title, *document.foot)),
        "sections": [{"name": section.name, "under": section.under, "pages": [_page(page) for page in section.pages]}
                     for section in document.sections]}


def _page(page: Page) -> dict[str, Any]:
    rows = sum(len(block.rows) for block in page.blocks if isinstance(block, Table))
    return {"about": page.about, "title": page.title, "breakable": rows > _LONG,
            "blocks": [_block(block) for block in page.blocks]}


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Sentence():
            return {"kind": "sentence", "text": block.text}
        case Bullets():
            return {"kind": "bullets", "heading": block.heading, "lines": block.lines}
        case Figures():
            return {"kind": "figures", "figures": [
                {"name": one.name, "value": one.value, "note": one.note, "tone": one.tone} for one in block.figures]}
        case Table():
            return {"kind": "table", "heading": block.heading, "heads": block.heads, "right": sorted(block.right),
                    "weights": block.weights, "rows": [[cell.text for cell in row] for row in block.rows]}
        case MonthChart() | BarChart() | Bridge():
            return {"kind": "chart", "heading": block.heading, "alt": block.alt,
                    "svg": svg_chart(block, CHART_PX, ", ".join(FONTS))}
