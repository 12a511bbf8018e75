"""What sqlglot makes of the marts' scripts, and the few translations that are ours."""

from __future__ import annotations

from datetime import date

import pytest

pytest.importorskip("sqlglot", reason="sqlglot is not installed (pip install -r requirements-spark.txt)")

from kadash.marts.rolled import line_parameters, line_steps
from kadash.policy import default_policy
from kadash.rollup.translate import spark_sql
from kadash.store import sql_text, statements

DUCKDB_ALONE = ("list_sum", "list_transform", "list_distinct", "date_diff(", "date_trunc(", "log2(", "::", "$")


def test_a_table_a_view_and_a_query_are_told_apart_and_schemas_become_part_of_names() -> None:
    made = [spark_sql(text) for text in (
        "create or replace table mart.a as select 1 as x", "create view mart.b as from core.c", "select x from mart.a",
        "drop table mart.a", "create table mart.a (x bigint)")]

    assert [(one.kind, one.name, one.sql) for one in made] == [
        ("table", "mart_a", "SELECT 1 AS x"), ("view", "mart_b", "SELECT * FROM core_c"),
        ("query", "", "SELECT x FROM mart_a"), ("nothing", "", ""), ("nothing", "", "")]


def test_an_insert_is_the_table_that_it_fills() -> None:
    made = spark_sql("insert into mart.a with b as (select 1 as x) select x from b")

    assert (made.kind, made.name, made.sql) == ("table", "mart_a", "WITH b AS (SELECT 1 AS x) SELECT x FROM b")


@pytest.mark.parametrize(("given", "expected"), [
    ("select cast(date_trunc('month', day) as date) as m", "SELECT TRUNC(day, 'MONTH') AS m"),
    ("select date_diff('day', a, b)", "SELECT DATEDIFF(b, a)"),
    ("select lag(x) over () from d", "SELECT LAG(x) OVER (PARTITION BY account_id ORDER BY day NULLS LAST) FROM d"),
    ("select floor(log2(x))", "SELECT (LENGTH(BIN(x)) - 1)"),
    ("select list_sum(l)",
     "SELECT AGGREGATE(l, CAST(0 AS DECIMAL(38, 4)), (s, x) -> CAST(s + x AS DECIMAL(38, 4)))"),
    ("select cast(cast(x as double) * 2 as decimal(18, 4))",
     "SELECT CAST(CAST(ROUND((CAST(x AS DOUBLE) * 2) * CAST('1e4' AS DOUBLE)) AS DECIMAL(28, 0)) "
     "* CAST('0.0001' AS DECIMAL(5, 4)) AS DECIMAL(18, 4))"),
    ("select cast(a + b as decimal(18, 4))", "SELECT CAST(a + b AS DECIMAL(18, 4))"),
    ("with a as (with b as (select 1 as x) select x from b) select x from a",
     "WITH a AS (WITH b AS (SELECT 1 AS x) SELECT x FROM b) SELECT x FROM a"),
])
def test_what_sqlglot_does_not_know_is_said_in_sparks_words(given: str, expected: str) -> None:
    assert spark_sql(given).sql == expected


def test_parameters_stand_as_literals_of_their_kind() -> None:
    made = spark_sql("select $day, $rate, $none, $name",
                     {"day": date(2026, 9, 30), "rate": 0.06, "none": None, "name": "it's"})

    assert made.sql == "SELECT CAST('2026-09-30' AS DATE), CAST('0.06' AS DOUBLE), NULL, 'it\\'s'"


def test_every_script_of_the_roll_up_comes_out_without_a_word_that_only_duckdb_has() -> None:
    parameters = line_parameters(date(2026, 9, 30), default_policy())
    scripts = [script for step in line_steps() for script in (*step.scripts, step.query)]
    scripts.append(sql_text("kadash.marts.core", "order_line.sql"))
    made = [spark_sql(statement, parameters).sql.lower() for script in scripts for statement in statements(script)]

    assert len(made) > 10
    assert [(word, sql[:60]) for sql in made for word in DUCKDB_ALONE if word in sql] == []
