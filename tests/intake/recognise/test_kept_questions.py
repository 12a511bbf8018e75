"""Questions are kept with their reading, have words in both languages, and take only answers that they offer."""

from dataclasses import replace
from types import MappingProxyType
from typing import get_args

import pytest

from kadash.intake.reading import QuestionCode, Reading, fingerprint, reading_from_json, reading_to_json
from kadash.intake.recognise import answered, recognise
from kadash.intake.text_table import TextTable
from kadash.language import words_in
from kadash.vocabulary import Finding

from .conftest import LOADING_DAY
from .tables import a_table, asked, read

ORDERS = "Customer|Order Date|Net amount"


def test_an_encoding_in_doubt_is_asked_without_a_second_note() -> None:
    facts = {"encoding": "gb18030", "rival": "cp1252", "preview": "客户", "rival_preview": "¿Í"}
    table = a_table(["Customer", "Order Date", "Net amount"], [["Acme", "2025-01-02", "5"]])
    seen = Finding("assumed_encoding", facts=MappingProxyType(facts))

    reading = recognise([replace(table, findings=(seen,))], LOADING_DAY)[0]

    assert asked(reading) == {"encoding": (("gb18030", "cp1252"), "gb18030")}
    assert reading.notes == ()


def test_questions_survive_being_kept_and_readings_kept_before_there_were_any_still_load() -> None:
    reading = read("送达方|售达方|订单日期|净价值", "7|1|01/02/2025|5", "8|2|03/04/2025|6")
    old = '{"table": null, "columns": [], "confidence": 1, "rival": null, "why": "unused_chosen", "notes": [], ' \
          '"known": true}'

    assert len(reading.questions) == 2
    assert reading_from_json(reading_to_json(reading)) == reading
    assert reading_from_json(old) == Reading(None, confidence=1, why="unused_chosen", known=True)


def test_an_answer_to_what_was_not_asked_is_refused() -> None:
    reading = read(ORDERS, "Acme|01/02/2025|5", "Beta|03/04/2025|6")

    with pytest.raises(ValueError, match="no question date_order about column 1 with the choice ymd"):
        answered(reading, "date_order", 1, "ymd")
    with pytest.raises(ValueError, match="no question tax about column 2"):
        answered(reading, "tax", 2, "with_tax")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_question_has_its_words(language: str) -> None:
    words = words_in(language)

    assert [code for code in get_args(QuestionCode) if not words.has(f"question.{code}")] == []
    assert [code for code in get_args(QuestionCode) if not words.has(f"finding.assumed_{code}")] == []


def a_header(*names: str) -> TextTable:
    return a_table(list(names), [])


def test_headers_that_differ_in_width_case_and_blanks_have_one_fingerprint() -> None:
    assert fingerprint(a_header("金额（元）", "Ｏrder  ID")) == fingerprint(a_header("金额(元)", "order id"))
    assert fingerprint(a_header("金额", "order id")) != fingerprint(a_header("金额(元)", "order id"))
