"""Survey answers on the eight drivers of value, with what was expected."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.sample.days import DAYS, dates, to_working_day
from kadash.sample.words import DRIVERS, RESPONDENTS

SCALE_MAX = 5
LEVEL = np.array([4.0, 4.1, 3.6, 4.0, 3.7, 4.3, 3.5, 3.9])
"""Usual score of each driver, in the order of DRIVERS."""
EXPECTED = np.array([3.6, 4.6, 4.3, 4.1, 3.8, 4.5, 4.2, 4.2])
MOOD = {"slipping": -0.7, "late_payer": -0.2, "key_steady": 0.3, "riser": 0.2, "below_zero": -0.3, "defected": -0.8}
PRICE_MOOD = {"squeezer": -0.9, "below_zero": -0.4, "decoy_erosion": -0.3}
"""What the driver Value (for the price) gets on top."""
WAVES = (590, 955)
"""Days on which a questionnaire went out."""


def survey_answers(rng: np.random.Generator, people: pd.DataFrame) -> pd.DataFrame:
    """One row an answer, by day: account, response_date, driver, score and expectation (1 to 5), respondent."""
    who = _answering(rng, people)
    mood = people["story"].map(MOOD).fillna(0).to_numpy()[who["account"]] + rng.normal(0, 0.35, len(who))
    of_price = people["story"].map(PRICE_MOOD).fillna(0).to_numpy()[who["account"]]
    drivers = np.array(list(DRIVERS))
    answers = who.loc[who.index.repeat(len(drivers))].reset_index(drop=True)
    level = LEVEL + mood[:, None] + np.where(drivers == "Value", of_price[:, None], 0)
    score = np.clip(np.round(rng.normal(level, 0.6)), 1, SCALE_MAX).astype(np.int64).ravel()
    expected = np.clip(np.round(rng.normal(np.broadcast_to(EXPECTED, level.shape), 0.5)), 1, SCALE_MAX).ravel()
    return answers.assign(
        driver=np.tile(drivers, len(who)), score=score,
        expectation=pd.Series(expected.astype(np.int64), dtype="Int64").where(rng.uniform(size=len(answers)) < 0.88),
    )


def _answering(rng: np.random.Generator, people: pd.DataFrame) -> pd.DataFrame:
    """One row a filled questionnaire, in two waves: account, day, response_date, respondent."""
    answers = []
    for wave in WAVES:
        regular = ~people["story"].isin(["prospect", "one_off_giant"])
        buying = regular & (people["stop"] > wave) & (people["start"] < wave - 60)
        chance = np.where(people["revenue_per_year"] > 400_000, 0.55, 0.25)
        account = np.flatnonzero(buying.to_numpy() & (rng.uniform(size=len(people)) < chance))
        day = to_working_day(np.minimum(DAYS - 1, wave + rng.integers(0, 30, len(account))))
        respondent = rng.choice(np.array(list(RESPONDENTS)), len(account))
        answers.append(pd.DataFrame({"account": account, "day": day, "respondent": respondent}))
    who = pd.concat(answers).sort_values(["day", "account"], ignore_index=True)
    return who.assign(response_date=dates(who["day"]))
