"""Every format: charts native, glyphs there, and text that stays text."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pypdf import PdfReader

from kadash.exports.handover.content import Document, MonthChart
from kadash.exports.handover.formats.html import html_file
from kadash.exports.handover.formats.pdf import pdf_file
from kadash.exports.handover.formats.pptx import pptx_file
from kadash.exports.handover.formats.xlsx import xlsx_file
from tests.exports.handover.documents import a_document, parsed_html, says

MADE: dict[str, Callable[[Document], bytes]] = {
    "pptx": pptx_file, "pdf": pdf_file, "xlsx": xlsx_file, "html": html_file}
HOSTILE = [
    '=HYPERLINK("http://127.0.0.1:9/x","go")', "+1+1", "@SUM(1)", "{=1+1}", "http://127.0.0.1:9/picture.png",
    '<img src="http://127.0.0.1:9/a"><script>alert(1)</script>', "![x](http://127.0.0.1:9/b)", "]]><x/>&amp;",
    '#import "@preview/cetz:0.3.4"; #read("/etc/passwd") $x$ *b* \\', "&A&P&F", "Tab\tand\nline", "internal:'x'!A1",
]


@pytest.mark.parametrize("file_format", MADE)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_comes_out_as_the_text_it_is(file_format: str, name: str):
    wanted = "".join(name.split())

    said = says(MADE[file_format](a_document(name)), file_format)

    assert wanted in "".join(said.split()).replace("\u2060", "")


@pytest.mark.parametrize("file_format", MADE)
def test_characters_that_no_file_can_carry_are_left_out(file_format: str):
    said = says(MADE[file_format](a_document("A\x00B\x0bC\x1fD\ud800E\u202eF\ufffeG")), file_format)

    assert "ABCDEFG" in "".join(said.split()) or "AB CDEFG" in said


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_in_slides_or_workbook_is_a_formula_or_a_link(name: str):
    for made in (pptx_file(a_document(name)), xlsx_file(a_document(name))):
        for part, data in _parts(made):
            assert b"<hyperlink" not in data and b"hlinkClick" not in data, part
            assert b'TargetMode="External"' not in data, part
            if part.startswith("xl/worksheets/"):
                assert b"<f>" not in data and b"<f " not in data, part


@pytest.mark.parametrize("name", HOSTILE)
def test_the_page_has_no_tag_that_fetches_or_runs_and_no_address(name: str):
    page = parsed_html(html_file(a_document(name)))

    assert page.tags.isdisjoint({"script", "img", "link", "iframe", "object", "embed", "a", "image", "form", "use"})
    assert not [name for name, _ in page.attributes if name in ("src", "href", "xlink:href", "srcset")
                or name.startswith("on")]
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'") \
        in page.attributes
    assert "url(" not in html_file(a_document()).decode()


@pytest.mark.parametrize("name", HOSTILE)
def test_the_pdf_has_no_link_no_action_and_no_attached_file(name: str):
    reader = PdfReader(io.BytesIO(pdf_file(a_document(name))))

    assert not any("/Annots" in page for page in reader.pages)
    assert "/OpenAction" not in reader.trailer["/Root"] and not reader.attachments


def test_each_slide_has_its_message_as_title_and_native_charts_that_can_be_edited():
    deck = Presentation(io.BytesIO(pptx_file(a_document())))

    assert [slide.shapes.title.text_frame.text for slide in deck.slides][0] == "昆明华源机械有限公司：贡献下降"
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert [chart.chart_type for chart in charts] == [
        XL_CHART_TYPE.COLUMN_CLUSTERED, XL_CHART_TYPE.LINE, XL_CHART_TYPE.BAR_CLUSTERED,
        XL_CHART_TYPE.BAR_STACKED]
    assert list(charts[0].plots[0].series[0].values) == [100.0, 200.0, 300.0, None, 500.0, 600.0]
    workbook = openpyxl.load_workbook(io.BytesIO(charts[0].part.chart_workbook.xlsx_part.blob))
    assert [cell.value for cell in workbook.active["B"]] == ["昆明华源机械有限公司", 100, 200, 300, None, 500, 600]


def test_a_title_is_not_broken_after_a_minus():
    deck = Presentation(io.BytesIO(pptx_file(a_document("To -79.7K (-5%) by 2026-09-30"))))

    assert deck.slides[0].shapes.title.text_frame.text == "To \u221279.7K (\u22125%) by 2026-09-30：贡献下降"


def test_a_step_of_a_bridge_that_crosses_nought_is_drawn_on_both_sides_of_it():
    deck = Presentation(io.BytesIO(pptx_file(a_document())))

    bridge, = (shape.chart for slide in deck.slides for shape in slide.shapes
               if shape.has_chart and shape.chart.chart_type == XL_CHART_TYPE.BAR_STACKED)
    hidden, above, below = (list(series.values) for series in bridge.plots[0].series)
    assert (hidden, above, below) == ([0.0, 0.0, 0.0], [2.0, 2.0, 0.0], [0.0, -1.0, -1.0])


def test_slides_name_a_chinese_font_have_alternative_texts_page_numbers_and_no_author():
    made = pptx_file(a_document())
    parts = dict(_parts(made))

    assert b'<a:ea typeface="Microsoft YaHei"' in parts["ppt/theme/theme1.xml"]
    assert all(b'type="slidenum"' in data for part, data in parts.items() if part.startswith("ppt/slides/slide"))
    assert "descr=\"昆明华源机械有限公司\"".encode() in parts["ppt/slides/slide2.xml"]
    about = Presentation(io.BytesIO(made)).core_properties
    assert (about.title, about.author, about.last_modified_by) == ("昆明华源机械有限公司", "", "")


def test_a_workbook_has_a_sheet_a_page_native_charts_and_numbers_that_are_numbers():
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(a_document())))

    assert book.sheetnames == ["现状", "各月", "价格", "品类", "利润去向", "产品"]
    assert [len(sheet._charts) for sheet in book] == [0, 1, 1, 1, 1, 0]
    assert -79_700.0 in [cell.value for row in book["产品"] for cell in row]


def test_below_a_bridge_the_workbook_tells_each_step_with_its_sign_before_the_bars_that_draw_it():
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_file(a_document())))["利润去向"]

    head = next(row for row in sheet.iter_rows() if row[1].value == "±")
    first = head[0].row + 1
    below = [[cell.value for cell in row[1:5]] for row in sheet.iter_rows(min_row=first, max_row=first + 2)]
    # money in full, then what lies unseen below the bar, the part above nought, the part below
    assert below == [[20_000, 0, 20_000, 0], [-30_000, 0, 20_000, -10_000], [-10_000, 0, 0, -10_000]]
    assert [cell.number_format for cell in sheet[first][1:5]] == ["#,##0", ";;;", ";;;", ";;;"]
    drawn = sheet._charts[0].series[0].val.numRef.f
    assert f"$C${first}" in drawn


def test_the_cells_below_a_chart_add_up_in_money_and_only_its_axis_is_short():
    document = a_document()
    chart = next(block for page in document.sections[0].pages if page.about == "各月" for block in page.blocks
                 if isinstance(block, MonthChart))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_file(document)))["各月"]

    written = [cell.value for column in sheet.iter_cols(min_col=2, max_col=2) for cell in column
               if isinstance(cell.value, int | float)]

    assert written == [value for value in chart.series[0].values if value is not None]
    assert sheet._charts[0].y_axis.number_format.formatCode == r'0\.0,"万"'


def test_a_workbook_of_several_accounts_has_a_sheet_an_account():
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(a_document(sections=2))))

    assert book.sheetnames == ["昆明华源机械有限公司", "昆明华源机械有限公司 (2)"]
    assert [len(sheet._charts) for sheet in book] == [4, 4]


def test_the_pdf_is_a4_and_embeds_the_font_that_kadash_brings_on_a_machine_without_any():
    reader = PdfReader(io.BytesIO(pdf_file(a_document(), system_fonts=False)))

    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"].get("/Font", {}).values()]
    names = {str(font["/BaseFont"]) for font in fonts}
    assert names and all("NotoSansSC" in name for name in names)
    assert all(any(key.startswith("/FontFile") for key in inner.get_object()["/FontDescriptor"].get_object())
               for font in fonts for inner in font["/DescendantFonts"])
    assert "昆明华源机械有限公司" in says(pdf_file(a_document(), system_fonts=False), "pdf")


def test_the_page_has_its_charts_as_drawings_for_a_wide_and_for_a_narrow_screen():
    page = html_file(a_document()).decode()

    assert page.count("<svg ") == 8 and 'viewBox="0 0 340' in page and 'lang="zh-Hans"' in page


@pytest.mark.slow
@pytest.mark.parametrize("file_format", ["pptx", "xlsx"])
def test_libreoffice_opens_slides_and_workbook_with_every_letter(file_format: str, tmp_path: Path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    (tmp_path / f"x.{file_format}").write_bytes(MADE[file_format](a_document()))

    subprocess.run([office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
                    "--outdir", str(tmp_path), str(tmp_path / f"x.{file_format}")], check=True, capture_output=True,
                   timeout=120)

    said = "".join(says((tmp_path / "x.pdf").read_bytes(), "pdf").split())
    assert "昆明华源机械有限公司：贡献下降" in said and "利润去向" in said


def _parts(content: bytes) -> list[tuple[str, bytes]]:
    """The parts of a package, those of workbooks inside it too."""
    found: list[tuple[str, bytes]] = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            data = package.read(name)
            found += _parts(data) if name.endswith(".xlsx") else [(name, data)]
    return found
