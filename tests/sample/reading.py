"""A simple reader of the sample's files, independent of kadash: values as text, headers as in the file."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd

WHERE_ZH = {
    "accounts": ("客户档案.xlsx", "客户档案", 3), "order_lines": ("销售订单明细.csv", None, 0),
    "receivables": ("应收账款.csv", None, 2), "service_events": ("服务工单.xlsx", "服务工单", 1),
    "quotes": ("报价单.xlsx", "报价单", 2), "contracts": ("合同与调查.xlsx", "合同台账", 2),
    "survey": ("合同与调查.xlsx", "满意度调查", 1),
}
IN_WAN = ("年采购额(万元)", "信用额度(万元)", "合同金额", "违约金")


def read_english(directory: Path, table: str) -> pd.DataFrame:
    return pd.read_csv(directory / f"{table}.csv", dtype=str, keep_default_na=False)


def read_chinese(directory: Path, table: str) -> tuple[pd.DataFrame, pd.Series | None]:
    """The rows of a Chinese export and, apart from them, its totals row if it has one."""
    name, sheet, header = WHERE_ZH[table]
    if sheet is None:
        rows = pd.read_csv(directory / name, dtype=str, keep_default_na=False, encoding="gb18030", header=header)
    else:
        rows = pd.read_excel(directory / name, sheet_name=sheet, header=header, dtype=object, engine="calamine")
        rows = rows.map(lambda cell: "" if pd.isna(cell) else str(cell))
    if rows.iloc[-1, 0] != "合计":
        return rows, None
    return rows.iloc[:-1], rows.iloc[-1]


def cents(text: str, *, wan: bool = False) -> int | None:
    """Whole cents of '1234.50', '¥1,234.50', '-¥3.00', '3.25万', or of 3.2 in a 万元 column; fails where not exact."""
    if text == "":
        return None
    times = 10_000 if wan or text.endswith("万") else 1
    value = Decimal(text.replace("¥", "").replace(",", "").replace("万", "")) * times * 100
    if value != value.to_integral_value():
        raise ValueError(text)
    return int(value)


def day(text: str) -> str:
    """2025-03-01 for itself, for 2025年3月1日 and for an Excel date."""
    if "年" not in text:
        return text[:10]
    year, rest = text.split("年")
    month, of_month = rest.rstrip("日").split("月")
    return f"{year}-{int(month):02d}-{int(of_month):02d}"
