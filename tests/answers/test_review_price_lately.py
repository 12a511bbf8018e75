"""What is paid of list lately: the last three months by what was bought in them, unknown where one has no sales."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from kadash.answers.review import Moved
from kadash.marts.calendar import Window
from kadash.reviews.bridge import Bridge

WINDOW = Window(dt.date(2025, 10, 1), dt.date(2026, 9, 30), dt.date(2024, 10, 1))


def months(revenue: list[float], price_to_list: list[float]) -> Moved:
    table = pd.DataFrame({
        "month": pd.to_datetime([f"2026-0{6 + at}-01" for at in range(len(revenue))]),
        "revenue": revenue, "price_to_list": price_to_list})
    return Moved(table, Bridge("contribution", 0.0, 0.0, ()), pd.DataFrame(), WINDOW)


def test_the_price_lately_is_that_of_the_last_three_months_weighed_by_list_value():
    found = months([900.0, 80.0, 60.0, 140.0], [0.9, 0.8, 0.6, 0.7])

    assert found.price_lately == pytest.approx(280.0 / 400.0)


@pytest.mark.parametrize("price", [np.nan, 0.0])
def test_a_month_without_a_list_price_leaves_it_unknown(price: float):
    assert months([80.0, 60.0, 140.0], [0.8, price, 0.7]).price_lately is None


def test_two_months_are_too_few():
    assert months([80.0, 60.0], [0.8, 0.7]).price_lately is None
