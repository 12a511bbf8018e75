"""The what-if on accounts small enough to reckon by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from kadash.errors import KadashError
from kadash.scenarios import NO_CHANGE, Levers, Move, base_arrays, what_if
from kadash.scenarios.closed_forms import lifetime_value
from tests.scenarios.builders import NAN, POLICY, a_portfolio, an_account, base_of

A_80, A_85 = 2.8557757, 3.3846541


def test_the_base_of_one_account_is_the_published_vector() -> None:
    found = what_if(base_of(an_account()), NO_CHANGE)

    assert found.base.customer_equity == pytest.approx(285.578, abs=5e-4)
    assert found.base.profit_12m == pytest.approx(100 * 0.8**0.5)


@pytest.mark.parametrize(("years", "equity"), [(5, 240.804), (10, 285.578)])
def test_years_and_discount_move_base_and_scenario_together(years: int, equity: float) -> None:
    found = what_if(base_of(an_account()), NO_CHANGE, discount_per_year=0.12, years=years)

    assert (found.base.customer_equity, found.scenario.customer_equity) == pytest.approx((equity, equity), abs=5e-4)


def test_five_points_of_retention_are_worth_and_may_cost_what_the_closed_forms_say() -> None:
    found = what_if(base_of(an_account()), Levers(retention=0.05))

    assert found.change.customer_equity == pytest.approx(lifetime_value(100, 0.85, 0.12, 10) - 285.5776, abs=1e-3)
    assert found.by_segment.loc[0, "spend_limit_per_account"] == pytest.approx(15.63, abs=5e-3)


@pytest.mark.parametrize(
    ("levers", "profit", "retention"),
    [
        (Levers(margin=0.01), 104.0, 0.8),
        (Levers(price=0.01), 104.0, 0.8),
        (Levers(frequency=0.10), 112.0, 0.8),
        (Levers(cost_to_serve=-0.5), 110.0, 0.8),
        (Levers(wallet=0.10), 124.0, 0.8),
        (Levers(wallet=0.9), 220.0, 0.8),
        (Levers(payment_days=36.5), 100.0 - 400 * 0.1 * 0.06, 0.8),
        (Levers(churn_cut=0.25), 100.0, 0.85),
        (Levers(retention=-0.79), 100.0, 0.02),
        (Levers(retention=0.05, churn_cut=0.25), 100.0, 0.90),
        (Levers(frequency=0.10, wallet=0.10, margin=0.01), 400 * 1.1 * 1.2 * 0.31 - 20.0, 0.8),
    ],
)
def test_each_lever_moves_profit_and_retention_by_the_formula(levers: Levers, profit: float, retention: float) -> None:
    account = an_account(before_service_rate=0.30, service_cost_year=20.0, wallet_share=0.5)

    found = what_if(base_of(account), levers)

    assert found.scenario.customer_equity == pytest.approx(lifetime_value(profit, retention, 0.12, 10))
    assert found.scenario.profit_12m == pytest.approx(profit * retention**0.5)


def test_growth_compounds_in_the_scenario_only() -> None:
    found = what_if(base_of(an_account()), Levers(growth=0.05))

    assert found.base.customer_equity == pytest.approx(285.578, abs=5e-4)
    assert found.scenario.customer_equity == pytest.approx(lifetime_value(100, 0.8 * 1.05, 0.12, 10))


def test_retention_stops_at_the_cap_and_who_was_stopped_is_counted() -> None:
    stays, stopped = an_account(retention_12m=0.94), an_account(retention_12m=0.95)

    found = what_if(base_of(stays, stopped), Levers(retention=0.05))

    assert found.assumptions.truncated_accounts == 1
    assert found.by_segment.loc[0, "scenario_retention"] == pytest.approx(0.99)


def test_what_is_left_of_a_lift_at_the_cap_is_the_mean_of_those_who_were_moved() -> None:
    base = base_of(an_account(retention_12m=0.97), an_account(retention_12m=0.80))

    assert what_if(base, Levers(retention=0.05)).assumptions.real_lift == pytest.approx((0.02 + 0.05) / 2)
    assert what_if(base, Levers(margin=0.01)).assumptions.real_lift == 0.0


def test_an_unknown_share_of_wallet_is_left_alone_and_counted() -> None:
    found = what_if(base_of(an_account(wallet_share=NAN), an_account(wallet_share=0.9)), Levers(wallet=0.2))

    assert found.assumptions.wallet_unknown_accounts == 1
    assert found.assumptions.wallet_full_accounts == 1
    assert found.scenario.customer_equity == pytest.approx(285.57757 * (1 + 1 / 0.9), abs=1e-3)


def test_accounts_below_zero_stay_in_the_sum_and_have_no_retention_spend() -> None:
    loses = an_account(service_cost_year=150.0, tier="lead")

    found = what_if(base_of(an_account(), loses), Levers(retention=0.05))

    rows = found.by_segment.set_index("segment")
    assert rows.loc["lead", "base_equity"] == pytest.approx(-50 * A_80)
    assert rows.loc["lead", "change"] < 0
    assert rows.loc["lead", "spend_limit_per_account"] == 0.0
    assert found.assumptions.no_margin_accounts == 1


def test_prospects_and_unknown_costs_are_counted_and_weigh_nothing() -> None:
    prospect = an_account(p_alive=NAN, retention_12m=NAN, revenue_year=0.0)
    unknown = an_account(before_service_rate=NAN)

    found = what_if(base_of(an_account(), prospect, unknown), Levers(retention=0.05, wallet=0.1))

    assert found.base.customer_equity == pytest.approx(285.578, abs=5e-4)
    assert found.by_segment.loc[0, "accounts"] == 3
    assert (found.assumptions.unknown_accounts, found.assumptions.wallet_unknown_accounts) == (1, 1)


class TestSegments:
    def test_a_segments_move_leaves_the_others_untouched(self) -> None:
        base = base_of(an_account(tier="gold"), an_account(tier="lead"))

        rows = what_if(base, Levers(by_segment={"gold": Move(retention=0.05)})).by_segment.set_index("segment")

        assert rows["change"].to_dict() == {"gold": pytest.approx(100 * (A_85 - A_80), abs=1e-3), "lead": 0.0}

    def test_it_comes_on_top_of_the_move_for_all(self) -> None:
        base = base_of(an_account(tier="gold"), an_account(tier="lead"))

        rows = what_if(base, Levers(retention=0.02, by_segment={"gold": Move(retention=0.03)})).by_segment

        assert rows["scenario_retention"].tolist() == pytest.approx([0.85, 0.82])

    def test_they_come_in_the_order_given_and_an_unknown_one_is_refused_by_name(self) -> None:
        base = base_of(an_account(tier="lead"), an_account(tier="own"), an_account(tier="platinum"))

        assert base.segments == ("platinum", "lead", "own")
        with pytest.raises(KadashError) as refused:
            what_if(base, Levers(by_segment={"golden": Move(retention=0.05)}))
        assert refused.value.code == "what_if_segment_unknown"
        assert refused.value.facts == {"segment": "golden", "known": "platinum, lead, own"}

    def test_without_a_segment_column_all_accounts_are_one(self) -> None:
        base = base_arrays(pd.DataFrame([an_account(), an_account()]), POLICY)

        assert what_if(base, NO_CHANGE).by_segment[["segment", "accounts"]].to_numpy().tolist() == [["all", 2]]

    def test_a_point_is_worth_what_one_more_point_adds(self) -> None:
        base = base_of(an_account(tier="gold"), an_account(tier="lead", retention_12m=0.5))

        points = what_if(base, Levers(margin=0.1)).by_segment["point_value"]

        expected = [lifetime_value(100, r + 0.01, 0.12, 10) - lifetime_value(100, r, 0.12, 10) for r in (0.8, 0.5)]
        assert points.tolist() == pytest.approx(expected)


class TestMoney:
    def test_a_programme_costs_its_present_value_and_its_year(self) -> None:
        found = what_if(base_of(an_account()), Levers(programme_cost=10.0, programme_cost_once=5.0))

        every_year = sum(10.0 / 1.12 ** (t + 0.5) for t in range(10))
        assert found.change.customer_equity == pytest.approx(-every_year - 5.0)
        assert found.change.profit_12m == -15.0

    def test_new_accounts_are_worth_the_average_one_less_their_cost_each_year(self) -> None:
        found = what_if(base_of(an_account()), Levers(new_accounts=2, acquisition_cost=100.0))

        expected = sum(2 * (285.57757 - 100.0) / 1.12**t for t in range(1, 11))
        assert found.change.customer_equity == pytest.approx(expected, abs=1e-3)
        assert found.change.profit_12m == -200.0

    def test_a_typed_value_of_a_new_account_is_used(self) -> None:
        levers = Levers(new_accounts=1, acquisition_cost=30.0, new_account_value=50.0)

        found = what_if(base_of(an_account()), levers, years=1)

        assert found.change.customer_equity == pytest.approx(20.0 / 1.12)

    def test_a_cost_that_never_comes_back_has_no_payback_month(self) -> None:
        assert what_if(base_of(an_account()), Levers(programme_cost=50.0)).payback_months is None

    def test_where_nothing_is_spent_nothing_has_to_come_back(self) -> None:
        assert what_if(base_of(an_account()), Levers(retention=0.05)).payback_months == 0

    def test_a_one_off_spend_comes_back_in_the_month_in_which_extra_profit_has_covered_it(self) -> None:
        found = what_if(base_of(an_account(retention_12m=0.99)), Levers(margin=0.25, programme_cost_once=50.0))

        # the margin lever earns 100 x sqrt(.99) = 99.50 in the first year, 8.29 a month: 7 months for 50
        assert found.payback_months == 7

    def test_the_break_even_lift_of_a_programme_is_the_closed_form(self) -> None:
        found = what_if(base_of(an_account()), Levers(retention=0.10, programme_cost_once=100 * (A_85 - A_80)))

        assert found.break_even_retention == pytest.approx(0.05, abs=1e-5)
        assert what_if(base_of(an_account()), Levers(retention=0.1)).break_even_retention is None


class TestYears:
    def test_each_year_is_the_mid_year_profit_of_who_is_left(self) -> None:
        yearly = what_if(base_of(an_account()), Levers(retention=0.05), years=3).yearly

        assert yearly["year"].tolist() == [1, 2, 3]
        assert yearly["base_profit"].tolist() == pytest.approx([100 * 0.8 ** (t + 0.5) for t in range(3)])
        assert yearly["scenario_profit"].tolist() == pytest.approx([100 * 0.85 ** (t + 0.5) for t in range(3)])

    def test_the_first_is_the_profit_of_the_next_twelve_months(self) -> None:
        base = base_arrays(a_portfolio(500), POLICY, "tier")

        found = what_if(base, Levers(retention=0.03, programme_cost=900.0, new_accounts=3, acquisition_cost=70.0))

        assert found.yearly.loc[0, "base_profit"] == pytest.approx(found.base.profit_12m)
        assert found.yearly.loc[0, "scenario_profit"] == pytest.approx(found.scenario.profit_12m)

    def test_discounted_they_sum_to_customer_equity(self) -> None:
        found = what_if(base_arrays(a_portfolio(500), POLICY, "tier"), Levers(margin=0.02))

        discounted = found.yearly["scenario_profit"] / 1.12 ** (found.yearly["year"] - 0.5)
        assert discounted.sum() == pytest.approx(found.scenario.customer_equity)


@pytest.mark.parametrize(
    ("discount", "years", "code"),
    [(0.0, 10, "what_if_discount"), (1.01, 10, "what_if_discount"), (0.1, 0, "what_if_years"),
     (0.1, 51, "what_if_years")],
)
def test_terms_that_cannot_be_reckoned_are_refused(discount: float, years: int, code: str) -> None:
    with pytest.raises(KadashError) as refused:
        what_if(base_of(an_account()), NO_CHANGE, discount, years)

    assert refused.value.code == code


def test_a_base_without_accounts_answers_with_zeros() -> None:
    found = what_if(base_arrays(a_portfolio(10).iloc[:0], POLICY), Levers(retention=0.05, new_accounts=1))

    assert (found.base.customer_equity, found.scenario.customer_equity) == (0.0, 0.0)


def test_json_has_the_parts_of_the_contract_as_plain_numbers() -> None:
    levers = Levers(retention=0.05, by_segment={"gold": Move(margin=0.01)})

    told = what_if(base_of(an_account()), levers).to_json()

    assert {"base", "scenario", "change", "by_segment", "interval", "assumptions"} <= set(told)
    assert set(told["base"]) == {"customer_equity", "profit_12m"}
    assert told["assumptions"]["levers"] == {"retention": 0.05}
    assert told["assumptions"]["levers_by_segment"] == {"gold": {"margin": 0.01}}
    assert type(told["by_segment"][0]["accounts"]) is int
    assert type(told["interval"]["change"]["customer_equity"][0]) is float
