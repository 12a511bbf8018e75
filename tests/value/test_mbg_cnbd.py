"""MBG/CNBD-k against known answers (vectors.json), closed forms, brute force and simulated worlds."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.integrate import quad
from scipy.stats import beta

from kadash.value.mbg_cnbd import MbgCnbd
from kadash.value.mbg_cnbd_fit import fit_mbg_cnbd
from kadash.value.newton import WARM_START_ABOVE, WEAK_PRIOR_SD
from kadash.value.purchases import Purchases
from tests.value.builders import VECTORS
from tests.value.worlds import a_world

PUBLISHED = VECTORS["mbgnbd_measured"]
CDNOW = MbgCnbd(r=0.52484, alpha=6.18299, a=0.89136, b=1.61400)
REGULAR = MbgCnbd(r=1.5, alpha=4.0, a=0.7, b=3.0, k=3)
YEAR = 365.0


def one(x: int, recency_days: float, age_days: float) -> Purchases:
    return Purchases.of([x], [recency_days], [age_days])


@pytest.fixture(scope="module")
def cdnow(real_data: Callable[[str], Path]) -> Purchases:
    table = pd.read_csv(real_data("cdnow") / "cdnow_customers_summary.csv")
    return Purchases.of(table["frequency"], table["recency"] * 7, table["T"] * 7)


@pytest.mark.real
def test_the_fit_on_cdnow_gives_the_known_parameters_and_likelihood(cdnow: Purchases) -> None:
    fit = fit_mbg_cnbd(cdnow)

    assert (fit.accounts, fit.reached, fit.model.k) == (2357, True, 1)
    assert fit.log_likelihood == pytest.approx(PUBLISHED["ll"], abs=4e-3)  # whole days here, hundredths of weeks there
    assert (fit.model.r, fit.model.alpha) == pytest.approx((0.52484, 6.18299), rel=1e-4)
    assert (fit.model.a, fit.model.b) == pytest.approx((0.89136, 1.61400), rel=1e-4)


@pytest.mark.real
def test_the_weak_prior_hardly_moves_a_real_file(cdnow: Purchases) -> None:
    held = fit_mbg_cnbd(cdnow, prior_sd=WEAK_PRIOR_SD)

    assert held.log_likelihood == pytest.approx(PUBLISHED["ll"], abs=0.02)


def test_who_bought_once_and_was_silent_since_is_probably_gone() -> None:
    silent = CDNOW.p_alive(Purchases.of([0, 0], [0, 0], [1, 2000]))

    # a / b against 1 at once; ((alpha + T) / alpha)^r times that after 2,000 days
    assert silent == pytest.approx([1 / (1 + 0.89136 / 1.614 * (1 + 1 / 7 / 6.18299) ** 0.52484),
                                    1 / (1 + 0.89136 / 1.614 * (1 + 2000 / 7 / 6.18299) ** 0.52484)])
    assert silent[1] < 0.2 < 0.6 < silent[0]


def test_p_alive_is_the_first_term_over_the_sum_of_both() -> None:
    n, known, since, gap = 1.5 + 3 * 4, 4.0 + 70.0, 4.0 + 60.0, 10.0
    there = beta_function(0.7, 3 + 4 + 1) * sum(
        math.gamma(n + j) / math.factorial(j) * gap**j / known ** (n + j) for j in range(3)
    )
    gone = beta_function(1.7, 3 + 4) * math.gamma(n) / since**n

    assert REGULAR.p_alive(one(4, 60 * 7, 70 * 7))[0] == pytest.approx(there / (there + gone))


def beta_function(a: float, b: float) -> float:
    return math.gamma(a) * math.gamma(b) / math.gamma(a + b)


def test_the_likelihood_of_regular_gaps_is_that_of_the_paper() -> None:
    n, known, since, gap = 1.5 + 3 * 2, 4.0 + 30.0, 4.0 + 20.0, 10.0
    gaps_weeks = (8.0, 12.0)
    there = beta_function(0.7, 3 + 2 + 1) * sum(
        math.gamma(n + j) / math.factorial(j) * gap**j / known ** (n + j) for j in range(3)
    )
    gone = beta_function(1.7, 3 + 2) * math.gamma(n) / since**n
    by_hand = (2 * math.log(8.0 * 12.0) - 2 * math.log(math.gamma(3)) - math.log(math.gamma(1.5)) + 1.5 * math.log(4.0)
               + math.log((there + gone) / beta_function(0.7, 3.0)))

    bought = Purchases.of([2], [20 * 7], [30 * 7], [sum(math.log(7 * weeks) for weeks in gaps_weeks)])

    assert REGULAR.log_likelihood(bought) == pytest.approx(by_hand)


def test_without_gaps_only_k_of_one_can_be_judged() -> None:
    with pytest.raises(ValueError, match="only k = 1"):
        REGULAR.log_likelihood(one(4, 60, 70))
    assert fit_mbg_cnbd(Purchases.of(np.full(50, 9), np.arange(50) + 300, np.arange(50) + 320)).model.k == 1


def test_buying_within_a_time_is_never_likelier_than_being_alive_and_becomes_so_in_the_end() -> None:
    accounts = Purchases.of([0, 1, 5, 40], [0, 30, 300, 350], [400, 400, 400, 400])

    alive, buys = REGULAR.p_alive(accounts), REGULAR.p_buys_within(accounts, 36_500)

    assert (buys <= alive).all()
    assert buys[3] == pytest.approx(alive[3], abs=1e-6)


@pytest.mark.parametrize("k", [1, 2, 3, 4, 8])
@pytest.mark.parametrize(("x", "recency", "age"), [(0, 0, 50), (2, 100, 150), (10, 300, 320), (60, 390, 400)])
def test_survival_and_purchases_agree_with_a_simulation_of_phases(k: int, x: int, recency: int, age: int) -> None:
    model, draws = MbgCnbd(r=1.5, alpha=12.0 / k, a=0.7, b=3.0, k=k), 100_000
    random = np.random.default_rng(5)
    n, known, u = 1.5 + k * x, 12.0 / k + age / 7, (age - recency) / 7 / (12.0 / k + age / 7)
    weights = np.cumprod([1.0, *(u * (n + j - 1) / j for j in range(1, k))])

    phase = random.choice(k, draws, p=weights / weights.sum())
    keeps = 1 - random.beta(0.7, 3.0 + x + 1, draws)
    gaps = (phase + random.poisson(random.gamma(n + phase, 1 / known) * YEAR / 7)) // k

    accounts = one(x, recency, age)
    assert model.survival(accounts, YEAR)[0] == pytest.approx(np.mean(keeps**gaps), abs=5e-3)
    expected = np.mean((1 - keeps**gaps) / (1 - keeps)) * model.p_alive(accounts)[0]
    assert model.expected_purchases_within(accounts, YEAR)[0] == pytest.approx(expected, rel=0.015)


@pytest.mark.parametrize(("x", "age_weeks"), [(0, 10.0), (40, 150.0), (900, 521.0)])
def test_survival_of_k_of_one_agrees_with_quadrature(x: int, age_weeks: float) -> None:
    chance, ratio = beta(1.7, 3.0 + x + 1), 52.0 / (8.0 + age_weeks)

    def left(p: float) -> float:
        return float(chance.pdf(p) * (1 + p * ratio) ** -(0.9 + x))

    by_quadrature = quad(left, 0, 1, limit=500, points=[1 / (1 + x)])[0]

    assert MbgCnbd(0.9, 8.0, 1.7, 3.0).survival(one(x, age_weeks * 7, age_weeks * 7), 364)[0] == pytest.approx(
        by_quadrature, rel=1e-6
    )


def test_many_ages_are_read_off_between_points_to_the_same_figures_as_each_alone() -> None:
    world = a_world(REGULAR, 4000, seed=8).purchases
    some = [0, 17, 401, 2222, 3999]

    together = REGULAR.survival(world, YEAR)[some]

    alone = [REGULAR.survival(one(world.repeats[i], world.recency_days[i], world.age_days[i]), YEAR)[0] for i in some]
    assert together == pytest.approx(alone, rel=1e-9)


@pytest.mark.parametrize(("a", "b"), [(1e-5, 3.0), (1e-3, 1e5), (50.0, 2e3), (1e5, 1e6)])
def test_runaway_parameters_still_give_chances(a: float, b: float) -> None:
    accounts = Purchases.of([0, 2, 10, 600], [0, 100, 300, 3900], [1, 150, 320, 4000])

    survival = MbgCnbd(2.0, 1.0, a, b, 8).survival(accounts, YEAR)

    assert np.isfinite(survival).all()
    assert ((survival > 0) & (survival < 1)).all()


class TestWorlds:
    @pytest.mark.parametrize("k", [1, 2, 4, 7])
    def test_parameters_and_regularity_are_recovered(self, k: int) -> None:
        truth = MbgCnbd(r=1.5, alpha=30.0 / k, a=0.7, b=3.0, k=k)
        bought = a_world(truth, 8000, seed=3, ages=(600, 1500)).purchases

        fit = fit_mbg_cnbd(bought)

        assert fit.reached
        assert fit.model.k == k
        assert (fit.model.r, fit.model.alpha) == pytest.approx((1.5, 30.0 / k), rel=0.12)
        assert fit.model.a / (fit.model.a + fit.model.b) == pytest.approx(0.7 / 3.7, abs=0.022)  # three standard errors
        assert fit.log_likelihood >= truth.log_likelihood(bought)
        assert fit.log_likelihood == pytest.approx(fit.model.log_likelihood(bought), rel=1e-12)

    def test_chances_and_purchases_come_true(self) -> None:
        world = a_world(REGULAR, 20_000, seed=4, ahead=182)
        fitted = fit_mbg_cnbd(world.purchases).model

        alive, buys = fitted.p_alive(world.purchases), fitted.p_buys_within(world.purchases, 182)

        for chance, came_true in ((alive, world.alive), (buys, world.bought_ahead > 0)):
            for low in np.arange(0.0, 1.0, 0.2):
                those = (chance >= low) & (chance < low + 0.2)
                assert those.sum() > 100
                assert came_true[those].mean() == pytest.approx(chance[those].mean(), abs=0.03)
        expected = fitted.expected_purchases_within(world.purchases, 182)
        assert expected.sum() == pytest.approx(world.bought_ahead.sum(), rel=0.03)

    def test_a_large_file_is_fitted_to_the_same_top_through_its_sample(self) -> None:
        bought = a_world(REGULAR, WARM_START_ABOVE + 10_000, seed=6).purchases

        fit = fit_mbg_cnbd(bought)

        assert (fit.model.k, fit.reached) == (3, True)
        assert fit.steps <= 4
        assert fit.log_likelihood > REGULAR.log_likelihood(bought)

    def test_the_order_of_the_accounts_does_not_change_a_single_digit(self) -> None:
        bought, log_gaps, *_ = a_world(REGULAR, 500, seed=9)
        turned = Purchases.of(bought.repeats[::-1], bought.recency_days[::-1], bought.age_days[::-1], log_gaps[::-1])

        assert fit_mbg_cnbd(turned) == fit_mbg_cnbd(bought)


def test_a_file_in_which_nobody_leaves_still_gives_finite_parameters_under_the_prior() -> None:
    ages = np.arange(300, 400)
    fit = fit_mbg_cnbd(Purchases.of(np.full(100, 20), ages - 5, ages, np.full(100, 20 * np.log(17))), WEAK_PRIOR_SD)

    assert fit.model.k == 8
    assert np.isfinite([fit.model.r, fit.model.alpha, fit.model.a, fit.model.b]).all()
    assert fit.model.p_alive(one(20, 345, 350))[0] > 0.98


def test_a_file_of_single_purchases_is_fitted_without_a_repeat_in_it() -> None:
    fit = fit_mbg_cnbd(Purchases.of(np.zeros(50), np.zeros(50), np.arange(50) + 10, np.zeros(50)), WEAK_PRIOR_SD)

    assert np.isfinite(fit.log_likelihood)
    assert fit.model.p_buys_within(one(0, 0, 35), 365)[0] < 0.2
