"""Spark gives the rows that DuckDB gives, by the same scripts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kadash.marts.rolled import read_manifest
from kadash.marts.runner import build_waist
from kadash.policy import Policy, default_policy
from kadash.rollup import roll_up
from kadash.rollup.duck import duckdb_engine
from kadash.store import Build, Home
from tests.marts.builders import a_company, a_line, an_invoice
from tests.rollup.builders import WAIST, differences, exported, make_waist

pytestmark = pytest.mark.spark

ODD = (
    a_line("A", "2026-01-05", 100, order_id="1", category="x", product_id="p", list_value=120, quantity=3),
    a_line("A", "2026-01-05", -100, order_id="1", category="x", product_id="p"),
    a_line("A", "2026-01-05", 33.3333, order_id="2", category="y"),
    a_line("A", "2026-01-09", 10, order_id="1", category="x"),  # an order of several days
    a_line("A", "2026-02-28", 5, order_id=None, cost=None),
    a_line("A", "2026-02-28", 6, order_id=None),
    a_line("A", "2026-03-31", -7.5, category="x", product_name="named only", custom=True),
    a_line("B", "2024-02-29", 0, freight=1.5, commission=0.1, rebate=2),
    a_line("B", "2024-12-31", 99_999_999.9999, cost=12.3456),
    a_line("张三 \"x'", "2026-04-01", 0.00005, cost=None),
    a_line("Z", "2026-05-02", 12.345, cost=None),  # 12.345 x .65 needs rounding
    a_line("Z", "2027-01-01", 1e6),  # after the as-of day
)
INVOICES = (an_invoice("A", "2026-01-05", paid_date="2026-03-01", amount=133.33), an_invoice("B"), an_invoice("C"),
            an_invoice("Z", "2026-05-02", amount=-12.345))
EVENTS = ({"account_id": "A", "event_date": date(2026, 2, 1), "kind": "visit", "hours": 1.1},
          {"account_id": "D", "event_date": date(2026, 2, 3), "kind": "complaint", "cost": 17.125},
          {"account_id": "D", "event_date": date(2026, 2, 4), "kind": "odd"})
AS_OF = date(2026, 6, 30)


def test_every_relation_of_the_waist_has_the_same_rows_by_spark_and_by_duckdb(spark: Any, tmp_path: Path) -> None:
    policy = default_policy()
    stand_in = policy.model_copy(update={"money": policy.money.model_copy(update={"stand_in_margin_rate": 0.35})})
    with a_company(order_line=ODD, receivable=INVOICES, service_event=EVENTS) as build:
        _equal(spark, build, tmp_path, stand_in)


def test_the_sample_company_has_the_same_waist_by_spark_and_by_duckdb(
        spark: Any, sample_home: Home, sample_source: Path, tmp_path: Path) -> None:
    from kadash.rollup.spark import engine_on

    generation = sample_home.generation()
    assert generation is not None
    with a_company() as build, build.attached(generation.path, "whole"), \
            engine_on(spark, str(sample_source), str(tmp_path / "out")) as engine:
        make_waist(engine, date(2026, 9, 30), default_policy())
        found = {name: _against(engine, build, name, f"whole.mart.{name}", tmp_path) for name in WAIST}

    assert {name: (more, less) for name, (more, less, _) in found.items()} == dict.fromkeys(WAIST, (0, 0))
    assert found["account_month"][2] > 5_000


def test_the_folder_that_spark_leaves_has_the_rows_of_the_one_that_duckdb_leaves(
        spark: Any, sample_source: Path, tmp_path: Path) -> None:
    from kadash.rollup.spark import engine_on

    today = date(2026, 10, 1)
    with engine_on(spark, str(sample_source), str(tmp_path / "spark")) as engine:
        rolled = roll_up(engine, default_policy(), today=today, parts=2)
    with duckdb_engine(sample_source, tmp_path / "duckdb") as duck:
        other = roll_up(duck, default_policy(), today=today, parts=2)

    manifest = read_manifest(tmp_path / "spark" / "rollup.json")
    assert manifest == rolled.manifest
    assert (manifest.lines, manifest.as_of, manifest.scripts) == (
        other.manifest.lines, other.manifest.as_of, other.manifest.scripts)
    assert [len(manifest.files[name]) for name in ("order_line", "account_day")] == [2, 2]
    with a_company() as build:
        for name in other.relations:
            ours, theirs = (f"select * from '{tmp_path}/{folder}/{name}/*.parquet'" for folder in ("spark", "duckdb"))
            assert differences(build, ours, theirs)[:2] == (0, 0), name
            again = build.one(f"select count(*) from (select account_id, count(distinct filename) as files from "
                              f"read_parquet('{tmp_path}/spark/{name}/*.parquet', filename = true) "
                              f"group by account_id having files > 1)")
            assert again == (0,), f"{name}: an account lies in several files"


def test_lines_without_list_value_are_reckoned_as_a_load_reckons_them(spark: Any, tmp_path: Path) -> None:
    from kadash.rollup.spark import engine_on

    (tmp_path / "source").mkdir()
    with a_company() as build:
        build.run(f"""copy (
            select * from (values
                ('A', date '2026-01-01', 90.0, 3, 33.333333, null, null, 20.5, null),
                ('A', date '2026-01-02', 90.0, 3, null, 0.1, null, null, 12.0),
                ('B', date '2026-01-03', 10.0, null, null, null, 1.25, null, null),
                ('B', date '2026-01-04', null, null, null, null, null, null, null)
            ) as line(account_id, order_date, amount, quantity, list_price, discount_rate, discount_amount, unit_cost,
                      margin)) to '{tmp_path}/source/order_line.parquet'""")
        with engine_on(spark, str(tmp_path / "source"), str(tmp_path / "spark")) as engine:
            rolled = roll_up(engine, default_policy(), today=AS_OF)
        lines = build.rows(f"select amount::varchar, list_value::varchar, cost::varchar from "
                           f"'{tmp_path}/spark/order_line/*.parquet' order by order_date")

    assert (rolled.manifest.read, rolled.manifest.lines) == (4, 3)
    assert lines == [("90.0000", "100.0000", "61.5000"), ("90.0000", "100.0000", "78.0000"),
                     ("10.0000", "11.2500", None)]


@pytest.mark.real
def test_online_retail_has_the_same_waist_by_spark_and_by_duckdb(spark: Any, real_data: Any, tmp_path: Path) -> None:
    from tests.marts.test_online_retail import AS_OF as LAST_DAY
    from tests.marts.test_online_retail import LINES

    file = real_data("online_retail") / "online_retail_all_text.parquet"
    with a_company() as build:
        build.run(LINES.format(file=file))
        found = _equal(spark, build, tmp_path, default_policy(), LAST_DAY)

    assert found["account_day"] > 15_000


def _equal(spark: Any, build: Build, folder: Path, policy: Policy, as_of: date = AS_OF) -> dict[str, int]:
    """Make the waist of a build by both and hold each relation against the other; gives their rows."""
    from kadash.rollup.spark import engine_on

    build_waist(build, as_of, policy)
    source = exported(build, folder / "source")
    with engine_on(spark, str(source), str(folder / "out")) as engine:
        make_waist(engine, as_of, policy)
        found = {name: _against(engine, build, name, f"mart.{name}", folder) for name in WAIST}
    assert {name: (more, less) for name, (more, less, _) in found.items()} == dict.fromkeys(WAIST, (0, 0))
    return {name: rows for name, (_, _, rows) in found.items()}


def _against(engine: Any, build: Build, name: str, ours: str, folder: Path) -> tuple[int, int, int]:
    engine.store(f"held_{name}", f"select * from mart.{name}")
    return differences(build, f"select * from {ours}", f"select * from '{folder}/out/held_{name}/*.parquet'")
