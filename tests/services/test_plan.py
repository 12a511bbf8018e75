"""Plans keep their limits, are as good as trying everything, and near the bound where nobody can try everything."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kadash.services.catalogue import ROLES
from kadash.services.plan import (
    Limits,
    exact_plan,
    frontier,
    held_out,
    just_missed,
    live_plan,
    steps_of,
)
from kadash.services.plan.exchanged import exchanged
from kadash.services.plan.limits import bounds_of
from kadash.services.plan.options import NOBODY
from tests.services.options_by_name import options_of
from tests.services.plans import best_gain, keeps_its_limits, random_options

SHARES = st.sampled_from([0.0, 0.03, 0.2, 0.6, 1.0])


def limited(options, money: float, time: float | None, roles: tuple[str, ...] = ROLES) -> Limits:
    """Limits as shares of what the plan without limits takes."""
    free = live_plan(options, steps_of(options), Limits())
    return Limits(free.cost * money, {} if time is None else {role: free.hours[role] * time for role in roles})


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 40), st.integers(1, 8), SHARES, st.none() | SHARES,
       st.sets(st.sampled_from(ROLES), min_size=1))
def test_every_plan_keeps_budget_hours_and_one_offer_an_account_in_random_catalogues(
    seed, accounts, services, money, time, roles
):
    options = random_options(accounts, services, seed)
    limits = limited(options, money, time, tuple(sorted(roles)))

    live, exact = live_plan(options, steps_of(options), limits), exact_plan(options, limits)

    assert keeps_its_limits(live) and keeps_its_limits(exact)
    assert live.expected_gain <= live.bound * (1 + 1e-9) + 1e-6
    assert exact.expected_gain <= exact.bound * (1 + 1e-9) + 1e-6


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), SHARES, st.none() | SHARES)
def test_the_exact_plan_of_few_accounts_earns_what_trying_everything_finds(seed, money, time):
    options = random_options(5, 3, seed)
    limits = limited(options, money, time)

    assert exact_plan(options, limits).expected_gain == pytest.approx(best_gain(options, limits), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("time", [None, 0.5])
@pytest.mark.parametrize("money", [0.05, 0.4])
def test_a_few_hundred_accounts_are_within_half_a_percent_of_the_best_there_is(money, time):
    options = random_options(300, 12, seed=7)
    limits = limited(options, money, time)

    exact, live = exact_plan(options, limits), live_plan(options, steps_of(options), limits)

    assert exact.gap < 0.005
    assert live.expected_gain > 0.995 * exact.expected_gain


@pytest.mark.parametrize("seed", [7, 8, 9])
@pytest.mark.parametrize("money", [0.3, 1.0])
def test_hours_cut_to_a_tenth_leave_the_live_plan_within_half_a_percent_of_the_best(money, seed):
    options = random_options(300, 12, seed=seed)
    limits = limited(options, money, 0.1)

    exact, live = exact_plan(options, limits), live_plan(options, steps_of(options), limits)

    assert keeps_its_limits(live)
    assert live.expected_gain > 0.995 * exact.expected_gain


def test_two_accounts_change_together_where_that_earns_more_and_fits():
    options = offered(an_offer("A", "club", 300, 100), an_offer("B", "club", 200, 60), an_offer("B", "link", 310, 120))
    limits = bounds_of(options, Limits(budget=120))
    only_a = np.array([0, NOBODY])

    found = exchanged(options, limits, only_a, options.gain - 2.0 * options.cost, np.arange(3))

    assert found.tolist() == [NOBODY, 2]
    assert only_a.tolist() == [0, NOBODY]


@pytest.fixture(scope="module")
def ten_thousand():
    return random_options(10_000, 20, seed=11, eligible=1.0, pairs=False)


@pytest.mark.slow
@pytest.mark.parametrize(("money", "time", "roles"), [
    (0.3, None, ROLES), (0.3, 0.5, ROLES), (1.0, 0.1, ROLES), (0.05, 0.05, ROLES), (0.9, 0.03, ROLES[:3])])
def test_ten_thousand_accounts_and_twenty_services_are_within_a_thousandth_of_the_bound(
    ten_thousand, money, time, roles
):
    limits = limited(ten_thousand, money, time, roles)

    exact, live = exact_plan(ten_thousand, limits), live_plan(ten_thousand, steps_of(ten_thousand), limits)

    assert (keeps_its_limits(exact), keeps_its_limits(live)) == (True, True)
    assert exact.gap < 0.001
    assert live.expected_gain > 0.999 * exact.bound
    assert live.gap < 0.001


def an_offer(account: str, service: str, gain: float, cost: float) -> dict[str, object]:
    return {"account_id": account, "service_id": service, "expected_gain": gain, "cost": cost}


def offered(*offers: dict[str, object], pairs: pd.DataFrame | None = None):
    return options_of(pd.DataFrame(list(offers)), {"club": {"engineer": 2}, "link": {"engineer": 40}}, pairs)


def test_money_goes_to_the_best_yuan_first_and_the_next_yuan_has_a_price():
    options = offered(an_offer("A", "club", 300, 100), an_offer("B", "club", 200, 100), an_offer("C", "club", 110, 100))

    plan = live_plan(options, steps_of(options), Limits(budget=200))

    assert [options.accounts[options.account[one]] for one in plan.taken] == ["A", "B"]
    assert (plan.expected_gain, plan.cost, plan.budget_price, plan.binding) == (500, 200, 1.1, ("budget",))
    assert [options.accounts[options.account[one]] for one in just_missed(plan)] == ["C"]


def test_what_loses_money_or_has_no_known_gain_is_no_option():
    options = offered(an_offer("A", "club", -1, 1), an_offer("A", "link", float("nan"), 1), an_offer("B", "club", 5, 1))

    assert (options.accounts, options.services, len(options)) == (("B",), ("club",), 1)


def test_a_pair_is_chosen_where_it_earns_more_than_its_cost_allows_elsewhere():
    pairs = pd.DataFrame([{"account_id": "A", "first": "club", "second": "link", "gain": 500.0, "cost": 180.0,
                           "hours_share": 0.5}])
    options = offered(an_offer("A", "club", 300, 100), an_offer("A", "link", 250, 100), pairs=pairs)

    plan = exact_plan(options, Limits(budget=180))

    assert options.services_at(plan.taken).tolist() == [("club", "link")]
    assert (plan.expected_gain, plan.cost, plan.hours["engineer"]) == (500.0, 180.0, 21.0)
    assert exact_plan(options.singles(), Limits(budget=180)).expected_gain == 300.0


def test_hours_bind_where_people_lack_and_then_money_has_no_price():
    options = offered(an_offer("A", "link", 300, 100), an_offer("B", "link", 200, 100), an_offer("C", "club", 50, 100))

    plan = exact_plan(options, Limits(budget=1000, hours={"engineer": 42}))

    assert (plan.expected_gain, plan.hours["engineer"], plan.binding) == (350.0, 42.0, ("engineer",))
    assert plan.budget_price == 0.0


def test_a_floor_gives_a_region_its_share_even_where_money_earns_less():
    options = offered(an_offer("A", "club", 300, 100), an_offer("B", "club", 200, 100), an_offer("C", "club", 110, 100))
    limits = Limits(budget=200, floors={"north": 100}, group_of=("south", "south", "north"))

    for plan in (live_plan(options, steps_of(options), limits), exact_plan(options, limits)):
        assert [options.accounts[options.account[one]] for one in plan.taken] == ["A", "C"]


def test_a_floor_that_cannot_be_reached_takes_what_there_is():
    options = offered(an_offer("A", "club", 300, 100), an_offer("B", "club", 200, 100))
    limits = Limits(budget=100, floors={"north": 5000}, group_of=("south", "north"))

    assert exact_plan(options, limits).expected_gain == 200


def test_the_frontier_rises_ever_more_slowly_to_what_all_money_earns():
    options = random_options(60, 8, seed=3)
    free = live_plan(options, steps_of(options), Limits())

    found = frontier(steps_of(options))

    assert (found.at(0.0), found.at(found.most)) == (0.0, pytest.approx(free.expected_gain))
    rises = np.diff(found.gain)
    assert (rises > 0).all() and (np.diff(rises) <= 1e-6 * found.gain[-1]).all()


def test_without_money_nobody_gets_an_offer_that_costs():
    options = offered(an_offer("A", "club", 300, 100), an_offer("B", "club", 5, 0))

    plan = live_plan(options, steps_of(options), Limits(budget=0.0))

    assert [options.accounts[options.account[one]] for one in plan.taken] == ["B"]


def test_who_just_missed_is_each_account_once_by_what_a_yuan_would_earn_and_nobody_who_is_served():
    options = offered(an_offer("A", "club", 300, 100), an_offer("B", "club", 120, 100), an_offer("B", "link", 90, 60),
                      an_offer("C", "club", 110, 100), an_offer("D", "club", 190, 100))

    missed = just_missed(live_plan(options, steps_of(options), Limits(budget=100)), most=2)

    assert [(options.accounts[options.account[one]], options.services_at(np.array([one]))[0]) for one in missed] == [
        ("D", ("club",)), ("B", ("link",))]


def test_nobody_to_plan_for_is_an_empty_plan():
    options = random_options(3, 2, seed=1, eligible=0.0)

    for plan in (live_plan(options, steps_of(options), Limits(budget=10.0)), exact_plan(options, Limits(budget=10.0))):
        assert (plan.expected_gain, plan.cost, plan.bound, set(plan.chosen)) == (0.0, 0.0, 0.0, {NOBODY})


def test_a_fifth_is_held_out_by_lot_the_same_for_the_same_seed_and_another_for_another():
    accounts = [f"A{number}" for number in range(1000)]

    held = held_out(accounts, 0.2, "plan 1")

    assert len(held) == 200
    assert held == held_out(reversed(accounts), 0.2, "plan 1")
    assert 20 < len(held & held_out(accounts, 0.2, "plan 2")) < 60
    assert held_out(accounts, 0.0, "plan 1") == frozenset()
