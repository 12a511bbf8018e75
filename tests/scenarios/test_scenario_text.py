"""A scenario as JSON and as a link, both ways."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kadash.errors import KadashError
from kadash.scenarios import Levers, Measure, Move, Programme
from kadash.scenarios.levers import LEVERS
from kadash.scenarios.scenario_json import scenario_from_json, scenario_to_json
from kadash.scenarios.setup import Setup
from kadash.scenarios.text import (
    levers_from_text,
    levers_to_text,
    scenario_from_address,
    scenario_to_address,
)


def value_of(lever: str) -> st.SearchStrategy[float]:
    return st.floats(LEVERS[lever].low, LEVERS[lever].high).map(lambda v: v + 0.0)


moves = st.builds(Move, **{name: value_of(name) for name in ("retention", "margin", "frequency", "payment_days")})
all_levers = st.builds(
    Levers, retention=value_of("retention"), wallet=value_of("wallet"), growth=value_of("growth"),
    new_accounts=value_of("new_accounts"), programme_cost=value_of("programme_cost"),
    new_account_value=st.none() | st.floats(1, 1e9),
    by_segment=st.dictionaries(st.text(min_size=1, max_size=9), moves.filter(lambda m: m != Move()), max_size=3))
programmes = st.builds(
    lambda some: Programme(tuple(Measure(f"{place}{name}", *rest) for place, (name, *rest) in enumerate(some))),
    st.lists(st.tuples(
        st.text(max_size=5).map(lambda name: f"m{name}".strip()), st.lists(st.text(min_size=1), max_size=2).map(tuple),
        moves, st.builds(Move, retention=st.floats(0, 1)), st.integers(0, 120), st.floats(0, 1e9)), max_size=3))
setups = st.builds(
    Setup, scheme=st.none() | st.sampled_from(["value_tier", "lifecycle"]),
    account_id=st.none() | st.text(min_size=1, max_size=5), levers=all_levers, programme=programmes,
    discount_per_year=st.none() | st.floats(0.001, 1), years=st.none() | st.integers(1, 50),
    assumed_margin=st.none() | st.floats(0.01, 0.9))


@settings(deadline=None, max_examples=150)
@given(setups)
def test_a_scenario_comes_back_from_json_and_from_a_link_as_it_was(setup: Setup) -> None:
    assert scenario_from_json(json.loads(json.dumps(scenario_to_json(setup)))) == setup
    assert scenario_from_address(scenario_to_address(setup)) == setup


def test_a_link_is_short_and_readable() -> None:
    setup = Setup(scheme="lifecycle", years=5, levers=Levers(
        retention=0.05, cost_to_serve=-0.1, by_segment={"long_term": Move(margin=0.015, payment_days=-7.0)}))

    assert scenario_to_address(setup) == {
        "scheme": "lifecycle", "years": "5",
        "levers": "retention=5pt;cost_to_serve=-10%;long_term.margin=1.5pt;long_term.payment_days=-7"}


def test_levers_may_be_typed_into_the_address_bar_by_hand() -> None:
    found = levers_from_text("retention=+5pt;gold.churn-cut=20%;gold.margin=1点")

    assert found == Levers(retention=0.05, by_segment={"gold": Move(churn_cut=0.2, margin=0.01)})
    assert levers_from_text("") == Levers() and levers_to_text(Levers()) == ""


@pytest.mark.parametrize(
    ("body", "code", "key"),
    [
        ({"lever": {}}, "scenario_key", "lever"),
        ({"levers": {"luck": 1}}, "scenario_key", "luck"),
        ({"levers_by_segment": {"gold": {"growth": 0.1}}}, "scenario_key", "growth"),
        ({"programme": [{"name": "a", "price": 1}]}, "scenario_key", "price"),
        ({"programme": [{"name": "a", "move": {"new_accounts": 1}}]}, "scenario_key", "new_accounts"),
        ({"programme": [{"name": " "}]}, "scenario_value", "name"),
        ({"programme": [{"name": "a", "whom": "gold"}]}, "scenario_value", "whom"),
        ({"programme": [{"name": "a", "ramp_up_months": 1.5}]}, "scenario_value", "ramp_up_months"),
        ({"programme": "care"}, "scenario_value", "programme"),
        ({"levers": {"retention": 5}}, "scenario_value", "retention"),
        ({"levers": {"retention": "5pt"}}, "scenario_value", "retention"),
        ({"levers": {"retention": float("nan")}}, "scenario_value", "retention"),
        ({"years": 2.5}, "scenario_value", "years"),
        ({"scheme": 7}, "scenario_value", "scheme"),
        ([], "scenario_value", "scenario"),
    ],
)
def test_json_that_is_no_scenario_is_refused_by_key(body: Any, code: str, key: str) -> None:
    with pytest.raises(KadashError) as refused:
        scenario_from_json(body)

    assert (refused.value.code, refused.value.facts["field"]) == (code, key)


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"levers": "retention"}, "lever_form"),
        ({"levers": "gold.new_accounts=5"}, "lever_for_company"),
        ({"programme": "%%%"}, "scenario_address"),
        ({"programme": "abcd"}, "scenario_address"),
        ({"years": "ten"}, "scenario_value"),
        ({"discount": "inf"}, "scenario_value"),
    ],
)
def test_a_damaged_link_is_refused(parameters: dict[str, str], code: str) -> None:
    with pytest.raises(KadashError) as refused:
        scenario_from_address(parameters)

    assert refused.value.code == code
