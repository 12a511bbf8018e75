"""How wide the range of a total is, and what it is made from."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from kadash.loads.forecasts.totals import around, log_sd, with_ranges

AUTUMN, WINTER, SPRING = date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31)


def graded(day: date, forecast: float, actual: float) -> dict[str, object]:
    return {"forecaster": "ewma", "origin": day, "accounts": 200, "total_forecast": forecast, "total_actual": actual}


def ranges(*grades: dict[str, object], swings: float = 0.0) -> pd.DataFrame:
    """Ranges of totals whose accounts all have the sign of the total."""
    rows = pd.DataFrame(list(grades))
    accounts = rows[["forecaster", "origin"]].assign(forecast=rows["total_forecast"])
    return with_ranges(rows, accounts, dict.fromkeys([AUTUMN, WINTER, SPRING], swings)).set_index("origin")


def test_without_any_past_a_total_is_told_within_a_fifth_in_logs() -> None:
    found = ranges(graded(AUTUMN, 100.0, 130.0))

    assert found.loc[AUTUMN, ["total_low", "total_high"]].tolist() == pytest.approx([71.96, 138.96], abs=0.01)
    assert bool(found.loc[AUTUMN, "total_held"])


def test_an_earlier_origin_counts_only_once_its_half_year_is_over() -> None:
    found = ranges(graded(AUTUMN, 100.0, 300.0), graded(WINTER, 100.0, 100.0), graded(SPRING, 100.0, 100.0))

    assert found.loc[WINTER, "total_high"] == pytest.approx(138.96, abs=0.01)
    assert found.loc[SPRING, "total_high"] > 200.0


def test_half_years_that_differ_widen_the_range() -> None:
    assert log_sd(np.array([]), 0.0) == pytest.approx(0.2)
    assert log_sd(np.array([]), 0.15) == pytest.approx(0.25)


def test_a_total_of_gains_and_losses_is_as_uncertain_as_its_parts() -> None:
    low, high, rough = around(0.0, 400.0, 0.2, 200)

    assert (low, high, rough) == (pytest.approx(-112.1, abs=0.1), pytest.approx(155.8, abs=0.1), False)
