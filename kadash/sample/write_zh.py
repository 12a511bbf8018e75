"""The Chinese exports: GB18030 CSV, workbooks with title rows, ¥1,234.50, 2025年3月1日, 万元, totals."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd
import xlsxwriter

from kadash.sample.columns import SHOWN, Shown, Table, exported
from kadash.sample.company import SampleCompany

COMPANY = "明合电气有限公司"
PRINTED = datetime(2026, 10, 8, 9, 30)
TOTAL = "合计"
WAN = 10_000
Cell = str | int | float | datetime | None


@dataclass(frozen=True)
class Sheet:
    """How a table looks on paper: sheet name, lines above the header; `typed`: dates and money are Excel values."""

    table: Table
    name: str
    titles: tuple[str, ...] = ()
    typed: bool = False
    total: bool = True


CSV_FILES = {
    "销售订单明细.csv": Sheet("order_lines", "销售订单明细"),
    "应收账款.csv": Sheet("receivables", "应收账款", (f"{COMPANY} 应收账款明细表", "单位：元")),
}
WORKBOOKS = {
    "客户档案.xlsx": (
        Sheet("accounts", "客户档案", (f"{COMPANY} 客户档案", "打印日期：2026年10月8日", ""), typed=True),
    ),
    "服务工单.xlsx": (Sheet("service_events", "服务工单", (f"{COMPANY} 服务工单一览",)),),
    "报价单.xlsx": (Sheet("quotes", "报价单", (f"{COMPANY} 报价单", "期间：2023年10月至2026年9月")),),
    "合同与调查.xlsx": (
        Sheet("contracts", "合同台账", (f"{COMPANY} 合同台账", "单位：万元"), typed=True),
        Sheet("survey", "满意度调查", (f"{COMPANY} 客户满意度调查",), total=False),
    ),
}
ABOUT = (
    "说明", ("本工作簿含两张表：合同台账、满意度调查。", "合同金额与违约金单位为万元。", "如有疑问请联系销售管理部。"),
)


def write_zh(company: SampleCompany, directory: Path) -> list[Path]:
    """Writes two CSV files and four workbooks and gives their paths."""
    written = [_write_csv(company, sheet, directory / name) for name, sheet in CSV_FILES.items()]
    return written + [_write_workbook(company, sheets, directory / name) for name, sheets in WORKBOOKS.items()]


def _write_csv(company: SampleCompany, sheet: Sheet, path: Path) -> Path:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([title] for title in sheet.titles)
    writer.writerow([shown.zh for shown in SHOWN[sheet.table]])
    writer.writerows(_rows(company, sheet))
    path.write_bytes(text.getvalue().encode("gb18030"))
    return path


def _write_workbook(company: SampleCompany, sheets: tuple[Sheet, ...], path: Path) -> Path:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        workbook.set_properties({"author": COMPANY, "created": PRINTED})
        if len(sheets) > 1:
            about = workbook.add_worksheet(ABOUT[0])
            about.write_column(0, 0, ABOUT[1])
        for sheet in sheets:
            _write_sheet(workbook, company, sheet)
    return path


def _write_sheet(workbook: xlsxwriter.Workbook, company: SampleCompany, sheet: Sheet) -> None:
    page = workbook.add_worksheet(sheet.name)
    shown = SHOWN[sheet.table]
    title = workbook.add_format({"bold": True, "align": "center"})
    dates = workbook.add_format({"num_format": "yyyy-mm-dd"})
    page.set_column(0, len(shown) - 1, 14)
    page.merge_range(0, 0, 0, len(shown) - 1, sheet.titles[0], title)
    for row, line in enumerate(sheet.titles[1:], start=1):
        page.write_string(row, 0, line)
    page.write_row(len(sheet.titles), 0, [column.zh for column in shown], title)
    for row, cells in enumerate(_rows(company, sheet), start=len(sheet.titles) + 1):
        for place, cell in enumerate(cells):
            if isinstance(cell, datetime):
                page.write_datetime(row, place, cell, dates)
            elif isinstance(cell, str) and cell:
                page.write_string(row, place, cell)
            elif isinstance(cell, int | float):
                page.write_number(row, place, cell)


def _rows(company: SampleCompany, sheet: Sheet) -> list[tuple[Cell, ...]]:
    """All rows of a sheet as cells, the totals row behind them."""
    frame = exported(company, sheet.table, "zh")
    columns = [_cells(frame[shown.column], shown, sheet.typed) for shown in SHOWN[sheet.table]]
    rows = list(zip(*columns, strict=True))
    return [*rows, _totals(frame, sheet)] if sheet.total else rows


def _totals(frame: pd.DataFrame, sheet: Sheet) -> tuple[Cell, ...]:
    """合计 in the first cell, the sum under every column of money."""
    cells: list[Cell] = [""] * len(SHOWN[sheet.table])
    cells[0] = TOTAL
    for place, shown in enumerate(SHOWN[sheet.table]):
        if shown.form in ("cents", "yuan", "yuan_in_wan") and "price" not in shown.column:
            cells[place] = _cells(pd.Series([frame[shown.column].sum()]), shown, sheet.typed)[0]
    return tuple(cells)


def _cells(values: pd.Series, shown: Shown, typed: bool) -> list[Cell]:
    """Cells of a column: text as a Chinese ERP writes it, or Excel dates and numbers where the sheet is typed."""
    known = values.astype(object).where(values.notna(), None).to_list()
    write: dict[str, Callable[..., Cell]] = {
        "text": str, "date": (lambda day: day.to_pydatetime()) if typed else _chinese_date, "cents": _yuan_sign,
        "yuan": _wan_or_yuan_sign, "yuan_in_wan": lambda yuan: yuan / WAN,
        "number": lambda number: int(number) if number % 1 == 0 else float(number),
    }
    form = write[shown.form]
    return ["" if value is None else form(value) for value in known]


def _chinese_date(day: pd.Timestamp) -> str:
    """2025年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _yuan_sign(cents: int) -> str:
    """¥1,234.50 for 123450; a return is -¥1,234.50.

    >>> _yuan_sign(-123450)
    '-¥1,234.50'
    """
    return f"{'-' if cents < 0 else ''}¥{abs(cents) / 100:,.2f}"


def _wan_or_yuan_sign(yuan: int) -> str:
    """Whole hundreds of yuan: 3.25万 from ten thousand on, ¥9,900.00 below; both exact.

    >>> _wan_or_yuan_sign(32500), _wan_or_yuan_sign(9900)
    ('3.25万', '¥9,900.00')
    """
    return f"{yuan // WAN}.{yuan % WAN // 100:02d}万" if yuan >= WAN else f"¥{yuan:,.2f}"
