"""A document as one HTML file: nothing is fetched, nothing runs; reads on a phone and prints."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from kadash.exports.handover.content import (
    BarChart,
    Block,
    Bridge,
    Bullets,
    Cell,
    Document,
    Figures,
    MonthChart,
    Page,
    Section,
    Sentence,
    Table,
)
from kadash.exports.handover.formats.svg import svg_chart

MIME = "text/html"
LARGE_PX, SMALL_PX = 760, 340
MOST_COLUMNS_OF_A_PHONE = 4
"""A row of more columns is shown on a phone as lines below each other."""
_FONTS = "inherit"
_NOTHING_FETCHED = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def html_file(document: Document) -> bytes:
    """The file, UTF-8."""
    language = {"zh": "zh-Hans"}.get(document.language, document.language)
    several = len(document.sections) > 1
    body = "".join(_section(section, several) for section in document.sections)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_NOTHING_FETCHED}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer"><meta name="format-detection" content="telephone=no,email=no">'
        f"<title>{escape(document.title)}</title><style>{_style()}</style></head><body><main>"
        f'<header><h1>{escape(document.title)}</h1><p class="quiet">{escape(_foot(document))}</p></header>{body}'
        f"<footer>{escape(_foot(document))}</footer></main></body></html>").encode()


@cache
def _style() -> str:
    return (Path(__file__).parent / "html.css").read_text(encoding="utf-8")


def _foot(document: Document) -> str:
    return " · ".join(document.foot)


def _section(section: Section, several: bool) -> str:
    head = f'<h2 class="account">{escape(section.name)}</h2>' if several else ""
    return f'{head}<p class="quiet">{escape(section.under)}</p>{"".join(_page(page) for page in section.pages)}'


def _page(page: Page) -> str:
    return (f'<section class="page"><p class="about">{escape(page.about)}</p><h2>{escape(page.title)}</h2>'
            f'{"".join(_block(block) for block in page.blocks)}</section>')


def _block(block: Block) -> str:
    match block:
        case Sentence():
            return f'<p class="quiet">{escape(block.text)}</p>'
        case Bullets():
            lines = "".join(f"<li>{escape(line)}</li>" for line in block.lines)
            return f"<h3>{escape(block.heading)}</h3>" + (f"<ul>{lines}</ul>" if lines else "")
        case Figures():
            return _figures(block)
        case Table():
            return _table(block)
        case MonthChart() | BarChart() | Bridge():
            return (f'<h3>{escape(block.heading)}</h3><div class="large">{svg_chart(block, LARGE_PX, _FONTS)}</div>'
                    f'<div class="small" aria-hidden="true">{svg_chart(block, SMALL_PX, _FONTS)}</div>')


def _figures(block: Figures) -> str:
    shown = "".join(
        f'<div><dt>{escape(figure.name)}</dt><dd class="value">{escape(figure.value)}</dd>'
        f'<dd class="note {figure.tone}">{escape(figure.note)}</dd></div>' for figure in block.figures)
    return f'<dl class="figures">{shown}</dl>'


def _table(block: Table) -> str:
    def side(column: int) -> str:
        return ' class="right"' if column in block.right else ""

    def row(cells: tuple[Cell, ...]) -> str:
        return "".join(f'<td{side(place)} data-head="{escape(block.heads[place])}">{escape(cell.text)}</td>'
                       for place, cell in enumerate(cells))

    heads = "".join(f"<th{side(place)}>{escape(head)}</th>" for place, head in enumerate(block.heads))
    rows = "".join(f"<tr>{row(cells)}</tr>" for cells in block.rows)
    kind = ' class="many"' if len(block.heads) > MOST_COLUMNS_OF_A_PHONE else ""
    return (f'<h3>{escape(block.heading)}</h3><div class="wide"><table{kind}><thead><tr>{heads}</tr></thead>'
            f"<tbody>{rows}</tbody></table></div>")
