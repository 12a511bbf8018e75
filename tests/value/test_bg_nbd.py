"""BG/NBD against published answers (Fader, Hardie and Lee 2005; vectors.json) and against simulation."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.integrate import quad
from scipy.stats import beta

from kadash.value.bg_nbd import BgNbd
from kadash.value.bg_nbd_fit import fit_bg_nbd
from kadash.value.newton import WARM_START_ABOVE, WEAK_PRIOR_SD
from kadash.value.purchases import Purchases
from tests.value.builders import VECTORS

PUBLISHED = VECTORS["bgnbd"]
NEW_ACCOUNT = [*zip(PUBLISHED["expect"]["t"], PUBLISHED["expect"]["EX"], strict=True)]
CDNOW = BgNbd(r=0.2425945, alpha=4.4136019, a=0.7929199, b=2.4258881)


def in_weeks(x: float, t_x: float, age: float) -> Purchases:
    return Purchases.of([x], [t_x * 7], [age * 7])


@pytest.fixture(scope="module")
def cdnow(real_data: Callable[[str], Path]) -> Purchases:
    table = pd.read_csv(real_data("cdnow") / "cdnow_customers_summary.csv")
    return Purchases.of(table["frequency"], table["recency"] * 7, table["T"] * 7)


@pytest.mark.real
def test_the_fit_on_cdnow_gives_the_published_parameters_and_likelihood(cdnow: Purchases) -> None:
    fit = fit_bg_nbd(cdnow)

    assert fit.accounts == 2357
    assert fit.log_likelihood == pytest.approx(-9582.429, abs=1e-3)
    assert (fit.model.r, fit.model.alpha) == pytest.approx((0.2425945, 4.4136019), rel=1e-3)
    assert (fit.model.a, fit.model.b) == pytest.approx((0.7929199, 2.4258881), rel=1e-3)


@pytest.mark.real
def test_the_weak_prior_hardly_moves_a_real_file(cdnow: Purchases) -> None:
    free, held = fit_bg_nbd(cdnow), fit_bg_nbd(cdnow, prior_sd=WEAK_PRIOR_SD)

    assert held.model.a == pytest.approx(free.model.a, rel=0.03)
    assert held.log_likelihood == pytest.approx(free.log_likelihood, abs=0.02)


@pytest.mark.real
def test_the_order_of_the_accounts_does_not_change_a_single_digit(cdnow: Purchases) -> None:
    shuffled = np.random.default_rng(5).permutation(len(cdnow))

    mixed = fit_bg_nbd(
        Purchases(cdnow.repeats[shuffled], cdnow.recency_days[shuffled], cdnow.age_days[shuffled])
    )

    assert mixed == fit_bg_nbd(cdnow)


@pytest.mark.parametrize(("weeks", "expected"), NEW_ACCOUNT)
def test_a_new_account_is_expected_to_buy_as_published(weeks: float, expected: float) -> None:
    assert CDNOW.expected_purchases(weeks * 7) == pytest.approx(expected, abs=PUBLISHED["tol"])


def test_an_accounts_next_purchases_are_as_published() -> None:
    expected = CDNOW.expected_purchases_within(in_weeks(2, 30.43, 38.86), days=39 * 7)

    assert expected[0] == pytest.approx(1.226, abs=1e-3)


def test_survival_of_a_year_is_as_published_and_not_p_alive_with_a_later_age() -> None:
    recent = in_weeks(5, 38.86, 38.86)

    assert CDNOW.survival(recent, days=52 * 7)[0] == pytest.approx(0.6425, abs=1e-4)
    assert CDNOW.p_alive(in_weeks(5, 38.86, 38.86 + 52))[0] < 0.12


def test_survival_agrees_with_a_simulation_of_buying_and_leaving() -> None:
    random, draws = np.random.default_rng(11), 200_000
    x, age, weeks = 5, 38.86, 52.0

    rate = random.gamma(CDNOW.r + x, 1.0 / (CDNOW.alpha + age), draws)
    leaves = random.beta(CDNOW.a, CDNOW.b + x, draws)
    stays = np.mean((1.0 - leaves) ** random.poisson(rate * weeks))

    assert CDNOW.survival(in_weeks(x, age, age), days=weeks * 7)[0] == pytest.approx(stays, abs=3e-3)


def test_who_bought_once_is_alive_for_certain() -> None:
    assert CDNOW.p_alive(in_weeks(0, 0, 200))[0] == 1.0


def test_buying_within_a_time_is_never_likelier_than_being_alive() -> None:
    accounts = Purchases.of([0, 1, 5, 40], [0, 30, 300, 350], [400, 400, 400, 400])

    alive, buys = CDNOW.p_alive(accounts), CDNOW.p_buys_within(accounts, days=36_500)

    assert (buys <= alive).all()
    assert buys[3] == pytest.approx(alive[3], abs=1e-6)


def by_quadrature(model: BgNbd, x: int, age_weeks: float, weeks: float) -> float:
    """Survival as the mean over drop-out chances p of (1 + p t / (alpha + T))^-(r + x)."""
    chance = beta(model.a, model.b + x)
    ratio, power = weeks / (model.alpha + age_weeks), model.r + x
    cuts = chance.ppf([0.0, 0.01, 0.1, 0.5, 0.9, 0.99, 1.0])
    pieces = [quad(lambda p: chance.pdf(p) * (1 + p * ratio) ** -power, low, high, epsabs=1e-13)[0]
              for low, high in itertools.pairwise(cuts)]
    return sum(pieces)


@pytest.mark.parametrize(("x", "age_weeks"), [(0, 10.0), (3, 60.0), (40, 150.0), (900, 521.0)])
def test_survival_agrees_with_quadrature_up_to_hundreds_of_repeats(x: int, age_weeks: float) -> None:
    model = BgNbd(r=0.9, alpha=8.0, a=1.7, b=3.0)

    survival = model.survival(in_weeks(x, age_weeks, age_weeks), days=364)

    assert survival[0] == pytest.approx(by_quadrature(model, x, age_weeks, 52.0), rel=1e-6)


def test_hundreds_of_repeats_then_silence_is_gone_without_overflow() -> None:
    alive = CDNOW.p_alive(Purchases.of([900, 900], [3650, 1000], [3650, 3650]))

    assert alive == pytest.approx([0.99914, 0.0], abs=1e-4)


def simulated(model: BgNbd, accounts: int, seed: int) -> Purchases:
    random = np.random.default_rng(seed)
    age = random.integers(200, 1000, accounts)
    rate, leaves = random.gamma(model.r, 1 / model.alpha, accounts), random.beta(model.a, model.b, accounts)
    x, last, at, there = (np.zeros(accounts) for _ in range(4))
    there += 1
    while there.any():
        at += random.exponential(7 / rate)
        there *= at < age
        day = np.floor(at)
        bought = (there > 0) & (day > last)
        x, last = x + bought, np.where(bought, day, last)
        there *= random.random(accounts) >= leaves
    return Purchases.of(x, last, age)


def test_a_large_file_is_fitted_to_the_same_top_through_its_warm_start() -> None:
    truth = BgNbd(r=0.9, alpha=8.0, a=0.7, b=3.0)
    accounts = simulated(truth, WARM_START_ABOVE + 20_000, seed=3)

    fit = fit_bg_nbd(accounts)

    assert fit.steps <= 5
    assert (fit.model.r, fit.model.alpha) == pytest.approx((0.9, 8.0), rel=0.05)
    assert fit.log_likelihood == pytest.approx(fit.model.log_likelihood(accounts), rel=1e-12)
    assert fit.log_likelihood > truth.log_likelihood(accounts)


def test_a_file_in_which_nobody_leaves_still_gives_finite_parameters_under_the_prior() -> None:
    ages = np.arange(300, 400)
    fit = fit_bg_nbd(Purchases.of(np.full(100, 20), ages - 5, ages), prior_sd=WEAK_PRIOR_SD)

    assert np.isfinite([fit.model.r, fit.model.alpha, fit.model.a, fit.model.b]).all()
    assert fit.model.p_alive(in_weeks(20, 50, 52))[0] > 0.99


def test_a_file_of_single_purchases_is_fitted_without_a_repeat_in_it() -> None:
    fit = fit_bg_nbd(Purchases.of(np.zeros(50), np.zeros(50), np.arange(50) + 10), prior_sd=WEAK_PRIOR_SD)

    assert np.isfinite(fit.log_likelihood)
    assert fit.model.p_buys_within(in_weeks(0, 0, 5), days=365)[0] < 0.2
