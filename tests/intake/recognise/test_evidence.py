"""A question says how much was looked at, what it shows, and what some cells become under each answer."""

import pytest

from kadash.intake.recognise import recognise
from kadash.language import words_in

from .conftest import LOADING_DAY
from .tables import a_table, only, read

ORDERS = "Customer|Order Date|Net amount"


def test_dates_are_counted_and_read_each_way() -> None:
    question = only(read(ORDERS, "Acme|01/02/2025|5", "Beta|03/03/2025|6", "Core|02/01/2025|7"))

    assert (question.facts["of"], question.facts["count"], question.facts["same"]) == (3, 2, 1)
    assert question.previews == ((("01/02/2025", "2025-02-01"), ("02/01/2025", "2025-01-02")),
                                 (("01/02/2025", "2025-01-02"), ("02/01/2025", "2025-02-01")))


def test_figures_are_counted_and_read_each_way() -> None:
    question = only(read(ORDERS, "Acme|2025-01-02|1,234", "Beta|2025-01-03|56"))

    assert (question.facts["of"], question.facts["count"]) == (2, 1)
    assert question.previews == ((("1,234", "1234"),), (("1,234", "1.234"),))


def test_amounts_beside_a_rate_of_tax_are_shown_with_what_would_count() -> None:
    question = only(read("客户|订单日期|金额|税率", "宏发|2025-01-02|113.00|13%", "立信|2025-01-03|226.00|13%"))

    assert (question.facts["of"], question.facts["without"], question.facts["inside"]) == (0, 0, 0)
    assert question.previews == ((("113.00", "113"), ("226.00", "226")), (("113.00", "100.00"), ("226.00", "200.00")))


def test_sums_of_tax_that_prove_nothing_are_counted() -> None:
    rows = [f"宏发|2025-01-0{day}|{100 * day}.00|{tax}" for day, tax in enumerate((13, 26, 23.01, 31, 57.5, 0), 1)]

    question = only(read("客户|订单日期|金额|税额", *rows))

    assert (question.facts["of"], question.facts["without"], question.facts["inside"]) == (5, 2, 1)


def test_discounts_are_read_each_way() -> None:
    question = only(read("客户|订单日期|金额|折扣", "宏发|2025-01-02|90|9", "立信|2025-01-03|85|8.5"))

    assert (question.facts["of"], question.facts["first"], question.facts["second"]) == (0, 0, 0)
    assert question.previews == ((("9", "-10%"), ("8.5", "-15%")), (("9", "-9%"), ("8.5", "-8.5%")))


def test_sums_with_the_sign_of_yuan_and_yen_are_counted() -> None:
    question = only(read(ORDERS, "Acme|2025-01-02|¥5000", "Beta|2025-01-03|¥7500"))

    assert (question.facts["of"], question.facts["count"], question.facts["cents"]) == (2, 2, 0)
    assert question.previews[2] == (("¥5000", "5000 JPY"), ("¥7500", "7500 JPY"))


def test_numbers_among_names_are_counted() -> None:
    question = only(read("Customer|Order Date|Product|Net amount", "Acme|2025-01-02|A-100|5",
                         "Beta|2025-01-03|Copper wire on reel|6"))

    assert (question.facts["of"], question.facts["count"]) == (2, 1)


def test_of_several_customers_each_shows_its_names() -> None:
    question = only(read("送达方|送达方名称|售达方|售达方名称|订单日期|净价值", "7|七号仓|1|宏发|2025-01-02|5",
                         "8|八号仓|2|立信|2025-01-03|6", "9|九号仓|1|宏发|2025-01-04|6"))

    assert question.previews == ((("", "宏发"), ("", "立信")), (("", "七号仓"), ("", "八号仓"), ("", "九号仓")))


CASES = {
    "date_order": (ORDERS, ("Acme|01/02/2025|5", "Beta|03/04/2025|6")),
    "decimal_sign": (ORDERS, ("Acme|2025-01-02|1,234", "Beta|2025-01-03|5,678")),
    "tax": ("客户|订单日期|金额|税率", ("宏发|2025-01-02|113.00|13%", "立信|2025-01-03|226.00|13%")),
    "discount_form": ("客户|订单日期|金额|折扣", ("宏发|2025-01-02|90|9", "立信|2025-01-03|85|8.5")),
    "yen": (ORDERS, ("Acme|2025-01-02|¥5000", "Beta|2025-01-03|¥7000")),
    "product_key": ("Customer|Order Date|Product|Net amount",
                    ("Acme|2025-01-02|A-100|5", "Beta|2025-01-03|Copper wire on reel|6")),
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("code", CASES)
def test_the_evidence_fills_its_sentence_and_every_choice_has_a_preview_or_none_has(code: str, language: str) -> None:
    header, rows = CASES[code]

    question = only(read(header, *rows))

    sentence = words_in(language)(f"evidence.{code}", None, **question.facts)
    assert str(question.facts["of"]) in sentence
    assert len(question.previews) in (0, len(question.choices))


def test_a_figure_with_blanks_between_digits_can_be_shown() -> None:
    table = a_table(ORDERS.split("|"), [["Acme", "2025-01-02", "1 2,345"], ["Beta", "2025-01-03", "7"]])

    (reading,) = recognise([table], LOADING_DAY)

    assert [one.previews for one in reading.questions] in ([], [((("1 2,345", "12345"),), (("1 2,345", "12.345"),))])
