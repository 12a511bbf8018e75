"""How far growth may be off by chance, against companies whose true growth is known."""

from __future__ import annotations

import numpy as np
import pytest

from kadash.marts.growth import MONTHS, REVENUE_MONTHS, growth_per_year, growth_with_error

OLD = 48.0


def a_company(accounts: int, purchases_a_month: float, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Revenue by month and purchases of two years, of accounts that neither grow nor shrink."""
    draw = np.random.default_rng(seed)
    count = draw.poisson(purchases_a_month, (accounts, REVENUE_MONTHS))
    return count * np.exp(draw.normal(0, 0.3, count.shape)), count[:, -MONTHS:].sum(axis=1).astype(float)


@pytest.mark.parametrize("purchases_a_month", [2.0, 4.0, 12.0])
def test_two_of_three_growths_lie_within_their_error_of_the_truth(purchases_a_month: float):
    revenue, purchases = a_company(600, purchases_a_month)

    growth, error = growth_with_error(revenue, np.full(600, OLD), purchases)

    assert np.mean(np.abs(growth) < error) == pytest.approx(0.68, abs=0.08)


def test_who_buys_four_times_as_often_is_told_twice_as_surely():
    seldom, often = a_company(300, 3.0), a_company(300, 12.0, seed=4)
    revenue, purchases = (np.concatenate(pair) for pair in zip(seldom, often, strict=True))

    error = growth_with_error(revenue, np.full(600, OLD), purchases)[1]

    assert np.median(error[:300]) / np.median(error[300:]) == pytest.approx(2.0, abs=0.15)


def test_a_younger_account_is_told_less_surely_and_one_without_growth_not_at_all():
    revenue, purchases = a_company(300, 6.0)
    months_old = np.where(np.arange(300) < 3, 15.0, OLD)
    months_old[0] = 8.0
    purchases[:3] *= 15 / MONTHS

    growth, error = growth_with_error(revenue, months_old, purchases)

    assert np.isnan(growth[0]) and np.isnan(error[0])
    assert error[2] > 1.7 * np.median(error[3:])


def test_growth_beside_its_error_is_growth_alone():
    revenue, purchases = a_company(50, 3.0)

    growth = growth_with_error(revenue, np.full(50, OLD), purchases)[0]

    assert growth.tolist() == growth_per_year(revenue, np.full(50, OLD)).tolist()


def test_without_accounts_there_is_no_error():
    growth, error = growth_with_error(np.zeros((0, REVENUE_MONTHS)), np.zeros(0), np.zeros(0))

    assert len(growth) == len(error) == 0
