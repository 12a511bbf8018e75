"""Exports as ERPs and CRMs of the field name their columns: right, or honest about what is lacking."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kadash.intake.reading import Reading

from .conftest import Readings, fields

Recognised = Callable[[Mapping[str, str]], dict[str, Reading]]
EXPORTS: dict[str, tuple[str, str, dict[str, str]]] = {
    "lines by technical names of SAP": (
        "VBELN,POSNR,ERDAT,KUNNR,MATNR,ARKTX,KWMENG,NETPR,NETWR,WAERK,MATKL\n"
        "0045000,10,20250301,0000000100,M-1,Pumpe,2,15.50,31.00,EUR,PUMP\n"
        "0045001,10,20250302,0000000101,M-2,Ventil,3,25.50,76.50,EUR,VENT\n", "order_line",
        {"order_id": "VBELN", "line_no": "POSNR", "order_date": "ERDAT", "account_id": "KUNNR", "product_id": "MATNR",
         "product_name": "ARKTX", "quantity": "KWMENG", "unit_price": "NETPR", "amount": "NETWR", "currency": "WAERK",
         "category": "MATKL"}),
    "lines in German": (
        "Auftragsnummer;Position;Belegdatum;Kundennummer;Kundenname;Artikelnummer;Bezeichnung;Menge;Nettopreis;Nettowert\n"
        "4500;10;01.03.2025;100;Nord GmbH;M-1;Pumpe;2;15,50;31,00\n"
        "4501;10;14.03.2025;101;Süd GmbH;M-2;Ventil;3;25,50;76,50\n", "order_line",
        {"order_id": "Auftragsnummer", "line_no": "Position", "order_date": "Belegdatum", "account_id": "Kundennummer",
         "account_name": "Kundenname", "product_id": "Artikelnummer", "product_name": "Bezeichnung",
         "quantity": "Menge", "unit_price": "Nettopreis", "amount": "Nettowert"}),
    "accounts by technical names of SAP": (
        "KUNNR,NAME1,LAND1,BRSCH,KDGRP\n0000000100,Nord GmbH,DE,MASCH,01\n0000000101,Süd GmbH,AT,BAU,02\n", "account",
        {"account_id": "KUNNR", "account_name": "NAME1", "region": "LAND1", "industry": "BRSCH",
         "declared_class": "KDGRP"}),
    "open items by technical names of SAP": (
        "KUNNR,BELNR,BUDAT,FAEDT,DMBTR,WAERS,AUGDT\n100,18001,20250301,20250331,11.50,EUR,\n"
        "101,18002,20250302,20250401,23.00,EUR,\n", "receivable",
        {"account_id": "KUNNR", "invoice_id": "BELNR", "invoice_date": "BUDAT", "due_date": "FAEDT", "amount": "DMBTR",
         "currency": "WAERS", "paid_date": "AUGDT"}),
    "deliveries of Kingdee": (
        "单据编号,单据日期,往来单位,存货编码,存货名称,规格型号,数量,含税单价,税率(%),税额,价税合计,业务员\n"
        "XSCK1,2025/3/1,宏发公司,01.001,阀门,DN50,2,11.30,13,2.60,22.60,张三\n"
        "XSCK2,2025/3/2,立信公司,01.002,法兰,DN80,3,22.60,13,7.80,67.80,李四\n", "order_line",
        {"order_id": "单据编号", "order_date": "单据日期", "account_name": "往来单位", "product_id": "存货编码",
         "product_name": "存货名称", "quantity": "数量", "unit_price": "含税单价", "tax_rate": "税率(%)",
         "amount_with_tax": "价税合计", "owner": "业务员"}),
    "receipts of Kingdee": (
        "单据编号,业务日期,往来单位,结算方式,实收金额,币别\nSK1,2025-03-01,宏发公司,电汇,100,人民币\n"
        "SK2,2025-03-02,立信公司,承兑,250,人民币\n", "payment",
        {"payment_date": "业务日期", "account_name": "往来单位", "method": "结算方式", "amount": "实收金额",
         "currency": "币别"}),
    "deliveries of Yonyou": (
        "出库单号,出库日期,客户编码,客户简称,存货编码,存货名称,主计量数量,无税单价,无税金额,价税合计,业务员\n"
        "CK1,2025-03-01,K001,宏发,0101,阀门,2,10.00,20.00,22.60,张三\n"
        "CK2,2025-03-02,K002,立信,0102,法兰,3,20.00,60.00,67.80,李四\n", "order_line",
        {"order_id": "出库单号", "order_date": "出库日期", "account_id": "客户编码", "account_name": "客户简称",
         "product_id": "存货编码", "product_name": "存货名称", "quantity": "主计量数量", "unit_price": "无税单价",
         "amount": "无税金额", "amount_with_tax": "价税合计", "owner": "业务员"}),
    "receivables of Yonyou: what is open counts": (
        "单据编号,单据日期,客户,部门,业务员,币种,本币金额,本币余额,到期日\n"
        "YS1,2025-03-01,宏发,一部,张三,人民币,100,50,2025-04-01\n"
        "YS2,2025-03-02,立信,一部,李四,人民币,200,200,2025-04-02\n", "receivable",
        {"invoice_id": "单据编号", "invoice_date": "单据日期", "account_name": "客户", "currency": "币种",
         "amount": "本币余额", "due_date": "到期日"}),
    "receivables with what was paid: the invoice counts": (
        "客户,发票号,未收金额,应收金额,已收金额,到期日,收款日期\n宏发,F1,0,100,100,2025-04-01,2025-04-02\n"
        "立信,F2,200,200,,2025-05-01,\n", "receivable",
        {"account_name": "客户", "invoice_id": "发票号", "amount": "应收金额", "paid_amount": "已收金额",
         "due_date": "到期日", "paid_date": "收款日期"}),
    "opportunities of Salesforce": (
        "Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Close Date,Created Date,Opportunity Owner\n"
        "0061,Pumps,Acme,Closed Won,1000,3/13/2025,1/14/2025,Jane Roe\n"
        "0062,Valves,Beta,Closed Lost,2000,3/14/2025,1/15/2025,Jane Roe\n", "quote",
        {"quote_id": "Opportunity ID", "account_name": "Account Name", "outcome": "Stage", "amount": "Amount",
         "quote_date": "Created Date"}),
    "deals of HubSpot": (
        "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Associated Company,Create Date\n"
        "901,Pumps,Closed Won,2025-03-02 10:00,Jane,1000,Acme,2025-01-02 10:00\n"
        "902,Valves,Proposal,2025-03-03 10:00,Jane,2000,Beta,2025-01-03 10:00\n", "quote",
        {"quote_id": "Record ID", "outcome": "Deal Stage", "amount": "Amount", "account_name": "Associated Company",
         "quote_date": "Create Date"}),
    "companies of HubSpot": (
        "Record ID,Company name,Company owner,Create Date,Industry,Country/Region\n"
        "901,Acme,Jane,2025-01-02 10:00,ENERGY,Germany\n902,Beta,Jane,2025-01-03 10:00,RAIL,France\n", "account",
        {"account_id": "Record ID", "account_name": "Company name", "owner": "Company owner",
         "created_date": "Create Date", "industry": "Industry", "region": "Country/Region"}),
    "receivables by age": (
        "Customer No.,Customer Name,Invoice No.,Invoice Date,Due Date,Currency,Balance,Current,1-30,31-60,Over 60\n"
        "C1,Acme,I1,2025-01-02,2025-02-02,EUR,10.50,0,10.50,0,0\n"
        "C2,Beta,I2,2025-01-03,2025-02-03,EUR,21.00,0,0,21.00,0\n", "receivable",
        {"account_id": "Customer No.", "account_name": "Customer Name", "invoice_id": "Invoice No.",
         "invoice_date": "Invoice Date", "due_date": "Due Date", "currency": "Currency", "amount": "Balance"}),
    "tickets of Zendesk": (
        "Id,Subject,Requester,Organization,Created at,Solved at,Priority,Type\n"
        "1,Leak,jo,Acme,2025-01-02 10:00,2025-02-02 10:00,High,Incident\n"
        "2,Noise,al,Beta,2025-01-03 10:00,,Low,Question\n", "service_event",
        {"subject": "Subject", "account_name": "Organization", "event_date": "Created at", "closed_date": "Solved at",
         "severity": "Priority", "kind": "Type"}),
    "prefixes of databases": (
        "tbl.客户-编码,客户-名称,f_order_date,f_amount,FQty,订单.编号\nC1,宏发,2025-01-02,10.5,2,O1\n"
        "C2,立信,2025-01-03,20.5,3,O2\n", "order_line",
        {"account_id": "tbl.客户-编码", "account_name": "客户-名称", "order_date": "f_order_date", "amount": "f_amount",
         "quantity": "FQty", "order_id": "订单.编号"}),
    "a slip in every long word": (
        "Custmer Name,Order Date,Quantiy,Unit Prcie,Net Ammount,Prodct Name\nAcme,2025-01-02,2,10,20,Valve\n"
        "Beta,2025-01-03,3,10,30,Pump\n", "order_line",
        {"account_name": "Custmer Name", "order_date": "Order Date", "quantity": "Quantiy", "unit_price": "Unit Prcie",
         "amount": "Net Ammount", "product_name": "Prodct Name"}),
}


@pytest.mark.parametrize("case", EXPORTS)
def test_an_export_of_the_field_is_understood(recognised: Recognised, case: str) -> None:
    text, table, columns = EXPORTS[case]

    reading = recognised({"export.csv": text})["export.csv"]

    assert (reading.table, fields(reading)) == (table, columns)
    assert reading.questions == ()


@pytest.mark.parametrize(("text", "why"), [
    ("运单号,发货日期,发货地,收货地,货物名称,件数,重量(kg),运费,承运商,司机\n"
     "YD1,2025-03-01,上海,北京,配件,2,1.5,\"1,000.50\",顺丰,王五\nYD2,2025-03-02,上海,广州,配件,3,2.5,\"1,037.50\",顺丰,王五\n",
     "unused_no_account"),
    ("Borough Council,,,,\nPayments to suppliers over 500 - March 2025,,,,\n,,,,\n"
     "Supplier Name,Payment Date,Amount,Department,Transaction No\nAcme Ltd,14/03/2025,\"1,000.50\",Highways,5001\n"
     "Beta Ltd,02/03/2025,\"2,074.50\",Parks,5002\nCore Ltd,15/03/2025,90.00,Parks,5003\n", "unused_no_account"),
    ("Lieferant;Rechnungsdatum;Betrag\nNord GmbH;14.01.2025;10,50\nSüd GmbH;15.01.2025;20,50\n", "unused_no_account"),
    ("Customer,Total Due,Current,1-30 days,31-60 days\nAcme,100,50,50,0\nBeta,200,50,50,100\n", "unused_no_date"),
])
def test_what_lacks_a_column_that_is_needed_says_which(recognised: Recognised, text: str, why: str) -> None:
    reading = recognised({"export.csv": text})["export.csv"]

    assert (reading.table, reading.why) == (None, why)


def test_amounts_with_commas_in_gb18030_without_a_customer_are_not_sales(tmp_path: Path, readings: Readings) -> None:
    path = tmp_path / "运单.csv"
    path.write_bytes("运单号,发货日期,货物名称,运费\nY1,2025年3月1日,配件,\"1,000.50\"\nY2,2025年3月2日,配件,\"2,037.50\"\n"
                     .encode("gb18030"))

    assert readings(path)["运单.csv"].why == "unused_no_account"
