"""Exports of ERPs and CRMs in both languages: the table, the columns, how their cells are written."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kadash.intake.reading import Reading
from kadash.sample import write_sample

from .conftest import Readings, fields

Recognised = Callable[[Mapping[str, str]], dict[str, Reading]]


def one(recognised: Recognised, text: str, name: str = "export.csv") -> Reading:
    return recognised({name: text})[name]


def notes(reading: Reading) -> list[str]:
    return [note.code for note in reading.notes]


def test_a_chinese_order_export_counts_the_amount_without_tax(recognised: Recognised) -> None:
    reading = one(recognised, "客户编码,单据日期,无税金额,价税合计,数量,单价,成本\n"
                              "C01,2025-03-01,100,113,2,50,80\nC02,2025-03-02,200,226,4,50,160\n")

    assert (reading.table, fields(reading)) == ("order_line", {
        "account_id": "客户编码", "order_date": "单据日期", "amount": "无税金额", "amount_with_tax": "价税合计",
        "quantity": "数量", "unit_price": "单价", "cost": "成本",
    })


def test_traditional_characters_are_read_like_simplified_ones(recognised: Recognised) -> None:
    reading = one(recognised, "客戶編號,客戶名稱,訂單日期,訂單編號,品名,數量,單價,小計\n"
                              "1,台積,2025/3/1,A1,螺絲,2,5,10\n2,聯電,2025/3/2,A2,螺帽,2,5,10\n")

    assert reading.table == "order_line"
    assert fields(reading)["account_id"] == "客戶編號"
    assert fields(reading)["amount"] == "小計"


@pytest.mark.parametrize(("name", "text", "table"), [
    ("应收.csv", "客户,发票号,开票日期,到期日,应收金额,已收金额\n宏发,F1,2025-01-02,2025-02-02,9,9\n", "receivable"),
    ("tickets.csv", "Ticket ID,Customer,Created,Priority,Subject\n1,Acme,2025-01-02,High,Broken\n", "service_event"),
    ("opportunities.csv", "Opportunity Name,Account Name,Stage,Amount,Close Date,Created Date\n"
                          "D1,Acme,Closed Won,10,2025-01-01,2024-12-01\n", "quote"),
    ("sap.csv", "Sold-to party,Sales Document,POSNR,Document Date,Material,Order quantity,Net Value\n"
                "100,9001,10,20250301,M1,5,50.00\n101,9002,10,20250302,M2,5,70.00\n", "order_line"),
    ("价目.csv", "料号,品名,规格,单价,成本\nA1,螺丝,M3,5,3\nA2,螺母,M3,6,4\n", "product"),
    ("fx.csv", "Currency,Date,Rate\nUSD,2025-01-01,7.2\nEUR,2025-01-01,7.8\n", "exchange_rate"),
    ("services.csv", "客户编码,服务编号,开始日期,效果\nC1,S1,2025-01-01,好\n", "service_delivery"),
    ("contracts.csv", "合同编号,客户名称,生效日期,到期日,合同金额\nH1,宏发,2025-01-01,2026-01-01,9\n", "contract"),
    ("orders.csv", "Order ID,Customer,Order Date,Total,Status\n1,Acme,2025-01-01,5,Shipped\n", "order_line"),
])
def test_one_export_alone_is_recognised(recognised: Recognised, name: str, text: str, table: str) -> None:
    assert one(recognised, text, name).table == table


@pytest.mark.parametrize(("text", "why"), [
    ("Body,Date,Supplier,Expense Type,Amount\nCity,2025-03-01,Acme,Roads,5\nCity,2025-03-02,Beta,Waste,7\n",
     "unused_no_account"),
    ("Customer,Net amount,Quantity\nAcme,5,1\nBeta,6,2\n", "unused_no_date"),
    ("Customer,Order Date\nAcme,2025-01-01\nAcme,2025-01-02\n", "unused_no_amount"),
    ("Supplier ID,Company Name,Phone\n1,Acme,5\n2,Beta,6\n", "unused_reference"),
    ("Colour,Taste\nred,sweet\nblue,sour\n", "unused_unknown"),
])
def test_what_cannot_be_used_says_why(recognised: Recognised, text: str, why: str) -> None:
    reading = one(recognised, text)

    assert (reading.table, reading.why) == (None, why)


def test_orders_with_totals_beside_their_lines_are_heads(recognised: Recognised) -> None:
    found = recognised({
        "orders.csv": "Order ID,Customer,Order Date,Total\n1,Acme,2025-01-01,5\n2,Beta,2025-01-02,6\n",
        "lines.csv": "Order ID,Product Code,Quantity,Unit Price\n1,P1,1,5\n2,P2,2,3\n",
    })

    assert (found["orders.csv"].table, found["lines.csv"].table) == ("order_header", "order_line")


def test_a_survey_may_have_a_column_a_driver(recognised: Recognised) -> None:
    reading = one(recognised, "Customer ID,Survey date,tangibles,reliability,empathy\n1,2025-01-01,5,4,3\n")

    assert reading.table == "survey_response"
    assert [(column.field, column.hints.driver) for column in reading.columns if column.hints.driver] == [
        ("score", "tangibles"), ("score", "reliability"), ("score", "empathy")]


def test_the_account_among_several_customers_is_an_assumption(recognised: Recognised) -> None:
    reading = one(recognised, "Ship-to party,Sold-to party,Order Date,Net Value\n1,7,2025-01-01,5\n2,8,2025-01-02,6\n")

    assert fields(reading)["account_id"] == "Sold-to party"
    assert notes(reading) == ["assumed_account_role"]


def test_a_flat_file_feeds_the_account_too(recognised: Recognised) -> None:
    reading = one(recognised, "Customer,Industry,Country,Credit limit,Order Date,Net amount\n"
                              "Acme,Energy,China,900,2025-01-01,5\nBeta,Rail,Japan,800,2025-01-02,6\n")

    found = fields(reading)
    assert (found["account.industry"], found["account.region"], found["account.credit_limit"]) == (
        "Industry", "Country", "Credit limit")


@pytest.mark.parametrize("dialect", ["en", "zh"])
def test_every_file_of_the_sample_company_is_known(tmp_path: Path, readings: Readings, dialect: str) -> None:
    found = readings(*write_sample(tmp_path / "exports", dialect))

    tables = [reading.table for reading in found.values() if reading.table]
    assert sorted(tables) == ["account", "contract", "order_line", "quote", "receivable", "service_event",
                              "survey_response"]
    assert min(reading.confidence for reading in found.values() if reading.table) > 0.9
