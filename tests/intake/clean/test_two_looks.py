"""Files are read in a quick pass with a second look at what it could not read: the rows are the same."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from kadash.intake.clean import open_stage, stage
from kadash.intake.clean.select import selection
from kadash.intake.reading import Reading
from kadash.intake.text_table import UNCOUNTED, TextTable
from kadash.store import Build, open_build
from tests.intake.clean.builders import TODAY, a_reading, a_text_table

FIELDS = (
    "account_id", "order_date", "order_id", "quantity", "unit_price", "amount", "discount_rate", "custom", "status",
)
CELLS = (
    ("A1", "007", "", " B ", "Total", "合计", "NULL", "account_id"),
    ("2026-03-02", "2026年3月2日", "20260302", "46083", "2.3.2026", "x", "", "2027-01-01", "order_date"),
    ("O1", "", "order_id"), ("1", "2.5", "", "x", "1,000"), ("¥1,234.50", "10", "1.2万", "", "1,5"),
    ("¥1,234.50", "(5)", "3万", "", "x", "-7", "1234.5元"), ("10%", "0.1", "9折", "", "x"), ("是", "N", "", "?"),
    ("", "已取消", "Shipped"),
)


def rows(seed: int) -> list[list[str]]:
    dice = random.Random(seed)
    return [[dice.choice(found) for found in CELLS] for _ in range(300)]


def at_once(build: Build, text: TextTable, reading: Reading) -> dict[str, int]:
    """stage.one, every cell read in every way; gives how many accepted rows have a cell that is not read, by header."""
    thorough = selection(text, reading, 1, today=TODAY, heads=False)
    build.run(f"create table stage.one as {thorough.sql}")
    unread = [build.one(f"select count(*) from stage.one where fault = 0 and unread & {1 << bit} > 0")
              for bit in range(len(thorough.optional))]
    return {header: int(str(count[0])) for header, count in zip(thorough.optional, unread, strict=True)
            if count and count[0]}


def differences(build: Build) -> list[tuple[object, ...]]:
    return build.rows("(from stage.one except all from stage.two) union all "
                      "(from stage.two except all from stage.one)")


@pytest.mark.parametrize("seed", range(3))
def test_two_looks_give_the_rows_of_one(tmp_path: Path, seed: int) -> None:
    text = a_text_table(tmp_path, FIELDS, rows(seed))
    reading = a_reading("order_line", FIELDS)

    with open_build(tmp_path / "build.duckdb") as build:
        open_stage(build)
        unread = at_once(build, text, reading)
        two = stage(build, text, reading, 1, "two", today=TODAY)
        kept = build.one("select count(*) from stage.one where fault = 0")

        assert differences(build) == []
    assert {str(found.facts["column"]): found.count for found in two.findings} == unread != {}
    assert kept is not None and 0 < int(str(kept[0])) < 300


def test_thousands_are_read_at_once_in_a_column_whose_sample_has_none_where_another_column_has_them(
        tmp_path: Path) -> None:
    fields = ("account_id", "order_date", "unit_price", "amount")
    rare = ["1,234.50", "12,5", "1,23,456.7", "1.5,000"]
    text = a_text_table(tmp_path, fields, [["A1", "2026-03-02", "5", "1,250"]] * 9
                        + [["A1", "2026-03-02", cell, "7"] for cell in rare])
    text = replace(text, sample=text.sample[:9])
    reading = a_reading("order_line", fields)

    with open_build(tmp_path / "build.duckdb") as build:
        open_stage(build)
        unread = at_once(build, text, reading)
        stage(build, text, reading, 1, "two", today=TODAY)
        prices = build.rows("select cast(unit_price as double) from stage.two where amount = 7 order by source_row")

        assert prices == [(1234.5,), (None,), (123456.7,), (None,)]
        assert build.rows("select source_row from stage.read_again order by 1") == [(12,), (14,)]
        assert differences(build) == []
        assert unread == {"unit_price": 2}


def test_cells_without_blanks_at_their_ends_are_the_same_untrimmed(tmp_path: Path) -> None:
    text = a_text_table(tmp_path, FIELDS, [[cell.strip() for cell in row] for row in rows(3)])
    reading = a_reading("order_line", FIELDS)

    with open_build(tmp_path / "build.duckdb") as build:
        open_stage(build)
        at_once(build, text, reading)
        stage(build, replace(text, unpadded=True), reading, 1, "two", today=TODAY)

        assert differences(build) == []


def test_a_file_read_as_it_is_knows_the_rows_of_the_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    lines = ["A title", "account_id,order_date,amount", *(f"A{n},2026-03-02,{n}" for n in range(5000)), "A1,x,7"]
    path.write_text("\n".join(lines), "utf-8")
    fields = ("account_id", "order_date", "amount")
    text = replace(a_text_table(tmp_path, fields, []), path=path, numbered=False, skip_lines=2, header_row=2,
                   rows=UNCOUNTED)

    with open_build(tmp_path / "build.duckdb") as build:
        open_stage(build)
        stage(build, text, a_reading("order_line", fields), 1, "large", today=TODAY)
        found = build.rows("select source_row, account_id from stage.large where amount in (0, 4999) order by 1")
        bad = build.rows("select source_row, fault_value from stage.large where fault > 0")

    assert found == [(3, "A0"), (5002, "A4999")]
    assert bad == [(5003, "x")]
