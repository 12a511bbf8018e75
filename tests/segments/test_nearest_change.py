"""The smallest change of one fact that lifts an account, everybody else as they are."""

from __future__ import annotations

import pytest

from kadash.language import words_in
from kadash.policy import default_policy
from kadash.segments import SCHEMES
from kadash.segments.nearest_change import Change, change_sentence, higher_layers, nearest_change
from tests.segments.builders import PROSPECT, accounts, began, ordinary_accounts

POLICY = default_policy()
NAN = float("nan")


def changes(table, scheme: str, account_id: str = "A001") -> dict[str, Change]:
    return {change.fact: change for change in nearest_change(table, account_id, scheme, POLICY)}


def test_points_of_margin_lift_an_account_past_the_last_of_the_next_tier():
    table = ordinary_accounts(3, contribution_12m=[240_000.0, 270_000.0, 300_000.0])

    found = changes(table, "value_tier")  # 30,000 on a revenue of 1,000,000 ties with A002, and A001 goes first

    assert found["margin_points"].to == pytest.approx(0.33)
    assert (found["margin_points"].layer, found["margin_points"].unit) == ("gold", "points")
    assert found["revenue_12m"].by == pytest.approx(125_000.0)


def test_a_large_account_that_pays_late_is_key_once_it_pays_in_time_enough():
    late = {"contribution_12m": 9e5, "continuity": 1.0, "months_active_12m": 12, "growth_per_year": 0.2,
            "mean_days_late": 29.0}

    found = changes(accounts(late, {}, {"contribution_12m": 1.0}), "key_account")

    assert found["mean_days_late"] == Change("mean_days_late", 29.0, 15.0, "days", "key")
    assert found["mean_days_late"].by == 14.0


def test_months_with_a_purchase_make_an_account_most_valuable():
    seldom = {"contribution_12m": 9e5, "continuity": 4 / 12, "months_active_12m": 4}

    found = changes(accounts(seldom, {"contribution_12m": 1e5}), "customer_class")

    assert found["continuity"] == Change("continuity", 4.0, 6.0, "months", "mvc")
    assert "mean_days_late" not in found


def test_an_account_below_zero_is_lifted_by_what_it_lacks():
    below = {"contribution_12m": -31_000.0, "contribution_rate_12m": -0.031}

    found = changes(accounts(below, {}, {}), "customer_class")

    assert found["margin_points"].by == pytest.approx(0.031)
    assert found["margin_points"].layer == "steady"


def test_paying_what_is_long_overdue_lifts_a_veto():
    vetoed = {"contribution_12m": 9e5, "overdue_veto_amount": 50_000.0}

    found = changes(accounts(vetoed, {"contribution_12m": 1e5}), "customer_class")

    assert found["overdue_veto_amount"] == Change("overdue_veto_amount", 50_000.0, 0.0, "money", "mvc")


@pytest.mark.parametrize(("change", "fact", "by", "layer"), [
    ({"purchases": 1}, "purchases", 1.0, "long_term"), (began("2024-10-10"), "age_days", 10.0, "long_term"),
    ({"p_alive": 0.05, "lateness": 5.0}, "days_since_order", 1.0, "long_term"),
])
def test_time_an_order_or_a_second_purchase_move_the_lifecycle(change, fact, by, layer):
    found = changes(accounts(change, {}), "lifecycle")

    assert (found[fact].by, found[fact].layer) == (by, layer)


@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_a_prospect_is_moved_by_no_single_fact(scheme):
    assert nearest_change(accounts(PROSPECT, {}), "A001", scheme, POLICY) == []


@pytest.mark.parametrize(("scheme", "layer", "higher"), [
    ("value_tier", "platinum", set()), ("value_tier", "gold", {"platinum"}), ("value_tier", "one_off", set()),
    ("value_tier", "lead", {"platinum", "gold", "iron"}), ("customer_class", "prospect", set()),
    ("buyer_type", "transactional", set()),
])
def test_an_account_can_rise_but_from_the_top_from_beside_or_where_no_fact_is_moved(scheme, layer, higher):
    assert higher_layers(layer, scheme, POLICY) == higher


@pytest.mark.parametrize("scheme", ["value_tier", "customer_class", "key_account", "loyalty_profit"])
def test_each_change_does_it_and_one_step_less_does_not(scheme):
    table = ordinary_accounts(12, contribution_12m=[1e4 * (i + 1) for i in range(12)],
                              p_buys_12m=[0.05 * i for i in range(12)], continuity=[0.4] * 12,
                              months_active_12m=[5] * 12, mean_days_late=[12.5] * 12)
    found = [one for one in nearest_change(table, "A008", scheme, POLICY) if one.fact in ("continuity", "p_buys_12m")]

    for one in found:
        step = {"months": 1.0, "points": 0.001}[one.unit]
        column = one.fact
        divisor = 12.0 if one.unit == "months" else 1.0
        at = [table[column].mask(table["account_id"].eq("A008"), value / divisor) for value in (one.to, one.to - step)]
        layers = [SCHEMES[scheme](table.assign(**{column: values}), POLICY)["layer"][7] for values in at]
        assert layers[0] == one.layer != layers[1]


@pytest.mark.parametrize(("language", "change", "said"), [
    ("en", Change("mean_days_late", 29.0, 15.0, "days", "mvc"), "14 days faster payment makes it Most valuable"),
    ("en", Change("margin_points", 0.3, 0.331, "points", "mvc"), "3.1 points of margin makes it Most valuable"),
    ("zh", Change("mean_days_late", 29.0, 15.0, "days", "mvc"), "付款提前 14 天，即成为最有价值"),
    ("zh", Change("days_since_order", 0.0, 1.0, "once", "steady"), "现在下一单，即成为稳定"),
])
def test_a_change_is_said_in_words(language, change, said):
    assert change_sentence(change, "customer_class", words_in(language)) == said
