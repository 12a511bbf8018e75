"""What belongs together is joined: heads and lines, products, names and codes, payments and invoices, currencies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.loads.builders import a_file, a_line, lines_file, taken_in

HEADS = "Order No.,Customer No.,Order Date,Status,Freight"
BARE_LINES = "Order No.,Product No.,Quantity,Unit Price"
SHORT_LINES = "Customer No.,Order No.,Order Date,Amount"


def test_lines_take_account_and_date_from_their_head_and_go_with_a_cancelled_one(tmp_path: Path) -> None:
    heads = a_file(tmp_path, "orders.csv", f"{HEADS}\nO1,A1,2026-03-02,Shipped,\nO2,B2,2026-03-05,Cancelled,\n"
                   "O3,B2,2026-13-05,Shipped,\n")
    lines = lines_file(tmp_path, "O1,P1,2,10", "O2,P1,3,10", "O3,P1,4,10", "O9,P1,5,10", header=BARE_LINES)

    with taken_in(tmp_path, heads, lines) as (build, core):
        kept = build.rows("select account_id, order_id, order_date, amount from core.order_line")
        rejected = build.rows('select file, "row", "column", value, code from meta.rejected_row order by file, "row"')
        aside = build.rows("select file, code, amount from meta.set_aside_row")
        counts = {entry.table.text.file: entry.counts.as_dict() for entry in core.entries}

    assert kept == [("A1", "O1", date(2026, 3, 2), 20)]
    assert rejected == [
        ("lines.csv", 4, "Order No.", "O3", "no_order_head"), ("lines.csv", 5, "Order No.", "O9", "no_order_head"),
        ("orders.csv", 4, "Order Date", "2026-13-05", "not_a_date")]
    assert aside == [("lines.csv", "cancelled", 30)]
    assert counts["lines.csv"] == {"read": 4, "accepted": 1, "rejected": 2, "set_aside": 1}


def test_freight_of_a_head_is_spread_over_its_lines_to_the_cent(tmp_path: Path) -> None:
    heads = a_file(tmp_path, "orders.csv", f"{HEADS}\nO1,A1,2026-03-02,Shipped,10\nO2,A1,2026-03-03,Shipped,4\n")
    lines = lines_file(tmp_path, "O1,P1,1,100", "O1,P2,2,100", "O1,P3,3,100", "O2,P1,0,5", "O2,P2,0,5",
                       header=BARE_LINES)

    with taken_in(tmp_path, heads, lines) as (build, _):
        spread = build.rows("select order_id, product_id, freight from core.order_line order by order_id, product_id")
        whole = build.rows("select order_id, sum(freight) from core.order_line group by order_id order by order_id")

    assert spread == [
        ("O1", "P1", Decimal("1.6667")), ("O1", "P2", Decimal("3.3333")), ("O1", "P3", Decimal("5")),
        ("O2", "P1", Decimal("2")), ("O2", "P2", Decimal("2"))]
    assert whole == [("O1", Decimal(10)), ("O2", Decimal(4))]


def test_an_order_number_that_two_accounts_share_is_two_orders(tmp_path: Path) -> None:
    heads = a_file(tmp_path, "orders.csv", f"{HEADS}\nO1,A1,2026-03-02,Shipped,\nO1,B2,2026-04-02,Cancelled,\n")
    lines = lines_file(tmp_path, "A1,O1,,20", "B2,O1,,30", header=SHORT_LINES)

    with taken_in(tmp_path, heads, lines) as (build, _):
        kept = build.rows("select account_id, order_date, amount from core.order_line")

    assert kept == [("A1", date(2026, 3, 2), 20)]


def test_products_fill_what_lines_lack(tmp_path: Path) -> None:
    products = a_file(tmp_path, "products.csv", "Product No.,Product Name,Category,List Price,Unit Cost\n"
                      "P1,Relay,Switching,12,5\nP2,Fuse,Protection,,\n")
    lines = lines_file(tmp_path, a_line(cost=""), a_line(line="2", product="P2", cost="7"))

    with taken_in(tmp_path, products, lines) as (build, _):
        filled = build.rows("select product_name, category, list_price, list_value, cost from core.order_line "
                            "order by product_id")

    assert filled == [("Relay", "Switching", 12, 120, 50), ("Fuse", "Protection", None, None, 7)]


def test_a_name_stands_for_its_code_and_never_merges_two_codes(tmp_path: Path) -> None:
    accounts = a_file(tmp_path, "accounts.csv", "Customer No.,Customer Name,Industry\n"
                      "1,Acme （Shanghai） Ltd,Steel\n2,Twin,Steel\n3,Twin,Steel\n")
    lines = lines_file(tmp_path, "ACME (Shanghai)  ltd,O1,2026-03-02,10", "Twin,O2,2026-03-02,20",
                       "Nobody,O3,2026-03-02,30", header="Customer Name,Order No.,Order Date,Amount")

    with taken_in(tmp_path, accounts, lines) as (build, _):
        found = build.rows("select account_id, amount from core.order_line order by amount")
        listed = build.rows("select account_id, account_name, listed from core.account order by account_id")

    assert found == [("1", 10), ("Twin", 20), ("Nobody", 30)]
    assert listed == [("1", "Acme （Shanghai） Ltd", True), ("2", "Twin", True), ("3", "Twin", True),
                      ("Nobody", "Nobody", False), ("Twin", "Twin", False)]


def test_payments_without_an_invoice_number_pay_the_oldest_first(tmp_path: Path) -> None:
    lines = lines_file(tmp_path, a_line())
    invoices = a_file(tmp_path, "invoices.csv", "Customer No.,Invoice No.,Invoice Date,Due Date,Amount\n"
                      "A1,I1,2026-01-01,2026-01-31,100\nA1,I2,2026-02-01,2026-03-03,50\nA1,I3,2026-03-01,2026-03-31,80\n")
    payments = a_file(tmp_path, "payments.csv", "Customer No.,Payment Date,Amount,Invoice No.\n"
                      "A1,2026-02-10,60,\nA1,2026-02-20,70,\nA1,2026-03-20,80,I3\nA1,2026-04-01,19.995,\n")

    with taken_in(tmp_path, lines, invoices, payments) as (build, _):
        paid = build.rows("select invoice_id, paid_date from core.receivable order by invoice_id")

    assert paid == [("I1", date(2026, 2, 20)), ("I2", date(2026, 4, 1)), ("I3", date(2026, 3, 20))]


def test_payments_without_any_invoices_pay_orders(tmp_path: Path) -> None:
    lines = lines_file(tmp_path, a_line(), a_line(order="O2", day="2026-04-02"))
    payments = a_file(tmp_path, "payments.csv", "Customer No.,Payment Date,Amount\nA1,2026-03-20,100\n")

    with taken_in(tmp_path, lines, payments) as (build, core):
        made = build.rows("select invoice_id, due_date, amount, paid_date, made_from_orders from core.receivable "
                          "order by invoice_id")

    assert made == [("O1", date(2026, 4, 1), 100, date(2026, 3, 20), True), ("O2", date(2026, 5, 2), 100, None, True)]
    assert ("terms_assumed", 2, 30) in [(note.code, note.count, note.facts.get("days")) for note in core.notes]


def test_an_invoice_is_due_after_its_accounts_terms(tmp_path: Path) -> None:
    accounts = a_file(tmp_path, "accounts.csv", "Customer No.,Customer Name,Payment Terms\nA1,Acme,45\n")
    invoices = a_file(tmp_path, "invoices.csv", "Customer No.,Invoice No.,Invoice Date,Due Date,Amount,Paid Date\n"
                      "A1,I1,2026-01-01,,100,\nB2,I2,2026-01-01,,100,2026-02-01\n")

    with taken_in(tmp_path, lines_file(tmp_path, a_line()), accounts, invoices) as (build, _):
        due = build.rows("select invoice_id, due_date, paid_date from core.receivable order by invoice_id")

    assert due == [("I1", date(2026, 2, 15), None), ("I2", date(2026, 1, 31), date(2026, 2, 1))]


def test_money_is_converted_at_the_latest_rate_and_refused_without_one(tmp_path: Path) -> None:
    rates = a_file(tmp_path, "rates.csv", "Currency,Date,Exchange Rate\nUSD,2026-01-01,7\nUSD,2026-03-01,7.2\n")
    header = "Customer No.,Order No.,Order Date,Amount,Cost,Currency"
    lines = lines_file(tmp_path, "A1,O1,2026-02-28,100,60,USD", "A1,O2,2026-03-02,100,60,US$",
                       "A1,O3,2026-03-02,100,60,RMB", "A1,O4,2025-12-31,100,60,USD",
                       "A1,O5,2026-03-02,100,60,EUR", "A1,O6,2026-03-02,100,60,",
                       header=header)

    with taken_in(tmp_path, rates, lines) as (build, _):
        money = build.rows("select order_id, amount, cost from core.order_line order by order_id")
        rejected = build.rows('select "row", "column", value, code from meta.rejected_row order by "row"')

    assert money == [("O1", 700, 420), ("O2", 720, 432), ("O3", 100, 60), ("O6", 100, 60)]
    assert rejected == [(5, "Currency", "USD", "no_rate"), (6, "Currency", "EUR", "no_rate")]


def test_a_newer_file_replaces_lines_by_number_and_whole_orders_without_numbers(tmp_path: Path) -> None:
    old = lines_file(tmp_path, a_line(amount="100"), a_line(line="2", amount="50"), a_line(order="O2"), name="old.csv")
    new = lines_file(tmp_path, a_line(line="2", amount="70"), name="new.csv")
    whole = lines_file(tmp_path, "A1,O2,2026-03-03,5", header=SHORT_LINES, name="whole.csv")

    with taken_in(tmp_path, old, new, whole) as (build, core):
        kept = build.rows("select order_id, line_no, amount from core.order_line order by all")

    assert kept == [("O1", "1", 100), ("O1", "2", 70), ("O2", None, 5)]
    assert [(note.code, note.count) for note in core.notes if note.code == "rows_replaced"] == [("rows_replaced", 2)]


def test_rows_without_order_numbers_are_one_only_where_alike_in_two_files(tmp_path: Path) -> None:
    header = "Customer No.,Order Date,Product No.,Amount"
    old = lines_file(tmp_path, "A1,2026-03-02,P1,10", "A1,2026-03-02,P1,10", "A1,2026-03-02,P2,10", header=header,
                     name="old.csv")
    new = lines_file(tmp_path, "A1,2026-03-02,P1,10", "A1,2026-03-04,P1,10", header=header, name="new.csv")

    with taken_in(tmp_path, old, new) as (build, _):
        kept = build.rows("select order_date, product_id, count(*) from core.order_line group by all order by all")

    assert kept == [(date(2026, 3, 2), "P1", 2), (date(2026, 3, 2), "P2", 1), (date(2026, 3, 4), "P1", 1)]


def test_discounts_come_off_a_price_before_discount_and_not_twice(tmp_path: Path) -> None:
    before = lines_file(tmp_path, "A1,O1,2026-03-02,10,20,5%",
                        header="Customer No.,Order No.,Order Date,Quantity,Unit Price,Discount %")
    after = lines_file(tmp_path, "B2,O2,2026-03-02,10,19,20,0.05", name="after.csv",
                       header="Customer No.,Order No.,Order Date,Quantity,Unit Price,List Price,Discount %")

    with taken_in(tmp_path, before, after) as (build, _):
        found = build.rows("select order_id, amount, list_value from core.order_line order by order_id")

    assert found == [("O1", 190, 200), ("O2", 190, 200)]


def test_tax_is_taken_off_where_its_rate_is_known(tmp_path: Path) -> None:
    lines = lines_file(tmp_path, "A1,O1,2026-03-02,113,13%", "A1,O2,2026-03-02,106,6%",
                       header="客户编码,订单号,订单日期,价税合计,税率")

    with taken_in(tmp_path, lines) as (build, _):
        net = build.rows("select order_id, amount from core.order_line order by order_id")

    assert net == [("O1", 100), ("O2", 100)]


def test_a_flat_file_feeds_accounts_too(tmp_path: Path) -> None:
    lines = lines_file(tmp_path, "1,Acme,Steel,North,O1,2026-03-02,10", "1,Acme,Steel,North,O2,2026-03-03,20",
                       "2,Bolt,Cars,South,O3,2026-03-02,30",
                       header="Customer No.,Customer Name,Industry,Region,Order No.,Order Date,Amount")

    with taken_in(tmp_path, lines) as (build, core):
        accounts = build.rows("select account_id, account_name, industry, region, listed from core.account order by 1")
        counts = core.entries[0].counts.as_dict()

    assert accounts == [("1", "Acme", "Steel", "North", False), ("2", "Bolt", "Cars", "South", False)]
    assert counts == {"read": 3, "accepted": 3, "rejected": 0, "set_aside": 0}


def test_a_survey_with_a_column_a_driver_is_a_row_an_answer(tmp_path: Path) -> None:
    survey = a_file(tmp_path, "survey.csv", "Customer No.,Response Date,Reliability,Responsiveness,Empathy,Quality\n"
                    "1,2026-03-02,4,5,3,4\n1,2026-04-02,4,,x,2\n2,2026-04-02,,,,\n"
                    + "3,2026-05-02,5,5,5,5\n" * 7)

    with taken_in(tmp_path, lines_file(tmp_path, a_line()), survey) as (build, core):
        answers = build.rows("select response_date, driver, score from core.survey_response "
                             "where account_id = '1' order by 1, 2")
        [counts] = [entry.counts.as_dict() for entry in core.entries if entry.table.text.file == "survey.csv"]

    assert answers == [
        (date(2026, 3, 2), "empathy", 3), (date(2026, 3, 2), "quality", 4), (date(2026, 3, 2), "reliability", 4),
        (date(2026, 3, 2), "responsiveness", 5), (date(2026, 4, 2), "quality", 2), (date(2026, 4, 2), "reliability", 4)]
    assert counts == {"read": 10, "accepted": 9, "rejected": 1, "set_aside": 0}
    [note] = [note for note in core.notes if note.code == "cells_unreadable"]
    assert (note.facts["column"], note.count) == ("Empathy", 1)
