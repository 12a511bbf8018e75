"""Grades and ranges of forecasts, from a few hand-made accounts to known figures."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from kadash.value.forecasts import account_ranges, conformal_factors, spread
from kadash.value.forecasts.grades import (
    brier_score,
    coverage,
    mean_error_share,
    reliability,
    top_capture,
    total_error,
)


def of(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float64)


def test_the_error_is_told_in_shares_of_what_an_account_brought_on_average() -> None:
    assert mean_error_share(of(10, 0, 30), of(0, 10, 30)) == pytest.approx(20 / 40)
    assert math.isnan(mean_error_share(of(10), of(0)))


def test_the_error_of_a_total_has_a_sign() -> None:
    assert total_error(of(60, 50), of(40, 60)) == pytest.approx(0.1)
    assert math.isnan(total_error(of(60), of(0)))


def test_brier_is_the_squared_distance_of_chances_that_were_given() -> None:
    assert brier_score(of(0.8, 0.4, np.nan), np.array([True, False, True])) == pytest.approx((0.04 + 0.16) / 2)
    assert math.isnan(brier_score(of(np.nan), np.array([True])))


def test_top_capture_is_what_the_expected_top_tenth_brought_of_what_the_real_one_did() -> None:
    actual = of(*([1.0] * 18), 100.0, 60.0)

    assert top_capture(of(*([1.0] * 17), 9.0, 1.0, 8.0), actual) == pytest.approx(61 / 160)
    assert top_capture(actual, actual) == 1.0


def test_accounts_forecast_alike_share_the_last_places_of_the_top() -> None:
    assert top_capture(of(*([5.0] * 10)), of(*([0.0] * 9), 50.0)) == pytest.approx(0.1)


def test_reliability_has_a_line_for_each_tenth_that_has_accounts() -> None:
    found = reliability(of(0.05, 0.91, 1.0, 0.93, np.nan), np.array([False, True, True, False, True]))

    assert found["low"].tolist() == [0.0, 0.9]
    assert found["accounts"].tolist() == [1, 3]
    assert found["expected"].tolist() == pytest.approx([0.05, (0.91 + 1.0 + 0.93) / 3])
    assert found["came_true"].tolist() == pytest.approx([0.0, 2 / 3])


class TestAccountRanges:
    def test_who_buys_for_certain_is_spread_by_half_its_level_and_who_may_not_by_more(self) -> None:
        forecast = pd.DataFrame({"p_buys": [1.0, 0.5], "revenue": [100.0, 100.0]})

        # .5: level 200, sqrt(.5 x (.5 + .25))
        assert spread(forecast) == pytest.approx([50.0, 200 * math.sqrt(0.375)])

    def test_nobody_is_sure_to_bring_nothing(self) -> None:
        assert spread(pd.DataFrame({"p_buys": [0.0, 1.0], "revenue": [0.0, 100.0]}))[0] == pytest.approx(5.0)

    def test_factors_leave_out_a_twentieth_of_past_misses_on_either_side(self) -> None:
        misses = np.arange(-50.0, 51.0)
        past = pd.DataFrame({"forecast": 0.0, "actual": misses * 2.0, "spread": 2.0}, index=range(101))

        # the 97th of 101: ceil(102 x .95)
        assert conformal_factors(past) == (46.0, 46.0)

    def test_without_enough_past_the_spread_is_taken_as_normal(self) -> None:
        past = pd.DataFrame({"forecast": [1.0], "actual": [2.0], "spread": [1.0]})

        assert conformal_factors(past) == pytest.approx((1.645, 1.645), abs=1e-3)

    def test_revenue_does_not_fall_below_nothing_and_contribution_may(self) -> None:
        forecast = pd.DataFrame({"p_buys": [1.0], "revenue": [100.0], "contribution": [10.0]})
        wide = conformal_factors(pd.DataFrame({"forecast": 0.0, "actual": np.repeat([-3.0, 3.0], 40), "spread": 1.0}))

        assert wide == (3.0, 3.0)
        assert account_ranges(forecast, wide) == (0.0, 250.0)
        assert account_ranges(forecast, wide, "contribution") == (-5.0, 25.0)

    def test_ranges_hold_for_nine_tenths_of_new_accounts_of_the_same_world(self) -> None:
        random = np.random.default_rng(6)

        def world(accounts: int) -> tuple[pd.DataFrame, np.ndarray]:
            chance, level = random.beta(2, 2, accounts), random.lognormal(5, 1, accounts)
            came = (random.random(accounts) < chance) * level * random.lognormal(-0.32, 0.8, accounts)
            return pd.DataFrame({"p_buys": chance, "revenue": chance * level}), came

        past, came = world(3000)
        factors = conformal_factors(
            pd.DataFrame({"forecast": past["revenue"], "actual": came, "spread": spread(past)})
        )
        now, comes = world(3000)

        assert 0.88 <= coverage(*account_ranges(now, factors), comes) <= 0.97  # at 0 they hold for more
