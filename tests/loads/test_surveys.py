"""Surveys long or wide, on any usual scale, become answers on one scale from 0 to 1."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.loads.builders import a_file, a_line, lines_file, taken_in

ANSWERS = "select driver, score, expectation, importance, scale_min, scale_max, scale_stated, score_share " \
    "from core.survey_response order by source_row, driver, score"


def _answers(folder: Path, text: str, what: str = ANSWERS) -> list[tuple[object, ...]]:
    survey = a_file(folder, "survey.csv", text)
    with taken_in(folder, lines_file(folder, a_line()), survey) as (build, _):
        return build.rows(what)


def test_a_wide_survey_may_ask_for_expected_received_and_important_side_by_side(tmp_path: Path) -> None:
    answers = _answers(
        tmp_path,
        "Customer No.,Response Date,Reliability (expected),Reliability (perceived),Reliability (importance),"
        "Empathy - expected,Empathy - perceived,Quality perceived,Quality expected\n"
        "A1,2026-03-02,7,4,6,5,7,1,\nA1,2026-04-02,6,,5,5,2,3,4\n")

    assert answers == [
        ("empathy", 7, 5, None, 1, 7, False, 1.0), ("quality", 1, None, None, 1, 7, False, 0.0),
        ("reliability", 4, 7, 6, 1, 7, False, 0.5),
        ("empathy", 2, 5, None, 1, 7, False, pytest.approx(1 / 6)),
        ("quality", 3, 4, None, 1, 7, False, pytest.approx(2 / 6))]


def test_columns_may_be_headed_by_questions_and_several_may_ask_about_one_driver(tmp_path: Path) -> None:
    answers = _answers(
        tmp_path,
        "公司名称,提交答卷时间,第1题：贵公司是否按时交货,第2题：承诺的事是否做到,第3题：产品质量如何,第4题：价格是否合理,您会推荐我们吗\n"
        "甲公司,2026-03-02,5,4,3,2,9\n乙公司,2026-03-05,5,5,4,4,10\n",
        "select account_id, driver, score, scale_min, scale_max, score_share from core.survey_response "
        "where account_id = '甲公司' order by driver, score")

    assert answers == [
        ("甲公司", "quality", 3, 1, 5, .5), ("甲公司", "recommend", 9, 0, 10, .9),
        ("甲公司", "reliability", 4, 1, 5, .75), ("甲公司", "reliability", 5, 1, 5, 1.0),
        ("甲公司", "value", 2, 1, 5, .25)]


@pytest.mark.parametrize(("scores", "bottom", "top"), [
    ((1, 3, 5), 1, 5), ((1, 3, 6), 1, 7), ((2, 7, 7), 1, 7), ((1, 8, 9), 1, 10), ((0, 8, 9), 0, 10), ((0, 4, 5), 0, 5),
    ((35, 80, 100), 0, 100),
])
def test_where_no_scale_is_stated_it_is_the_smallest_usual_one_that_holds_all_answers(
    tmp_path: Path, scores: tuple[int, ...], bottom: int, top: int
) -> None:
    rows = "".join(f"A1,2026-03-0{day},Reliability,{score}\n" for day, score in enumerate(scores, 1))

    found = _answers(tmp_path, f"Customer No.,Response Date,Driver,Score\n{rows}",
                     "select distinct scale_min, scale_max, scale_stated from core.survey_response")

    assert found == [(bottom, top, False)]


def test_a_stated_scale_counts_and_an_answer_beyond_it_has_no_share(tmp_path: Path) -> None:
    answers = _answers(
        tmp_path, "Customer No.,Response Date,Driver,Score,Expected,Scale\nA1,2026-03-02,Reliability,4,5,7\n"
        "A1,2026-03-03,Empathy,9,7,7\nA1,2026-03-04,Would you recommend us,8,,10\n",
        "select driver, scale_min, scale_max, scale_stated, score_share, expectation_share "
        "from core.survey_response order by source_row")

    assert answers == [
        ("reliability", 1, 7, True, .5, pytest.approx(4 / 6)), ("empathy", 1, 7, True, None, 1.0),
        ("recommend", 0, 10, True, .8, None)]


def test_the_question_whether_they_recommend_us_may_stand_alone(tmp_path: Path) -> None:
    answers = _answers(
        tmp_path, "Customer No.,Response Date,How likely are you to recommend us? (0-10)\n"
        "A1,2026-03-02,7\nA1,2026-03-09,9\n",
        "select response_date, driver, score_share from core.survey_response order by 1")

    assert answers == [(date(2026, 3, 2), "recommend", .7), (date(2026, 3, 9), "recommend", .9)]


def test_figures_beyond_every_scale_are_no_answers_of_a_wide_survey(tmp_path: Path) -> None:
    answers = _answers(
        tmp_path, "Customer No.,Response Date,Quality,Value,Reliability,Empathy\nA1,2026-03-02,4,12000,3,2\n"
        "A1,2026-03-09,5,8000,3,1\n", "select distinct driver from core.survey_response order by 1")

    assert answers == [("empathy",), ("quality",), ("reliability",)]
