"""Gamma-Gamma against published answers (Fader and Hardie, note 025; vectors.json), an oracle and simulated worlds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kadash.value.gamma_gamma import GammaGamma, fit_gamma_gamma, shrunk_mean, spend
from kadash.value.newton import WARM_START_ABOVE
from tests.value.builders import VECTORS

PUBLISHED = VECTORS["gg"]


@pytest.fixture(scope="module")
def cdnow(real_data: Callable[[str], Path]) -> pd.DataFrame:
    return pd.read_csv(real_data("cdnow") / "cdnow_customers_summary_with_transactions.csv")


@pytest.mark.real
def test_the_fit_on_cdnows_repeaters_gives_the_published_parameters_and_likelihood(cdnow: pd.DataFrame) -> None:
    again = cdnow[cdnow["x"] > 0]

    fit = fit_gamma_gamma(again["x"], again["zbar"])

    assert (fit.accounts, fit.reached) == (946, True)
    assert (fit.model.p, fit.model.q, fit.model.v) == pytest.approx((6.25, 3.74, 15.44), abs=0.01)
    assert fit.log_likelihood == pytest.approx(PUBLISHED["ll"], abs=0.01)  # the file has whole cents


@pytest.mark.real
def test_the_first_ten_customers_are_expected_to_spend_as_published(cdnow: pd.DataFrame) -> None:
    first = cdnow.head(10)

    spends = GammaGamma(6.25, 3.74, 15.44).expected_spend(first["x"], first["zbar"])

    assert spends == pytest.approx(PUBLISHED["cond_first10"], abs=0.05)


@pytest.mark.real
def test_the_fit_is_at_least_as_likely_as_the_oracles(cdnow: pd.DataFrame) -> None:
    lifetimes = pytest.importorskip("lifetimes")
    again = cdnow[cdnow["x"] > 0]

    theirs = lifetimes.GammaGammaFitter().fit(again["x"], again["zbar"])
    ours = fit_gamma_gamma(again["x"], again["zbar"])

    assert ours.log_likelihood == pytest.approx(-946 * theirs._negative_log_likelihood_, abs=1e-6)
    assert ours.model.expected_spend(again["x"], again["zbar"]) == pytest.approx(
        theirs.conditional_expected_average_profit(again["x"], again["zbar"]).to_numpy(), rel=1e-3
    )


def a_world(accounts: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Purchases and revenue of accounts with p = 4, q = 3, v = 2000 a purchase: 4000 on average."""
    random = np.random.default_rng(seed)
    x = random.geometric(0.15, accounts)
    return x, random.gamma(4.0 * x, 1.0 / random.gamma(3.0, 1 / 2000.0, accounts))


def test_the_parameters_of_a_simulated_world_are_recovered() -> None:
    x, revenue = a_world(20_000, seed=1)
    again = x >= 2

    model = fit_gamma_gamma(x[again], revenue[again] / x[again]).model

    # p and v are known together better than apart: spend a purchase is p v / (q - 1)
    assert (model.p, model.q, model.v) == pytest.approx((4.0, 3.0, 2000.0), rel=0.25)
    assert model.p * model.v / (model.q - 1) == pytest.approx(4000.0, rel=0.03)


def test_a_large_file_is_fitted_to_the_same_top_through_its_sample() -> None:
    x, revenue = a_world(WARM_START_ABOVE + 10_000, seed=5)

    fit = fit_gamma_gamma(x, revenue / x)

    assert fit.reached
    assert fit.model.p * fit.model.v / (fit.model.q - 1) == pytest.approx(4000.0, rel=0.02)


def test_the_currency_does_not_matter() -> None:
    x, revenue = a_world(500, seed=2)

    assert spend(x, revenue * 1e4).per_purchase == pytest.approx(spend(x, revenue).per_purchase * 1e4, rel=1e-6)


def test_spend_that_does_not_go_with_frequency_is_expected_by_the_model() -> None:
    x, revenue = a_world(2000, seed=3)

    found = spend(x, revenue)

    assert found.way == "gamma_gamma"
    assert abs(found.correlation) < 0.2
    assert np.mean(found.per_purchase) == pytest.approx(4000, rel=0.05)


def test_where_frequent_buyers_spend_more_the_own_mean_is_shrunk_by_two_purchases() -> None:
    x = np.repeat([2.0, 4.0, 8.0], 20)
    revenue = x * x * 10.0

    found = spend(x, revenue)

    # the population's mean is (20 + 40 + 80) / 3; two of those and 80 x 8 over ten
    assert found.way == "shrunk_mean"
    assert found.per_purchase[-1] == pytest.approx((640 + 2 * 140 / 3) / 10)


def test_who_never_bought_is_expected_to_spend_as_everybody() -> None:
    assert shrunk_mean(np.array([0.0, 1.0]), np.array([0.0, 90.0])) == pytest.approx([90.0, 90.0])
    assert GammaGamma(6.25, 3.74, 15.44).expected_spend(0, np.nan) == pytest.approx(35.22, abs=0.01)


def test_heavy_tails_whose_mean_is_not_known_are_not_trusted() -> None:
    random = np.random.default_rng(4)
    x = random.integers(2, 30, 3000)
    revenue = random.gamma(4.0 * x, 1.0 / random.gamma(0.6, 1.0, 3000))

    found = spend(x, revenue)

    assert found.fit is not None
    assert found.fit.model.q < 1
    assert found.way == "shrunk_mean"


def test_a_few_accounts_alike_do_not_break_the_fit() -> None:
    found = spend(np.full(30, 5.0), np.full(30, 500.0))

    assert found.per_purchase == pytest.approx(np.full(30, 100.0), rel=0.02)
