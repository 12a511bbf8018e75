"""Customer voice on a small company: what is counted once, who hears whom, and whether planted weights are found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.voice import Voice, voice, voice_of_account
from kadash.answers.voice.told import headline, layer_matters, period_said, scales_said, what_matters
from kadash.language import words_in
from kadash.marts.version import SETTING, relations_version
from kadash.policy import default_policy
from kadash.store import Home, open_build
from kadash.vocabulary import SURVEY_DRIVERS

AS_OF = dt.date(2026, 9, 30)
LATELY, A_YEAR_AGO = dt.date(2026, 9, 1), dt.date(2025, 9, 10)
COLUMNS = ["account_id", "response_date", "driver", "score", "expectation", "importance", "respondent"]
Answer = tuple[str, dt.date, str, int, int | None, int | None, str | None]


def an_answer(account: str, driver: str, score: int, expected: int | None = None, important: int | None = None,
              day: dt.date = LATELY, who: str | None = "Buyer") -> Answer:
    """A mark from 1 to 5; of recommending from 0 to 10."""
    return account, day, driver, score, expected, important, who


def company(folder: Path, answers: Iterable[Answer], sales: Iterable[tuple[str, dt.date, float]] = (),
            owners: dict[str, str] | None = None, tiers: dict[str, str] | None = None,
            scope: Scope | None = None, were: dict[str, str] | None = None) -> Asked:
    """A published generation with these answers and days of sales; its accounts are those that answered.

    tiers: today's; were: those of the month-end before A_YEAR_AGO.
    """
    rows = pd.DataFrame(list(answers), columns=COLUMNS)
    accounts = sorted(rows["account_id"].unique()) or ["A"]
    home = Home(folder)
    path = home.building_file()
    with open_build(path) as build:
        for schema in ("core", "mart", "meta"):
            build.run(f"create schema {schema}")
        for table, frame in _tables(rows, accounts, sales, owners or {}, tiers or {}, were or {}).items():
            build.write(table, frame)
        build.run("alter table core.survey_response alter response_date type date")
        build.run("alter table mart.account_day alter day type date")
        build.run("alter table mart.account_history alter month_end type date")
    home.publish(path)
    generation = home.generation()
    assert generation is not None
    return Asked(generation, scope or Scope.everything())


def _tables(rows: pd.DataFrame, accounts: list[str], sales: Iterable[tuple[str, dt.date, float]],
            owners: dict[str, str], tiers: dict[str, str], were: dict[str, str]) -> dict[str, pd.DataFrame]:
    low = rows["driver"].eq("recommend")
    bottom, top = np.where(low, 0.0, 1.0), np.where(low, 10.0, 5.0)
    marks = {name: rows[name].astype("float64") for name in ("score", "expectation", "importance")}
    return {
        "core.survey_response": rows.assign(
            **marks, response_date=pd.to_datetime(rows["response_date"]), respondent=rows["respondent"].astype("str"),
            driver=rows["driver"].astype("str"), account_id=rows["account_id"].astype("str"), scale_min=bottom,
            scale_max=top, scale_stated=False, source_id=1, source_row=1,
            **{f"{name}_share": (mark - bottom) / (top - bottom) for name, mark in marks.items()}),
        "mart.account": pd.DataFrame({
            "account_id": accounts, "account_name": [f"{one} Ltd" for one in accounts], "revenue_12m": 1.0,
            "owner": [owners.get(one, "Li") for one in accounts], "region": "North", "contribution_12m": 100.0}),
        "mart.segment": pd.DataFrame({"account_id": accounts, "scheme": "value_tier",
                                      "layer": [tiers.get(one, "lead") for one in accounts]}),
        "mart.account_history": pd.DataFrame({
            "account_id": list(were), "month_end": pd.Timestamp(2025, 8, 31),
            "layers": [f'{{"value_tier": "{layer}"}}' for layer in were.values()]}).astype(
                {"account_id": "str", "month_end": "datetime64[us]", "layers": "str"}),
        "mart.flag": pd.DataFrame({"account_id": ["A"], "flag": ["low_survey"]}),
        "mart.account_day": pd.DataFrame(list(sales), columns=["account_id", "day", "revenue"]).astype(
            {"account_id": "str", "day": "datetime64[us]", "revenue": "float64"}),
        "meta.source": pd.DataFrame(
            {"source_id": [1], "file": ["survey.csv"], "sheet": pd.Series([None], dtype="str")}),
        "meta.setting": pd.DataFrame({
            "key": ["as_of", "currency", "policy", "cost_known", "amounts_with_tax", SETTING],
            "value": [AS_OF.isoformat(), "CNY", default_policy().model_dump_json(), "true", "false",
                      relations_version()]}),
    }


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


def bought(account: str, after: float, before: float = 100.0) -> list[tuple[str, dt.date, float]]:
    """Sales in the year before and after an answer of A_YEAR_AGO; those on its own day belong to the year before."""
    return [(account, A_YEAR_AGO, before), (account, A_YEAR_AGO + dt.timedelta(days=200), after)]


def planted(folder: Path, count: int, matters: str, were: tuple[str, ...] = ()) -> Asked:
    """Accounts that buy as much more as they like one driver, and leave where they hate it; the others are noise.

    were: layers that the accounts were in, in turn; in the second one the driver does not matter.
    """
    draw = np.random.default_rng(7)
    answers, sales = [], []
    layers: dict[str, str] = {}
    for number in range(count):
        marks = {driver: int(draw.integers(1, 6)) for driver in SURVEY_DRIVERS}
        account = f"A{number:03d}"
        answers += [an_answer(account, driver, mark, day=A_YEAR_AGO) for driver, mark in marks.items()]
        after = 0.0 if marks[matters] == 1 else 60.0 + 15.0 * marks[matters] + draw.normal(0, 10)
        if were:
            layers[account] = were[number % len(were)]
            after = 100.0 + draw.normal(0, 10) if layers[account] == were[1] else after
        sales += bought(account, after)
    return company(folder, answers, sales, tiers=dict.fromkeys(layers, "lead"), were=layers)


def test_a_planted_driver_is_found_in_what_200_accounts_bought_after_they_answered(tmp_path: Path) -> None:
    found = voice(planted(tmp_path, 200, "empathy")).importance

    assert found.answers == 200
    assert found.weights.loc[found.weights["weight"].idxmax(), "driver"] == "empathy"
    assert found.weights.set_index("driver").loc["empathy", "low"] > 1.0
    assert found.tells


def test_fifteen_accounts_are_too_few_to_say_what_matters(tmp_path: Path) -> None:
    found = voice(planted(tmp_path, 15, "empathy"))

    assert found.importance.too_few
    assert what_matters(found, words_in("en"), 182).startswith(
        "Too few answers to derive what matters: 15 that lie 182 days back or more; 40 are needed.")
    assert what_matters(found, words_in("zh"), 182).startswith(
        "答复太少，无法推算重要度：满 182 天的答复有 15 份，至少需要 40 份。")


@pytest.mark.parametrize(("after", "outcome"), [(0.0, -2.0), (100.0, 0.0), (300.0, 1.0)])
def test_leaving_and_buying_more_are_one_figure(tmp_path: Path, after: float, outcome: float) -> None:
    asked = company(tmp_path, [an_answer("A", "value", 3, day=A_YEAR_AGO)], bought("A", after))

    rows = asked.frame("voice_outcomes", as_of=AS_OF, days_after=182, scheme="value_tier")

    assert rows["outcome"].tolist() == [outcome]


def test_an_answer_of_lately_or_of_an_account_that_bought_nothing_before_has_no_outcome(tmp_path: Path) -> None:
    asked = company(tmp_path, [an_answer("A", "value", 3, day=dt.date(2026, 4, 2)),
                               an_answer("B", "value", 3, day=A_YEAR_AGO)], bought("B", 50.0, before=0.0))

    rows = asked.frame("voice_outcomes", as_of=AS_OF, days_after=182, scheme="value_tier")

    assert rows["account_id"].tolist() == ["B"]
    assert rows["outcome"].isna().all()


def test_a_half_year_after_is_set_against_the_same_days_of_the_year_before(tmp_path: Path) -> None:
    day = AS_OF - dt.timedelta(days=200)
    sales = [("A", day - dt.timedelta(days=300), 100.0), ("A", day - dt.timedelta(days=100), 900.0),
             ("A", day + dt.timedelta(days=150), 300.0)]

    rows = company(tmp_path, [an_answer("A", "value", 3, day=day)], sales).frame(
        "voice_outcomes", as_of=AS_OF, days_after=182, scheme="value_tier")

    assert rows["outcome"].tolist() == [1.0]


def test_what_matters_is_told_by_the_layer_that_accounts_were_in_when_they_answered(tmp_path: Path) -> None:
    asked = planted(tmp_path, 200, "empathy", were=("platinum", "gold"))

    of_lead = voice(asked, "value_tier", "lead")

    assert {layer: one.answers for layer, one in of_lead.matters.items()} == {"platinum": 100, "gold": 100}
    platinum, gold = of_lead.matters["platinum"].weights, of_lead.matters["gold"].weights
    assert platinum[platinum["shows"] & platinum["weight"].gt(1.0)]["driver"].tolist() == ["empathy"]
    assert not gold.set_index("driver").loc["empathy", "shows"]
    assert (of_lead.importance_of, of_lead.importance.answers) == (None, 200)  # today all of them are lead
    said = what_matters(of_lead, words_in("en"), 182)
    assert said.endswith("Lead alone has 0 such answers of 40 needed: this is of all accounts.")


def test_a_layer_with_too_few_answers_says_so(tmp_path: Path) -> None:
    found = voice(planted(tmp_path, 60, "empathy", were=("platinum", "gold", "gold", "platinum", "platinum")))

    assert {layer: layer_matters(one, words_in("en")) for layer, one in found.matters.items()} == {
        "platinum": "too few answers: 36 of 40", "gold": "too few answers: 24 of 40"}
    assert not found.importance.too_few


def test_the_map_of_a_layer_with_enough_answers_is_the_layers_own(tmp_path: Path) -> None:
    asked = planted(tmp_path, 90, "value", were=("lead", "gold"))

    found = voice(asked, "value_tier", "lead")

    assert (found.importance_of, found.importance.answers) == ("lead", 45)
    assert what_matters(found, words_in("en"), 182).endswith("All of accounts that were Lead when they answered.")


def test_a_link_to_a_layer_in_which_nobody_answered_shows_all(tmp_path: Path) -> None:
    found = voice(company(tmp_path, [an_answer("A", "value", 5)]), "value_tier", "platinum")

    assert (found.layer, found.accounts) == (None, 1)
