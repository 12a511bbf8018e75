"""One great order tells no rate: it is weighed against what the company is used to."""

import numpy as np
import pandas as pd
import pytest

from kadash.policy import default_policy
from kadash.value.revenue_year import revenue_year

POLICY = default_policy()


def accounts(*rows: dict[str, float]) -> pd.DataFrame:
    steady = {"purchases": 100, "revenue": 100_000.0, "largest_order": 3_000.0, "age_days": 1_000,
              "revenue_year": 36_500.0}
    return pd.DataFrame([steady, *({**steady, **row} for row in rows)])


def test_a_rhythm_of_its_own_is_believed_whatever_the_largest_order() -> None:
    found = revenue_year(accounts({"purchases": 5, "largest_order": 90_000.0}), POLICY)

    assert found.tolist() == [36_500.0, 36_500.0]


def test_a_single_order_counts_as_an_order_between_its_size_and_the_usual() -> None:
    giant = {"purchases": 1, "revenue": 8_000_000.0, "largest_order": 8_000_000.0, "age_days": 100,
             "revenue_year": 8_000_000.0}

    found = revenue_year(accounts(giant), POLICY)

    usual = (100 * np.log(1_000) + np.log(8e6)) / 101
    assert found[1] == pytest.approx(np.exp((np.log(8e6) + 2 * usual) / 3))
    assert 20_000 < found[1] < 30_000


def test_what_was_bought_beside_the_great_order_counts_in_full() -> None:
    other = {"purchases": 3, "revenue": 60_000.0, "largest_order": 30_000.0, "age_days": 730, "revenue_year": 500_000.0}
    line = {**other, "largest_order": 29_999.0}

    found = revenue_year(accounts(other, line), POLICY)

    assert 15_000 < found[1] < 20_000
    assert found[2] == 500_000.0


def test_a_small_single_order_is_not_worth_more_than_it_was() -> None:
    small = {"purchases": 1, "revenue": 200.0, "largest_order": 200.0, "age_days": 100, "revenue_year": 200.0}

    assert revenue_year(accounts(small), POLICY)[1] == 200.0
