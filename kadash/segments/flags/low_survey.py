"""low_survey: an account that earns us much says in a survey that it is badly served."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import named, numbers_if_there
from kadash.segments.flags.check import Check
from kadash.segments.ranking import top_set
from kadash.segments.shared import Shared
from kadash.vocabulary import SURVEY_DRIVERS


def check(accounts: pd.DataFrame, policy: Policy, shared: Shared | None = None) -> Check:
    """In the set that makes most of the contribution, and all drivers together, or one of them, scored low.

    Scores are shares of their scale: 0 the worst answer, 1 the best.
    Reads: survey_score_12m, survey_low_score_12m, survey_low_driver (without them the flag never holds), and what
    `ranking.value_12m` reads.
    """
    score, lowest = (numbers_if_there(accounts, f"survey_{name}_12m") for name in ("score", "low_score"))
    low = score.lt(policy.flags.low_survey_score) | lowest.le(policy.flags.low_survey_driver)
    valuable = shared.key.in_set if shared else top_set(accounts, policy.key_account.contribution_share)
    return Check(
        holds=low & valuable,
        measured={"survey_score": score, "driver": _driver(accounts), "driver_score": lowest,
                  "answers": numbers_if_there(accounts, "survey_answers_12m")},
        threshold={"survey_score": policy.flags.low_survey_score, "driver_score": policy.flags.low_survey_driver},
        period="last_12_months",
    )


def _driver(accounts: pd.DataFrame) -> pd.Series[str]:
    """The name of the driver with the lowest score, empty where nothing was answered."""
    place = numbers_if_there(accounts, "survey_low_driver").fillna(0.0).to_numpy().astype(np.int64)
    return pd.Series(named(place, ["", *SURVEY_DRIVERS]), index=accounts.index)
