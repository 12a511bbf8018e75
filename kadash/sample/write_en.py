"""The English exports: one clean UTF-8 CSV a table, as an English ERP writes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from kadash.sample.columns import SHOWN, Form, Table, exported
from kadash.sample.company import SampleCompany

FILES: dict[Table, str] = {
    "accounts": "accounts.csv", "order_lines": "order_lines.csv", "receivables": "receivables.csv",
    "service_events": "service_events.csv", "quotes": "quotes.csv", "contracts": "contracts.csv",
    "survey": "survey.csv",
}


def write_en(company: SampleCompany, directory: Path) -> list[Path]:
    """Writes the seven files and gives their paths."""
    return [_write(company, table, directory / name) for table, name in FILES.items()]


def _write(company: SampleCompany, table: Table, path: Path) -> Path:
    frame = exported(company, table, "en")
    texts = {shown.en: as_text(frame[shown.column], shown.form) for shown in SHOWN[table]}
    path.write_bytes(pd.DataFrame(texts).to_csv(index=False, lineterminator="\n").encode("utf-8"))
    return path


def as_text(values: pd.Series, form: Form) -> pd.Series:
    """Values as an English CSV has them: 2026-09-30, 1234.50, blank where unknown."""
    if form == "date":
        days: pd.Series = values.dt.strftime("%Y-%m-%d").fillna("")
        return days
    if form == "cents":
        return _written(values, lambda cents: f"{cents / 100:.2f}")
    if form == "text":
        return values.fillna("")
    return _written(values, lambda number: f"{number:g}" if number % 1 else f"{number:.0f}")


def _written(values: pd.Series, write: Callable[[float], str]) -> pd.Series:
    texts = ["" if pd.isna(value) else write(value) for value in values.to_list()]
    return pd.Series(texts, index=values.index, dtype=object)
