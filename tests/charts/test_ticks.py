"""Axes of money name round sums."""

import pytest

from kadash.charts.ticks import round_ticks


@pytest.mark.parametrize(("low", "high", "ticks"), [
    (0.0, 47.8e6, [0.0, 20e6, 40e6]),
    (-3480.0, 33_000.0, [0.0, 10_000.0, 20_000.0, 30_000.0]),
    (-30.0, 10.0, [-30.0, -20.0, -10.0, 0.0, 10.0]),
    (0.0, 0.0, [0.0]),
])
def test_ticks_are_round_sums_inside_the_axis_with_nought_among_them(
        low: float, high: float, ticks: list[float]) -> None:
    assert round_ticks(low, high) == ticks
