"""Sheets laid out for people, loaded whole: every cell and every row of them is accounted for."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.store import Home
from tests.loads.builders import a_file, current, loaded


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def test_a_wide_sheet_of_240_weeks_loads_as_order_lines(home: Home, tmp_path: Path) -> None:
    weeks = [(date(2022, 1, 3) + timedelta(weeks=week)).isocalendar() for week in range(240)]
    header = ",".join(["Customer", "Product", *(f"{week.year}-W{week.week:02d}" for week in weeks), "Total"])
    rows = [",".join([f"Customer {n}", f"P{n % 3}", *(str(n + 1) if week % 2 else "" for week in range(240)), "0"])
            for n in range(10)]

    report = loaded(home, a_file(tmp_path, "weekly.csv", "\n".join([header, *rows]) + "\n"))

    assert report.tables["order_line"].as_dict() == {"read": 1200, "accepted": 1200, "rejected": 0, "set_aside": 0}
    assert current(home).one(
        "select count(distinct account_id), min(order_date), max(order_date), sum(amount)::double from core.order_line"
    ) == (10, date(2022, 1, 16), date(2026, 8, 9), 6600.0)


def test_cells_of_a_wide_sheet_are_rejected_and_set_aside_with_the_row_of_the_sheet(home: Home, tmp_path: Path) -> None:
    text = "2025年销售额\n客户,产品,1月,2月,3月\n宏发,泵,1,2,3\n鑫源,阀,4,五,\n宏发,阀,7,8,9\n合计,,12,10,12\n"

    report = loaded(home, a_file(tmp_path, "销售.csv", text))

    assert report.tables["order_line"].as_dict() == {"read": 11, "accepted": 7, "rejected": 1, "set_aside": 3}
    generation = current(home)
    assert generation.rows('select "row", "column", value from meta.rejected_row') == [(4, "金额", "五")]
    assert generation.rows('select "row", code from meta.set_aside_row') == [(6, "total_row")] * 3
    assert generation.one("select sum(amount)::double, max(order_date) from core.order_line") == (
        34.0, date(2025, 3, 31))


def test_rows_of_a_template_are_set_aside_and_every_row_set_aside_is_listed_with_its_reason(
        home: Home, tmp_path: Path) -> None:
    text = "客户,订单日期,金额\n必填,必填,必填\n示例,2024-01-01,100\n宏发,2024-01-05,10\n,,\n鑫源,2024-01-06,20\n"
    unused = a_file(tmp_path, "无客户.csv", "订单日期,金额\n2024-01-05,10\n2024-01-06,20\n2024-01-07,30\n")

    report = loaded(home, a_file(tmp_path, "模板.csv", text), unused)

    assert report.tables["order_line"].as_dict() == {"read": 5, "accepted": 2, "rejected": 0, "set_aside": 3}
    assert current(home).rows('select "row", code from meta.set_aside_row order by 1') == [
        (2, "instruction_row"), (3, "example_row")]
    listed = Asked(current(home), Scope.everything()).frame("loaded_set_aside")
    assert listed[["file", "code", "rows"]].to_numpy().tolist() == [
        ["无客户.csv", "unused_no_account", 3],
        ["模板.csv", "blank_row", 1], ["模板.csv", "example_row", 1], ["模板.csv", "instruction_row", 1]]


def test_orders_and_prices_below_each_other_in_one_file_are_two_tables(home: Home, tmp_path: Path) -> None:
    text = ("Customer,Order date,Product No.,Quantity,Amount\nAcme,2025-01-05,P1,1,10\nBeta,2025-01-06,P2,2,20\n\n"
            "Product No.,Product Name,List Price\nP1,Pump,12\nP2,Valve,11\n")

    report = loaded(home, a_file(tmp_path, "both.csv", text))

    assert {name: counts.as_dict() for name, counts in report.tables.items()} == {
        "order_line": {"read": 3, "accepted": 2, "rejected": 0, "set_aside": 1},
        "product": {"read": 2, "accepted": 2, "rejected": 0, "set_aside": 0}}
