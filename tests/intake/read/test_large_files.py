"""Files above the bound are left for DuckDB to read directly, if they are regular; others are normalised."""

from pathlib import Path

import pytest

from kadash.intake.read import normalise, read_file, text_file


@pytest.fixture(autouse=True)
def small_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_file, "DIRECT_BYTES", 1000)


def written(tmp_path: Path, text: str, codec: str = "utf-8") -> Path:
    path = tmp_path / "given.csv"
    path.write_bytes(text.encode(codec))
    return path


LINES = "".join(f"客户{row % 7},2025-01-{row % 28 + 1:02d},{row}.50\n" for row in range(20_000))
TEXT = "某公司\n客户,日期,金额\n" + LINES


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-8-sig"])
def test_a_regular_file_is_left_as_it_is(tmp_path: Path, codec: str) -> None:
    table, = read_file(written(tmp_path, TEXT, codec), "big.csv", tmp_path / "scratch")

    assert (table.numbered, table.encoding, table.skip_lines, table.header_row) == (False, codec, 2, 2)
    assert (table.rows, table.header, table.columns) == (20_000, ("客户", "日期", "金额"), ("c0", "c1", "c2"))
    assert table.path.read_text(encoding="utf-8-sig") == TEXT
    assert len(table.sample) > 150


def test_it_can_be_normalised_after_all(tmp_path: Path) -> None:
    table, = read_file(written(tmp_path, TEXT), "big.csv", tmp_path / "scratch")

    sound = normalise(table, tmp_path / "scratch")

    assert (sound.numbered, sound.rows, sound.header_row) == (True, 20_000, 2)
    assert sound.path.read_text().startswith("3,客户0,2025-01-01,0.50\n4,")


def test_an_irregular_file_is_normalised_at_once(tmp_path: Path) -> None:
    table, = read_file(written(tmp_path, TEXT.replace("客户3,", "客户3,\n,")), "big.csv", tmp_path / "scratch")

    assert table.numbered


WEEKS = "".join(f",{year}-W{week:02d}" for year in (2022, 2023) for week in range(1, 53))


@pytest.mark.parametrize("text", [
    "客户" + WEEKS + "\n" + "".join(f"客户{row}" + ",5" * 104 + "\n" for row in range(200)),
    "客户,日期,金额\n必填,必填,必填\n" + LINES[:40_000],
    "销售,订单,订单\n客户,日期,金额\n" + LINES[:40_000],
    "客户,日期,金额\n" + "客户1,2025-01-01,5\n" * 400 + "\n产品,单价\n" + "泵,5\n" * 2000,
    "客户,订单,产品,金额\n" + "".join(f"客户{row},A{row},泵,5\n,,阀,6\n,,泵,7\n" for row in range(800)),
])
def test_a_large_file_laid_out_for_people_is_normalised(tmp_path: Path, text: str) -> None:
    tables = read_file(written(tmp_path, text), "big.csv", tmp_path / "scratch")

    assert all(table.numbered for table in tables)
