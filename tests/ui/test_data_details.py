"""How a checked file was understood: every column with its cells, its meaning, how sure that is, and its rival."""

from __future__ import annotations

from pathlib import Path

import pytest

from kadash.intake.read import read_file
from kadash.intake.reading import fingerprint
from kadash.intake.recognise import recognise
from kadash.language import words_in
from kadash.loads import Counts, InspectedTable
from kadash.ui.data.details import columns_grid, field_labels
from tests.loads.builders import TODAY, lines_file


@pytest.mark.parametrize(("language", "meanings", "rival"), [
    ("en", ["account name", "order date", "line number", "amount without tax", ""], "product number"),
    ("zh", ["客户名称", "订单日期", "行号", "金额（不含税）", ""], "产品编码")])
def test_every_column_has_its_cells_its_meaning_how_sure_that_is_and_its_rival(
        tmp_path: Path, language: str, meanings: list[str], rival: str) -> None:
    file = lines_file(tmp_path, "Acme,20.01.2026,000010,9.50,x", "Beta,21.01.2026,000020,7.50,y",
                      "Acme,22.01.2026,000010,8.50,x", header="Customer,Order Date,Item,Net sum of goods,Zq")
    [text] = read_file(file.path, "sap.csv", tmp_path / "scratch")
    table = InspectedTable(fingerprint(text), text, recognise([text], TODAY)[0], Counts())
    words = words_in(language)

    grid = columns_grid(words, table, field_labels(words, "order_line"), "order_line")

    assert grid["meaning"].tolist() == meanings
    assert grid["samples"].tolist()[:2] == ["Acme | Beta", "20.01.2026 | 21.01.2026 | 22.01.2026"]
    assert grid["confidence"].tolist() == ["100%", "100%", "100%", "50%", ""]
    assert grid["rival"].tolist() == ["", "", rival, "", ""]
