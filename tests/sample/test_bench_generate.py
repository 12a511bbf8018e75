"""The bench's order lines: same rows in both forms, totals as printed."""

from __future__ import annotations

import importlib.util
import json
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from tests.sample.reading import cents


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    path = Path(__file__).parents[2] / "bench" / "generate.py"
    spec = importlib.util.spec_from_file_location("bench_generate", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_english_totals_are_those_of_the_file(
    bench: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.main(["--lines", "6000", "--form", "en", "--out", str(tmp_path / "lines.csv")])
    printed = json.loads(capsys.readouterr().out)

    rows = pd.read_csv(tmp_path / "lines.csv", dtype=str)

    assert printed["lines"] == len(rows) == 6000
    assert printed["bad_rows"] == 0
    assert Decimal(printed["revenue"]) == sum(map(Decimal, rows["Net Value"]))
    assert Decimal(printed["cost"]) == sum(map(Decimal, rows["Cost"]))
    assert printed["orders"] == rows["Order Number"].nunique()


def test_chinese_totals_leave_out_the_bad_rows_and_count_them_by_kind(bench: ModuleType, tmp_path: Path) -> None:
    totals = bench.generate(6000, "zh", tmp_path / "lines.csv", seed=11)

    rows = pd.read_csv(tmp_path / "lines.csv", dtype=str, keep_default_na=False, encoding="gb18030")

    bad = [rows["无税金额"].eq("待定"), rows["订单日期"].str.contains("13月"), rows["客户编号"].eq("")]
    good = rows[~(bad[0] | bad[1] | bad[2])]
    assert [totals.bad_amount, totals.bad_date, totals.bad_account] == [int(kind.sum()) for kind in bad]
    assert totals.bad_rows == len(rows) - len(good) > 0
    assert totals.amount_cents == sum(cents(text) or 0 for text in good["无税金额"])
    assert good["无税金额"].str.endswith("万").any()


def test_both_forms_have_the_same_rows_and_a_seed_the_same_bytes(bench: ModuleType, tmp_path: Path) -> None:
    paths = {name: tmp_path / name for name in ("en", "zh", "again")}
    for name, path in paths.items():
        bench.generate(3000, "en" if name == "again" else name, path, seed=3)

    english = pd.read_csv(paths["en"], dtype=str)
    chinese = pd.read_csv(paths["zh"], dtype=str, encoding="gb18030")

    assert paths["en"].read_bytes() == paths["again"].read_bytes()
    assert english["Order Number"].to_list() == chinese["单据编号"].to_list()
    assert [cents(text) for text in english["List Price"]] == [cents(text) for text in chinese["目录价"]]
