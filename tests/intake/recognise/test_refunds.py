"""Refunds in a column beside sales: understood, decided by the file where it can, asked where it cannot."""

import pytest

from kadash.intake.reading import Reading
from kadash.intake.recognise import answered, recognise
from kadash.language import words_in
from tests.intake.recognise.conftest import LOADING_DAY, fields

from .tables import a_table, only, read


def lines(header: str, *money: str) -> Reading:
    """A sheet of orders by Acme and Beta; `money` are the cells after customer, order and day, row by row."""
    rows = [f"{'Acme' if number % 2 else 'Beta'}|SO{number}|2025-03-{number + 1:02d}|{cells}"
            for number, cells in enumerate(money)]
    return read(f"Customer|Order No.|Order date|{header}", *rows)


def refund(reading: Reading) -> tuple[str, str]:
    """The column of refunds, and how they are taken off."""
    column = reading.column("refund")
    assert column is not None
    return column.header, column.hints.refund


@pytest.mark.parametrize("header", [
    "Sales|Refund", "Sales|Refunded amount", "Amount|Returns", "销售额|退款金额", "金额|退货金额", "实付金额|退款",
    "Amount|Credit notes", "Amount|Amount refunded",
])
def test_a_column_of_refunds_beside_sales_is_asked_about_and_taken_off_meanwhile(header: str) -> None:
    reading = lines(header, "100|0", "80.5|30.25", "60|", "50|10")

    assert refund(reading) == (header.split("|")[1], "before")
    assert (only(reading).code, only(reading).choices, only(reading).chosen) == ("refunds", ("before", "net"), "before")
    assert [note.code for note in reading.notes] == ["assumed_refunds"]


def test_the_question_counts_rows_and_shows_what_each_answer_makes_of_them() -> None:
    question = only(lines("Sales|Refund", "100|0", "80.5|30.25", "60|", "50|-10"))

    assert dict(question.facts) == {"column": "Refund", "amount": "Sales", "of": 4, "count": 2, "full": 0, "nothing": 0,
                                    "example": "30.25"}
    assert question.previews == ((("80.5 - 30.25", "50.25"), ("50 - 10", "40")), (("80.5", "80.5"), ("50", "50")))


def test_an_answer_leaves_the_amount_as_it_is_and_its_assumption_goes() -> None:
    reading = lines("Sales|Refund", "100|0", "80|30", "60|20")

    net = answered(reading, "refunds", 4, "net")

    assert (refund(net), net.notes) == (("Refund", ""), ())


@pytest.mark.parametrize(("header", "money", "how"), [
    ("Sales|Refund|After refund", ("100|0|100", "80|30|50", "60|60|0", "50|5|45"), "before"),
    ("销售总额|退款|净销售额", ("100|0|100", "80|30|50", "60|60|0", "50|5|45"), ""),
    ("Quantity|Unit price|Amount|Refund", ("2|50|100|0", "2|40|80|30", "1|60|60|60", "5|10|50|5"), "before"),
    ("Quantity|Unit price|Amount|Refund", ("2|50|100|0", "2|40|50|30", "1|60|0|60", "5|10|45|5"), ""),
    ("Quantity|Unit price|Refund", ("2|50|0", "2|40|0", "1|60|60", "5|10|0"), "before"),
    ("Sales|Refund", ("100|0", "80|80", "60|60", "50|50"), "before"),
    ("Sales|Refund", ("100|0", "0|80", "0|60", "0|50"), ""),
    ("Sales|Refund", ("100|0", "-80|80", "-60|60", "-50|50"), ""),
    ("Gross sales|Refund", ("100|0", "80|30", "60|20", "50|5"), "before"),
    ("Net sales|Refund", ("100|0", "80|30", "60|20", "50|5"), ""),
    ("Sales|Refund", ("100|0", "80|0", "60|"), "before"),
], ids=["less the refund is another column", "another column less the refund", "quantity times price",
        "quantity times price less the refund", "no amount of its own", "all of it refunded", "nothing left beside it",
        "a minus beside it", "gross by name", "net by name", "no refund in sight"])
def test_what_the_file_shows_is_not_asked(header: str, money: tuple[str, ...], how: str) -> None:
    reading = lines(header, *money)

    assert (refund(reading)[1], reading.questions) == (how, ())
    assert [note.code for note in reading.notes if "refund" in note.code] == ([] if how else ["refunds_in_amount"])


@pytest.mark.parametrize("file", ["refunds.csv", "退款.csv"])
def test_sales_with_a_refund_here_and_there_are_sales_whatever_the_file_is_called(file: str) -> None:
    rows = [["Acme", f"SO{number}", "2025-03-01", "80", "30" if number < 3 else ""] for number in range(8)]
    table = a_table(["Customer", "Order No.", "Order date", "Sales", "Refund"], rows, file)

    [reading] = recognise([table], LOADING_DAY)

    assert [question.code for question in reading.questions] == ["refunds"]
    assert not any(column.hints.minus for column in reading.columns)


def test_two_rows_with_a_refund_prove_nothing() -> None:
    assert only(lines("Sales|Refund", "100|0", "80|80", "60|60")).code == "refunds"


def test_a_refund_that_stands_again_in_each_line_of_its_order_is_taken_for_that_of_the_order() -> None:
    rows = [f"Acme|SO{number // 2}|2025-03-01|{10 + number}|{5 + number // 2 if number < 6 else 0}"
            for number in range(10)]

    question = only(read("Customer|Order No.|Order date|Sales|Refund", *rows))

    assert (question.choices, question.chosen) == (("order", "before", "net"), "order")


@pytest.mark.parametrize(("header", "cell"), [
    ("Refund rate", "0.2"), ("退款率", "0.2"), ("Refund date", "2025-03-05"), ("退款状态", "无"),
    ("Return reason", "late"), ("退货数量", "1"), ("Returned qty", "1"), ("Refund No.", "77"), ("Return freight", "5"),
    ("退货运费", "5"),
    ("Returned", "1"), ("申请退款金额", "20"),
])
def test_what_is_no_money_that_went_back_is_no_refund(header: str, cell: str) -> None:
    reading = lines(f"Sales|{header}", f"100|{cell}", f"80|{cell}", f"60|{cell}")

    assert not {"refund", "quantity"} & fields(reading).keys()
    assert not any(column.hints.minus for column in reading.columns)


def test_a_sheet_of_nothing_but_returns_has_no_refunds_beside_sales() -> None:
    reading = lines("退货数量|退货金额|退款金额", "1|50|45", "2|60|60", "1|70|70")

    assert "refund" not in fields(reading)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("choice", ["before", "order", "net"])
def test_every_choice_has_its_words(language: str, choice: str) -> None:
    assert words_in(language).has(f"choice.refunds.{choice}")
