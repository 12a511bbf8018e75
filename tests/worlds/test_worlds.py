"""Planted stories are found in companies that were made up for it, and hardly anything is alarmed for nothing."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest

from tests.worlds.judged import CLAIMS, FALSE_ALARMS, Claim, loaded, measured
from tests.worlds.plans import FAST, SLOW, Plan
from tests.worlds.world import make_world

BY_STORY = [pytest.param(claim, id=claim.story) for claim in CLAIMS]
slow = [
    pytest.mark.slow,
    pytest.mark.skipif("KADASH_SLOW" not in os.environ, reason="minutes: asked for with KADASH_SLOW=1"),
]


@cache
def results(plans: tuple[int, ...]) -> pd.DataFrame:
    """What was measured in the companies of these seeds, one row a company and claim."""
    return pd.concat([_result(plan) for plan in (*FAST, *SLOW) if plan.seed in plans], ignore_index=True)


def _result(plan: Plan) -> pd.DataFrame:
    world = make_world(plan)
    with TemporaryDirectory() as folder:
        return measured(world, loaded(world, Path(folder)))


def of(claim: Claim, plans: tuple[Plan, ...]) -> pd.Series:
    """The sums of a claim over companies."""
    found = results(tuple(plan.seed for plan in plans))
    return found.loc[found["story"] == claim.story, ["planted", "found", "wrong", "accounts"]].sum()


@pytest.mark.parametrize("claim", BY_STORY)
def test_planted_stories_are_found(claim: Claim) -> None:
    sums = of(claim, FAST)

    assert sums["found"] >= claim.recall * sums["planted"]


@pytest.mark.parametrize("claim", BY_STORY)
def test_hardly_any_account_is_alarmed_for_nothing(claim: Claim) -> None:
    sums = of(claim, FAST)

    assert sums["wrong"] <= FALSE_ALARMS * sums["accounts"]


@pytest.mark.parametrize("claim", [pytest.param(claim, id=claim.story, marks=slow) for claim in CLAIMS])
def test_planted_stories_are_found_in_large_noisy_and_seasonal_companies(claim: Claim) -> None:
    sums = of(claim, SLOW)

    assert sums["found"] >= claim.recall * sums["planted"]
    assert sums["wrong"] <= FALSE_ALARMS * sums["accounts"]


def test_a_company_is_the_same_from_the_same_seed() -> None:
    first, again = make_world(FAST[1]), make_world(FAST[1])

    assert first.lines.equals(again.lines)
    assert first.accounts["story"].value_counts().to_dict() == {
        "ordinary": 27, "defected": 6, "slipping": 4, "first_time": 4, "riser": 4, "steady_key": 4, "melting": 3,
        "below_zero": 3, "late_payer": 3, "one_off_giant": 2,
    }
