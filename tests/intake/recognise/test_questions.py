"""What a file leaves open is asked, the safest choice is taken meanwhile; what its data settles is not asked."""

from collections.abc import Callable, Mapping

import pytest

from kadash.intake.reading import Reading
from kadash.intake.recognise import answered

from .conftest import fields
from .tables import asked, only, read

Recognised = Callable[[Mapping[str, str]], dict[str, Reading]]


ORDERS = "Customer|Order Date|Net amount"


# Day and month


def test_dates_that_fit_both_ways_are_asked_once_for_the_file() -> None:
    reading = read("Customer|Order Date|Promised date|Net amount",
                   "Acme|01/02/2025|03/02/2025|5", "Beta|03/04/2025|05/04/2025|6", "Core|02/01/2025|03/01/2025|7")

    question = only(reading)
    assert (question.code, question.choices, question.chosen) == ("date_order", ("dmy", "mdy"), "dmy")
    assert (question.column, question.columns) == (1, (1, 2))
    assert dict(question.facts) == {
        "column": "Order Date, Promised date", "example": "01/02/2025", "of": 6, "count": 6, "same": 0}
    assert [(note.code, note.facts["chosen"]) for note in reading.notes] == [("assumed_date_order", "dmy")]


def test_the_answer_to_day_and_month_goes_to_every_column_in_doubt() -> None:
    reading = read("Customer|Order Date|Promised date|Net amount",
                   "Acme|01/02/2025|03/02/2025|5", "Beta|03/04/2025|05/04/2025|6", "Core|02/01/2025|03/01/2025|7")

    settled = answered(reading, "date_order", 1, "mdy")

    assert [column.hints.date_order for column in settled.columns if "date" in column.field] == ["mdy", "mdy"]
    assert settled.open_questions == () and settled.notes == ()
    assert (only(settled).chosen, only(settled).answered) == ("mdy", True)


def test_one_day_above_twelve_settles_the_order() -> None:
    assert read(ORDERS, "Acme|01/13/2025|5", "Beta|03/04/2025|6").questions == ()


def test_dates_that_go_up_only_month_first_are_month_first() -> None:
    days = ["01/02", "01/05", "01/09", "02/03", "02/08", "03/02", "03/11", "04/01", "05/06", "06/03", "07/02", "08/04"]

    reading = read(ORDERS, *(f"Acme|{day}/2025|5" for day in days))

    date_column = reading.column("order_date")
    assert date_column is not None
    assert (date_column.hints.date_order, reading.questions) == ("mdy", ())


def test_working_days_settle_the_order_from_twenty_five_of_them_on() -> None:
    working = [f"{day:02d}/{month:02d}/2025" for month in range(1, 10) for day in range(1, 13)
               if day != month and (day + _FIRST_WEEKDAY[month] - 1) % 7 < 5]
    shuffled = [working[(place * 37) % len(working)] for place in range(len(working))]

    enough = read(ORDERS, *(f"Acme|{day}|5" for day in shuffled[:40]))
    too_few = read(ORDERS, *(f"Acme|{day}|5" for day in shuffled[:24]))

    assert enough.questions == ()
    assert [question.code for question in too_few.questions] == ["date_order"]


_FIRST_WEEKDAY = {1: 2, 2: 5, 3: 5, 4: 1, 5: 3, 6: 6, 7: 1, 8: 4, 9: 0}
"""Weekday (Monday 0) of the first of each month of 2025."""


# Commas


def test_a_comma_before_three_digits_alone_is_asked_and_taken_for_thousands() -> None:
    reading = read(ORDERS, "Acme|2025-01-02|1,234", "Beta|2025-01-03|5,678")

    assert asked(reading) == {"decimal_sign": ((".", ","), ".")}
    amount = answered(reading, "decimal_sign", 2, ",").column("amount")
    assert amount is not None
    assert (amount.hints.decimal, amount.hints.plain) == (",", False)


@pytest.mark.parametrize(("header", "rows"), [
    ("Customer|Order Date|Net amount|Unit price", ("Acme|2025-01-02|1,234|3.50", "Beta|2025-01-03|5,678|7.25")),
    ("客户|订单日期|金额", ("宏发|2025-01-02|1,234", "立信|2025-01-03|5,678")),
    (ORDERS, ("Acme|2025-01-02|1052,75元", "Beta|2025-01-03|99,5元")),
    (ORDERS, ("Acme|2025-01-02|1,234", *(f"Beta|2025-01-03|{number}" for number in (5, 67, 890, 12, 34)))),
])
def test_commas_that_the_file_explains_are_not_asked(header: str, rows: tuple[str, ...]) -> None:
    assert read(header, *rows).questions == ()


def test_points_in_dates_mean_commas_in_amounts() -> None:
    amount = read(ORDERS, "Acme|28.01.2025|1,234", "Beta|29.01.2025|5,678").column("amount")

    assert amount is not None
    assert amount.hints.decimal == ","


# Tax


def test_an_amount_beside_a_tax_rate_is_asked_and_taken_without_tax() -> None:
    reading = read("客户|订单日期|金额|税率", "宏发|2025-01-02|113.00|13%", "立信|2025-01-03|226.00|13%")

    assert asked(reading) == {"tax": (("without_tax", "with_tax"), "without_tax")}
    amount = answered(reading, "tax", 2, "with_tax").column("amount")
    assert amount is not None
    assert amount.hints.with_tax


@pytest.mark.parametrize(("taxes", "with_tax"), [
    (("13.00", "26.00", "39.00", "52.00", "65.00"), True), (("14.69", "29.38", "44.07", "58.76", "73.45"), False)])
def test_the_sum_of_tax_shows_whether_the_amount_contains_it(taxes: tuple[str, ...], with_tax: bool) -> None:
    rows = [f"宏发|2025-01-0{day}|{113 * day}.00|{tax}" for day, tax in enumerate(taxes, 1)]

    reading = read("客户|订单日期|金额|税额", *rows)

    amount = reading.column("amount")
    assert amount is not None
    assert (amount.hints.with_tax, reading.questions) == (with_tax, ())


def test_a_price_with_tax_times_quantity_shows_that_the_amount_contains_it() -> None:
    rows = [f"宏发|2025-01-0{day}|{day}|11.30|{day * 11.3:.2f}" for day in range(1, 7)]

    amount = read("客户|订单日期|数量|含税单价|金额", *rows).column("amount")

    assert amount is not None
    assert amount.hints.with_tax


@pytest.mark.parametrize("header", [
    "客户|订单日期|金额", "客户|订单日期|不含税金额|税率", "客户|订单日期|金额|价税合计", "客户|订单日期|含税金额|税率",
])
def test_tax_is_not_asked_where_nothing_speaks_of_it_or_the_header_says_it(header: str) -> None:
    assert read(header, "宏发|2025-01-02|100|0.13", "立信|2025-01-03|200|0.13").questions == ()


# Roles


def test_of_several_customers_who_ordered_is_the_account_until_somebody_says_otherwise() -> None:
    reading = read("送达方|送达方名称|售达方|售达方名称|付款方|订单日期|净价值", "7|七号仓|1|宏发|P1|2025-01-02|5",
                   "8|八号仓|2|立信|P2|2025-01-03|6", "9|九号仓|1|宏发|P1|2025-01-04|6")

    assert asked(reading) == {"account_role": (("售达方", "付款方", "送达方"), "售达方")}
    assert (fields(reading)["account_id"], fields(reading)["account_name"]) == ("售达方", "售达方名称")
    shipped = fields(answered(reading, "account_role", 2, "送达方"))
    assert (shipped["account_id"], shipped["account_name"]) == ("送达方", "送达方名称")
    back = answered(answered(reading, "account_role", 2, "送达方"), "account_role", 2, "售达方")
    assert fields(back) == fields(reading)


def test_roles_that_are_the_same_customer_are_not_asked() -> None:
    reading = read("Sold-to party|Ship-to party|Order Date|Net Value", "1|1|2025-01-02|5", "2|2|2025-01-03|6")

    assert (fields(reading)["account_id"], reading.questions) == ("Sold-to party", ())


def test_a_list_of_accounts_settles_which_customer_is_the_account(recognised: Recognised) -> None:
    found = recognised({
        "customers.csv": "Customer ID,Customer Name,Industry\nK7,Acme,Rail\nK8,Beta,Rail\nK9,Core,Rail\n",
        "orders.csv": "Sold-to party,Ship-to party,Order Date,Net Value\nX1,K7,2025-01-02,5\nX2,K8,2025-01-03,6\n",
    })

    assert (fields(found["orders.csv"])["account_id"], found["orders.csv"].questions) == ("Ship-to party", ())


# Items


@pytest.mark.parametrize(("cells", "field", "codes"), [
    (("A-100", "A-101"), "product_id", []), (("螺丝", "螺母"), "product_name", []),
    (("A-100", "Copper wire on reel"), "product_name", ["product_key"])])
def test_a_product_is_a_number_a_name_or_a_question(cells: tuple[str, str], field: str, codes: list[str]) -> None:
    reading = read("Customer|Order Date|Product|Net amount", f"Acme|2025-01-02|{cells[0]}|5",
                   f"Beta|2025-01-03|{cells[1]}|6")

    assert fields(reading)[field] == "Product"
    assert [question.code for question in reading.questions] == codes
    if codes:
        assert fields(answered(reading, "product_key", 2, "product_id"))["product_id"] == "Product"


# Discounts


def test_a_discount_of_nine_under_zhe_is_asked() -> None:
    reading = read("客户|订单日期|金额|折扣", "宏发|2025-01-02|90|9", "立信|2025-01-03|85|8.5")

    assert asked(reading) == {"discount_form": (("zhe", "percent"), "zhe")}
    rate = answered(reading, "discount_form", 3, "percent").column("discount_rate")
    assert rate is not None
    assert (rate.hints.percent, rate.hints.zhe) == (True, False)


@pytest.mark.parametrize(("header", "discounts", "percent", "zhe"), [
    ("折扣", (9, 8, 9.5, 8.5, 9), False, True), ("折扣", (10, 20, 5, 15, 10), True, False)])
def test_prices_prove_how_a_discount_is_written(
    header: str, discounts: tuple[float, ...], percent: bool, zhe: bool
) -> None:
    rows = [f"宏发|2025-01-0{day}|{day}|100|{100 * day * (one / 10 if zhe else 1 - one / 100):.2f}|{one}"
            for day, one in enumerate(discounts, 1)]

    reading = read(f"客户|订单日期|数量|单价|金额|{header}", *rows)

    rate = reading.column("discount_rate")
    assert rate is not None
    assert (rate.hints.percent, rate.hints.zhe, reading.questions) == (percent, zhe, ())


def test_a_discount_that_is_money_is_proven_by_the_amounts() -> None:
    rows = [f"Acme|2025-01-0{day}|{day}|100|{100 * day - 5 * day}|{5 * day}" for day in range(1, 7)]

    reading = read("Customer|Order Date|Quantity|Unit price|Net amount|Discount", *rows)

    assert fields(reading)["discount_amount"] == "Discount"
    assert reading.questions == ()


def test_a_sign_in_the_cell_says_what_a_discount_is() -> None:
    assert read("客户|订单日期|金额|折扣", "宏发|2025-01-02|90|9折", "立信|2025-01-03|85|8.5折").questions == ()


# ¥


def test_yuan_or_yen_is_asked_where_the_file_does_not_say() -> None:
    reading = read(ORDERS, "Acme|2025-01-02|¥5000", "Beta|2025-01-03|¥7000")

    assert asked(reading) == {"yen": (("unstated", "CNY", "JPY"), "unstated")}
    amount = answered(reading, "yen", 2, "JPY").column("amount")
    assert amount is not None
    assert amount.hints.currency == "JPY"


@pytest.mark.parametrize(("header", "amount", "currency"), [
    ("客户|订单日期|金额", "¥5000", "CNY"), (ORDERS, "¥5000.50", "CNY"), ("客户|订单日期|金额|メモ", "¥5000", "JPY")])
def test_language_and_cents_settle_the_currency(header: str, amount: str, currency: str) -> None:
    reading = read(header, f"Acme|2025-01-02|{amount}|", f"Beta|2025-01-03|{amount}|")

    column = reading.column("amount")
    assert column is not None
    assert (column.hints.currency, reading.questions) == (currency, ())
