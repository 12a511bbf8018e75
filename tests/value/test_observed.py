"""Retention counted rather than modelled."""

import numpy as np
import pandas as pd
import pytest

from kadash.value import observed_retention


def test_the_share_of_last_years_buyers_that_bought_again_with_its_uncertainty() -> None:
    accounts = pd.DataFrame({
        "tier": ["gold"] * 10 + ["lead"] * 2,
        "purchases_prev_12m": [3] * 8 + [0, 0] + [0, 0],
        "purchases_12m": [1] * 6 + [0, 0] + [5, 5] + [1, 0],
    })

    found = observed_retention(accounts, "tier").set_index("segment")

    assert found.loc["gold", ["bought_before", "bought_again", "share"]].tolist() == [8, 6, 0.75]
    assert found.loc["gold", ["low", "high"]].tolist() == pytest.approx([0.4622, 0.9237], abs=1e-3)
    assert found.loc["lead", "bought_before"] == 0
    assert np.isnan(found.loc["lead", "share"])
