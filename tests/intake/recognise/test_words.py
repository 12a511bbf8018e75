"""Header words: normalised the same whatever their width, case, blanks or units; every listed one is understood."""

import csv
from importlib.resources import files

import pytest

from kadash.intake.recognise.meaning import meanings_of
from kadash.intake.recognise.patterns import names_another_entity
from kadash.intake.recognise.slips import without_slip
from kadash.intake.recognise.traditional import _PAIRS, simplified
from kadash.intake.recognise.words import Meaning, compact
from kadash.vocabulary import TABLES


@pytest.mark.parametrize("spelling", [
    "Unit Price", "UnitPrice", "unit_price", "UNIT-PRICE", "*Unit  price", "ｕｎｉｔ ｐｒｉｃｅ", "unitPrice:"])
def test_spellings_of_one_header_are_one_word(spelling: str) -> None:
    assert compact(spelling) == "unitprice"


@pytest.mark.parametrize(("header", "table", "field"), [
    ("金额（元）", "order_line", "amount"), ("客戶編號", "account", "account_id"),
    ("*客户编码", "order_line", "account_id"),
    ("含税单价", "order_line", "unit_price"), ("InvoiceNo", "order_line", "order_id"),
    ("买家实际支付金额", "order_line", "amount"), ("ResellerKey", "order_line", "account_id"),
    ("EnglishProductName", "product", "product_name"), ("Buyer Code", "account", "account_id"),
])
def test_a_header_means_a_field(header: str, table: str, field: str) -> None:
    assert meanings_of(header)[Meaning(table, field)] > 0.8


@pytest.mark.parametrize(("slip", "meant"), [
    ("Custmer Name", "customername"), ("Unit Prcie", "unitprice"), ("Invoice Daate", "invoicedate"),
    ("Quantiyt", "quantity"), ("Employees", None), ("Supplier Name", None), ("Prise", None)])
def test_one_slip_in_a_long_word_is_forgiven(slip: str, meant: str | None) -> None:
    assert without_slip(compact(slip)) == meant


@pytest.mark.parametrize("header", ["CustomerPONumber", "churn_date", "SalesQuotaKey", "checkNumber", "OrderDateKey"])
def test_what_is_none_of_ours_means_nothing(header: str) -> None:
    assert dict(meanings_of(header)) == {}


@pytest.mark.parametrize(("words", "other"), [("supplier id", True), ("employee number", True), ("customer id", False)])
def test_numbers_of_others_are_no_accounts(words: str, other: bool) -> None:
    assert names_another_entity(words) == other


def test_every_listed_word_means_what_the_list_says() -> None:
    text = files("kadash.intake").joinpath("headers.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))

    assert [row for row in rows if row["field"] not in TABLES[row["table"]]] == []
    assert [row for row in rows if Meaning(row["table"], row["field"]) not in meanings_of(row["header"])] == []
    assert len(rows) > 2000


def test_traditional_characters_pair_with_simplified_ones() -> None:
    assert len(_PAIRS) % 2 == 0
    assert simplified("應收帳款發票號碼稅額數量單價備註業務員") == "应收账款发票号码税额数量单价备注业务员"
