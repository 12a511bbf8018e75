"""Closed forms for one account against the vectors of the models page (m 100, r .8, d .12)."""

import math

import pytest

from kadash.scenarios.closed_forms import (
    annual_spend_that_leaves_value_equal,
    break_even_retention,
    elasticity_of_margin,
    elasticity_of_retention,
    lifetime_value,
    one_off_spend_that_leaves_value_equal,
    retention_that_pays_for,
)
from tests.value.builders import VECTORS

CLV = VECTORS["clv"]
CENT = 5e-4


@pytest.mark.parametrize(
    ("timing", "years", "value"),
    [("end", math.inf, CLV["end"]), ("start", math.inf, CLV["start"]), ("mid", math.inf, CLV["mid"]),
     ("end", 5, CLV["finite5_end"]), ("mid", 10, 285.578), ("mid", 5, 240.804)],
)
def test_lifetime_value(timing: str, years: float, value: float) -> None:
    assert lifetime_value(100, 0.8, 0.12, years, timing) == pytest.approx(value, abs=CENT)  # type: ignore[arg-type]


def test_five_points_more_end_form() -> None:
    assert lifetime_value(100, 0.85, 0.12, timing="end") == pytest.approx(CLV["plus5_end"], abs=CENT)


def test_yearly_spend_that_leaves_value_equal() -> None:
    assert annual_spend_that_leaves_value_equal(100, 0.80, 0.85, 0.12, 10) == pytest.approx(15.63, abs=5e-3)
    assert annual_spend_that_leaves_value_equal(100, 0.80, 0.85, 0.12, timing="end") == pytest.approx(
        CLV["annual_breakeven"], abs=CENT
    )


def test_one_off_spend_that_leaves_value_equal() -> None:
    assert one_off_spend_that_leaves_value_equal(100, 0.80, 0.85, 0.12, timing="end") == pytest.approx(64.81, abs=5e-3)


def test_retention_that_pays_for_twenty_five() -> None:
    assert retention_that_pays_for(25, 100, 0.8, 0.12) == pytest.approx(CLV["r_star_for_25"], abs=1e-7)


def test_elasticities() -> None:
    assert elasticity_of_retention(0.8, 0.12) == pytest.approx(CLV["elasticity_r"])
    assert elasticity_of_margin(1000, 0.3, 100) == pytest.approx(1.5)


def test_break_even_retention_gives_back_the_spend_it_was_asked_for() -> None:
    spend = annual_spend_that_leaves_value_equal(100, 0.80, 0.85, 0.12, 10)

    assert break_even_retention(100, 0.8, 0.12, 10, spend_per_year=spend) == pytest.approx(0.85, abs=1e-9)
    assert break_even_retention(100, 0.8, 0.12, 10) == pytest.approx(0.8)


def test_a_spend_above_the_margin_is_never_earned_back() -> None:
    assert break_even_retention(100, 0.8, 0.12, 10, spend_per_year=100) is None
    assert break_even_retention(100, 0.8, 0.12, 10, spend_once=1e6) is None
