"""Surveys with a column a question: what a header asks about, and what is no question."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kadash.intake.read import read_file
from kadash.intake.recognise.corrected import corrected
from kadash.intake.recognise.profile import profile
from kadash.intake.recognise.wide_survey import Question, survey_questions

MARKS = profile(["1", "4", "5", "3"])
SUMS = profile(["120", "4000", "5.5", "3"])


def asked(*header: str) -> dict[str, Question]:
    return {header[index]: found for index, found in survey_questions(header, [MARKS] * len(header)).items()}


@pytest.mark.parametrize(("header", "question"), [
    ("Reliability (expected)", Question("reliability", "expectation", 1)),
    ("期望_可靠性", Question("reliability", "expectation", 1)),
    ("可靠性（重要性）", Question("reliability", "importance", 1)),
    ("Q3. Deliveries arrive on time", Question("reliability", "score", 1)),
    ("Compared with what you expected at first, how satisfied are you?", Question("satisfaction", "score", 1)),
    ("第7题：您会向同行推荐我们吗", Question("recommend", "score", 1)),
    ("Value for money - perceived", Question("value", "score", 1)),
])
def test_a_header_says_what_it_asks(header: str, question: Question) -> None:
    assert asked(header, "tangibles", "empathy", "quality")[header] == question


def test_a_second_question_about_a_driver_is_another_question() -> None:
    assert list(asked("Quality 1", "Quality 2", "Empathy").values()) == [
        Question("quality", "score", 1), Question("quality", "score", 2), Question("empathy", "score", 1)]


def test_two_drivers_alone_or_columns_of_sums_are_no_survey() -> None:
    assert asked("Quality", "Value") == {}
    assert survey_questions(("Quality", "Value", "Empathy"), [MARKS, SUMS, SUMS]) == {}


def test_a_reading_that_a_person_chose_keeps_the_driver_of_each_column(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Who,When,Reliability,Empathy,Quality\nK1,2025-01-01,1,2,3\nK2,2025-01-02,4,5,3\n")
    [table] = read_file(path, path.name, tmp_path / "scratch")
    fields = enumerate(("account_id", "response_date", "score", "score", "score"))

    reading = corrected(table, "survey_response", {place: ("survey_response", field) for place, field in fields},
                        date(2025, 2, 1))

    assert [column.hints.driver for column in reading.columns] == [None, None, "reliability", "empathy", "quality"]
