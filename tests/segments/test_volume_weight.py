"""The weight of volume from 0 to 60 per cent: scores, who enters, who leaves, and how stable an account is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kadash.policy import default_policy
from kadash.segments.key_account import layer
from kadash.segments.score import PARTS, key_score
from kadash.segments.volume_weight import volume_weight
from tests.segments.builders import PROSPECT, accounts

POLICY = default_policy()
NAN = float("nan")
maybe = st.one_of(st.just(NAN), st.floats(0, 1))
an_account = st.fixed_dictionaries({
    "continuity": maybe, "mean_days_late": st.one_of(st.just(NAN), st.floats(0, 14)), "growth_per_year": maybe,
    "revenue_12m": st.floats(1, 1e6), "contribution_12m": st.floats(1, 1e6), "lateness": st.floats(0, 4),
})


def policy_at(share: float):
    """The shipped policy with volume at a share of all weights."""
    weight = 80.0 * share / (1.0 - share)
    volume = POLICY.score.volume.model_copy(update={"weight": weight})
    return POLICY.model_copy(update={"score": POLICY.score.model_copy(update={"volume": volume})})


@settings(max_examples=25, deadline=None)
@given(st.lists(an_account, min_size=1, max_size=8), st.floats(0.0, 0.6))
def test_scores_and_keys_are_those_of_a_policy_with_that_weight(rows, share):
    table = accounts(*rows)

    slider = volume_weight(table, POLICY)

    asked = policy_at(share)
    assert slider.scores(share).tolist() == pytest.approx(key_score(table, asked)["key_score"].tolist(), nan_ok=True)
    near = np.abs(slider.scores(share) - 65.0) < 1e-9
    assert (slider.key(share) | near).tolist() == (layer(table, asked)["layer"].eq("key") | near).tolist()


@settings(max_examples=25, deadline=None)
@given(st.lists(an_account, min_size=1, max_size=8))
def test_stability_is_the_share_of_the_range_in_which_an_account_is_key(rows):
    slider = volume_weight(accounts(*rows), POLICY)

    tried = np.mean([slider.key(weight) for weight in (np.arange(600) + 0.5) / 1000], axis=0)

    assert slider.stability().tolist() == pytest.approx(tried.tolist(), abs=0.002)


STEADY = {"contribution_12m": 100.0, "continuity": 1.0, "mean_days_late": 0.0, "growth_per_year": 0.2,
          "contribution_rate_12m": 0.27, "revenue_12m": 10.0}
BULKY = {"contribution_12m": 100.0, "continuity": 0.5, "mean_days_late": 10.0, "growth_per_year": 0.0,
         "contribution_rate_12m": 0.27, "revenue_12m": 1000.0}


def test_as_volume_weighs_more_the_bulky_enter_and_the_small_steady_leave():
    slider = volume_weight(accounts(STEADY, BULKY), POLICY)

    assert slider.policy_weight == pytest.approx(0.2)
    assert (slider.entered(0.5), slider.left(0.5)) == (["A002"], ["A001"])
    assert (slider.entered(0.2), slider.left(0.2)) == ([], [])


def test_the_weight_at_which_an_account_leaves_is_exact():
    slider = volume_weight(accounts(STEADY, BULKY), POLICY)
    others = 65 / 80  # continuity, payment and growth at their best, contribution at the median

    assert slider.stability()[0] == pytest.approx((others - 0.3) / (others + 1.0) / 0.6)


def test_a_prospect_and_a_vetoed_account_are_never_key():
    slider = volume_weight(accounts(STEADY, {**STEADY, "lateness": 9.0}, PROSPECT), POLICY)

    assert slider.stability().tolist()[1:] == [0.0, 0.0]
    assert slider.scores(0.0)[1] == 49.0 and np.isnan(slider.scores(0.3)[2])
    assert len(PARTS) == 5
