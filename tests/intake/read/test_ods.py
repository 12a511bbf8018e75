"""Of an ODS workbook, too, errors, formulas without a value and merged cells are known; of an XLSB they are not."""

import zipfile
from pathlib import Path

import pytest

from kadash.errors import KadashError
from kadash.intake.read import read_file
from kadash.intake.text_table import TextTable

HEAD = ('<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        '<office:body><office:spreadsheet>')
FOOT = "</office:spreadsheet></office:body></office:document-content>"
MANIFEST = ('<?xml version="1.0"?>'
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>')


def text(value: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{value}</text:p></table:table-cell>'


def number(value: float, more: str = "") -> str:
    return (f'<table:table-cell office:value-type="float" office:value="{value}" {more}>'
            f"<text:p>{value}</text:p></table:table-cell>")


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def read(tmp_path: Path, *rows: str, before: str = HEAD) -> TextTable:
    path = tmp_path / "given.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f'{before}<table:table table:name="Sales">{"".join(rows)}</table:table>{FOOT}')
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    (table,) = read_file(path, "sales.ods", tmp_path / "scratch")
    return table


HEADER = row(text("Customer"), text("Order Date"), text("Amount"))


def test_a_formula_without_a_value_is_named_with_its_address(tmp_path: Path) -> None:
    table = read(tmp_path, HEADER, row(text("Acme"), text("2025-01-02"), number(5)),
                 row(text("Beta"), text("2025-01-03"), '<table:table-cell table:formula="of:=[.C2]*2"/>'))

    assert [(one.code, one.count, one.facts["addresses"]) for one in table.findings] == [
        ("formulas_without_value", 1, "C3")]
    assert table.sample[1][2] == "=[.C2]*2"


def test_a_formula_with_its_value_is_a_figure(tmp_path: Path) -> None:
    table = read(tmp_path, HEADER, row(text("Acme"), text("2025-01-02"), number(5)),
                 row(text("Beta"), text("2025-01-03"), number(10, 'table:formula="of:=[.C2]*2"')))

    assert (table.findings, table.sample[1][2]) == ((), "10")


def test_an_error_cell_is_named_with_its_address_behind_repeated_rows_and_columns(tmp_path: Path) -> None:
    error = ('<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
             'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>')
    repeated = ('<table:table-row table:number-rows-repeated="3">'
                f'{text("Acme")}{text("2025-01-02")}{number(5)}</table:table-row>')

    table = read(tmp_path, HEADER, repeated, row(text("Beta"), text("2025-01-03"), error))

    assert [(one.code, one.facts["addresses"]) for one in table.findings] == [("error_cells", "C5")]
    assert table.rows == 4


def test_merged_cells_are_filled_downwards(tmp_path: Path) -> None:
    covered = "<table:covered-table-cell/>"

    table = read(tmp_path, HEADER,
                 row(text("Acme", 'table:number-rows-spanned="2"'), text("2025-01-02"), number(5)),
                 row(covered, text("2025-01-03"), number(6)), row(text("Beta"), text("2025-01-04"), number(7)))

    assert [cells[0] for cells in table.sample] == ["Acme", "Acme", "Beta"]
    assert [(one.code, one.count, one.facts["columns"]) for one in table.findings] == [("merged_cells_filled", 1, "A")]


def test_a_doctype_is_refused(tmp_path: Path) -> None:
    entities = HEAD.replace("<office:document-content", '<!DOCTYPE x [<!ENTITY a "aaaa">]><office:document-content', 1)

    with pytest.raises(KadashError, match="workbook_suspicious"):
        read(tmp_path, HEADER, before=entities)


@pytest.mark.real
def test_of_an_xlsb_it_is_said_that_formulas_were_not_checked(tmp_path: Path, real_data: object) -> None:
    path = real_data("messy") / "calamine" / "issue_182.xlsb"  # type: ignore[operator]

    (table,) = read_file(path, path.name, tmp_path / "scratch")

    assert "formulas_not_checked" in [one.code for one in table.findings]
