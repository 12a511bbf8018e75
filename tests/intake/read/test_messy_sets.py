"""Each file of the messy sets gives its table or is refused for a reason, within seconds, and never crashes."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kadash.errors import KadashError
from kadash.intake.read import read_file

pytestmark = pytest.mark.real
RealData = Callable[[str], Path]


def outcome(path: Path, scratch: Path) -> str | list[tuple[int, int, int]]:
    """The refusal's code, or for each table its header row, its rows and its faults."""
    begun = time.monotonic()
    try:
        tables = read_file(path, path.name, scratch)
    except KadashError as refusal:
        return refusal.code
    finally:
        assert time.monotonic() - begun < 20
    return [(table.header_row, table.rows, len(table.faults)) for table in tables]


@pytest.mark.parametrize(("name", "expected"), [
    ("frictionless/empty.csv", "file_empty"), ("frictionless/compression/implicit-gz.csv", "file_is_archive"),
    ("frictionless/bom.csv", [(1, 2, 0)]), ("frictionless/skip-rows.csv", [(2, 3, 0)]),
    ("frictionless/defective-rows.csv", [(1, 2, 1)]), ("frictionless/blank-rows-multiple.csv", [(1, 13, 0)]),
    ("frictionless/issue-1009-semicolon.csv", [(1, 1, 0)]), ("frictionless/skip-rows.xlsx", [(2, 2, 0)]),
    ("frictionless/sheets.xlsx", [(1, 1, 0)] * 3), ("frictionless/table.ods", [(1, 2, 0)]),
    ("frictionless/table.xls", [(1, 2, 0)]), ("frictionless/issue-1024.xlsx", [(12, 52, 0)]),
    ("calamine/pass_protected.xlsx", "workbook_password"), ("calamine/pass_protected.xlsb", "workbook_password"),
    ("calamine/header-row.xlsx", [(9, 1, 0)]), ("calamine/temperature-in-middle.xlsx", [(4, 2, 0)]),
    ("calamine/date_1904.xlsx", [(0, 3, 0)]), ("calamine/empty_sheet.xlsx", "no_table_found"),
    ("csv-spectrum/csvs/quotes_and_newlines.csv", [(1, 2, 0)]), ("csv-spectrum/csvs/json.csv", [(1, 1, 0)]),
    ("pollock_polluted/csv/source.csv", [(1, 83, 0)]), ("pollock_polluted/csv/file_preamble.csv", [(3, 83, 0)]),
    ("pollock_polluted/csv/file_field_delimiter_0x3B.csv", [(1, 83, 0)]),
    ("pollock_polluted/csv/file_field_delimiter_0x9.csv", [(1, 83, 0)]),
    ("pollock_polluted/csv/file_record_delimiter_0xD.csv", [(1, 83, 0)]),
    ("pollock_polluted/csv/file_escape_char_0x5C.csv", [(1, 83, 0)]),
    ("pollock_polluted/csv/file_header_only.csv", "only_a_header"),
    ("pollock_polluted/csv/file_no_payload.csv", "file_empty"),
    ("pollock_polluted/csv/row_extra_quote10_col0.csv", [(1, 83, 1)]),
    ("pollock_polluted/csv/row_extra_quote0_col3.csv", [(1, 83, 0)]),
    ("pollock_polluted/csv/row_less_sep_row10_col3.csv", [(1, 83, 1)]),
    ("pollock_polluted/csv/row_more_sep_row10_col3.csv", [(1, 83, 1)]),
])
def test_the_outcome_of_a_file_with_one_fault(
    real_data: RealData, tmp_path: Path, name: str, expected: str | list[tuple[int, int, int]]
) -> None:
    assert outcome(real_data("messy") / name, tmp_path) == expected


def test_the_dates_of_a_1904_workbook_are_right(real_data: RealData, tmp_path: Path) -> None:
    table, = read_file(real_data("messy") / "calamine" / "date_1904.xlsx", "x.xlsx", tmp_path)

    assert table.sample[0][0] == "2021-01-01"


def test_error_cells_of_a_real_workbook_are_found(real_data: RealData, tmp_path: Path) -> None:
    tables = read_file(real_data("messy") / "calamine" / "errors.xlsx", "x.xlsx", tmp_path)

    assert ("error_cells", 7) in [(found.code, found.count) for found in tables[0].findings]


@pytest.mark.slow
def test_no_file_of_the_messy_sets_does_more_than_refuse(real_data: RealData, tmp_path: Path) -> None:
    files = [path for path in real_data("messy").rglob("*") if path.suffix in (
        ".csv", ".tsv", ".txt", ".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")]

    outcomes = [outcome(path, tmp_path) for path in files]

    assert len(outcomes) > 150
    assert sum(isinstance(each, list) for each in outcomes) > 120
