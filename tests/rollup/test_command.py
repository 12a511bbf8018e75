"""The command: what it prints, what it leaves, and the sentence and exit code where something can be mended."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path

import pytest

from kadash.cli import main
from kadash.store import open_build

LINES = """select * from (values
    ('A', date '2026-01-01', 90.0, 'Works A'), ('A', date '2026-02-02', 10.0, 'Works A'),
    ('B', date '2026-01-03', 10.0, null), (null, date '2026-01-04', 5.0, null)
) as line(account_id, order_date, amount, account_name)"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return _source(tmp_path / "source", LINES)


def test_a_folder_is_left_with_lines_sums_names_and_what_lay_beside(
        source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_build(tmp_path / "made.duckdb") as build:
        build.run(f"copy (select 'A' as account_id, 'Rail' as industry) to '{source}/account.parquet'")
    code = _rollup(source, tmp_path / "out", "--json")

    told = json.loads(capsys.readouterr().out)
    assert (code, told["engine"], told["as_of"], told["read"], told["lines"], told["accounts"], told["tables"]) == (
        0, "duckdb", "2026-02-02", 4, 3, 2, ["account"])
    assert sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*")) == [
        "account_day/part-00000.parquet", "account_name/part-00000.parquet",
        "account_product_month/part-00000.parquet", "category_sums/part-00000.parquet",
        "order_line/part-00000.parquet", "rollup.json", "sales_month/part-00000.parquet", "tables/account.parquet"]


def test_it_says_what_was_left_out_and_what_comes_next(
        source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _rollup(source, tmp_path / "out")

    said = capsys.readouterr().out
    assert "Rolled up 3 order lines of 2 accounts up to 2 Feb 2026" in said
    assert f"python -m kadash load {tmp_path}/out" in said
    assert "1 line lacks account, date or amount and was left out." in said


@pytest.mark.parametrize(("lines", "sentence"), [
    ("select 'A' as account_id, 1 as amount", "order_line lacks order_date, without which no line can be used."),
    (f"{LINES} where account_id is null", "The source has no order lines that can be used."),
])
def test_a_source_without_usable_lines_ends_with_2_and_a_sentence(
        lines: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = _rollup(_source(tmp_path / "source", lines), tmp_path / "out")

    assert (code, sentence in capsys.readouterr().err) == (2, True)
    assert not (tmp_path / "out" / "rollup.json").exists()


def test_what_lies_in_the_folder_is_not_mixed_with_a_roll_up(
        source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")

    assert _rollup(source, tmp_path / "out") == 2
    assert "is not empty" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_without_the_packages_of_spark_it_says_how_to_get_them(
        source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    there = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "pyspark" else there(name))

    assert main(["rollup", "--lang", "en", str(source), "--out", str(tmp_path / "out")]) == 2
    assert "not installed here (pyspark). Install them with pip install -r requirements-spark.txt" in (
        capsys.readouterr().err)


def test_without_java_it_says_so(
        source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    monkeypatch.setattr(shutil, "which", lambda name, path=None: None)

    assert main(["rollup", "--lang", "en", str(source), "--out", str(tmp_path / "out")]) == 2
    assert "(local[*]) needs Java 17 or later, and there is none on this machine." in capsys.readouterr().err


def test_a_setting_that_is_none_is_refused(
        source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rollup", "--lang", "en", str(source), "--out", str(tmp_path / "out"), "--conf", "memory"]) == 2
    assert "--conf memory is no setting: write it as KEY=VALUE" in capsys.readouterr().err


def _source(folder: Path, lines: str) -> Path:
    folder.mkdir()
    with open_build(folder.with_name("lines.duckdb")) as build:
        build.run(f"copy ({lines}) to '{folder}/order_line.parquet'")
    return folder


def _rollup(source: Path, out: Path, *more: str) -> int:
    return main(["rollup", "--lang", "en", "--engine", "duckdb", str(source), "--out", str(out), *more])
