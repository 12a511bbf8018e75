"""Derived importance finds planted weights as often as its ranges promise, and keeps silent on few answers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from kadash.vocabulary import SURVEY_DRIVERS
from kadash.voice.importance import Importance, answers_needed, derived_importance

NEEDED = answers_needed(8, per_driver=5, least=30)
GRADED = np.array([0.05, 0.40, 0.20, 0.10, 0.05, 0.30, 0.25, 0.15])
TWO_MATTER = np.array([0.0, 0.8, 0.0, 0.0, 0.0, 0.5, 0.0, 0.0])
NONE_MATTERS = np.zeros(8)


def surveyed(seed: int, count: int, weights: np.ndarray, noise: float = 0.5) -> Importance:
    """A simulated survey whose outcome is the planted weights and noise."""
    draw = np.random.default_rng(seed)
    scores = marks(draw, count)
    return derived_importance(scores, pd.Series(scores.to_numpy() @ weights + draw.normal(0, noise, count)), NEEDED)


def marks(draw: np.random.Generator, count: int) -> pd.DataFrame:
    """Answers on a scale of 1 to 5, as shares of it: who is in a good mood scores every driver higher."""
    level = 0.65 + draw.normal(0, 0.15, (count, 1)) + draw.normal(0, 0.18, (count, 8))
    return pd.DataFrame(np.clip(np.round(4 * level), 0, 4) / 4, columns=list(SURVEY_DRIVERS))


@pytest.mark.parametrize("weights", [GRADED, TWO_MATTER, NONE_MATTERS])
@pytest.mark.parametrize("noise", [0.2, 1.0])
def test_ranges_of_200_answers_hold_the_planted_weights_nine_times_of_ten(weights: np.ndarray, noise: float) -> None:
    found = [surveyed(seed, 200, weights, noise).weights for seed in range(100)]

    held = np.array([(one["low"] <= weights) & (weights <= one["high"]) for one in found])

    assert 0.85 <= held.mean() <= 0.95
    assert held.mean(axis=0).min() >= 0.8  # no driver pays for the others


def test_the_drivers_that_matter_most_come_out_on_top_of_200_answers() -> None:
    tops = [set(surveyed(seed, 200, TWO_MATTER, 0.2).weights.nlargest(2, "weight")["driver"]) for seed in range(60)]

    assert sum(top == {"reliability", "quality"} for top in tops) >= 59


def test_accounts_that_leave_or_stay_tell_the_weights_too() -> None:
    """The outcome is -2 (left) or near 0 (stayed): far from the normal noise that the ranges are worked out for."""
    held = []
    for seed in range(100):
        draw = np.random.default_rng(seed)
        scores = marks(draw, 200)
        leaves = draw.uniform(size=200) < 0.45 - scores.to_numpy() @ TWO_MATTER / 4
        outcome = pd.Series(np.where(leaves, -2.0, draw.normal(0, 0.2, 200)))
        found = derived_importance(scores, outcome, NEEDED).weights
        held.append(found["low"].le(TWO_MATTER / 2) & found["high"].ge(TWO_MATTER / 2))

    assert 0.84 <= np.array(held).mean() <= 0.95


def test_fifteen_answers_are_too_few() -> None:
    found = surveyed(1, 15, GRADED)

    assert found.too_few and not found.tells
    assert (found.answers, found.needed, len(found.weights)) == (15, 40, 0)


@pytest.mark.parametrize(("count", "too_few"), [(39, True), (40, False)])
def test_eight_drivers_need_five_answers_each(count: int, too_few: bool) -> None:
    assert surveyed(2, count, GRADED).too_few is too_few


def test_three_drivers_still_need_thirty_answers() -> None:
    assert answers_needed(3, per_driver=5, least=30) == 30


def test_a_unit_without_an_outcome_does_not_count() -> None:
    scores = pd.DataFrame({"reliability": [0.5, 0.75] * 20, "value": [0.25, 0.25, 1.0, 1.0] * 10})
    outcome = pd.Series([1.0, 2.0, float("nan"), 3.0] * 10)

    assert derived_importance(scores, outcome, 31).answers == 30
    assert derived_importance(scores, outcome, 31).too_few


def test_a_driver_that_hardly_anybody_answered_or_all_alike_is_left_out() -> None:
    draw = np.random.default_rng(3)
    scores = pd.DataFrame({"reliability": draw.uniform(size=60), "value": [0.5] * 60,
                           "empathy": [0.5, 1.0] + [float("nan")] * 58})

    found = derived_importance(scores, scores["reliability"] * 2, 30)

    assert found.weights["driver"].tolist() == ["reliability"]
    assert found.weights["weight"].iloc[0] == pytest.approx(2.0)


def test_two_drivers_that_always_say_the_same_share_their_weight() -> None:
    one = np.random.default_rng(4).uniform(size=80)

    found = derived_importance(pd.DataFrame({"value": one, "quality": one}), pd.Series(one), 30).weights

    assert found["weight"].tolist() == pytest.approx([0.5, 0.5])
