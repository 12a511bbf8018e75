"""What came back is taken off, our own people are no customers, a weight is no money."""

from collections.abc import Callable, Mapping

import pytest

from kadash.intake.reading import Reading
from kadash.intake.recognise import answered

from .conftest import fields

Recognised = Callable[[Mapping[str, str]], dict[str, Reading]]
SALES = ("客户编码,客户名称,单据日期,销售单号,商品名称,数量,金额,业务员编号\n"
         "K1,宏发,2025-03-01,X1,阀门,2,100.5,Y1\nK2,立信,2025-03-02,X2,法兰,1,70.25,Y2\n")


def minus(reading: Reading) -> list[str]:
    return [column.field for column in reading.columns if column.hints.minus]


@pytest.mark.parametrize("text", [
    "退货日期,退货单号,原销售单号,客户编码,商品名称,退货数量,退货金额(元)\n"
    "2025-03-05,T1,X1,K1,阀门,1,50.25\n2025-03-06,T2,X2,K2,法兰,1,70.25\n",
    "Return date,Return No.,Order No.,Customer No.,Product,Returned qty,Refund amount (EUR)\n"
    "2025-03-05,T1,X1,K1,Valve,1,50.25\n2025-03-06,T2,X2,K2,Flange,1,70.25\n",
])
def test_sums_under_headers_of_returns_are_taken_off_and_nothing_is_asked(recognised: Recognised, text: str) -> None:
    reading = recognised({"book.csv": text})["book.csv"]

    assert (reading.table, minus(reading), reading.questions) == ("order_line", ["quantity", "amount"], ())
    assert fields(reading)["order_id"] in ("退货单号", "Return No.")


def test_a_sheet_named_after_returns_is_asked_about_and_taken_off_meanwhile(recognised: Recognised) -> None:
    text = "客户,日期,商品名称,数量,金额\n宏发,2025-03-05,阀门,1,50.25\n立信,2025-03-06,法兰,1,70.25\n"

    reading = recognised({"退货明细.csv": text})["退货明细.csv"]
    added = answered(reading, "returns", 3, "plus")

    assert (minus(reading), minus(added)) == (["quantity", "amount"], [])
    assert [note.code for note in reading.notes] == ["assumed_returns"]


@pytest.mark.parametrize(("name", "text"), [
    ("退货明细.csv", "客户,日期,商品名称,数量,金额\n宏发,2025-03-05,阀门,-1,-50.25\n立信,2025-03-06,法兰,-1,-70.25\n"),
    ("sales and returns.csv", "Customer,Order date,Product,Quantity,Amount\nAcme,2025-03-05,Valve,1,50.25\n"),
    ("sales.csv", "Customer,Order date,Return date,Product,Quantity,Amount\nAcme,2025-03-05,2025-04-05,Car,1,50.25\n"),
    ("sales.csv", "客户,日期,商品名称,数量,销售金额,退货金额\n宏发,2025-03-05,阀门,1,50.25,10.5\n"),
])
def test_signs_of_their_own_and_sales_with_returns_beside_them_stay(
    recognised: Recognised, name: str, text: str
) -> None:
    reading = recognised({name: text})[name]

    assert (reading.table, minus(reading)) == ("order_line", [])


@pytest.mark.parametrize(("name", "text"), [
    ("people.csv", "业务员编号,姓名,部门\nY1,赵磊,一部\nY2,钱芳,二部\n"),
    ("people.csv", "employeeID,lastName,firstName,city\nY1,Davolio,Nancy,Seattle\nY2,Fuller,Andrew,Tacoma\n"),
])
def test_a_list_of_numbers_and_names_of_salespeople_names_owners(recognised: Recognised, name: str, text: str) -> None:
    readings = recognised({"sales.csv": SALES, name: text})

    assert (readings[name].table, readings[name].why) == (None, "names_owners")


def test_a_sheet_called_after_our_people_holds_no_customers(recognised: Recognised) -> None:
    people = "姓名,部门,电话\n赵磊,一部,138\n钱芳,二部,139\n"

    reading = recognised({"sales.csv": SALES, "业务员.csv": people})["业务员.csv"]

    assert (reading.table, reading.why) == (None, "unused_reference")


def test_customers_with_their_salesperson_are_customers(recognised: Recognised) -> None:
    reading = recognised({"list.csv": "客户名称,区域,业务员编号\n宏发,华东,Y1\n立信,华南,Y2\n"})["list.csv"]

    assert (reading.table, fields(reading)["owner"]) == ("account", "业务员编号")


def test_a_weight_beside_customers_and_days_is_no_amount(recognised: Recognised) -> None:
    text = "客户,发货日期,货物名称,件数,重量(吨)\n" + "".join(
        f"K{n % 3},2025-03-{n + 1:02d},钢卷,{n},{n}.{n}5\n" for n in range(20))

    reading = recognised({"运单.csv": text})["运单.csv"]

    assert (reading.table, reading.why) == (None, "unused_no_amount")


def test_a_carrier_sells_the_freight_to_who_has_goods_carried(recognised: Recognised) -> None:
    text = ("运单号,托运日期,托运单位,收货单位,货物名称,件数,重量(吨),运费（元）\n"
            "Y1,2025.03.01,宏发,甲仓,钢卷,2,7.45,\"11,603.73\"\nY2,2025.03.02,立信,乙仓,钢卷,3,9.15,\"2,440.05\"\n")

    reading = recognised({"运单.csv": text})["运单.csv"]

    assert fields(reading) == {"order_date": "托运日期", "account_name": "托运单位", "product_name": "货物名称",
                               "quantity": "件数", "amount": "运费（元）"}


@pytest.mark.parametrize("text", [
    "运单号,发车日期,线路,司机,货物名称,件数,运费（元）\nY1,2025.03.01,沪渝线,刘师傅,钢卷,2,\"11,603.73\"\n"
    "Y2,2025.03.02,京广线,陈师傅,钢卷,3,\"2,440.05\"\n",
    "Body Name,Service Area,Date Paid,Transaction Number,Net Amount (£),Supplier Name\n"
    "Eastmere BC,Highways,01/07/2025,5001,\"£1,250.50\",Acme Roads\n"
    "Eastmere BC,Adult Care,14-Jul-25,5002,(310.00),Zeta IT\n",
])
def test_days_that_no_known_header_names_are_seen_and_the_account_is_what_lacks(
    recognised: Recognised, text: str
) -> None:
    reading = recognised({"export.csv": text})["export.csv"]

    assert (reading.table, reading.why) == (None, "unused_no_account")


def test_a_wide_sheet_of_key_accounts_has_its_account(recognised: Recognised) -> None:
    text = "Key account,2025-W01,2025-W02,2025-W03\nNord GmbH,10,20,30\nSüd GmbH,1,2,3\n"

    reading = recognised({"weekly.csv": text})["weekly.csv"]

    assert fields(reading) == {"account_name": "Key account", "order_date": "Order date", "amount": "Amount"}
