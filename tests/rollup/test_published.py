"""What an engine rolled up is loaded, published and read like any other generation."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.errors import KadashError
from kadash.loads import FileGiven, load, rebuild
from kadash.policy import default_policy
from kadash.rollup import roll_up
from kadash.rollup.duck import duckdb_engine
from kadash.store import Build, Generation, Home, open_build
from tests.conftest import LOADING_DAY
from tests.rollup.builders import differences

POLICY = default_policy().model_copy(update={
    "calendar": default_policy().calendar.model_copy(update={"history_months": 2})})
"""As shipped, but judged at few past month-ends: what a load costs here is judging."""
HEADERS = {
    "lines": ("Order Number", "Line", "Order Date", "Account Number", "Account Name", "Product Code",
              "Product Category", "Quantity", "List Price", "Unit Price", "Net Value", "Cost", "Freight", "Sales Rep"),
    "accounts": ("Account Number", "Account Name", "Industry", "Region", "Payment terms"),
    "receivables": ("Account Number", "Invoice Number", "Invoice Date", "Due Date", "Amount", "Paid Date"),
}

_ROUNDED = {"peer_category": "* replace (round(revenue, 2) as revenue, round(all_revenue, 2) as all_revenue, "
                             "round(median_share, 9) as median_share, round(margin_rate, 9) as margin_rate)"}
"""Sums of doubles, whose last digit depends on the order of rows also in two ordinary loads."""


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[FileGiven]:
    """What a company of 30 accounts exports, order lines last."""
    place, dice = tmp_path_factory.mktemp("exports"), random.Random(4)
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in HEADERS}
    for number in range(30):
        account, name = f"K{number:03}", f"Works {number}"
        if number < 28:  # two are known by their lines only
            rows["accounts"].append((account, name, ("Rail", "Mining")[number % 2], "North", 30 + number))
        for order in range(dice.randint(1, 25)):
            day = date(2024, 6, 1) + timedelta(days=dice.randint(0, 850))
            order_id, amounts = f"S{number:02}{order:03}", 0.0
            for line in range(dice.randint(1, 4)):
                pieces, price = dice.randint(-1, 30), dice.randint(100, 9_999) / 100
                amounts += pieces * price
                rows["lines"].append((order_id, line + 1, day, account, name, f"P{dice.randint(1, 9)}",
                                      f"C{dice.randint(1, 3)}", pieces, price + 1, price, f"{pieces * price:.2f}",
                                      f"{pieces * price * .7:.2f}", f"{pieces * .1:.2f}", dice.choice(("Li", "Wu"))))
            if order % 3 == 0:
                paid = day + timedelta(days=dice.randint(5, 90))
                due = day + timedelta(days=30)
                rows["receivables"].append((account, f"I{order_id}", day, due, f"{amounts:.2f}", paid))
    for table, header in HEADERS.items():
        with (place / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *rows[table]])
    return [FileGiven(place / f"{table}.csv", f"{table}.csv") for table in ("accounts", "receivables", "lines")]


@pytest.fixture(scope="module")
def whole_home(exports: list[FileGiven], tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The company loaded from its files."""
    return _loaded(tmp_path_factory.mktemp("whole") / "home", exports)


@pytest.fixture(scope="module")
def folder(whole_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its lines, as a cluster would have them, rolled up into three parts."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("rolled") / "out"
    with open_build(source / "copy.duckdb") as build, build.attached(_generation(whole_home).path, "whole"):
        build.run("copy (select line.*, account.account_name from whole.core.order_line as line inner join "
                  f"whole.core.account as account using (account_id)) to '{source}/order_line.parquet'")
    with duckdb_engine(source, out) as engine:
        roll_up(engine, POLICY, today=LOADING_DAY, parts=3)
    return out


@pytest.fixture(scope="module")
def rolled_home(folder: Path, exports: list[FileGiven], tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The company loaded from its rolled up lines and its other files."""
    files = [*exports[:-1], FileGiven(folder / "rollup.json", "rollup.json")]
    return _loaded(tmp_path_factory.mktemp("rolled_home") / "home", files)


def _loaded(place: Path, files: list[FileGiven]) -> Home:
    home = Home(place)
    load(home, files, currency="CNY", today=LOADING_DAY, who="test", policy=POLICY)
    return home


@pytest.fixture(scope="module")
def both(whole_home: Home, rolled_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
    """The file of an ordinary load as `whole`, the one of rolled up lines as `rolled`."""
    with open_build(tmp_path_factory.mktemp("both") / "both.duckdb") as build, \
            build.attached(_generation(whole_home).path, "whole"), \
            build.attached(_generation(rolled_home).path, "rolled"):
        yield build


def test_every_relation_of_marts_has_the_same_rows_as_after_a_load_of_the_lines(both: Build) -> None:
    relations = sorted(_relations(both, "mart"))
    found = {name: differences(both, *(f"select {_ROUNDED.get(name, '*')} from {which}.mart.{name}"
                                       for which in ("whole", "rolled"))) for name in relations}

    assert len(relations) > 25
    assert {name: rows[:2] for name, rows in found.items() if rows[:2] != (0, 0)} == {}
    assert all(rows[2] for name, rows in found.items() if name.startswith("account_"))


def test_every_table_of_core_has_the_same_rows_but_for_the_number_of_their_file(both: Build) -> None:
    for name in _relations(both, "core"):
        numbered = both.one("select count(*) from duckdb_columns() where database_name = 'whole' and "
                            "schema_name = 'core' and table_name = $name and column_name = 'source_id'", name=name)
        columns = "* exclude (source_id)" if numbered == (1,) else "*"
        ours, theirs = (f"select {columns} from {which}.core.{name}" for which in ("whole", "rolled"))
        assert differences(both, ours, theirs)[:2] == (0, 0), name


def test_the_lines_of_an_account_are_read_from_parquet_beside_the_published_file(rolled_home: Home) -> None:
    generation = _generation(rolled_home)
    kind = generation.one("select table_type from information_schema.tables where table_schema = 'core' "
                          "and table_name = 'order_line'")
    files = sorted(path.relative_to(rolled_home.path).parts[2:] for path in rolled_home.path.rglob("*.parquet")
                   if "order_line" in path.parts)
    lines = generation.one("select count(*), count(distinct source.file), min(source.file) from core.order_line "
                           "left join meta.source as source using (source_id) where account_id = 'K001'")

    assert kind == ("VIEW",)
    assert [name for _, name in files] == ["part-00000.parquet", "part-00001.parquet", "part-00002.parquet"]
    assert lines is not None
    assert (int(str(lines[0])) > 0, lines[1:]) == (True, (1, "rollup.json"))


def test_no_other_file_can_be_read_through_a_published_file(rolled_home: Home, folder: Path) -> None:
    with pytest.raises(Exception, match="disabled by configuration"):
        _generation(rolled_home).rows(f"select 1 from '{folder}/order_line/*.parquet'")


def test_rows_read_and_used_are_told_like_those_of_a_file(rolled_home: Home) -> None:
    told = _generation(rolled_home).one("select read, accepted, rejected, set_aside from meta.source "
                                        "where file = 'rollup.json'")
    counted = _generation(rolled_home).one("select count(*) from core.order_line")

    assert told is not None
    assert counted is not None
    assert told == (counted[0], counted[0], 0, 0)


def test_a_rebuild_needs_no_folder_of_the_roll_up_any_more(rolled_home: Home, folder: Path) -> None:
    before = _generation(rolled_home)
    kept = folder.with_name("moved_away")
    folder.rename(kept)
    try:
        rebuild(rolled_home, today=LOADING_DAY, who="test", policy=POLICY)
    finally:
        kept.rename(folder)
    after = _generation(rolled_home)

    assert after.name > before.name
    assert after.rows("select sum(revenue) from mart.account_month") == before.rows(
        "select sum(revenue) from mart.account_month")
    assert Asked(after, Scope.everything()).outdated is False


@pytest.mark.parametrize(("change", "code"), [
    ({"as_of": date(2026, 8, 31)}, "rollup_other_as_of"),
    ({"policy": POLICY.model_copy(update={"money": POLICY.money.model_copy(update={"stand_in_margin_rate": 0.3})})},
     "rollup_other_policy"),
])
def test_a_roll_up_is_published_only_as_it_was_made(rolled_home: Home, change: dict[str, object], code: str) -> None:
    current = _generation(rolled_home).name
    with pytest.raises(KadashError) as error:
        rebuild(rolled_home, **{"today": LOADING_DAY, "who": "test", "policy": POLICY, **change})  # type: ignore[arg-type]

    assert error.value.code == code
    assert _generation(rolled_home).name == current


def test_a_roll_up_whose_files_changed_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "rollup.json").write_bytes((folder / "rollup.json").read_bytes())
    with pytest.raises(KadashError) as error:
        _loaded(tmp_path / "home", [FileGiven(tmp_path / "rollup.json", "rollup.json")])

    assert error.value.code == "rollup_incomplete"
    assert not list((tmp_path / "home").rglob("*.duckdb"))


def test_a_roll_up_and_a_file_with_lines_are_not_counted_together(folder: Path, tmp_path: Path) -> None:
    lines = tmp_path / "lines.csv"
    lines.write_text("Account Number,Order Date,Order Number,Net Value\nA1,2026-09-01,O1,100\nA2,2026-09-02,O2,50\n")
    with pytest.raises(KadashError) as error:
        load(Home(tmp_path / "home"), [FileGiven(folder / "rollup.json", "rollup.json"), FileGiven(lines, "lines.csv")],
             today=LOADING_DAY + timedelta(days=1), who="test", policy=POLICY)

    assert (error.value.code, error.value.facts["file"]) == ("rollup_beside_lines", "lines.csv")


def _relations(build: Build, schema: str) -> list[str]:
    return [str(name) for (name,) in build.rows(
        "select table_name from information_schema.tables where table_catalog = 'whole' and table_schema = $schema",
        schema=schema)]


def _generation(home: Home) -> Generation:
    found = home.generation()
    assert found is not None
    return found
