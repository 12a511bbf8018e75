"""Growth of a company with a season: the season is no growth, and without one nothing is taken out."""

from __future__ import annotations

import numpy as np
import pytest

from kadash.marts.growth import REVENUE_MONTHS, growth_per_year
from kadash.marts.season import season_of

MONTHS = np.arange(REVENUE_MONTHS)
OLD = float(REVENUE_MONTHS)


def a_company(swing: float, growth: float = 0.0, accounts: int = 20) -> np.ndarray:
    """Revenue by month of accounts that are alike but for their size, the season at its worst in the last month."""
    month = np.exp(growth / 12 * MONTHS - swing * np.cos(2 * np.pi * (MONTHS - MONTHS[-1]) / 12))
    return np.outer(np.arange(1.0, accounts + 1), month)


def test_a_season_alone_is_no_growth() -> None:
    found = growth_per_year(a_company(swing=0.8), np.full(20, OLD))

    assert found == pytest.approx(np.zeros(20), abs=1e-9)


def test_growth_beside_a_season_is_seen_as_it_is() -> None:
    found = growth_per_year(a_company(swing=0.8, growth=0.3), np.full(20, OLD))

    assert found == pytest.approx(np.full(20, 0.3), abs=0.01)


def test_a_young_account_is_held_against_the_season_of_the_old_ones() -> None:
    revenue, ages = a_company(swing=0.8), np.full(20, OLD)
    revenue[0, :-14], ages[0] = 0.0, 14.0

    assert growth_per_year(revenue, ages)[0] == pytest.approx(0.0, abs=0.01)


def test_eleven_accounts_make_no_season() -> None:
    logs = np.log(a_company(swing=0.8, accounts=11)[:, 2:])

    assert season_of(logs).tolist() == [0.0] * 24


def test_twelve_accounts_make_one() -> None:
    logs = np.log(a_company(swing=0.8, accounts=12)[:, 2:])

    assert season_of(logs).std() == pytest.approx(0.8 / 2**0.5, abs=1e-9)


def test_what_happened_in_one_of_two_years_is_no_season() -> None:
    logs = np.zeros((20, 24))
    logs[:, 3:6] += 1.0

    assert season_of(logs).tolist() == [0.0] * 24
