"""The examples for other programs run as they stand in docs/other-tools.md, beside an app that serves the same file."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import openpyxl
import pytest

from kadash.answers import Asked
from kadash.store import Home
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "other-tools.md").read_text("utf-8")
PANDAS, EXCEL = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
DATASET = re.search(r"```sql\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture(scope="module")
def folder(sample_home: Home, asked: Asked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader of the guide stands in it; this process holds the file open, as the app does."""
    assert asked.generation.path.exists()
    folder = tmp_path_factory.mktemp("reader")
    (folder / "data").mkdir()
    (folder / "data" / "live").symlink_to(sample_home.path, target_is_directory=True)
    return folder


def run(code: str, folder: Path) -> str:
    ended = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_the_example_for_pandas_gives_the_layers_of_the_pyramid(folder: Path, asked: Asked) -> None:
    said = run(PANDAS, folder)

    layers = asked.generation.rows(
        "select layer, count(*) from mart.segment where scheme = 'value_tier' group by layer")
    shown = [(line.split()[1], int(line.split()[2])) for line in said.splitlines()[1:]]
    assert len(layers) >= 4 and sorted(shown) == sorted(layers)


def test_the_example_for_excel_writes_every_month_of_every_account(folder: Path, asked: Asked) -> None:
    run(EXCEL, folder)

    sheet = openpyxl.load_workbook(folder / "months.xlsx")["months"]
    assert [cell.value for cell in sheet[1]] == ["account_name", "month", "revenue", "contribution"]
    months = asked.generation.one("select count(*) from mart.account_month")
    assert months is not None and (sheet.max_row - 1,) == months
    assert {cell.data_type for row in sheet.iter_rows(min_row=2, max_col=1) for cell in row} == {"s"}


def test_the_dataset_for_a_bi_tool_holds_all_revenue(folder: Path, asked: Asked) -> None:
    assert DATASET is not None
    with duckdb.connect(str(folder / "data" / "live" / "current.duckdb"), read_only=True) as other:
        found = other.execute(f"select sum(revenue), count(distinct value_tier) from ({DATASET[1]})").fetchall()

    whole = asked.generation.one("select sum(revenue) from mart.account_month")
    assert whole is not None and found[0][0] == whole[0] and found[0][1] >= 4
