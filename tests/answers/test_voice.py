"""Customer voice on a small company: what is counted once, and who hears whom."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kadash.access import Scope
from kadash.answers.voice import Voice, voice, voice_of_account
from kadash.answers.voice.told import headline, period_said, scales_said, what_matters
from kadash.language import words_in
from tests.answers.voice_company import LATELY, an_answer, company


def the(found: Voice, driver: str) -> list[float]:
    return [round(float(found.driver(driver)[name]), 3) for name in ("performance", "expectation", "gap")]


def test_an_account_counts_once_however_many_people_answered(tmp_path: Path) -> None:
    found = voice(company(tmp_path, [
        an_answer("A", "value", 1, 5, who="Buyer"), an_answer("A", "value", 1, 5, who="Engineer"),
        an_answer("A", "value", 1, 5, who="Director"), an_answer("B", "value", 5, 5)]))

    assert the(found, "value") == [0.5, 1.0, -0.5]
    assert (found.accounts, found.answers) == (2, 4)


def test_a_gap_is_of_accounts_that_said_what_they_expect(tmp_path: Path) -> None:
    found = voice(company(tmp_path, [an_answer("A", "value", 3, 5), an_answer("B", "value", 5)]))

    assert the(found, "value") == [0.75, 1.0, -0.5]


def test_the_year_up_to_the_as_of_date_is_looked_at_and_the_one_before_beside_it(tmp_path: Path) -> None:
    found = voice(company(tmp_path, [
        an_answer("A", "value", 5, day=dt.date(2025, 10, 1)), an_answer("A", "value", 2, day=dt.date(2025, 9, 30)),
        an_answer("A", "value", 1, day=dt.date(2024, 9, 30))]))

    assert found.period is not None
    assert (found.period.first, found.is_old) == (dt.date(2025, 10, 1), False)
    assert found.driver("value")[["performance", "performance_before"]].tolist() == [1.0, 0.25]


def test_where_nobody_answered_lately_the_last_year_of_answers_is_shown_and_said(tmp_path: Path) -> None:
    found = voice(company(tmp_path, [an_answer("A", "value", 5, day=dt.date(2024, 3, 1))]))

    assert found.is_old
    assert period_said(found, words_in("en")).startswith("Nobody answered in the last 365 days.")


def test_layers_stand_in_the_order_of_their_scheme_and_one_can_be_looked_into(tmp_path: Path) -> None:
    asked = company(tmp_path, [an_answer("A", "value", 1), an_answer("B", "value", 5), an_answer("C", "value", 3)],
                    tiers={"A": "lead", "B": "platinum", "C": "gold"})

    found, lead = voice(asked), voice(asked, "value_tier", "lead")

    assert found.layers[["layer", "performance"]].values.tolist() == [["platinum", 1.0], ["gold", .5], ["lead", 0.0]]
    assert (lead.accounts, float(lead.driver("value")["performance"])) == (1, 0.0)
    assert lead.by_account[["account_id", "low"]].values.tolist() == [["A", True]]


def test_a_viewer_hears_their_own_accounts_only(tmp_path: Path) -> None:
    answers = [an_answer("A", "value", 1), an_answer("B", "value", 5), an_answer("B", "recommend", 9)]
    asked = company(tmp_path, answers, owners={"A": "Li", "B": "Wang"}, scope=Scope.of_owners("Li"))

    found = voice(asked)

    assert found.by_account["account_id"].tolist() == ["A"]
    assert (found.marks, found.scales["answers"].sum()) == (0, 1)
    assert voice_of_account(asked, "B").answers == 0
    assert voice_of_account(asked, "A").drivers["others"].tolist() == [0.0]


def test_the_net_promoter_score_is_promoters_less_detractors_of_all_asked(tmp_path: Path) -> None:
    marks = [10, 9, 8, 7, 6, 0, 9, 10]

    found = voice(company(tmp_path, [an_answer(f"A{n}", "recommend", mark) for n, mark in enumerate(marks)]))

    assert (found.promoters, found.detractors, found.marks, found.net_promoters) == (4, 2, 8, 0.25)
    assert found.drivers.empty
    assert headline(found, words_in("en")) == (
        "8 accounts said whether they would recommend us; the drivers behind it were not asked.")


def test_what_customers_say_matters_is_used_where_nothing_can_be_derived(tmp_path: Path) -> None:
    found = voice(company(tmp_path, [
        an_answer("A", "value", 2, 5, 5), an_answer("A", "quality", 5, 5, 4), an_answer("A", "empathy", 2, 3, 1)]))
    words = words_in("en")

    assert (found.importance_from, found.mend_first) == ("stated", "value")
    assert headline(found, words) == ("Mend value for money first: customers say it matters more than most, and score "
                                      "it 25 of 100 where they expect 100.")
    assert what_matters(found, words, 182) == (
        "Too few answers to derive what matters: 0 that lie 182 days back or more; 30 are needed. "
        "The map shows what customers say matters instead.")


def test_without_expectation_and_importance_nothing_is_said_to_matter(tmp_path: Path) -> None:
    found = voice(company(tmp_path, [an_answer("A", "value", 2), an_answer("A", "quality", 5)]))

    assert (found.importance_from, found.mend_first) == (None, None)
    assert headline(found, words_in("en")) == (
        "value for money scores lowest, 25 of 100; what matters most nobody was asked yet.")


def test_the_scale_that_was_taken_is_said(tmp_path: Path) -> None:
    found = voice(company(tmp_path, [an_answer("A", "value", 2), an_answer("A", "value", 9)]))

    assert found.scales[["scale_min", "scale_max", "answers"]].values.tolist() == [[1, 5, 2]]
    assert scales_said(found, words_in("en")) == [  # the file has no sheet
        "survey.csv: 2 answers, taken to be on a scale of 1 to 5; a column \"Scale\" with its top settles it."]


def test_nothing_loaded_is_nothing_said(tmp_path: Path) -> None:
    found = voice(company(tmp_path, []))

    assert (found.period, found.accounts, len(found.drivers)) == (None, 0, 0)
    assert found.importance.too_few


def test_an_account_is_heard_beside_the_year_before_and_the_others(tmp_path: Path) -> None:
    asked = company(tmp_path, [
        an_answer("A", "value", 2, 4), an_answer("A", "value", 3, day=dt.date(2025, 6, 1)),
        an_answer("A", "recommend", 8), an_answer("A", "quality", 5), an_answer("B", "value", 5)])

    found = voice_of_account(asked, "A")

    value = found.drivers.set_index("driver").loc["value"]
    assert found.drivers["driver"].tolist() == ["quality", "value"]
    assert value[["performance", "gap", "performance_before", "others"]].tolist() == [0.25, -0.5, 0.5, 0.625]
    assert (found.lowest, found.recommend, found.answers, found.last) == ("value", 0.8, 1, LATELY)
