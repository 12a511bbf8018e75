"""Refunds in a column beside sales: the net amount counts, every row and every cent is accounted for."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kadash.intake.recognise import answered
from kadash.loads import FileGiven, inspect
from kadash.policy import default_policy
from kadash.store import Home
from tests.loads.builders import TODAY, a_file, current, loaded, taken_in

HEADER = "Customer,Order No.,Order Date,Product,Sales,Refund"
ROWS = ("Acme,SO1,2026-03-01,Valve,100.10,0", "Acme,SO2,2026-03-02,Pipe,80.25,30.10", "Beta,SO3,2026-03-03,Valve,60,",
        "Beta,SO4,2026-03-04,Pipe,50,-10.05")


def sales(folder: Path, *rows: str, header: str = HEADER, name: str = "sales.csv") -> FileGiven:
    return a_file(folder, name, "\n".join([header, *rows]) + "\n")


def amounts(folder: Path, *rows: str, header: str = HEADER) -> list[tuple[Decimal, Decimal | None]]:
    """Amount and refund of each line, in the order of the file."""
    with taken_in(folder, sales(folder, *rows, header=header)) as (build, _):
        found = build.rows("select amount, refund from core.order_line order by source_row")
        return [(Decimal(str(amount)), None if refund is None else Decimal(str(refund))) for amount, refund in found]


def test_refunds_go_off_whatever_their_sign_and_a_blank_one_is_none(tmp_path: Path) -> None:
    assert amounts(tmp_path, *ROWS) == [
        (Decimal("100.1000"), Decimal("0.0000")), (Decimal("50.1500"), Decimal("30.1000")),
        (Decimal("60.0000"), None), (Decimal("39.9500"), Decimal("10.0500"))]


def test_a_load_without_a_person_takes_them_off_and_says_so_with_their_sum(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")

    report = loaded(home, sales(tmp_path, *ROWS))

    notes = {note.code: note for note in report.notes}
    assert report.revenue == Decimal("250.2000")
    assert (notes["refunds_taken_off"].count, notes["refunds_taken_off"].facts["amount"]) == (2, Decimal("40.1500"))
    assert notes["assumed_refunds"].facts["chosen"] == "before"


def test_a_workbook_and_its_chinese_headers_come_to_the_same(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(("客户", "订单编号", "订单日期", "商品", "销售额", "退款金额"))
    for *texts, sold, refunded in (row.split(",") for row in ROWS):
        book.active.append((*texts, float(sold), float(refunded) if refunded else None))
    book.save(tmp_path / "销售.xlsx")

    report = loaded(Home(tmp_path / "home"), FileGiven(tmp_path / "销售.xlsx", "销售.xlsx"))

    assert report.revenue == Decimal("250.2000")


def test_an_answer_is_remembered_for_the_next_file_with_these_headers(tmp_path: Path) -> None:
    home, first = Home(tmp_path / "home"), sales(tmp_path, *ROWS)
    [table] = inspect(home, [first], today=TODAY, policy=default_policy()).tables

    report = loaded(home, first, readings={table.fingerprint: answered(table.reading, "refunds", 5, "net")})
    again = loaded(home, sales(tmp_path, "Acme,SO9,2026-04-01,Valve,70,20", name="april.csv"))

    assert (report.revenue, again.revenue) == (Decimal("290.3500"), Decimal("360.3500"))
    assert "refunds_taken_off" not in {note.code for note in again.notes}


def test_a_month_that_is_added_tells_all_refunds_anew(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    loaded(home, sales(tmp_path, *ROWS))

    report = loaded(home, sales(tmp_path, "Acme,SO9,2026-04-01,Valve,70,20", name="april.csv"))

    [told] = [note for note in report.notes if note.code == "refunds_taken_off"]
    assert (report.revenue, told.count, told.facts["amount"]) == (Decimal("300.2000"), 3, Decimal("60.1500"))


def test_a_refund_that_cannot_be_read_rejects_its_row(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")

    report = loaded(home, sales(tmp_path, *ROWS, "Acme,SO5,2026-03-05,Valve,10,see note"))

    assert report.tables["order_line"].as_dict() == {"read": 5, "accepted": 4, "rejected": 1, "set_aside": 0}
    assert current(home).rows('select "column", value, code from meta.rejected_row') == [
        ("Refund", "see note", "not_a_number")]


def test_they_go_off_quantity_times_price_and_off_an_amount_with_tax_before_its_tax(tmp_path: Path) -> None:
    priced = amounts(tmp_path / "a", "Acme,SO1,2026-03-01,Valve,2,50,0", "Acme,SO2,2026-03-02,Valve,2,40,30",
                     header="Customer,Order No.,Order Date,Product,Quantity,Unit price,Refund")
    taxed = amounts(tmp_path / "b", "Acme,SO1,2026-03-01,Valve,113,13%,0", "Acme,SO2,2026-03-02,Valve,226,13%,113",
                    header="客户,订单编号,订单日期,商品,价税合计,税率,退款金额")

    assert [amount for amount, _ in priced] == [Decimal("100.0000"), Decimal("50.0000")]
    assert [amount for amount, _ in taxed] == [Decimal("100.0000"), Decimal("100.0000")]


def test_a_refund_of_an_order_goes_off_once_and_to_the_cent(tmp_path: Path) -> None:
    rows = [f"Acme,SO{order},2026-03-01,P{line},{amount},10"
            for order in range(3) for line, amount in enumerate(("10", "20", "40"))]

    found = amounts(tmp_path, *rows, "Beta,SO7,2026-03-02,P1,15,5")

    assert [refund for _, refund in found[:3]] == [Decimal("1.4286"), Decimal("2.8571"), Decimal("5.7143")]
    assert sum(amount for amount, _ in found) == Decimal("190.0000")  # 225 less three times 10 and 5
    assert found[-1] == (Decimal("10.0000"), Decimal("5.0000"))


def test_a_refund_is_no_discount(tmp_path: Path) -> None:
    rows = ("Acme,SO1,2026-03-01,Valve,2,50,40,80,0", "Acme,SO2,2026-03-02,Valve,2,50,40,80,40",
            "Acme,SO3,2026-03-03,Valve,2,50,40,80,80")
    header = "Customer,Order No.,Order Date,Product,Quantity,List price,Unit price,Amount,Refund"

    with taken_in(tmp_path, sales(tmp_path, *rows, header=header)) as (build, _):
        found = build.rows("select amount, list_value from core.order_line order by source_row")

    assert [(float(str(amount)), float(str(value))) for amount, value in found] == [(80, 100), (40, 50), (0, 0)]


@pytest.mark.parametrize("header", ["Sales", "Net sales"])
def test_files_without_refunds_taken_off_do_not_write_the_column(tmp_path: Path, header: str) -> None:
    rows = [row if header == "Net sales" else row.rpartition(",")[0] for row in ROWS]
    header = HEADER.replace("Sales", header) if header == "Net sales" else HEADER.removesuffix(",Refund")

    with taken_in(tmp_path, sales(tmp_path, *rows, header=header)) as (build, _):
        kept = build.one("select column_default from duckdb_columns() where table_name = 'order_line' "
                         "and schema_name = 'core' and column_name = 'refund'")

    assert kept is not None and "NULL" in str(kept[0]).upper()
