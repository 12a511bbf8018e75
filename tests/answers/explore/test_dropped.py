"""Any table with a header can be explored alone: typed by its cells, every row counted, nothing loaded."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pandas as pd
import pytest

from kadash.answers.explore.answer import explore
from kadash.answers.explore.dropped import explore_file
from kadash.answers.explore.ground import Ground
from kadash.answers.explore.question import Axis, Measure, Question
from kadash.answers.explore.rows import rows_behind
from kadash.errors import KadashError

TODAY = dt.date(2026, 10, 1)
OUTCOMES = Path(__file__).parents[2] / "intake" / "read" / "messy_outcomes.csv"
RealData = Callable[[str], Path]


def messy() -> dict[str, int]:
    """Every CSV file of the messy sets that holds a table, with the rows of data that were written down for it."""
    rows = [row for row in csv.DictReader(OUTCOMES.read_text("utf-8").splitlines()) if row["file"].endswith(".csv")]
    return {file: sum(int(row["rows"]) - int(row["blank_rows"]) - int(row["faults"]) for row in tables)
            for file, found in groupby(rows, key=lambda row: row["file"])
            if not (tables := list(found))[0]["refused"]}


MESSY = messy()


def dropped(folder: Path, text: str) -> Ground:
    file = folder / "any.csv"
    file.write_text(text, "utf-8")
    return explore_file(file, "any.csv", folder / "scratch", TODAY)[0]


def counted(ground: Ground, source: str = "file") -> float | None:
    first = next(iter(ground.sources[source].fields))
    return explore(ground, Question(source, (Axis(first),), None, (Measure("rows"),))).total(0)


@pytest.mark.real
@pytest.mark.parametrize("name", MESSY)
def test_every_row_of_a_messy_file_with_a_table_is_counted(real_data: RealData, tmp_path: Path, name: str) -> None:
    ground, tables = explore_file(real_data("messy") / name, Path(name).name, tmp_path, TODAY)

    assert sum(counted(ground, table.source) or 0 for table in tables) == MESSY[name] > 0


@pytest.mark.real
@pytest.mark.parametrize(("name", "group", "figure", "groups", "total"), [
    ("ibm_telco/Telco-Customer-Churn.csv", "Contract", "MonthlyCharges", 3, 456116.6),
    ("ravenstack/ravenstack_subscriptions.csv", "plan_tier", "mrr_amount", 3, 11338747.0),
    ("maven_crm/sales-pipeline.csv", "Product", "Close_Value", 7, 17936928.0),
    ("online_retail/daily_raw/2010-12-01.csv", "Country", "Quantity", 7, 26814.0),
])
def test_public_sets_are_explored_alone(real_data: RealData, tmp_path: Path, name: str, group: str, figure: str,
                                        groups: int, total: float) -> None:
    folder, _, rest = name.partition("/")
    file = real_data(folder) / rest
    frame = pd.read_csv(file)
    ground, _ = explore_file(file, file.name, tmp_path, TODAY)
    named = {field.label: key for key, field in ground.sources["file"].fields.items()}

    found = explore(ground, Question("file", (Axis(named[group]),), None, (Measure(named[figure], "sum"),)))

    assert found.total(0) == pytest.approx(frame[figure].sum()) == pytest.approx(total)
    assert found.rows_found == groups
    assert found.by_row.set_index("r0")["m0"].dropna().to_dict() == pytest.approx(
        frame.groupby(group)[figure].sum().to_dict())


def test_columns_are_typed_by_their_cells_and_what_names_things_stays_text(tmp_path: Path) -> None:
    ground = dropped(tmp_path, "\n".join([
        "Bill No,Zip,Day,Paid,Sum,Rate,Town",
        '1001,01067,28/02/2026,yes,"1,234.50",12%,Jena', '1002,04109,01/03/2026,no,"7.25",3%,Gera']))

    source = ground.sources["file"]
    kinds = {field.label: field.kind for field in source.fields.values() if field.label}
    assert kinds == {"Bill No": "text", "Zip": "text", "Day": "date", "Paid": "flag", "Sum": "number", "Rate": "rate",
                     "Town": "text"}
    rows = rows_behind(ground, Question("file")).rows
    assert rows[["row", "c1", "c4", "c5"]].values.tolist() == [[3, "04109", 7.25, 0.03], [2, "01067", 1234.5, 0.12]]


def test_decimal_commas_are_read_as_such(tmp_path: Path) -> None:
    ground = dropped(tmp_path, "Ort;Betrag\nJena;1.234,50\nGera;2.000,25\n")

    assert explore(ground, Question("file", (), None, (Measure("c1", "sum"),))).total(0) == pytest.approx(3234.75)


def test_cells_that_are_not_what_their_column_is_are_told_and_many_make_it_text(tmp_path: Path) -> None:
    few, many = ["5"] * 99 + ["x"], ["5"] * 90 + ["x"] * 10
    file = tmp_path / "any.csv"
    file.write_text("\n".join(["few,many", *(f"{a},{b}" for a, b in zip(few, many, strict=True))]), "utf-8")

    ground, (table,) = explore_file(file, "any.csv", tmp_path / "scratch", TODAY)

    assert table.unread == (("few", 1),)
    assert [field.kind for field in ground.sources["file"].fields.values()][:2] == ["number", "text"]


def test_a_file_explored_alone_opens_no_other_file_and_knows_no_account(tmp_path: Path) -> None:
    ground = dropped(tmp_path, "a,b\n1,2\n3,4\n")

    with pytest.raises(Exception, match="disabled by configuration|Permission"):
        ground.generation.rows("select * from read_csv('/etc/hostname')")
    with pytest.raises(KadashError, match="explore_unknown"):
        explore(ground, Question("file", (Axis("region"),), None, (Measure("rows"),)))


def test_a_file_without_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KadashError, match="file_empty"):
        dropped(tmp_path, "")
