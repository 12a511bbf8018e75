"""MBG/NBD (k = 1) against the `lifetimes` package, an independent implementation (development only)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kadash.value.mbg_cnbd import MbgCnbd
from kadash.value.mbg_cnbd_fit import fit_mbg_cnbd
from kadash.value.purchases import Purchases

lifetimes = pytest.importorskip("lifetimes")

PARAMETERS = pd.Series({"r": 0.9, "alpha": 8.0, "a": 0.7, "b": 3.0})
X, RECENCY, AGE = np.array([0, 1, 3, 9, 26]), np.array([0, 14, 70, 350, 700]), np.array([350, 350, 364, 357, 707])


@pytest.fixture
def oracle() -> object:
    fitter = lifetimes.ModifiedBetaGeoFitter()
    fitter.params_ = PARAMETERS
    return fitter


def test_p_alive_and_expected_purchases_agree(oracle: lifetimes.ModifiedBetaGeoFitter) -> None:
    model, accounts = MbgCnbd(**PARAMETERS), Purchases.of(X, RECENCY, AGE)

    assert model.p_alive(accounts) == pytest.approx(
        oracle.conditional_probability_alive(X, RECENCY / 7, AGE / 7), rel=1e-9
    )
    assert model.expected_purchases_within(accounts, days=364) == pytest.approx(
        oracle.conditional_expected_number_of_purchases_up_to_time(52, X, RECENCY / 7, AGE / 7), rel=1e-9
    )


@pytest.mark.real
def test_the_fit_is_at_least_as_likely_as_the_oracles(real_data: Callable[[str], Path]) -> None:
    table = pd.read_csv(real_data("cdnow") / "cdnow_customers_summary.csv")
    accounts = Purchases.of(table["frequency"], table["recency"] * 7, table["T"] * 7)

    theirs = lifetimes.ModifiedBetaGeoFitter().fit(table["frequency"], accounts.recency_days / 7, accounts.age_days / 7)

    r, alpha, a, b = theirs.params_[["r", "alpha", "a", "b"]]
    assert fit_mbg_cnbd(accounts).log_likelihood >= MbgCnbd(r, alpha, a, b).log_likelihood(accounts) - 1e-6
