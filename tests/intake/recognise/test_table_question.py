"""Which table a file is is asked where its columns fit several nearly as well; the safest is taken meanwhile."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from kadash.intake.reading import Reading, reading_from_json, reading_to_json
from kadash.intake.recognise import answered
from kadash.language import words_in
from kadash.loads import FileGiven, inspect, load
from kadash.policy import default_policy
from kadash.store import Home
from kadash.vocabulary import TABLES

from .conftest import LOADING_DAY, fields
from .tables import only, read

Recognised = Callable[[Mapping[str, str]], dict[str, Reading]]
DOUBT = "Customer,Date,Amount,Reference\nAcme,2025-01-02,50,a1\nBeta,2025-01-03,60,a2\n"
SALES = ("Customer,Order Date,Order No.,Product,Quantity,Amount\nAcme,2025-01-02,1,Valve,2,50\n"
         "Beta,2025-01-03,2,Pipe,3,60\n")


def test_an_account_a_date_and_an_amount_may_be_several_things_and_the_likeliest_is_taken() -> None:
    reading = read("Customer|Date|Amount|Reference", "Acme|2025-01-02|50|a1", "Beta|2025-01-03|60|a2")

    question = only(reading)
    assert (question.code, question.choices, question.chosen) == (
        "table", ("order_line", "payment", "receivable"), "order_line")
    assert dict(question.facts) == {"example": "Acme · 2025-01-02 · 50 · a1"}
    assert (reading.table, reading.rival) == ("order_line", "payment")
    assert [(note.code, dict(note.facts)) for note in reading.notes if note.code == "assumed_table"] == [
        ("assumed_table", {"table": "order_line", "rival": "payment"})]


def test_the_answer_puts_the_other_table_with_all_its_columns_in_place_and_can_be_taken_back() -> None:
    reading = read("Customer|Date|Amount|Reference", "Acme|2025-01-02|50|a1", "Beta|2025-01-03|60|a2")

    paid = answered(reading, "table", None, "payment")

    assert (paid.table, paid.open_questions) == ("payment", ())
    assert fields(paid) == {"account_name": "Customer", "payment_date": "Date", "amount": "Amount"}
    assert [note for note in paid.notes if note.code == "assumed_table"] == []
    back = answered(paid, "table", None, "order_line")
    assert (back.table, fields(back)) == ("order_line", fields(reading))


def test_the_other_table_brings_its_own_open_questions() -> None:
    reading = read("Customer|Date|Amount|Reference", "Acme|01/02/2025|50|a1", "Beta|03/04/2025|60|a2")

    paid = answered(answered(reading, "date_order", 1, "mdy"), "table", None, "payment")

    assert [one.code for one in paid.open_questions] == ["date_order"]
    month_first = answered(paid, "date_order", 1, "mdy").column("payment_date")
    assert month_first is not None and month_first.hints.date_order == "mdy"


def test_an_answer_that_confirms_the_table_keeps_the_other_answers() -> None:
    reading = read("Customer|Date|Amount|Reference", "Acme|01/02/2025|50|a1", "Beta|03/04/2025|60|a2")

    settled = answered(answered(reading, "date_order", 1, "mdy"), "table", None, "order_line")

    day = settled.column("order_date")
    assert day is not None and day.hints.date_order == "mdy"
    assert (settled.open_questions, settled.notes) == ((), ())


def test_beside_files_of_sales_a_file_in_doubt_is_not_added_to_them(recognised: Recognised) -> None:
    found = recognised({"b.csv": DOUBT, "orders.csv": SALES})

    assert (found["orders.csv"].table, found["orders.csv"].questions) == ("order_line", ())
    assert (found["b.csv"].table, only(found["b.csv"]).choices) == ("payment", ("payment", "order_line", "receivable"))


def test_a_file_with_the_headers_of_one_that_is_sure_is_the_same(recognised: Recognised) -> None:
    found = recognised({"b.csv": DOUBT, "sales 2025-02.csv": DOUBT})

    assert [(one.table, one.questions) for one in found.values()] == [("order_line", ()), ("order_line", ())]


@pytest.mark.parametrize(("header", "cells"), [
    ("Customer|Order Date|Product|Quantity|Amount", "Acme|2025-01-02|Valve|2|50"),
    ("Customer|Invoice No.|Invoice Date|Paid date|Amount", "Acme|I1|2025-01-02|2025-02-02|50"),
    ("客户|发票号|开票日期|到期日|金额", "宏发|I1|2025-01-02|2025-02-02|50"),
    ("Customer|Payment Date|Amount", "Acme|2025-02-02|50"), ("客户|订单日期|金额", "宏发|2025-01-02|50"),
])
def test_a_table_that_its_headers_tell_is_not_asked(header: str, cells: str) -> None:
    assert [one.code for one in read(header, cells).questions if one.code == "table"] == []


def test_the_question_survives_being_kept() -> None:
    reading = read("Customer|Date|Amount|Reference", "Acme|01/02/2025|50|a1", "Beta|03/04/2025|60|a2")

    assert reading_from_json(reading_to_json(reading)) == reading


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_table_that_may_be_chosen_is_said_in_words(language: str) -> None:
    words = words_in(language)

    assert [table for table in TABLES if not words.has(f"choice.table.{table}")] == []


def test_the_answer_holds_for_the_load_and_for_the_next_file_with_these_headers(tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    for name, text in (("orders.csv", SALES), ("b.csv", DOUBT), ("later.csv", DOUBT.replace("a1", "a3"))):
        (tmp_path / name).write_text(text)
    given = {name: FileGiven(tmp_path / name, name) for name in ("orders.csv", "b.csv", "later.csv")}
    options = {"today": LOADING_DAY, "policy": default_policy()}
    seen = next(table for table in inspect(home, [given["orders.csv"], given["b.csv"]], **options).tables
                if table.text.file == "b.csv")

    chosen = answered(seen.reading, "table", None, "receivable")
    load(home, [given["orders.csv"], given["b.csv"]], who="Li", readings={seen.fingerprint: chosen}, **options)
    (next_one,) = inspect(home, [given["later.csv"]], **options).tables

    generation = home.generation()
    assert generation is not None
    assert generation.rows("select account_name, invoice_date, amount::double from core.receivable "
                           "join core.account using (account_id) order by all") == [
        ("Acme", date(2025, 1, 2), 50.0), ("Beta", date(2025, 1, 3), 60.0)]
    assert (next_one.reading.table, next_one.reading.known, next_one.reading.open_questions) == ("receivable", True, ())
