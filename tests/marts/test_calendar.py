"""W and the month-ends of history."""

from __future__ import annotations

from datetime import date

import pytest

from kadash.marts.calendar import month_ends, window
from kadash.policy import default_policy

POLICY = default_policy()


@pytest.mark.parametrize(
    ("as_of", "last_day"),
    [
        (date(2026, 5, 31), date(2026, 5, 31)),
        (date(2026, 5, 28), date(2026, 5, 31)),
        (date(2026, 5, 27), date(2026, 4, 30)),
        (date(2024, 2, 26), date(2024, 2, 29)),
        (date(2024, 2, 25), date(2024, 1, 31)),
    ],
)
def test_a_month_is_full_from_three_days_before_its_end(as_of: date, last_day: date) -> None:
    assert window(as_of, POLICY).last_day == last_day


def test_the_window_is_twelve_months_and_the_twelve_before() -> None:
    found = window(date(2026, 5, 31), POLICY)

    assert (found.first_day, found.previous_first_day) == (date(2025, 6, 1), date(2024, 6, 1))


def test_history_has_the_last_24_month_ends_oldest_first() -> None:
    ends = month_ends(date(2015, 1, 1), date(2026, 5, 31), POLICY)

    assert (len(ends), ends[0], ends[-1]) == (24, date(2024, 6, 30), date(2026, 5, 31))


def test_a_month_that_is_not_over_has_no_history_yet() -> None:
    assert month_ends(date(2026, 2, 1), date(2026, 5, 30), POLICY) == [
        date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


def test_history_does_not_begin_before_the_first_order() -> None:
    assert month_ends(date(2026, 4, 30), date(2026, 5, 31), POLICY) == [date(2026, 4, 30), date(2026, 5, 31)]
