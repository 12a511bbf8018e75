"""What a unit of yearly contribution is worth: vectors of the models page (m 100, r .8, d .12)."""

import numpy as np
import pytest

from kadash.value import annuity


@pytest.mark.parametrize(("years", "worth"), [(10, 285.578), (5, 240.804), (np.inf, 295.804)])
def test_a_hundred_a_year_at_eighty_percent_is_worth(years: float, worth: float) -> None:
    assert 100 * annuity(0.8, 0.12, years) == pytest.approx(worth, abs=5e-4)


def test_one_year_is_the_mid_year_payment() -> None:
    assert annuity(0.8, 0.12, 1) == pytest.approx((0.8 / 1.12) ** 0.5)


def test_certain_and_undiscounted_years_count_one_each() -> None:
    assert annuity(1.0, 0.0, 10) == pytest.approx(10.0)


def test_the_sum_of_mid_year_payments_with_growth_is_the_same() -> None:
    q = 0.9 * 1.05 / 1.12

    assert annuity(0.9, 0.12, 7, growth_per_year=0.05) == pytest.approx(sum(q ** (t + 0.5) for t in range(7)))


def test_for_ever_without_leaving_or_discount_has_no_end() -> None:
    assert annuity(1.0, 0.0) == np.inf
