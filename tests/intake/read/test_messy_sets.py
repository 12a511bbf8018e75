"""Each file of the messy sets gives the tables, or the refusal, that `messy_outcomes.csv` writes down for it."""

import csv
import json
import time
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pytest

from kadash.errors import KadashError
from kadash.intake.read import read_file
from kadash.intake.text_table import TextTable

pytestmark = pytest.mark.real
RealData = Callable[[str], Path]
Row = dict[str, str]
SHAPE = ("sheet", "header_row", "columns", "rows", "blank_rows", "faults")


def written_down() -> dict[str, list[Row]]:
    """File to its rows: one a table, or one with the code of the refusal."""
    text = (Path(__file__).parent / "messy_outcomes.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    return {file: list(tables) for file, tables in groupby(rows, key=lambda row: row["file"])}


OUTCOMES = written_down()


def shape(table: TextTable) -> tuple[str, ...]:
    counts = (table.header_row, len(table.header), table.rows, table.blank_rows, len(table.faults))
    return (table.sheet or "", *map(str, counts))


@pytest.mark.parametrize("name", OUTCOMES)
def test_a_file_gives_what_is_written_down_for_it(real_data: RealData, tmp_path: Path, name: str) -> None:
    begun = time.monotonic()
    refused, found = "", [("",) * len(SHAPE)]

    try:
        found = [shape(table) for table in read_file(real_data("messy") / name, Path(name).name, tmp_path)]
    except KadashError as refusal:
        refused = refusal.code

    assert (refused, found) == (
        OUTCOMES[name][0]["refused"], [tuple(row[key] for key in SHAPE) for row in OUTCOMES[name]])
    assert time.monotonic() - begun < 30


def test_every_file_of_the_sets_is_written_down(real_data: RealData) -> None:
    sets = real_data("messy")
    files = {str(path.relative_to(sets)) for path in sets.rglob("*") if path.is_file()
             and path.suffix not in (".json", ".md") and path.name != "LICENSE"}

    assert files == set(OUTCOMES)


@pytest.mark.parametrize("name", [Path(name).stem for name in OUTCOMES if name.startswith("csv-spectrum/")])
def test_the_cells_are_those_that_csv_spectrum_expects(real_data: RealData, tmp_path: Path, name: str) -> None:
    sets = real_data("messy") / "csv-spectrum"
    expected = json.loads((sets / "json" / f"{name}.json").read_text("utf-8"))

    table, = read_file(sets / "csvs" / f"{name}.csv", "x.csv", tmp_path)

    rows = [dict(zip(table.header, cells, strict=True)) for cells in table.sample]
    on_one_line = [{key: " ".join(str(cell).split()) if "\n" in str(cell) else str(cell) for key, cell in row.items()}
                   for row in expected]
    assert rows == on_one_line


@pytest.mark.parametrize("name", [name for name in OUTCOMES if name.startswith("pollock_polluted/")])
def test_the_names_are_those_that_pollock_gives(real_data: RealData, tmp_path: Path, name: str) -> None:
    sets = real_data("messy")
    given = json.loads((sets / "pollock_polluted" / "parameters" / f"{Path(name).name}_parameters.json").read_text())
    if OUTCOMES[name][0]["refused"] or not given["header_lines"] or "row0" in name:
        pytest.skip("refused, without a header, or with the fault in the header itself")

    first, *_ = read_file(sets / name, "x.csv", tmp_path)

    assert list(first.header[:len(SOURCE)]) == SOURCE


SOURCE = ["DATE", "TIME", "Qty", "PRODUCTID", "Price", "ProductType", "ProductDescription", "URL", "Comments"]


@pytest.mark.parametrize("name", [
    "row_more_sep_row0_col0", "row_more_sep_row0_col3", "row_extra_quote0_col0", "row_less_sep_row0_col3",
    "row_less_sep_row0_col4"])
def test_a_fault_in_the_header_costs_no_name(real_data: RealData, tmp_path: Path, name: str) -> None:
    table, = read_file(real_data("messy") / "pollock_polluted" / "csv" / f"{name}.csv", "x.csv", tmp_path)

    assert list(table.header) == SOURCE


def test_labels_that_are_numbers_name_the_columns(real_data: RealData, tmp_path: Path) -> None:
    table, = read_file(real_data("messy") / "frictionless" / "numeric-labels.csv", "x.csv", tmp_path)

    assert (table.header_row, table.rows) == (1, 3)


@pytest.mark.parametrize("name", ["date_1904.xlsx", "date_1904.xls"])
def test_the_dates_of_a_1904_workbook_are_right(real_data: RealData, tmp_path: Path, name: str) -> None:
    table, = read_file(real_data("messy") / "calamine" / name, "x", tmp_path)

    assert table.sample[0][0] == "2021-01-01"


def test_error_cells_of_a_real_workbook_are_found(real_data: RealData, tmp_path: Path) -> None:
    tables = read_file(real_data("messy") / "calamine" / "errors.xlsx", "x.xlsx", tmp_path)

    assert ("error_cells", 7) in [(found.code, found.count) for found in tables[0].findings]


def test_pivot_sheets_are_named_and_left_out(real_data: RealData, tmp_path: Path) -> None:
    tables = read_file(real_data("messy") / "calamine" / "pivots.xlsx", "x.xlsx", tmp_path)

    assert [found.facts["sheet"] for found in tables[0].findings if found.code == "pivot_sheet"] == [
        "PivotSheet1", "PivotSheet2", "PivotSheet3", "PivotSheet4"]
