"""Every header of the sample company renamed to c1, c2, ...: what the cells alone tell, and what stays unread."""

from dataclasses import replace
from pathlib import Path

import pytest

from kadash.intake.read import read_file
from kadash.intake.reading import Reading
from kadash.intake.recognise import recognise
from kadash.intake.text_table import TextTable
from kadash.sample import write_sample

from .conftest import LOADING_DAY, Readings

LINES_EN = {
    "order_id": "Order Number", "line_no": "Line", "order_date": "Order Date", "account_id": "Account Number",
    "account_name": "Account Name", "product_id": "Product Code", "product_name": "Product Name",
    "category": "Product Category", "quantity": "Quantity", "list_price": "List Price", "unit_price": "Unit Price",
    "amount": "Net Value", "cost": "Cost",
}
LINES_ZH = {
    "order_id": "单据编号", "line_no": "行号", "order_date": "订单日期", "account_id": "客户编号",
    "account_name": "客户名称", "product_id": "物料编码", "product_name": "物料名称", "category": "物料分类",
    "quantity": "数量", "list_price": "目录价", "unit_price": "无税单价", "amount": "无税金额", "cost": "成本金额",
}
FOUND = {
    "account": {"account_id", "account_name", "parent_id"},
    "receivable": {"invoice_id", "account_id", "account_name", "order_id", "invoice_date", "due_date", "amount",
                   "paid_date", "paid_amount"},
    "service_event": {"event_id", "account_id", "account_name", "event_date", "kind", "severity", "closed_date"},
    "quote": {"quote_id", "account_id", "account_name", "quote_date", "category", "list_amount", "amount", "outcome"},
    "contract": {"contract_id", "account_id", "account_name", "kind", "start_date", "end_date"},
    "survey_response": {"account_id", "account_name", "response_date", "driver", "score", "expectation", "scale_max"},
}


def sample(tmp_path: Path, dialect: str) -> list[TextTable]:
    paths = write_sample(tmp_path / "exports", dialect)
    return [table for path in paths for table in read_file(path, path.name, tmp_path / "scratch")]


def renamed(table: TextTable) -> TextTable:
    return replace(table, header=tuple(f"c{number}" for number in range(1, len(table.header) + 1)))


def names(table: TextTable, reading: Reading) -> dict[str, str]:
    """Field to the name that the column had before it was renamed."""
    return {column.field: table.header[column.index] for column in reading.columns}


@pytest.mark.parametrize(("dialect", "lines"), [("en", LINES_EN), ("zh", LINES_ZH)])
def test_every_table_is_found_by_its_cells(
    tmp_path: Path, dialect: str, lines: dict[str, str]
) -> None:
    tables = sample(tmp_path, dialect)
    named = dict(zip(tables, recognise(tables, LOADING_DAY), strict=True))

    unnamed = recognise([renamed(table) for table in tables], LOADING_DAY)

    found = {reading.table: (table, reading) for table, reading in zip(tables, unnamed, strict=True) if reading.table}
    assert found.keys() == {*FOUND, "order_line"}
    assert names(*found["order_line"]) == lines
    for kind, expected in FOUND.items():
        table, reading = found[kind]
        assert names(table, reading).keys() == expected
        assert names(table, reading).items() <= names(table, named[table]).items()


def test_what_cells_tell_is_never_surer_than_a_header(tmp_path: Path) -> None:
    unnamed = recognise([renamed(table) for table in sample(tmp_path, "en")], LOADING_DAY)

    assert {reading.table: reading.confidence for reading in unnamed if reading.table} == {
        "order_line": 0.45, "account": 0.4, "receivable": 0.4, "service_event": 0.4, "quote": 0.4, "contract": 0.4,
        "survey_response": 0.4}
    for reading in unnamed:
        assert [note.code for note in reading.notes] == ["assumed_column"] * len(reading.columns)


def test_a_file_alone_without_headers_is_believed_only_where_price_times_quantity_is_the_amount(tmp_path: Path) -> None:
    tables = sample(tmp_path, "en")

    alone = {table.file: recognise([renamed(table)], LOADING_DAY)[0] for table in tables}

    assert {file: reading.table for file, reading in alone.items()} == {
        "order_lines.csv": "order_line", "accounts.csv": None, "receivables.csv": None, "service_events.csv": None,
        "quotes.csv": None, "contracts.csv": None, "survey.csv": None,
    }
    assert alone["receivables.csv"].why == "unused_unknown"


def test_of_two_products_of_quantity_the_one_with_a_price_that_varies_is_the_amount(
    tmp_path: Path, readings: Readings
) -> None:
    prices = {"P1": 9.5, "P2": 4.25, "P3": 7.75, "P4": 3.1, "P5": 2.6, "P6": 8.8}
    rows = []
    for number in range(120):
        product = [*prices][number % 6]
        quantity, price = 2 + number % 7, round(prices[product] * (1.5 + 0.01 * (number % 13)), 2)
        cost = prices[product]
        rows.append(f"A{number // 2},C{number // 2 % 11:03d},2025-{1 + number // 2 % 9:02d}-10,{product},{quantity},"
                    f"{cost:.2f},{price:.2f},{quantity * cost:.2f},{quantity * price:.2f}")
    path = tmp_path / "x.csv"
    path.write_text("\n".join(["c1,c2,c3,c4,c5,c6,c7,c8,c9", *rows]))

    reading = readings(path)["x.csv"]

    amount, price = reading.column("amount"), reading.column("unit_price")
    assert amount is not None and price is not None
    assert (amount.header, price.header) == ("c9", "c7")


def test_a_ticket_list_without_a_known_word_for_its_customer_is_completed_by_shared_keys(
    tmp_path: Path, readings: Readings
) -> None:
    (tmp_path / "customers.csv").write_text(
        "Customer ID,Customer Name,Industry\nK-01,Acme,Rail\nK-02,Beta,Rail\nK-03,Core,Energy\nK-04,Dyna,Energy\n")
    (tmp_path / "tickets.csv").write_text(
        "Ticket ID,Where,Opened at,Severity,Subject\n1,K-01,2025-01-02,High,a\n2,K-03,2025-01-03,Low,b\n"
        "3,K-02,2025-01-05,Low,c\n4,K-01,2025-02-01,Low,d\n")

    tickets = readings(tmp_path / "customers.csv", tmp_path / "tickets.csv")["tickets.csv"]

    account = tickets.column("account_id")
    assert tickets.table == "service_event"
    assert account is not None
    assert (account.header, account.confidence) == ("Where", 0.5)


CUSTOMERS = "Customer ID,Customer Name\nK-01,Acme\nK-02,Beta\nK-03,Core\nK-04,Dyna\n"
ASKED = ("Reliability", "Empathy", "Quality", "Value", "Assurance")


def _survey(tmp_path: Path, readings: Readings, second: list[str]) -> Reading:
    """A survey without known headers: K-01 to K-04 on five drivers, one mark of 1 to 5 and a second column."""
    (tmp_path / "customers.csv").write_text(CUSTOMERS)
    rows = [f"K-0{1 + n % 4},2026-03-{1 + n:02d},{ASKED[n % 5]},{1 + n % 5},{second[n]}" for n in range(20)]
    (tmp_path / "x.csv").write_text("\n".join(["c1,c2,c3,c4,c5", *rows]))
    return readings(tmp_path / "customers.csv", tmp_path / "x.csv")["x.csv"]


def test_of_two_columns_of_marks_the_one_that_is_always_filled_is_the_score(tmp_path: Path, readings: Readings) -> None:
    found = _survey(tmp_path, readings, [str(2 + n % 4) if n % 6 else "" for n in range(20)])

    assert found.table == "survey_response"
    assert {column.field: column.header for column in found.columns} == {
        "account_id": "c1", "response_date": "c2", "driver": "c3", "score": "c4", "expectation": "c5"}


def test_of_two_columns_of_marks_that_are_always_filled_neither_is_believed(tmp_path: Path, readings: Readings) -> None:
    found = _survey(tmp_path, readings, [str(2 + n % 4) for n in range(20)])

    assert found.table is None


def test_one_figure_in_every_row_that_no_mark_lies_above_is_the_scale(tmp_path: Path, readings: Readings) -> None:
    found = _survey(tmp_path, readings, ["7"] * 20)

    assert found.column("scale_max") is not None
    assert found.column("score") is not None and found.column("score").header == "c4"
