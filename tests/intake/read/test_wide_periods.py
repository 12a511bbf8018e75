"""Months or weeks as columns become rows, dated with the last day of the period; nothing counts twice."""

from datetime import date
from pathlib import Path

import pytest

from kadash.intake.read import read_file
from kadash.intake.read.period_name import period_name
from kadash.intake.text_table import COLUMN_STEP
from tests.intake.read.conftest import Read


def test_months_as_columns_become_rows(read: Read) -> None:
    table, = read("Account,Product,2024-01,2024-02,2024-03,Total\nAcme,Pump,10,,30,40\nBeta,Valve,1,2,3,6\n")

    assert table.header == ("Account", "Product", "Order date", "Amount")
    assert table.sample == (
        ("Acme", "Pump", "2024-01-31", "10"), ("Acme", "Pump", "2024-03-31", "30"),
        ("Beta", "Valve", "2024-01-31", "1"), ("Beta", "Valve", "2024-02-29", "2"),
        ("Beta", "Valve", "2024-03-31", "3"),
    )
    finding, = table.findings
    assert (finding.code, finding.count, table.rows) == ("wide_periods", 3, 5)
    assert (finding.facts["empty"], finding.facts["left"]) == (1, "Total")


def test_each_record_says_its_row_and_its_column(read: Read) -> None:
    table, = read("Account,2024-01,2024-02,2024-03\nAcme,10,,30\nBeta,1,2,3\n")

    numbers = [int(line.split(",")[0]) for line in table.path.read_text().splitlines()]
    assert [(number // COLUMN_STEP, number % COLUMN_STEP) for number in numbers] == [
        (2, 2), (4, 2), (2, 3), (3, 3), (4, 3)]


def test_months_take_their_year_from_the_title(read: Read) -> None:
    table, = read("2023年销售额（万元）\n客户,1月,2月,3月,4月,合计\n宏发,1,2,3,4,10\n鑫源,5,6,7,8,26\n")

    assert table.header == ("客户", "订单日期", "金额")
    assert table.sample[0] == ("宏发", "2023-01-31", "1")
    assert table.title_lines == ("2023年销售额（万元）",)
    assert [found.code for found in table.findings] == ["wide_periods"]


def test_a_year_that_is_nowhere_is_assumed_and_said(read: Read) -> None:
    table, = read("客户,1月,2月,3月\n宏发,1,2,3\n鑫源,5,6,7\n", name="销售.csv")

    assert [(found.code, found.facts.get("year")) for found in table.findings] == [
        ("wide_periods", None), ("assumed_period_year", "2024")]


def test_months_that_pass_new_year_go_on_in_the_next(read: Read) -> None:
    table, = read("Sales from 2023\nAccount,Nov,Dec,Jan,Feb\nAcme,1,2,3,4\nBeta,1,2,3,4\n")

    assert [row[1] for row in table.sample[:4]] == ["2023-11-30", "2023-12-31", "2024-01-31", "2024-02-29"]


@pytest.mark.parametrize(("headers", "days"), [
    ("Jan-24,Feb-24,Mar-24", ("2024-01-31", "2024-02-29", "2024-03-31")),
    ("2024年1月,2024年2月,2024年3月", ("2024-01-31", "2024-02-29", "2024-03-31")),
    ("202401,202402,202403", ("2024-01-31", "2024-02-29", "2024-03-31")),
    ("2024-01-01,2024-02-01,2024-03-01,2024-04-01", ("2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30")),
    ("2024W01,2024W02,2024W03", ("2024-01-07", "2024-01-14", "2024-01-21")),
    ("2024年第1周,2024年第2周,2024年第3周", ("2024-01-07", "2024-01-14", "2024-01-21")),
    ("2024-01-07,2024-01-14,2024-01-21,2024-01-28", ("2024-01-07", "2024-01-14", "2024-01-21", "2024-01-28")),
    ("Q1 2024,Q2 2024,Q3 2024", ("2024-03-31", "2024-06-30", "2024-09-30")),
])
def test_ways_to_write_periods(read: Read, headers: str, days: tuple[str, ...]) -> None:
    cells = ",".join(["5"] * len(days))
    table, = read(f"Account,{headers}\nAcme,{cells}\nBeta,{cells}\n")

    assert tuple(row[1] for row in table.sample[:len(days)]) == days


def test_240_numbered_weeks_end_in_2024_where_no_year_is_said(read: Read) -> None:
    weeks = ",".join(f"W{week}" for week in range(1, 241))
    table, = read(f"Customer,{weeks}\n" + "".join(f"C{row},{','.join(['1'] * 240)}\n" for row in range(5)))

    assert (table.rows, len(table.header)) == (1200, 3)
    assert (table.findings[0].facts["first"], table.findings[0].facts["last"]) == ("2020-01-05", "2024-08-04")


def test_two_measures_a_month_stay_beside_each_other(read: Read) -> None:
    table, = read("Account,2024-01,,2024-02,,2024-03,\n,Qty,Amount,Qty,Amount,Qty,Amount\n"
                  "Acme,1,10,2,20,3,30\nBeta,4,40,,,6,60\n")

    assert table.header == ("Account", "Order date", "Qty", "Amount")
    assert table.sample == (
        ("Acme", "2024-01-31", "1", "10"), ("Acme", "2024-02-29", "2", "20"), ("Acme", "2024-03-31", "3", "30"),
        ("Beta", "2024-01-31", "4", "40"), ("Beta", "2024-03-31", "6", "60"))


@pytest.mark.parametrize(("title", "measure"), [("销量 2024", "数量"), ("2024 销售计划", "计划金额"), ("2024", "金额")])
def test_what_is_measured_is_taken_from_the_title(read: Read, title: str, measure: str) -> None:
    table, = read(f"{title}\n客户,1月,2月,3月\n宏发,1,2,3\n鑫源,5,6,7\n")

    assert table.header[-1] == measure


def test_a_period_still_running_is_dated_today(tmp_path: Path) -> None:
    path = tmp_path / "given.csv"
    path.write_text("Account,2024-01,2024-02,2024-03\nAcme,1,2,3\nBeta,4,5,6\n")

    table, = read_file(path, "x.csv", tmp_path / "scratch", today=date(2024, 3, 10))

    assert [row[1] for row in table.sample[:3]] == ["2024-01-31", "2024-02-29", "2024-03-10"]


def test_subtotals_between_the_months_do_not_count(read: Read) -> None:
    table, = read("Account,2024-01,2024-02,2024-03,2024Q1,2024-04,YTD\nAcme,1,2,3,6,4,10\nBeta,1,2,3,6,4,10\n")

    assert [row[2] for row in table.sample[:4]] == ["1", "2", "3", "4"]
    assert table.findings[0].facts["left"] == "2024Q1, YTD"


def test_rows_without_any_figure_are_said(read: Read) -> None:
    table, = read("Account,2024-01,2024-02,2024-03\nAcme,1,2,3\nBeta,,,\nGamma,1,,\n")

    assert [(found.code, found.count) for found in table.findings] == [
        ("wide_periods", 3), ("wide_rows_without_cells", 1)]
    assert (table.rows, table.findings[0].facts["empty"]) == (4, 5)


@pytest.mark.parametrize("text", [
    "Account,Created 2024-01,Amount\nAcme,x,1\nBeta,y,2\n",
    "Respondent,Q1,Q2,Q3,Q4\nAcme,1,2,3\nBeta,4,5,6\n",
    "Order,Order date,Promised date,Delivered date\nA-1,2024-01-01,2024-01-05,2024-01-09\n"
    "A-2,2024-01-02,2024-01-06,2024-01-10\nA-3,2024-01-03,2024-01-07,2024-01-11\n",
    "Account,Jan,Feb,Mar\nAcme,open,late,paid\nBeta,open,open,paid\n",
])
def test_other_tables_stay_as_they_are(read: Read, text: str) -> None:
    table, = read(text)

    assert table.header == tuple(text.split("\n")[0].split(","))


def test_the_rest_of_a_header_is_its_measure() -> None:
    assert [period_name(text).measure for text in ("Sales Jan-24", "2024-01销售额", "销售额(2024-01)")] == [  # type: ignore[union-attr]
        "Sales", "销售额", "销售额"]
