"""How wide the range of a total is, and what it is made from."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from kadash.value.forecasts.totals import Told, came_before, stretch, total_range, with_ranges, yardstick

AUTUMN, WINTER, SPRING = date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31)


def alone(total: float, scale: float | None = None) -> Told:
    return Told(total, total if scale is None else scale, np.zeros(0))


def graded(day: date, forecast: float, actual: float, forecaster: str = "ewma") -> dict[str, object]:
    return {"forecaster": forecaster, "origin": day, "accounts": 200, "total_forecast": forecast,
            "total_scale": abs(forecast), "total_actual": actual}


def ranges(*grades: dict[str, object]) -> pd.DataFrame:
    return with_ranges(pd.DataFrame(list(grades)), 182).set_index(["forecaster", "origin"])


def test_without_any_past_a_total_is_told_at_five_eighths_to_eight_fifths_of_it() -> None:
    low, high, rough = total_range(alone(1000.0), [], accounts=500)

    # 95 % of normal x exp(N(0, .8)) lie under 2.29, by simulation: times a fifth
    assert (low, high, rough) == (pytest.approx(632.7, abs=2.0), pytest.approx(1580.5, abs=5.0), False)


def test_three_close_totals_narrow_the_range_and_three_far_ones_widen_it() -> None:
    close, far = ([(alone(1000.0), 1000.0 * off) for off in offs] for offs in ((1.02, 0.97, 1.03), (1.6, 1.7, 0.6)))

    assert stretch(close) < 0.6 * stretch([]) < stretch([]) < 0.8 * stretch(far)


def test_a_range_reaches_to_the_side_on_which_the_other_forecasts_lie() -> None:
    told = Told(100.0, 100.0, np.array([200.0, 100.0]))

    assert yardstick(told, -1.0) == pytest.approx(0.2)
    assert yardstick(told, 1.0) == pytest.approx(np.sqrt(0.04 + 0.5 * np.log(2.0) ** 2 / 2))


def test_where_the_others_lay_far_off_and_were_wrong_they_widen_no_more() -> None:
    told = Told(100.0, 100.0, np.array([200.0]))

    assert stretch([(told, 103.0), (told, 104.0), (told, 106.0)]) < 0.6 * stretch([])


def test_a_total_of_gains_and_losses_is_as_uncertain_as_its_parts() -> None:
    low, high, _ = total_range(alone(0.0, 400.0), [], accounts=200)

    assert (low, high) == (pytest.approx(-146.9, abs=0.5), pytest.approx(232.2, abs=0.5))


def test_a_loss_has_its_range_around_it() -> None:
    low, high, _ = total_range(alone(-1000.0, 1000.0), [], accounts=500)

    assert low < -1000 < high < 0


def test_below_a_hundred_accounts_it_is_plus_or_minus_thirty_percent_at_least() -> None:
    close = [(alone(1000.0), 1000.0)] * 3

    assert total_range(alone(1000.0), close, accounts=99) == (700.0, 1300.0, True)
    assert total_range(alone(1000.0), close, accounts=100).low > 700.0


def test_nothing_forecast_has_no_range_around_it() -> None:
    assert total_range(alone(0.0), [], accounts=500) == (0.0, 0.0, False)


def test_an_earlier_origin_counts_only_once_its_half_year_is_over() -> None:
    found = ranges(graded(AUTUMN, 100.0, 300.0), graded(WINTER, 100.0, 100.0), graded(SPRING, 100.0, 100.0))

    assert found.loc[("ewma", WINTER), "total_high"] == pytest.approx(158.0, abs=0.1)
    assert found.loc[("ewma", SPRING), "total_high"] > 180.0
    assert found["total_held"].tolist() == [False, True, True]


def test_what_came_later_does_not_change_the_range_of_an_origin() -> None:
    before = ranges(graded(AUTUMN, 100.0, 300.0), graded(AUTUMN, 150.0, 300.0, "blend"))
    after = ranges(graded(AUTUMN, 100.0, 9.0), graded(AUTUMN, 150.0, 9.0, "blend"), graded(SPRING, 100.0, 9.0),
                   graded(SPRING, 150.0, 9.0, "blend"))

    shown = ["total_low", "total_high"]
    pd.testing.assert_frame_equal(before[shown], after.loc[before.index, shown])


def test_the_other_forecasts_of_the_day_are_its_rivals() -> None:
    rows = pd.DataFrame([graded(AUTUMN, 100.0, 300.0), graded(AUTUMN, 150.0, 300.0, "blend"), graded(SPRING, 9.0, 9.0)])

    (told, came), = came_before(rows, "ewma", SPRING, 182)

    assert (told.total, told.rivals.tolist(), came) == (100.0, [150.0], 300.0)


@pytest.mark.parametrize("log_sd", [0.1, 0.2, 0.4])
def test_ranges_of_totals_hold_as_often_as_they_say_in_quiet_and_in_wild_files(log_sd: float) -> None:
    random = np.random.default_rng(3)
    held = []
    for _ in range(400):
        came = 1000 * np.exp(random.normal(0, log_sd, 4))
        low, high, _ = total_range(alone(1000.0), [(alone(1000.0), one) for one in came[:3]], accounts=500)
        held.append(low <= came[3] <= high)

    assert 0.85 <= np.mean(held) <= 0.95
