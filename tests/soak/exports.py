"""Small sound exports to be damaged: each file kind and encoding, and the small files of the messy sets."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

Kind = Literal["text", "zip", "parquet", "other"]
MESSY = Path(__file__).parents[2].parent / "shared" / "data" / "messy"
_MOST_BYTES = 60_000

ENGLISH = ["Customer No.", "Customer Name", "Order No.", "Line No.", "Order Date", "Product", "Quantity", "Unit Price",
           "Amount", "Remark"]
GERMAN = ["Kundennummer", "Kunde", "Auftrag", "Position", "Auftragsdatum", "Artikel", "Menge", "Einzelpreis", "Betrag",
          "Bemerkung"]
CHINESE = ["客户编码", "客户名称", "订单编号", "行号", "订单日期", "产品名称", "数量", "单价", "金额", "备注"]


@dataclass(frozen=True)
class Export:
    """A sound file; `delimiter` and `encoding` only of text."""

    name: str
    kind: Kind
    content: bytes
    delimiter: str = ","
    encoding: str = "utf-8"


@cache
def exports() -> tuple[Export, ...]:
    """The exports that are always there."""
    english, german, chinese = _rows("en"), _rows("de"), _rows("zh")
    return (
        Export("orders.csv", "text", _text([ENGLISH, *english], ",").encode()),
        Export("quoted.csv", "text", _text([ENGLISH, *english], ",", quoted=True).encode("utf-8-sig"), ",",
               "utf-8-sig"),
        Export("titled.csv", "text", f"Orders 2026\n\n{_text([ENGLISH, *english], ',')}Total,,,,,,,,99\n".encode()),
        Export("auftrag.csv", "text", _text([GERMAN, *german], ";").encode("cp1252"), ";", "cp1252"),
        Export("dingdan.csv", "text", _text([CHINESE, *chinese], ",").encode("gb18030"), ",", "gb18030"),
        Export("orders.tsv", "text", _text([ENGLISH, *english], "\t").encode("utf-16"), "\t", "utf-16"),
        Export("orders.xlsx", "zip", _workbook([ENGLISH, *english], [CHINESE, *chinese])),
        Export("inline.xlsx", "zip", _inline([CHINESE, *chinese])),
        Export("orders.parquet", "parquet", _parquet([ENGLISH, *english], "snappy")),
        Export("plain.parquet", "parquet", _parquet([CHINESE, *chinese], "none")),
    )


@cache
def messy_exports() -> tuple[Export, ...]:
    """The small files of the messy sets, empty where they are not beside this checkout."""
    files = sorted(path for path in MESSY.rglob("*") if path.is_file() and path.stat().st_size < _MOST_BYTES)
    return tuple(Export(path.name, _kind(path), path.read_bytes()) for path in files
                 if path.suffix in (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods"))


def _kind(path: Path) -> Kind:
    if path.suffix in (".csv", ".tsv", ".txt"):
        return "text"
    return "other" if path.suffix == ".xls" else "zip"


def _rows(language: str, count: int = 24) -> list[list[str]]:
    names = {"en": "Acme, Ltd.", "de": "Müller & Söhne", "zh": "宏发电气有限公司"}
    found = []
    for number in range(count):
        day = f"2026-{number % 9 + 1:02}-{number % 27 + 1:02}"
        price, amount = f"{number + 0.5:.2f}", f"{(number + 0.5) * 3:.2f}"
        if language == "de":
            price, amount, day = price.replace(".", ","), amount.replace(".", ","), f"{day[8:]}.{day[5:7]}.{day[:4]}"
        remark = "" if number % 3 else 'said "yes", then\nno'
        found.append([f"{number % 7:05}", f"{names[language]} {number % 7}", f"SO-{number // 2}", str(number % 2 + 1),
                      day, f"P{number % 5}", "3", price, amount, remark])
    return found


def _text(rows: Sequence[Sequence[str]], delimiter: str, quoted: bool = False) -> str:
    return "".join(delimiter.join(_cell(cell, delimiter, quoted) for cell in row) + "\r\n" for row in rows)


def _cell(cell: str, delimiter: str, quoted: bool) -> str:
    needs = quoted or any(mark in cell for mark in f'{delimiter}"\n')
    return '"' + cell.replace('"', '""') + '"' if needs else cell


def _workbook(*sheets: Sequence[Sequence[str]]) -> bytes:
    """Shared strings, numbers as numbers, merged cells, a formula without a value, an error."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append([float(cell) if index in (6, 7, 8) and cell[:1].isdigit() else cell
                          for index, cell in enumerate(row)])
        sheet.append(["00001", "Acme", "SO-99", 1, "2026-09-01", "P1", 1, 2, "=G2*H2"])
        sheet.merge_cells("A2:A3")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _inline(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "constant_memory": False}) as book:
        sheet = book.add_worksheet("订单")
        hidden = book.add_worksheet("hidden")
        hidden.hide()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
            hidden.write_row(number + 3, 2, row)
        sheet.write_formula(len(rows), 8, "=1/0", None, "#DIV/0!")
    return out.getvalue()


def _parquet(rows: Sequence[Sequence[str]], compression: str) -> bytes:
    header, *records = rows
    columns = [[row[index] for row in records] for index in range(len(header))]
    arrays = [pa.array([float(cell) for cell in cells]) if index in (6, 7, 8) else pa.array(cells)
              for index, cells in enumerate(columns)]
    out = io.BytesIO()
    pq.write_table(pa.table(arrays, names=list(header)), out, compression=compression, row_group_size=10)
    return out.getvalue()
