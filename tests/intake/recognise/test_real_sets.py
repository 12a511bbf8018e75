"""Every file of the real sets is taken for what it is, with its key columns, or not used with a reason."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kadash.intake.read import read_file
from kadash.intake.recognise import recognise

from .conftest import LOADING_DAY, Readings, fields

pytestmark = pytest.mark.real
RealData = Callable[[str], Path]


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in (".csv", ".parquet", ".xlsx"))


def test_classicmodels(real_data: RealData, readings: Readings) -> None:
    found = readings(*files(real_data("classicmodels")))

    assert {name: reading.table for name, reading in found.items()} == {
        "customers.csv": "account", "employees.csv": None, "offices.csv": None, "orderdetails.csv": "order_line",
        "orders.csv": "order_header", "payments.csv": "payment", "productlines.csv": None, "products.csv": "product",
    }
    assert fields(found["customers.csv"]) == {
        "account_id": "customerNumber", "account_name": "customerName", "region": "country",
        "owner": "salesRepEmployeeNumber", "credit_limit": "creditLimit",
    }
    assert fields(found["orderdetails.csv"]) == {
        "order_id": "orderNumber", "product_id": "productCode", "quantity": "quantityOrdered",
        "unit_price": "priceEach", "line_no": "orderLineNumber",
    }
    assert fields(found["orders.csv"]) == {
        "order_id": "orderNumber", "order_date": "orderDate", "promised_date": "requiredDate",
        "delivered_date": "shippedDate", "status": "status", "account_id": "customerNumber",
    }
    assert fields(found["payments.csv"]) == {
        "account_id": "customerNumber", "payment_date": "paymentDate", "amount": "amount"}
    assert fields(found["products.csv"]) == {
        "product_id": "productCode", "product_name": "productName", "category": "productLine",
        "unit_cost": "buyPrice", "list_price": "MSRP",
    }


def test_northwind(real_data: RealData, readings: Readings) -> None:
    found = readings(*files(real_data("northwind")))

    assert {name: reading.table for name, reading in found.items() if reading.table} == {
        "customers.csv": "account", "order-details.csv": "order_line", "orders.csv": "order_header",
        "products.csv": "product",
    }
    assert (found["suppliers.csv"].why, found["shippers.csv"].why) == ("unused_reference", "unused_reference")
    assert fields(found["order-details.csv"]) == {
        "order_id": "orderID", "product_id": "productID", "unit_price": "unitPrice", "quantity": "quantity",
        "discount_rate": "discount",
    }
    discount = found["order-details.csv"].column("discount_rate")
    assert discount is not None
    assert (discount.hints.percent, discount.hints.zhe) == (False, False)
    heads = fields(found["orders.csv"])
    assert (heads["freight"], heads["owner"], heads["account_id"]) == ("freight", "employeeID", "customerID")
    products = fields(found["products.csv"])
    assert (products["list_price"], products["category"]) == ("unitPrice", "categoryID")


def test_adventureworks(real_data: RealData, readings: Readings) -> None:
    found = readings(*files(real_data("adventureworks_dw")))

    assert {name: reading.table for name, reading in found.items() if reading.table} == {
        "DimProduct_without_photo.parquet": "product", "DimReseller.parquet": "account",
        "FactResellerSales.parquet": "order_line",
    }
    sales = fields(found["FactResellerSales.parquet"])
    assert (sales["account_id"], sales["amount"], sales["cost"], sales["unit_cost"]) == (
        "ResellerKey", "SalesAmount", "TotalProductCost", "ProductStandardCost")
    assert (sales["order_date"], sales["order_id"]) == ("OrderDate", "SalesOrderNumber")
    assert (sales["line_no"], sales["owner"], sales["product_id"]) == (
        "SalesOrderLineNumber", "EmployeeKey", "ProductKey")
    assert "currency" not in sales
    assert fields(found["DimReseller.parquet"])["account_id"] == "ResellerKey"
    assert fields(found["DimProduct_without_photo.parquet"])["product_id"] == "ProductKey"


@pytest.mark.parametrize("file", ["online_retail_all_text.parquet", "daily_raw/2010-12-01.csv"])
def test_online_retail(real_data: RealData, readings: Readings, file: str) -> None:
    path = real_data("online_retail") / file

    reading = readings(path)[path.name]

    assert (reading.table, fields(reading)) == ("order_line", {
        "order_id": "InvoiceNo", "product_id": "StockCode", "product_name": "Description", "quantity": "Quantity",
        "order_date": "InvoiceDate", "unit_price": "UnitPrice", "account_id": "CustomerID",
        "account.region": "Country",
    })
    account = reading.column("account_id")
    assert account is not None
    assert account.hints.point_zero


@pytest.mark.parametrize(("folder", "tables"), [
    ("ravenstack", {"ravenstack_accounts.csv": "account", "ravenstack_churn_events.csv": None,
                    "ravenstack_subscriptions.csv": "contract", "ravenstack_support_tickets.csv": "service_event"}),
    ("maven_crm", {"accounts.csv": "account", "products.csv": "product", "sales-pipeline.csv": "quote",
                   "sales-teams.csv": None}),
    ("cn_retail_tutorial", {"客户信息.csv": "account", "我学会数据处理啦啦啦.csv": "order_line"}),
    ("cn_taobao", {"mrtb_data.xlsx:sheet1": "order_line"}),
    ("ibm_telco", {"Telco-Customer-Churn.csv": "account"}),
    ("cdnow", {"cdnow_customers_summary.csv": None, "cdnow_customers_summary_with_transactions.csv": None,
               "donations.csv": None, "example_transactions.csv": None}),
])
def test_other_sets(real_data: RealData, readings: Readings, folder: str, tables: dict[str, str | None]) -> None:
    found = readings(*files(real_data(folder)))

    assert {name: reading.table for name, reading in found.items()} == tables
    assert [reading.questions for reading in found.values() if reading.questions] == []


@pytest.mark.parametrize(("folder", "file", "columns"), [
    ("maven_crm", "accounts.csv", {"account_name": "Account"}),
    ("maven_crm", "sales-pipeline.csv", {
        "account_name": "Account", "quote_id": "Opportunity_ID", "outcome": "Deal_Stage", "category": "Product",
        "amount": "Close_Value", "quote_date": "Created_On"}),
    ("ravenstack", "ravenstack_accounts.csv", {
        "account_id": "account_id", "account_name": "account_name", "industry": "industry", "region": "country",
        "created_date": "signup_date", "declared_class": "plan_tier"}),
    ("ravenstack", "ravenstack_support_tickets.csv", {
        "event_id": "ticket_id", "account_id": "account_id", "event_date": "submitted_at", "closed_date": "closed_at",
        "hours": "resolution_time_hours", "severity": "priority", "satisfaction": "satisfaction_score"}),
    ("ibm_telco", "Telco-Customer-Churn.csv", {"account_id": "customerID"}),
])
def test_the_columns_of_other_sets(
    real_data: RealData, readings: Readings, folder: str, file: str, columns: dict[str, str]
) -> None:
    assert fields(readings(real_data(folder) / file)[file]) == columns


@pytest.mark.parametrize("folder", ["maven_crm", "ravenstack", "classicmodels", "northwind", "cn_retail_tutorial"])
def test_nothing_real_is_believed_wrongly_when_every_header_is_taken_away(
    tmp_path: Path, real_data: RealData, folder: str
) -> None:
    tables = [table for path in files(real_data(folder)) for table in read_file(path, path.name, tmp_path / "scratch")]
    unnamed = [replace(table, header=tuple(f"c{place}" for place in range(len(table.header)))) for table in tables]

    found = recognise(unnamed, LOADING_DAY)

    assert {reading.why for reading in found} == {"unused_unknown"}


def test_the_columns_of_chinese_sets(real_data: RealData, readings: Readings) -> None:
    retail = readings(real_data("cn_retail_tutorial") / "我学会数据处理啦啦啦.csv")
    taobao = readings(real_data("cn_taobao") / "mrtb_data.xlsx")

    assert fields(retail["我学会数据处理啦啦啦.csv"]) == {
        "account_id": "顾客ID", "product_id": "产品ID", "product_name": "产品名称", "quantity": "数量",
        "unit_price": "价格", "order_date": "购买日期", "amount": "总价",
    }
    orders = fields(taobao["mrtb_data.xlsx:sheet1"])
    assert (orders["account_name"], orders["amount"], orders["order_date"]) == (
        "买家会员名", "买家实际支付金额", "订单创建时间")


def test_columns_set_apart_by_blanks(real_data: RealData, readings: Readings) -> None:
    found = readings(real_data("cdnow") / "CDNOW_master.txt")

    assert fields(found["CDNOW_master.txt"]) == {
        "account_id": "customer_id", "order_date": "date", "quantity": "number_of_cds", "amount": "dollar_value"}
