"""Documents of every kind of block, and what a finished file says, wherever it says it."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree

from pypdf import PdfReader

from kadash.exports.handover.clean import clean
from kadash.exports.handover.content import (
    BarChart,
    Bridge,
    Bullets,
    Cell,
    Document,
    Figure,
    Figures,
    MonthChart,
    Page,
    Section,
    Sentence,
    Series,
    Step,
    Table,
    Unit,
)

MONTHS = tuple(dt.date(2026, month, 1) for month in range(1, 7))
TEN_THOUSANDS = Unit(10_000.0, "万", 1)


def a_document(name: str = "昆明华源机械有限公司", language: str = "zh", sections: int = 1) -> Document:
    """A document with every kind of block, `name` wherever a text can stand."""
    section = Section(name, name, (
        Page("现状", f"{name}：贡献下降", (
            Figures((Figure("收入", "827.6万", "较上一年 +7%"), Figure(name, name, name, "lost"))),
            Bullets(name, (name, "第二行")), Sentence(name))),
        Page("各月", f"{name} 2026", (MonthChart(name, MONTHS, (
            Series(name, (1e6, 2e6, 3e6, None, 5e6, 6e6), "context"),
            Series("贡献", (1e5, 2e5, -3e5, 4e5, 5e5, 6e5), "earned", other_below="lost")), TEN_THOUSANDS, name),)),
        Page("价格", name, (MonthChart(name, MONTHS, (
            Series(name, (0.9, 0.89, None, 0.87, 0.86, 0.85), "lost"),), Unit(0.01, "%", 1), name, "lines"),)),
        Page("品类", name, (BarChart(name, (name, "传感器"), (
            Series(name, (0.3, 0.1), "earned"), Series("同类", (0.2, 0.2), "context")), Unit(0.01, "%"), name),)),
        Page("利润去向", name, (Bridge(name, (
            Step("上一年", 0.0, 20_000.0, "2.00万", True), Step(name, 20_000.0, -30_000.0, "-3.00万", False),
            Step("近 12 个月", 0.0, -10_000.0, "-1.00万", True)), TEN_THOUSANDS, name),)),
        Page("产品", name, (
            Table(name, (name, "影响"), ((Cell(name), Cell("-7.97万", -79_700.0, "money")),), (3.0, 1.0),
                  frozenset({1})), Bullets(name, (name,)))),
    ))
    return clean(Document(language, name, name, ("截至 2026年9月30日", "CNY"), (section,) * sections))


def says(content: bytes, file_format: str) -> str:
    """Everything that a file says: texts, values, alternative texts, caches of charts and their workbooks,
    properties; without the names that its own markup has."""
    match file_format:
        case "pdf":
            return _pdf_says(content)
        case "html":
            return _html_says(content)
        case _:
            return "\n".join(_package_says(content))


def _package_says(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            data = package.read(name)
            yield name
            if name.endswith((".xlsx", ".zip", ".pptx")):
                yield from _package_says(data)
            elif name.endswith((".xml", ".rels", ".vml")):
                yield from _xml_says(data)
            else:
                yield data.decode("latin-1")


def _xml_says(data: bytes) -> Iterator[str]:
    for element in ElementTree.fromstring(data).iter():
        yield from (text for text in (element.text, element.tail) if text and text.strip())
        yield from element.attrib.values()


def _pdf_says(content: bytes) -> str:
    reader = PdfReader(io.BytesIO(content))
    about = [str(value) for value in (reader.metadata or {}).values()]
    xmp = reader.xmp_metadata
    packet = xmp.stream.get_data().decode("utf-8", "replace") if xmp is not None else ""
    return re.sub(r"\s+", " ", "\n".join([*(page.extract_text() for page in reader.pages), *about, packet]))


class _Said(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts, self.tags, self.attributes = list[str](), set[str](), list[tuple[str, str]]()
        self.in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.in_style = tag == "style"
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self.in_style = False

    def handle_data(self, data: str) -> None:
        if not self.in_style:  # the one style sheet of every page, which has margins of its own
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.texts.append(data)


def parsed_html(content: bytes) -> _Said:
    """The tags, attributes and texts of a page."""
    said = _Said()
    said.feed(content.decode("utf-8"))
    return said


def _html_says(content: bytes) -> str:
    said = parsed_html(content)
    return "\n".join([*said.texts, *(value for _, value in said.attributes)])
