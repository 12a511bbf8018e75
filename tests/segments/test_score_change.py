"""What changed in the score since a year ago: data, coverage, weights; the parts add up."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kadash.policy import default_policy
from kadash.segments.score import PARTS, key_score, part_z, weights_of
from kadash.segments.score_change import score_change, z_from_points
from tests.segments.builders import accounts

POLICY = default_policy()
NAN = float("nan")
WEIGHTS = np.array([30.0, 20.0, 15.0, 15.0, 20.0])


def z(*values: float) -> pd.DataFrame:
    return pd.DataFrame([values], columns=list(PARTS))


def test_better_continuity_alone_is_data():
    found = score_change(z(1, 0, 0, 0, 0), z(0, 0, 0, 0, 0), WEIGHTS, WEIGHTS).iloc[0]

    assert found[found.ne(0.0)].to_dict() == pytest.approx({"data_continuity": 15.0, "change": 15.0})


def test_a_part_that_became_known_is_coverage():
    found = score_change(z(1, 0, 0, 0, -1), z(1, 0, 0, 0, NAN), WEIGHTS, WEIGHTS).iloc[0]

    assert found["coverage"] == pytest.approx(50 * 10 / 100 - 50 * 30 / 80)
    assert found["change"] == pytest.approx(found["coverage"])


def test_new_weights_on_the_same_data_are_weights():
    found = score_change(z(1, 0, 0, 0, 0), z(1, 0, 0, 0, 0), np.array([60.0, 20, 15, 15, 20]), WEIGHTS).iloc[0]

    assert found["weights"] == pytest.approx(50 * 60 / 130 - 15.0)
    assert found["change"] == pytest.approx(found["weights"])


values = st.lists(st.one_of(st.just(NAN), st.floats(-1, 1)), min_size=5, max_size=5)
weights = st.lists(st.floats(0.1, 60), min_size=5, max_size=5)


@settings(max_examples=60, deadline=None)
@given(values, values, weights, weights)
def test_the_parts_add_up_to_the_change(now, then, weights_now, weights_then):
    found = score_change(z(*now), z(*then), np.array(weights_now), np.array(weights_then)).iloc[0]

    if np.isnan(now).all() or np.isnan(then).all():
        assert np.isnan(found["change"])
    else:
        assert found.drop("change").sum() == pytest.approx(found["change"], abs=1e-9)


def test_the_change_is_that_of_the_scores_and_history_gives_the_z_back():
    table = accounts({"continuity": 0.7, "growth_per_year": NAN}, {"mean_days_late": 14.0, "revenue_12m": 5.0})
    past = accounts({"continuity": 0.3}, {"mean_days_late": 3.0})
    scored, scored_then = key_score(table, POLICY), key_score(past, POLICY)

    then = z_from_points(scored_then, weights_of(POLICY))
    found = score_change(part_z(table, POLICY), then, weights_of(POLICY), weights_of(POLICY))

    assert found["change"].tolist() == pytest.approx((scored["key_score"] - scored_then["key_score"]).tolist())
    pd.testing.assert_frame_equal(then, part_z(past, POLICY), check_exact=False)
