"""Columns that no file fills are there and empty, without being written."""

from __future__ import annotations

from pathlib import Path

from tests.loads.builders import a_file, a_line, lines_file, taken_in

UNFILLED = {"product_name", "category", "commission", "rebate", "custom", "owner", "status", "promised_date",
            "delivered_date", "freight", "refund"}
_NOT_WRITTEN = "select column_name from duckdb_columns() where table_name = 'order_line' and column_default is not null"


def test_what_a_file_of_lines_lacks_is_empty_and_not_written(tmp_path: Path) -> None:
    with taken_in(tmp_path, lines_file(tmp_path, a_line())) as (build, _):
        assert {name for name, in build.rows(_NOT_WRITTEN)} == UNFILLED
        assert build.rows("select owner, rebate, custom, source_id, cost from core.order_line") == [
            (None, None, False, 1, 60)]


def test_what_heads_and_price_list_fill_is_written(tmp_path: Path) -> None:
    heads = a_file(tmp_path, "orders.csv",
                   "Order No.,Customer No.,Order Date,Sales Rep,Order Status\nO1,A1,2026-03-02,Li,shipped\n")
    products = a_file(tmp_path, "products.csv", "Product No.,Product Name,Category,List Price\nP1,Bolt,Parts,12\n")

    with taken_in(tmp_path, lines_file(tmp_path, a_line()), heads, products) as (build, _):
        assert build.rows("select owner, product_name, category from core.order_line") == [("Li", "Bolt", "Parts")]


def test_files_of_several_months_each_keep_their_number(tmp_path: Path) -> None:
    files = [lines_file(tmp_path, a_line(order=f"O{month}", day=f"2026-0{month}-02"), name=f"{month}.csv")
             for month in (3, 4)]

    with taken_in(tmp_path, *files) as (build, _):
        assert build.rows("select source_id from core.order_line order by order_date") == [(1,), (2,)]
