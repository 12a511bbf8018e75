"""What would change the choice, and the rules that no shipped service may break."""

from __future__ import annotations

import json

import pytest

from kadash.language import words_in
from kadash.services import catalogue, propose
from kadash.services.plan.pairs import pair_gains
from kadash.services.signals import SIGNALS
from kadash.services.turns import TURNS
from kadash.services.wording import change_sentences
from tests.services.builders import POLICY, a_catalogue, a_service, an_effect, judged

LARGE = [an_effect("margin", (0.05, 0.0))]


def changes(table, *services: dict[str, object]) -> dict[str, object]:
    found = propose(table, a_catalogue(*services), POLICY)
    return json.loads(found.loc[found["account_id"].eq("A001"), "reasons"].iloc[0])["would_change"]


def test_the_condition_nearest_to_failing_would_take_the_best_service_away():
    club = a_service("club", eligible=[{"signal": "orders_12m", "at_least": 10}, {"signal": "continuity",
                                                                                  "at_least": 0.1}])

    found = changes(judged({"orders_12m": 11, "continuity": 0.9}, {"orders_12m": 30}, {"orders_12m": 2}), club)

    assert (found["removes"]["service"], found["removes"]["signal"], found["removes"]["measured"],
            found["removes"]["at_least"]) == ("club", "orders_12m", 11.0, 10.0)
    assert found["adds"] is None


def test_a_service_that_would_earn_more_and_lacks_one_condition_would_be_added():
    large = a_service("large", effects=LARGE, eligible=[{"signal": "orders_12m", "at_least": 12}])

    found = changes(judged({"orders_12m": 11}), a_service("club"), large)

    assert (found["adds"]["service"], found["adds"]["signal"], found["adds"]["kind"]) == (
        "large", "orders_12m", "eligible")
    assert found["adds"]["gain"] > 0


def test_a_complaint_that_bars_a_better_service_is_what_would_add_it():
    large = a_service("large", effects=LARGE, do_not=[{"signal": "severe_open", "above": 0}])

    found = changes(judged({"severe_open": 1}), a_service("club"), large)

    assert (found["adds"]["service"], found["adds"]["kind"], found["adds"]["signal"]) == (
        "large", "do_not", "severe_open")


@pytest.mark.parametrize("lacking", [
    [{"signal": "orders_12m", "at_least": 12}, {"signal": "continuity", "at_least": 0.99}],
    [{"signal": "wallet_share", "at_least": 0.5}],
])
def test_what_lacks_two_conditions_or_an_unknown_one_is_not_near(lacking):
    large = a_service("large", effects=LARGE, eligible=lacking)

    assert changes(judged({"orders_12m": 11, "continuity": 0.5}), a_service("club"), large)["adds"] is None


def test_a_service_that_would_earn_less_would_not_change_the_choice():
    small = a_service("small", effects=[an_effect("margin", (0.0001, 0.0))],
                      eligible=[{"signal": "orders_12m", "at_least": 12}])

    assert changes(judged({"orders_12m": 11}), a_service("club"), small)["adds"] is None


@pytest.mark.parametrize(("asked_for", "measured"), [
    ({"signal": "lifecycle", "one_of": ["first_time", "prospect"]}, {}),  # it bought for years
    ({"signal": "purchases", "at_most": 11}, {"purchases": 12}),  # what was bought was bought
    ({"signal": "events_12m", "at_least": 3}, {"events_12m": 2}),  # nobody sets out to have complaints
    ({"signal": "growth_per_year", "at_least": 0.05}, {"growth_per_year": -0.4}),  # too far
])
def test_what_cannot_happen_or_nobody_would_bring_about_adds_no_service(asked_for, measured):
    large = a_service("large", effects=LARGE, eligible=[asked_for])

    assert changes(judged(measured), a_service("club"), large)["adds"] is None


@pytest.mark.parametrize(("buyer_type", "added"), [("unsure", True), ("consultative", False)])
def test_an_unsure_buyer_can_be_asked_and_a_known_one_does_not_become_another(buyer_type, added):
    large = a_service("large", effects=LARGE, eligible=[{"signal": "buyer_type", "one_of": ["strategic"]}])

    found = changes(judged({}, buyer_type=buyer_type), a_service("club"), large)

    assert (found["adds"] is not None) is added


def test_purchases_ever_never_fall_so_they_take_no_service_away():
    club = a_service("club", eligible=[{"signal": "purchases", "at_least": 5}])

    assert changes(judged({"purchases": 5}), club)["removes"] is None


def test_a_service_that_loses_money_is_not_added():
    costly = a_service("costly", eligible=[{"signal": "orders_12m", "at_least": 12}],
                       cost={"driver": "account", "one_off": 5.0})
    also = a_service("club", cost={"driver": "account", "one_off": 9.0})

    assert changes(judged({"orders_12m": 11}), also, costly)["adds"] is None


def test_every_offer_says_what_would_take_it_away_and_only_the_best_what_would_add_one():
    small = a_service("small", effects=[an_effect("margin", (0.0001, 0.0))],
                      eligible=[{"signal": "categories_12m", "at_least": 2}])
    club = a_service("club", eligible=[{"signal": "orders_12m", "at_least": 10}])
    large = a_service("large", effects=LARGE, eligible=[{"signal": "orders_12m", "at_least": 13}])

    found = propose(judged({"orders_12m": 12, "categories_12m": 2}), a_catalogue(club, small, large), POLICY)

    told = found.set_index("service_id")["reasons"].map(lambda text: json.loads(text)["would_change"])
    assert {one: told[one]["removes"]["signal"] for one in ("club", "small")} == {
        "club": "orders_12m", "small": "categories_12m"}
    assert told["club"]["adds"]["service"] == "large" and told["small"]["adds"] is None


def test_every_signal_says_how_it_turns_or_is_a_layer_or_a_figure_of_a_rule():
    never = {"price_rise_to_zero", "service_cut_to_zero", "reprice_retention_cost", "serve_leaner_retention_cost"}

    assert {name for name, one in SIGNALS.items() if name not in TURNS and one.kind != "layer"} == never


@pytest.mark.parametrize(("asked", "expected"), [
    ({"signal": "contract_in_force", "measured": False, "is": True}, "it signed a contract."),
    ({"signal": "silent", "measured": True, "is": True}, "it ordered again."),
    ({"signal": "buyer_type", "measured": "unsure", "one_of": ["strategic"]},
     "you found out that its buyer type is: Strategic (now Unsure)."),
])
def test_a_turn_of_state_is_told_as_what_somebody_would_do(asked, expected):
    change = {"removes": None, "adds": {"service": "b", "gain": 1.0, "code": "-", **asked}}

    assert change_sentences(change, words_in("en"), str) == [f"b would earn more (1) if: {expected}"]


@pytest.mark.parametrize(("language", "expected"), [
    ("en", ["Named adviser would no longer fit if: it ordered fewer than 10 times in 12 months (now 11).",
            "Data link would earn more (9K) if: its open severe complaints (1) were closed."]),
    ("zh", ["如出现以下变化，则不再推荐“Named adviser”：近 12 个月下单不足 10 次（现为 11 次）。",
            "如出现以下变化，则“Data link”收益更高（9,000）：1 件未结严重投诉全部结案。"]),
])
def test_changes_are_told_in_words(language, expected):
    found = {"removes": {"service": "a", "kind": "eligible", "gain": None, "code": "-", "signal": "orders_12m",
                         "measured": 11.0, "at_least": 10.0},
             "adds": {"service": "b", "kind": "do_not", "gain": 9000.0, "code": "-", "signal": "severe_open",
                      "measured": 1.0, "above": 0.0}}
    names = {"a": "Named adviser", "b": "Data link"}

    assert change_sentences(found, words_in(language), names.__getitem__) == expected


def test_reasons_say_how_much_retention_a_service_may_cost():
    below = {"contribution_12m": -50_000.0, "contribution_rate_12m": -0.05, "before_service_rate": -0.03}

    found = propose(judged(below), catalogue(), POLICY).set_index("service_id")["reasons"].map(json.loads)

    assert found["reprice"]["retention_change"] == pytest.approx(-0.06, abs=0.001)
    assert found["serve_leaner"]["retention_change"] == pytest.approx(-0.03, abs=0.001)


def test_a_condition_may_ask_for_a_layer_of_a_scheme_of_the_users_own():
    table = judged({}, {}).assign(channel=["dealer", "direct"])
    service = a_service("club", eligible=[{"signal": "scheme:channel", "one_of": ["dealer"]}])

    assert propose(table, a_catalogue(service), POLICY)["account_id"].tolist() == ["A001"]
    assert propose(judged({}), a_catalogue(service), POLICY).empty


def test_no_shipped_contract_locks_in_while_a_severe_complaint_is_open_or_payment_is_sixty_days_late():
    for service in catalogue().services:
        if service.means == "contract":
            late = [one.threshold for one in service.do_not if one.signal == "mean_days_late"]
            assert "severe_open_above" in {one.code for one in service.do_not}, service.id
            assert late and min(late) <= 60, service.id


def test_no_shipped_service_gives_price_away_where_margin_melts_and_no_club_takes_the_transactional_buyer():
    for service in catalogue().services:
        if any(one.lever == "price" and one.consultative[0] < 0 for one in service.effects):
            assert "margin_erosion_is" in {one.code for one in service.do_not}, service.id
    club = catalogue().service("key_account_club")
    assert [one.threshold for one in club.do_not if one.signal == "buyer_type"] == [("transactional",)]


def test_every_shipped_bundle_is_cheaper_than_its_parts_and_every_contract_has_a_term():
    for service in catalogue().services:
        assert (service.bundle is not None) == (service.means == "bundle"), service.id
        assert service.bundle is None or 0.02 < service.bundle.saving < 0.5, service.id
        assert service.means != "contract" or service.minimum_term_months >= 12, service.id


def joint(table, *services: dict[str, object], **more: object):
    menu = a_catalogue(*services)
    if more:
        menu = menu.model_validate({"service": list(services), **more})
    proposals = propose(table, menu, POLICY)
    return pair_gains(table, proposals, menu, POLICY), proposals.set_index("service_id")


def test_retention_of_a_pair_adds_in_log_odds_and_so_earns_less_than_the_sum():
    stay = [an_effect("retention", (0.05, 0.0))]

    pairs, each = joint(judged({"retention_12m": 0.8}), a_service("a", effects=stay), a_service("b", effects=stay))

    row = pairs.iloc[0]
    assert (row["first"], row["second"]) == ("a", "b")
    one = each.loc["a", "expected_gain"]
    # odds 4 -> 5.67 -> 8.03: .80, .85, .8892. Over ten years at 12 %: A 2.85578, 3.38466, 3.8941
    assert row["gain"] / one == pytest.approx((3.8941 - 2.85578) / (3.38466 - 2.85578), rel=2e-3)
    assert row["gain"] < 2 * one


def test_a_share_of_wallet_ends_at_all_of_it_also_for_a_pair():
    more = [an_effect("wallet", (0.3, 0.0))]

    pairs, each = joint(judged({"wallet_share": 0.6}), a_service("a", effects=more), a_service("b", effects=more))

    assert pairs["gain"].iloc[0] / each.loc["a", "expected_gain"] == pytest.approx(0.4 / 0.3, rel=1e-6)


def test_costs_of_a_pair_add_unless_they_share_work():
    priced = {"cost": {"driver": "account", "one_off": 0.001}}
    services = (a_service("a", **priced), a_service("b", **priced))

    apart, each = joint(judged({}), *services)
    shared, _ = joint(judged({}), *services, together=[{"services": ["a", "b"], "cost_share": 0.8}])

    assert apart["cost"].iloc[0] == pytest.approx(2 * each.loc["a", "cost"])
    assert shared["cost"].iloc[0] == pytest.approx(1.6 * each.loc["a", "cost"])
    assert shared["gain"].iloc[0] == pytest.approx(apart["gain"].iloc[0] + 0.4 * each.loc["a", "cost"])
    assert shared["hours_share"].iloc[0] == 0.8


@pytest.mark.parametrize("changed", [{"conflicts": ["b"]}, {"pairs": []}])
def test_services_that_conflict_or_are_not_allowed_together_are_no_pair(changed):
    pairs, _ = joint(judged({}), a_service("a", **changed), a_service("b"))

    assert pairs.empty
