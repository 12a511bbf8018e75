"""Scenarios in the journal, and programmes on a company's accounts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.what_if import WhatIfAnswer, ask_again, what_if, what_if_programme
from kadash.answers.what_if.saved import (
    compare,
    copy,
    remove,
    save_scenario,
    saved_of,
    saved_scenario,
    scenarios_saved,
    take_back,
    unreadable,
)
from kadash.errors import KadashError
from kadash.language import words_in
from kadash.scenarios import Levers, Measure, Move, Programme, Setup
from kadash.store import Home, Journal
from tests.reviews.builders import a_trading_company, asked_of, buying_monthly, published

AT = dt.datetime(2026, 10, 1, 9, 0, tzinfo=dt.UTC)
CARE = Programme((
    Measure("Care", ("value_tier:iron",), Move(retention=0.02), Move(retention=0.01), 12, 100.0, 50.0, 1.0),
    Measure("Prices", (), Move(margin=0.01)),
))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return published(tmp_path_factory.mktemp("company"), **a_trading_company())


@pytest.fixture(scope="module")
def asked(home: Home) -> Asked:
    return asked_of(home)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Home(tmp_path).journal()


def a_setup(points: float = 0.02) -> Setup:
    return Setup(levers=Levers(by_segment={"value_tier:iron": Move(retention=points)}), years=5)


def kept(asked: Asked, journal: Journal, name: str = "Keep iron", setup: Setup | None = None):
    return save_scenario(journal, saved_of(asked, setup or a_setup(), name, "Li", AT))


def test_a_saved_scenario_is_asked_again_to_the_same_sums(asked: Asked, journal: Journal) -> None:
    kept(asked, journal)

    one, = scenarios_saved(asked, journal)

    answer = ask_again(asked, one.scenario.setup)
    assert isinstance(answer, WhatIfAnswer)
    assert (one.scenario_id, one.scenario.name, one.scenario.author, one.scenario.at) == (
        "keep-iron", "Keep iron", "Li", AT)
    assert one.scenario.scenario == answer.outcome.scenario
    assert one.scenario.scheme == "value_tier"
    assert not one.data_changed(asked)


def test_names_in_any_script_get_ids_of_their_own(asked: Asked, journal: Journal) -> None:
    ids = [kept(asked, journal, name).scenario_id for name in ("多留住铁级", "多留住铁级", "Keep iron!", " keep  IRON")]

    assert ids == ["scenario", "scenario-2", "keep-iron", "keep-iron-2"]


def test_a_change_in_place_is_refused_where_somebody_else_was_first(asked: Asked, journal: Journal) -> None:
    first = kept(asked, journal)
    mine = saved_of(asked, a_setup(0.03), "Keep iron", "Li", AT)
    save_scenario(journal, mine, first.scenario_id, expected=first.entry_id)

    with pytest.raises(KadashError) as refused:
        save_scenario(journal, mine, first.scenario_id, expected=first.entry_id)

    assert refused.value.code == "entry_changed"
    assert len(scenarios_saved(asked, journal)) == 1


def test_taking_back_brings_what_held_before(asked: Asked, journal: Journal) -> None:
    first = kept(asked, journal)
    save_scenario(journal, saved_of(asked, a_setup(0.03), "Keep iron", "Wang", AT), first.scenario_id)

    back = take_back(journal, first.scenario_id, "Li", AT)

    assert back is not None and back.scenario.setup == first.scenario.setup
    remove(journal, back, "Li", AT)
    assert scenarios_saved(asked, journal) == []
    assert take_back(journal, first.scenario_id, "Li", AT) is not None
    assert len(scenarios_saved(asked, journal)) == 1


def test_a_copy_stands_beside_its_original(asked: Asked, journal: Journal) -> None:
    first = kept(asked, journal)

    second = copy(asked, journal, first.scenario_id, "Keep iron, harder", "Wang", AT)

    assert second.scenario_id != first.scenario_id
    assert second.scenario.setup == first.scenario.setup
    assert second.scenario.author == "Wang"


def test_scenarios_stand_side_by_side_on_todays_data(asked: Asked, journal: Journal) -> None:
    ids = [kept(asked, journal, f"S{points}", a_setup(points)).scenario_id for points in (0.0, 0.01, 0.02)]

    table = compare(asked, journal, ids)

    assert table["scenario_id"].tolist() == ids
    assert table["equity_change"].is_monotonic_increasing and table.loc[0, "equity_change"] == 0.0
    assert table["then_equity_change"].tolist() == pytest.approx(table["equity_change"].tolist())
    assert not table["data_changed"].any() and table["years"].eq(5).all()


def test_other_data_under_a_scenario_are_said_with_both_sums(asked: Asked, journal: Journal, tmp_path: Path) -> None:
    one = kept(asked, journal)
    more = a_trading_company()
    more["order_line"] = [*more["order_line"], *buying_monthly("A1", 4000.0)]
    later_home = published(tmp_path / "later", **a_trading_company())
    published(tmp_path / "later", **more)
    later = asked_of(later_home)

    row = compare(later, journal, [one.scenario_id]).iloc[0]

    assert row["data_changed"]
    assert row["base_equity"] > row["then_base_equity"]


def test_a_fifth_scenario_is_refused_and_an_unknown_one_named(asked: Asked, journal: Journal) -> None:
    with pytest.raises(KadashError) as refused:
        compare(asked, journal, list("abcde"))
    assert refused.value.code == "scenarios_too_many"

    with pytest.raises(KadashError) as refused:
        saved_scenario(asked, journal, "none")
    assert refused.value.code == "scenario_unknown"


def test_what_cannot_be_reckoned_any_more_says_why_beside_the_others(asked: Asked, journal: Journal) -> None:
    of_s = kept(asked, journal, "Of S", Setup(account_id="S", levers=Levers(margin=0.01)))
    own = Asked(asked.generation, Scope.of_owners("Li"))

    table = compare(asked, journal, [of_s.scenario_id])

    assert table.loc[0, "why"] == "" and table.loc[0, "account_id"] == "S"
    assert scenarios_saved(own, journal) == []
    with pytest.raises(KadashError):
        compare(own, journal, [of_s.scenario_id])
    with pytest.raises(KadashError) as refused:
        saved_of(own, of_s.scenario.setup, "Mine", "Li", AT)
    assert refused.value.code == "account_unknown"


def test_a_viewer_of_all_is_not_told_the_sums_of_other_accounts_as_if_they_were_these(
        asked: Asked, journal: Journal) -> None:
    own = Asked(asked.generation, Scope.of_owners("Li"))
    kept(own, journal, "Li's")

    row = compare(asked, journal, ["li-s"]).iloc[0]

    assert row["then_equity"] != row["then_equity"] and row["equity"] > 0


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_scenario_needs_a_name(asked: Asked, name: str) -> None:
    with pytest.raises(KadashError) as refused:
        saved_of(asked, a_setup(), name, "Li", AT)

    assert refused.value.code == "scenario_name"


class TestProgramme:
    def test_measures_may_name_their_segments_with_the_scheme(self, asked: Asked) -> None:
        answer = what_if_programme(asked, CARE)

        assert answer is not None and answer.of.scheme == "value_tier"
        parts = answer.outcome.by_measure["equity"].sum()
        assert parts == pytest.approx(answer.outcome.change.customer_equity)

    def test_it_starts_from_the_base_of_every_other_page(self, asked: Asked) -> None:
        answer, bare = what_if_programme(asked, CARE), what_if(asked, Levers())

        assert answer is not None and bare is not None
        assert answer.outcome.base == bare.outcome.base

    def test_it_is_kept_and_asked_again(self, asked: Asked, journal: Journal) -> None:
        one = kept(asked, journal, "Programme", Setup(programme=CARE, levers=Levers(price=0.005)))

        again = saved_scenario(asked, journal, one.scenario_id).scenario

        assert again.programme == CARE
        assert compare(asked, journal, [one.scenario_id]).loc[0, "equity"] == pytest.approx(
            again.scenario.customer_equity)

    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_every_sentence_of_it_can_be_said(self, asked: Asked, language: str) -> None:
        words = words_in(language)
        for programme in (CARE, Programme((Measure("Idle"),)), Programme((Measure("Dear", cost_once=1e9),))):
            answer = what_if_programme(asked, programme, Levers(price=0.01))
            assert answer is not None
            assert all(sentence and "{" not in sentence for sentence in answer.sentences(words))

    def test_its_json_has_the_parts_of_the_contract_and_its_own(self, asked: Asked) -> None:
        answer = what_if_programme(asked, CARE)

        assert answer is not None
        assert {"base", "scenario", "change", "by_segment", "interval", "assumptions", "by_measure", "costs",
                "sum_of_alone", "payback_months"} <= set(answer.to_json())


@pytest.mark.parametrize("spoilt", [
    "a text", {}, {"asks": {"turbo": 1}}, {"asks": {}, "name": 3},
    {"asks": {}, "name": "Old", "generation": "g", "scope": "all", "base": {"sum": 1}, "scenario": {}},
    {"asks": {"levers": {"retention": "much"}}, "name": "Old"},
])
def test_a_scenario_that_cannot_be_read_is_counted_and_the_others_are_shown(
        asked: Asked, journal: Journal, spoilt: object) -> None:
    journal.put("scenario", "old", spoilt, author="Wang", at=AT)  # type: ignore[arg-type]
    kept(asked, journal)
    own = Asked(asked.generation, Scope.of_owners("Li"))

    assert [one.scenario_id for one in scenarios_saved(asked, journal)] == ["keep-iron"]
    assert (unreadable(asked, journal), unreadable(own, journal)) == (1, 0)
    assert compare(asked, journal, ["keep-iron"])["name"].tolist() == ["Keep iron"]
    with pytest.raises(KadashError) as refused:
        saved_scenario(asked, journal, "old")
    assert refused.value.code == "scenario_unknown"
