"""Who is offered what, in which order, and with which reasons."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from kadash.scenarios import Levers, base_arrays, what_if
from kadash.services import catalogue, propose
from tests.segments.builders import PROSPECT
from tests.services.builders import POLICY, a_catalogue, a_service, an_effect, judged

NAN = float("nan")


def offered(table: pd.DataFrame, *services: dict[str, object]) -> pd.DataFrame:
    return propose(table, a_catalogue(*services), POLICY)


@pytest.mark.parametrize(("condition", "value", "expected"), [
    ({"at_least": 0.5}, 0.5, True), ({"at_least": 0.5}, 0.49, False),
    ({"at_most": 0.5}, 0.5, True), ({"at_most": 0.5}, 0.51, False),
    ({"above": 0.5}, 0.51, True), ({"above": 0.5}, 0.5, False),
    ({"below": 0.5}, 0.49, True), ({"below": 0.5}, 0.5, False),
    ({"at_least": 0.5}, NAN, False), ({"at_most": 0.5}, NAN, False),
])
def test_a_service_is_for_accounts_that_meet_its_condition_and_never_on_an_unknown_signal(condition, value, expected):
    service = a_service("club", eligible=[{"signal": "continuity", **condition}])

    assert len(offered(judged({"continuity": value}), service)) == expected


def test_every_condition_of_eligibility_must_hold():
    service = a_service("x", eligible=[
        {"signal": "continuity", "at_least": 0.5}, {"signal": "lifecycle", "one_of": ["long_term"]},
    ])

    found = offered(judged({}, {"continuity": 0.4}, {"purchases": 1}), service)

    assert found["account_id"].tolist() == ["A001"]


def test_a_do_not_bars_the_service_and_is_told_with_the_first_that_remains():
    bonus = a_service("bonus", do_not=[{"signal": "margin_erosion", "is": True}])
    eroded = {"margin_rate_12m": 0.2, "margin_rate_prev_12m": 0.3}

    found = offered(judged({}, eroded), bonus, a_service("club"), a_service("visit"))

    eroding = found[found["account_id"] == "A002"]
    assert eroding["service_id"].tolist() == ["club", "visit"]
    assert json.loads(eroding["reasons"].iloc[0])["do_not"] == [
        {"service": "bonus", "code": "margin_erosion_is", "signal": "margin_erosion", "measured": True, "is": True}
    ]
    assert json.loads(eroding["reasons"].iloc[1])["do_not"] == []
    healthy = found[found["account_id"] == "A001"]
    assert [json.loads(text)["do_not"] for text in healthy["reasons"]] == [[], [], []]


def test_a_do_not_for_a_service_that_would_not_fit_is_not_told():
    bonus = a_service(
        "bonus", eligible=[{"signal": "continuity", "above": 0.99}], do_not=[{"signal": "p_alive", "above": 0.0}]
    )

    found = offered(judged({}), bonus, a_service("club"))

    assert json.loads(found["reasons"].iloc[0])["do_not"] == []


def test_services_stand_by_expected_gain_with_the_runner_up_and_its_gap():
    small = a_service("small", effects=[an_effect("margin", (0.01, 0.0))])
    large = a_service("large", effects=[an_effect("margin", (0.02, 0.0))])

    found = offered(judged({}), small, large)

    assert found[["service_id", "rank"]].values.tolist() == [["large", 1], ["small", 2]]
    first, second = (json.loads(text) for text in found["reasons"])
    gap = found["expected_gain"][0] - found["expected_gain"][1]
    assert first["runner_up"] == {"service": "small", "gap": pytest.approx(gap)}
    assert second["runner_up"] is None


def test_reasons_name_each_condition_with_what_was_measured_and_asked():
    service = a_service("club", eligible=[{"signal": "continuity", "at_least": 0.5}])

    reasons = json.loads(offered(judged({"continuity": 0.75}), service)["reasons"].iloc[0])

    assert reasons["because"] == [
        {"code": "continuity_at_least", "signal": "continuity", "measured": 0.75, "at_least": 0.5}
    ]
    assert (reasons["source"], reasons["gain_unknown"], reasons["effect_by_buyer_type"]) == ("assumption", False, False)


def test_a_certain_effect_has_no_range_and_an_uncertain_one_does():
    sure = a_service("sure", effects=[an_effect("margin", (0.01, 0.0))])
    risky = a_service("risky", effects=[an_effect("margin", (0.01, 0.01))])

    found = offered(judged({}), sure, risky).set_index("service_id")

    assert found.loc["sure", "low"] == pytest.approx(found.loc["sure", "high"])
    assert found.loc["sure", "expected_gain"] == pytest.approx(found.loc["risky", "expected_gain"])
    assert found.loc["sure", "probability_of_gain"] == 1.0
    worth = found.loc["sure", "expected_gain"]
    assert found.loc["risky", "low"] == pytest.approx(worth * (1 - 1.645), rel=0.05)
    assert found.loc["risky", "high"] == pytest.approx(worth * (1 + 1.645), rel=0.05)
    assert found.loc["risky", "probability_of_gain"] == pytest.approx(0.841, abs=0.01)


def test_the_effect_is_that_of_the_buyer_type_and_averaged_where_it_is_unknown():
    effect = {"lever": "margin", "transactional": (0.0, 0.0), "consultative": (0.01, 0.0), "strategic": (0.02, 0.0)}
    service = a_service("x", effects=[effect])

    gain = {
        kind: offered(judged({}, buyer_type=kind), service)["expected_gain"].iloc[0]
        for kind in ("transactional", "consultative", "strategic", "unsure")
    }

    assert gain["transactional"] == pytest.approx(0.0, abs=1e-6)
    assert gain["strategic"] == pytest.approx(2 * gain["consultative"])
    assert gain["unsure"] == pytest.approx(gain["consultative"])


def test_the_spread_of_an_unknown_type_holds_the_difference_between_types():
    effect = {"lever": "margin", "transactional": (0.0, 0.0), "consultative": (0.01, 0.0), "strategic": (0.02, 0.0)}

    found = offered(judged({}), a_service("x", effects=[effect]))

    assert found["low"][0] < 0.0 < found["high"][0]


def test_costs_follow_their_driver_and_never_fall_under_the_floor():
    table = judged({"revenue_12m": 1000.0}, {"revenue_12m": 3000.0}, {"revenue_12m": 8000.0, "orders_12m": 5})
    own = a_service("own", cost={"driver": "revenue", "one_off": 0.02, "yearly": 0.01, "floor": 0.01})
    flat = a_service("flat", cost={"driver": "account", "one_off": 0.02, "yearly": 0.01})
    order = a_service("order", cost={"driver": "order", "yearly": 0.1})

    cost = offered(table, own, flat, order).pivot(index="account_id", columns="service_id", values="cost")

    assert cost["own"].tolist() == pytest.approx([20.0 + 30.0, 60.0 + 30.0, 160.0 + 80.0])
    assert cost["flat"].tolist() == pytest.approx([90.0] * 3)
    assert cost["order"].tolist() == pytest.approx([20 * 15.0, 20 * 15.0, 5 * 15.0])


def test_where_contribution_is_unknown_services_are_proposed_by_fit_without_a_gain():
    unknown = {"contribution_12m": NAN, "before_service_rate": NAN}
    wide = a_service("a_wide")
    narrow = a_service("b_narrow", eligible=[{"signal": "continuity", "at_least": 0.8}])

    found = offered(judged({**unknown, "continuity": 0.9}, {**unknown, "continuity": 0.5}), wide, narrow)

    assert found[["account_id", "service_id"]].values.tolist() == [
        ["A001", "b_narrow"], ["A001", "a_wide"], ["A002", "a_wide"]
    ]
    assert found[["expected_gain", "low", "high", "probability_of_gain", "payback_months"]].isna().all(axis=None)
    assert json.loads(found["reasons"].iloc[0])["gain_unknown"] is True


def test_a_prospect_may_be_offered_a_service_whose_gain_is_unknown():
    found = propose(judged({}, {**PROSPECT, "account_id": "P"}), catalogue(), POLICY)

    prospect = found[found["account_id"] == "P"]
    assert prospect["service_id"].tolist() == ["newcomer_welcome"]
    assert prospect["expected_gain"].isna().all()


def test_an_account_below_zero_is_offered_a_price_that_brings_it_towards_zero_at_the_retention_that_may_cost():
    below = {
        "contribution_12m": -50_000.0, "contribution_rate_12m": -0.05, "before_service_rate": -0.03,
    }
    to_zero = an_effect("price", (1.0, 0.0), unit="price_rise_to_zero", at_most=0.1)
    leaving = an_effect("retention", (-1.0, 0.0), unit="reprice_retention_cost")

    found = offered(judged(below), a_service("free", effects=[to_zero]), a_service("dear", effects=[to_zero, leaving]))

    assert found.set_index("service_id")["expected_gain"]["free"] == pytest.approx(50_000 * 3.38466 * 0.95, rel=1e-3)
    assert found["expected_gain"].iloc[0] == pytest.approx(found["expected_gain"].iloc[1], rel=1e-6)
    profitable = offered(judged({}), a_service("dear", effects=[to_zero, leaving]))
    assert profitable["expected_gain"].iloc[0] < 0


def test_below_zero_accounts_are_offered_reprice_or_serve_leaner_from_the_shipped_catalogue():
    below = {"contribution_12m": -50_000.0, "contribution_rate_12m": -0.05, "before_service_rate": -0.03}

    found = propose(judged(below, {}), catalogue(), POLICY)

    assert {"reprice", "serve_leaner"} <= set(found.loc[found["account_id"] == "A001", "service_id"])
    assert not {"reprice", "serve_leaner"} & set(found.loc[found["account_id"] == "A002", "service_id"])


def test_chunks_do_not_change_the_gains(monkeypatch):
    table = judged(*({"continuity": 0.3 + i / 40, "revenue_year": 1e5 * (i + 1)} for i in range(25)))
    whole = propose(table, catalogue(), POLICY)

    monkeypatch.setattr("kadash.services.proposals._CELLS_AT_ONCE", 7 * POLICY.services.draws)
    parts = propose(table, catalogue(), POLICY)

    pd.testing.assert_frame_equal(whole, parts)


def test_nobody_to_propose_to_gives_an_empty_table():
    found = offered(judged({}).iloc[:0], a_service("club"))

    assert found.empty
    assert list(found)[:3] == ["account_id", "service_id", "rank"]


def test_a_free_certain_service_earns_what_the_what_if_says_of_the_same_levers():
    table = judged({"wallet_share": 0.6}, {"retention_12m": 0.6, "p_alive": 0.4}, {"revenue_year": 3e5})
    amounts = {
        "retention": 0.03, "wallet": 0.1, "frequency": 0.05, "margin": 0.01, "price": -0.02, "cost_to_serve": -0.1,
        "payment_days": 12.0,
    }
    service = a_service("all", effects=[an_effect(lever, (amount, 0.0)) for lever, amount in amounts.items()])

    gains = offered(table, service)["expected_gain"].sum()

    outcome = what_if(base_arrays(table, POLICY), Levers(**amounts))
    assert gains == pytest.approx(outcome.change.customer_equity, rel=1e-9)
