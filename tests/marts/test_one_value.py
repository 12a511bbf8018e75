"""Columns of one value are not written, and nobody who reads the table sees that."""

from __future__ import annotations

from pathlib import Path

from kadash.marts.one_value import with_values_unwritten
from kadash.store import open_build

SCRIPT = """
create or replace table core.line (
    account_id varchar,
    owner varchar,
    rebate decimal(18, 4),
    custom boolean
);

insert into core.line
with final as (
    select
        'A' as account_id,
        'Li' as owner,
        1 as rebate,
        true as custom
)
select
    account_id,
    owner,
    rebate,
    custom
from final;
"""


def test_columns_of_one_value_stand_where_they_stood_with_that_value(tmp_path: Path) -> None:
    with open_build(tmp_path / "build.duckdb") as build:
        build.run("create schema core")
        build.run_script(with_values_unwritten(SCRIPT, {"owner": "null", "rebate": "0"}))

        assert build.rows("select * from core.line") == [("A", None, 0, True)]
        assert [row[1] for row in build.rows("select column_name, data_type from information_schema.columns")] == [
            "VARCHAR", "VARCHAR", "DECIMAL(18,4)", "BOOLEAN"]


def test_without_such_columns_a_script_is_as_it_was() -> None:
    assert with_values_unwritten(SCRIPT, {}) == SCRIPT
