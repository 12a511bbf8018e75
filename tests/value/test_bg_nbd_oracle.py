"""BG/NBD against the `lifetimes` package, an independent implementation (development only)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kadash.value.bg_nbd import BgNbd
from kadash.value.bg_nbd_fit import fit_bg_nbd
from kadash.value.purchases import Purchases

lifetimes = pytest.importorskip("lifetimes")

PARAMETERS = pd.Series({"r": 0.9, "alpha": 8.0, "a": 0.7, "b": 3.0})
X, RECENCY, AGE = np.array([1, 3, 9, 26]), np.array([14, 70, 350, 700]), np.array([350, 364, 357, 707])


@pytest.fixture
def oracle() -> object:
    fitter = lifetimes.BetaGeoFitter()
    fitter.params_ = PARAMETERS
    fitter.predict = fitter.conditional_expected_number_of_purchases_up_to_time
    return fitter


def test_p_alive_and_expected_purchases_agree(oracle: lifetimes.BetaGeoFitter) -> None:
    model, accounts = BgNbd(**PARAMETERS), Purchases.of(X, RECENCY, AGE)

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

    theirs = lifetimes.BetaGeoFitter().fit(table["frequency"], accounts.recency_days / 7, accounts.age_days / 7)

    r, alpha, a, b = theirs.params_[["r", "alpha", "a", "b"]]
    assert fit_bg_nbd(accounts).log_likelihood >= BgNbd(r, alpha, a, b).log_likelihood(accounts)
