"""What matters to customers, derived from what they bought after they answered: planted weights are found."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from kadash.answers import Asked
from kadash.answers.voice import voice
from kadash.answers.voice.told import layer_matters, what_matters
from kadash.language import words_in
from kadash.vocabulary import SURVEY_DRIVERS
from tests.answers.voice_company import A_YEAR_AGO, AS_OF, an_answer, company


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
