"""Money in several currencies is never added up as it stands: it is converted, or its row is rejected and reported."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kadash.loads import FileGiven
from kadash.loads.currency import sign_meanings
from kadash.store import Home
from tests.loads.builders import a_file, a_line, current, lines_file, loaded, taken_in

WHO = "Customer No.,Order No.,Order Date"
RATES = "Currency,Date,Exchange Rate\nUSD,2026-01-01,7\nUSD,2026-03-03,7.2\nEUR,2026-01-01,8\n"
AMOUNTS = "select order_id, amount from core.order_line order by order_id"
REJECTED = 'select file, "row", "column", value, code from meta.rejected_row order by file, "row"'


def rates(folder: Path) -> FileGiven:
    return a_file(folder, "rates.csv", RATES)


def in_dollars(folder: Path) -> FileGiven:
    return lines_file(folder, "A1,O1,2026-03-02,100", "A1,O2,2026-03-03,50", name="usd.csv",
                      header=f"{WHO},Amount (USD)")


def in_yuan(folder: Path) -> FileGiven:
    return lines_file(folder, "A1,O3,2026-03-02,100", "A1,O4,2026-03-03,50", "A1,O5,2026-03-04,5", name="cny.csv",
                      header=f"{WHO},Amount (CNY)")


def test_two_files_with_two_currencies_in_their_headers_are_converted_by_the_rates(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")

    report = loaded(home, in_dollars(tmp_path), in_yuan(tmp_path), rates(tmp_path))

    assert (report.currency, str(report.revenue)) == ("CNY", "1215.00")
    assert current(home).rows(AMOUNTS) == [("O1", 700), ("O2", 360), ("O3", 100), ("O4", 50), ("O5", 5)]
    [note] = [note for note in report.notes if note.code == "money_converted"]
    assert (note.count, note.facts) == (2, {"currency": "USD", "amount": 150})


def test_without_rates_the_rows_of_the_other_currency_are_rejected_and_reported(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")

    report = loaded(home, in_dollars(tmp_path), in_yuan(tmp_path))

    assert str(report.revenue) == "155.00"
    assert current(home).rows(REJECTED) == [
        ("usd.csv", 2, "Amount (USD)", "USD", "no_rate"), ("usd.csv", 3, "Amount (USD)", "USD", "no_rate")]
    assert report.tables["order_line"].as_dict() == {"read": 5, "accepted": 3, "rejected": 2, "set_aside": 0}
    [note] = [note for note in report.notes if note.code == "rows_without_rate"]
    assert (note.count, note.facts) == (2, {"currency": "USD", "amount": 150})


def test_signs_in_the_cells_of_two_files_are_two_currencies(tmp_path: Path) -> None:
    header = f"{WHO},Amount"
    dollars = lines_file(tmp_path, "A1,O1,2026-03-02,$100", "A1,O2,2026-03-03,$50", name="a.csv", header=header)
    yuan = lines_file(tmp_path, "A1,O3,2026-03-02,¥100", "A1,O4,2026-03-03,￥50", name="b.csv", header=header)

    with taken_in(tmp_path, dollars, yuan, rates(tmp_path)) as (build, _):
        assert build.rows(AMOUNTS) == [("O1", 700), ("O2", 360), ("O3", 100), ("O4", 50)]


def test_signs_may_be_mixed_within_one_column(tmp_path: Path) -> None:
    lines = lines_file(tmp_path, "A1,O1,2026-03-02,¥100", "A1,O2,2026-03-03,$50", "A1,O3,2026-03-03,50",
                       'A1,O4,2026-03-04,"€1,050.00"', "A1,O5,2026-03-04,£7", "A1,O6,2026-03-04,(US$1)",
                       header=f"{WHO},Amount")

    with taken_in(tmp_path, lines, rates(tmp_path)) as (build, _):
        assert build.rows(AMOUNTS) == [("O1", 100), ("O2", 360), ("O3", 50), ("O4", 8400), ("O6", Decimal("-7.2"))]
        assert build.rows(REJECTED) == [("lines.csv", 6, "Amount", "GBP", "no_rate")]


def test_a_sign_that_the_sample_does_not_show_is_seen_all_the_same(tmp_path: Path) -> None:
    rows = [f"A1,O{n:04},2026-03-02,10" for n in range(3000)]
    rows[1234] = "A1,O1234,2026-03-02,$10"
    lines = lines_file(tmp_path, *rows, header=f"{WHO},Amount")

    with taken_in(tmp_path, lines, rates(tmp_path)) as (build, _):
        assert build.rows("select order_id, amount from core.order_line where amount <> 10") == [("O1234", 70)]


def test_a_bare_sign_means_the_reporting_currency_where_that_is_written_so() -> None:
    assert sign_meanings("CNY") == {"dollar": "USD", "yuan": "CNY"}
    assert sign_meanings("CAD") == {"dollar": "CAD", "yuan": "CNY"}
    assert sign_meanings("JPY") == {"dollar": "USD", "yuan": "JPY"}
    assert sign_meanings("EUR") == {"dollar": "USD", "yuan": "CNY"}


@pytest.mark.parametrize("header", ["Amount", "Amount ($)", "Amount (CAD)"])
def test_dollars_of_a_canadian_company_need_no_rate(tmp_path: Path, header: str) -> None:
    lines = lines_file(tmp_path, "A1,O1,2026-03-02,$100", "A1,O2,2026-03-02,7", header=f"{WHO},{header}")

    with taken_in(tmp_path, lines, currency="CAD") as (build, _):
        assert build.rows(AMOUNTS) == [("O1", 100), ("O2", 7)]


@pytest.mark.parametrize(("header", "reported"), [
    ("金额（元）", "CNY"), ("Amount (USD)", "USD"), ("元件金额", "XXX")])
def test_headers_say_the_reporting_currency_where_nobody_does(tmp_path: Path, header: str, reported: str) -> None:
    lines = lines_file(tmp_path, "A1,O1,2026-03-02,100", header=f"客户编码,订单号,订单日期,{header}")

    assert loaded(Home(tmp_path / "home"), lines).currency == reported


def test_a_currency_column_counts_before_signs_and_headers(tmp_path: Path) -> None:
    lines = lines_file(tmp_path, "A1,O1,2026-03-02,$100,EUR", "A1,O2,2026-03-02,$100,", header=f"{WHO},Amount,Currency")

    with taken_in(tmp_path, lines, rates(tmp_path)) as (build, _):
        assert build.rows(AMOUNTS) == [("O1", 800), ("O2", 700)]


def test_invoices_and_payments_in_another_currency_are_converted_or_rejected(tmp_path: Path) -> None:
    invoices = a_file(tmp_path, "invoices.csv", "Customer No.,Invoice No.,Invoice Date,Due Date,Amount (USD)\n"
                      "A1,I1,2026-03-01,2026-03-31,100\nA1,I2,2025-12-31,2026-01-30,100\n")
    payments = a_file(tmp_path, "payments.csv", "Customer No.,Payment Date,Amount,Invoice No.\n"
                      "A1,2026-03-20,€90,I1\nA1,2026-03-21,€1,\n")

    with taken_in(tmp_path, lines_file(tmp_path, a_line()), invoices, payments, rates(tmp_path)) as (build, _):
        owed = build.rows("select invoice_id, amount, currency, paid_amount from core.receivable")
        paid = build.rows("select invoice_id, amount, currency from core.payment order by payment_date")
        rejected = build.rows(REJECTED)

    assert owed == [("I1", 700, "USD", 720)]
    assert paid == [("I1", 720, "EUR"), (None, 8, "EUR")]
    assert rejected == [("invoices.csv", 3, "Amount (USD)", "USD", "no_rate")]


def test_a_price_list_in_another_currency_is_converted_and_blanked_without_a_rate(tmp_path: Path) -> None:
    products = a_file(tmp_path, "products.csv", "Product No.,Product Name,List Price (USD),Unit Cost (USD)\n"
                      "P1,Relay,2,1\n")
    line = lines_file(tmp_path, a_line(cost=""))

    with taken_in(tmp_path, products, line, rates(tmp_path)) as (build, _):
        converted = build.rows("select list_value, cost from core.order_line")
    with taken_in(tmp_path / "bare", products, line) as (build, core):
        blanked = build.rows("select list_value, cost from core.order_line")

    assert converted == [(144, 72)]
    assert blanked == [(None, None)]
    [note] = [note for note in core.notes if note.code == "money_without_rate"]
    assert (note.count, note.facts) == (1, {"currency": "USD", "table": "product"})


def test_a_cost_in_another_currency_than_the_amount_is_left_blank_and_reported(tmp_path: Path) -> None:
    lines = lines_file(tmp_path, "A1,O1,2026-03-02,100,500", header=f"{WHO},Amount (USD),Cost (CNY)")

    with taken_in(tmp_path, lines, currency="USD") as (build, core):
        assert build.rows("select amount, cost from core.order_line") == [(100, None)]

    [note] = [note for note in core.notes if note.code == "column_in_another_currency"]
    assert note.facts == {"file": "lines.csv", "column": "Cost (CNY)"}
