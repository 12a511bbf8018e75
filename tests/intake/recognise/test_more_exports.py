"""Exports of further programs: believed rightly, or not used with the reason why."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kadash.intake.reading import Reading

from .conftest import Readings, fields
from .tables import read

Recognised = Callable[[Mapping[str, str]], dict[str, Reading]]
EXPORTS: dict[str, tuple[str, str, dict[str, str]]] = {
    "a list of SAP as it stands on the screen": (
        "Sold-to pt|Name 1|Sales Doc.|Item|Doc. Date|Material|Order qty|Net value|Curr.",
        "0000100004|Nord AG|0000004501|000010|20.01.2026|M-7|34|1.052,64|EUR\n"
        "0000100003|Süd KG|0000004502|000010|17.07.2025|M-2|16|9.373,28-|EUR",
        {"account_id": "Sold-to pt", "account_name": "Name 1", "order_id": "Sales Doc.", "line_no": "Item",
         "order_date": "Doc. Date", "product_id": "Material", "quantity": "Order qty", "amount": "Net value",
         "currency": "Curr."}),
    "a list of SAP in German": (
        "Auftraggeber|Verkaufsbeleg|Position|Belegdatum|Auftragsmenge|Nettowert|Währg.",
        "0000100004|4501|10|20.01.2026|34|1.052,64|EUR\n0000100003|4502|10|17.07.2025|16|9.373,28|EUR",
        {"account_id": "Auftraggeber", "order_id": "Verkaufsbeleg", "line_no": "Position", "order_date": "Belegdatum",
         "quantity": "Auftragsmenge", "amount": "Nettowert", "currency": "Währg."}),
    "codes of Kingdee that look like days": (
        "日期|单据编号|购货单位代码|购货单位|产品代码|实发数量|销售单价|销售金额|价税合计",
        "2026-01-20|X1|01.004|宏发|2.01.07|34|30.96|1052.64|1189.48\n"
        "2025-07-17|X2|01.003|立信|2.01.02|16|585.83|9373.28|10591.81",
        {"order_date": "日期", "order_id": "单据编号", "account_id": "购货单位代码", "account_name": "购货单位",
         "product_id": "产品代码", "quantity": "实发数量", "unit_price": "销售单价", "amount": "销售金额",
         "amount_with_tax": "价税合计"}),
    "lines of Odoo: the sum of a line counts, not that of the order beside its first line": (
        "Order Reference|Order Date|Customer|Order Lines/Product|Order Lines/Ordered Quantity|Order Lines/Unit Price"
        "|Order Lines/Subtotal|Untaxed Amount",
        "S1|2026-01-20 09:12:33|Acme|Valve|34|30.96|1052.64|1152.64\nS1|2026-01-20 09:12:33|Acme|Pipe|1|100|100.00|\n"
        "S2|2026-01-21 09:12:33|Beta|Valve|2|30.96|61.92|99.92\nS2|2026-01-21 09:12:33|Beta|Pump|2|19|38.00|",
        {"order_id": "Order Reference", "order_date": "Order Date", "account_name": "Customer",
         "product_name": "Order Lines/Product", "quantity": "Order Lines/Ordered Quantity",
         "unit_price": "Order Lines/Unit Price", "amount": "Order Lines/Subtotal"}),
    "invoices of Xero: the account of the ledger is no customer": (
        "ContactName|InvoiceNumber|InvoiceDate|Description|Quantity|UnitAmount|LineAmount|AccountCode|Currency",
        "Acme|I1|20/01/2026|Valve|2|30.96|61.92|200|GBP\nBeta|I2|17/07/2025|Pipe|1|10.50|10.50|200|GBP\n"
        "Core|I3|18/07/2025|Pipe|1|10.50|10.50|200|GBP",
        {"account_name": "ContactName", "order_id": "InvoiceNumber", "order_date": "InvoiceDate",
         "product_name": "Description", "quantity": "Quantity", "unit_price": "UnitAmount", "amount": "LineAmount",
         "currency": "Currency"}),
    "lines of Business Central": (
        "Document No.|Line No.|Sell-to Customer No.|Posting Date|Quantity|Unit Price Excl. VAT|Line Discount %|Amount"
        "|Amount Including VAT",
        "P1|10000|C4|01/20/2026|2|30.96|5|58.82|73.53\nP2|10000|C3|07/17/2025|1|10.50|0|10.50|13.13",
        {"order_id": "Document No.", "line_no": "Line No.", "account_id": "Sell-to Customer No.",
         "order_date": "Posting Date", "quantity": "Quantity", "unit_price": "Unit Price Excl. VAT",
         "discount_rate": "Line Discount %", "amount": "Amount", "amount_with_tax": "Amount Including VAT"}),
    "payments of Stripe: the only day is that of their making": (
        "id|Created date (UTC)|Amount|Currency|Description|Status|Customer ID|Invoice ID",
        "ch_1|2026-01-20 11:22:33|61.92|usd|Plan|Paid|cus_1|in_1\n"
        "ch_2|2026-01-21 11:22:33|10.50|usd|Plan|Paid|cus_2|in_2\n"
        "ch_3|2026-01-22 11:22:33|10.50|usd|Plan|Failed|cus_1|in_3",
        {"order_date": "Created date (UTC)", "amount": "Amount", "currency": "Currency", "product_name": "Description",
         "status": "Status", "account_id": "Customer ID", "order_id": "Invoice ID"}),
    "sales beside their budget": (
        "客户名称|月份|预算金额|实际金额|完成率",
        "宏发|2025-04|900.50|815.25|91%\n立信|2025-05|19516.68|17565.01|90%\n宏发|2025-05|400.50|415.25|104%",
        {"account_name": "客户名称", "order_date": "月份", "amount": "实际金额"}),
    "sales by period": (
        "会计期间|客户编码|销售收入|销售成本", "2025.01|C1|900.50|815.25\n2024.12|C2|19516.68|17565.01",
        {"order_date": "会计期间", "account_id": "客户编码", "amount": "销售收入", "cost": "销售成本"}),
}


@pytest.mark.parametrize("case", EXPORTS)
def test_lines_of_a_further_program_are_understood(recognised: Recognised, case: str) -> None:
    header, rows, columns = EXPORTS[case]

    reading = recognised({"export.csv": f"{header}\n{rows}\n"})["export.csv"]

    assert (reading.table, fields(reading)) == ("order_line", columns)
    assert reading.questions == ()


def test_a_second_column_of_what_was_refunded_beside_the_sales_is_said_and_left() -> None:
    reading = read("订单编号|买家会员名|买家实际支付金额|退款金额|退货数量|订单创建时间",
                   "26001|a88|100|0|1|2026-01-20 10:20:31", "26002|b88|50|50|2|2026-01-21 10:20:31")

    assert fields(reading)["refund"] == "退款金额"
    assert [(note.code, note.facts["column"]) for note in reading.notes] == [
        ("refunds_beside_sales", "退货数量"), ("assumed_refunds", "退款金额")]


@pytest.mark.parametrize(("header", "rows", "why"), [
    ("PO Number|PO Date|Vendor Name|Item|Quantity|Unit Price|Amount|Buyer",
     "PO1|2025-03-01|Acme|Valve|2|5|10|Tom\nPO2|2025-03-02|Beta|Pipe|2|5|10|Tom", "unused_purchases"),
    ("日期|单据编号|供应商|物料名称|数量|单价|金额", "2025-03-01|P1|宏发|阀门|2|5|10\n2025-03-02|P2|立信|法兰|2|5|10",
     "unused_purchases"),
    ("日期|凭证号|客户|摘要|借方金额|贷方金额|余额",
     "2025-03-01|记1|宏发|销售|10.5||10.5\n2025-03-02|记2|宏发|收款||10.5|0", "unused_ledger"),
    ("客户名称|日期|预算金额", "宏发|2025-04|900.50\n立信|2025-05|19516.68\n宏发|2025-05|800.25",
     "unused_no_amount"),
    ("Year|Month|Customer Code|Net Sales", "2025|1|C1|900.50\n2025|2|C2|19516.68\n2025|3|C1|80.25",
     "unused_no_date"),
    ("运单号|发货日期|货物名称|件数|运费|合计金额", "Y1|2025/03/01|阀门|2|1052,75元|1100,25元\n"
     "Y2|2025/03/02|法兰|3|900,50元|910,75元", "unused_no_account"),
])
def test_what_are_no_sales_says_so(recognised: Recognised, header: str, rows: str, why: str) -> None:
    reading = recognised({"export.csv": f"{header}\n{rows}\n"})["export.csv"]

    assert (reading.table, reading.why) == (None, why)


def test_at_what_a_stock_is_valued_is_no_list_price() -> None:
    reading = read("物料编码|物料名称|规格|类别|库存数量|单价|库存金额", "0071|阀门|DN5|阀|34|30.96|1052.64",
                   "0022|法兰|DN8|管|16|585.83|9373.28")

    assert (reading.table, "list_price" in fields(reading)) == ("product", False)


@pytest.mark.parametrize(("days", "order"), [(("115/01/20", "114/07/17"), "ymd"), (("1150120", "1140717"), "roc")])
def test_an_export_of_taiwan_in_big5_counts_years_from_1912(
        tmp_path: Path, readings: Readings, days: tuple[str, str], order: str) -> None:
    rows = ["客戶代號,客戶簡稱,銷貨單號,銷貨日期,品號,數量,單價,銷貨金額",
            f"C0004,臺灣水泥,SA01,{days[0]},P007,34,30.96,1052.64", f"C0003,統一企業,SA02,{days[1]},P002,16,5.5,88.00"]
    path = tmp_path / "銷貨明細.csv"
    path.write_bytes("\n".join(rows).encode("cp950"))

    reading = readings(path)["銷貨明細.csv"]

    assert fields(reading) == {
        "account_id": "客戶代號", "account_name": "客戶簡稱", "order_id": "銷貨單號", "order_date": "銷貨日期",
        "product_id": "品號", "quantity": "數量", "unit_price": "單價", "amount": "銷貨金額"}
    assert reading.column("order_date").hints.date_order == order


def test_numbers_in_the_shell_that_keeps_them_text_are_these_numbers(recognised: Recognised) -> None:
    rows = ["订单编号,买家会员名,总金额,订单创建时间", '="0026001",a88,9,2026-01-20 10:20:31',
            '"=""0026002""",b88,8,2026-01-21 10:20:31']

    reading = recognised({"export.csv": "\n".join(rows)})["export.csv"]

    assert reading.column("order_id").samples[:2] == ("0026001", "0026002")
