"""Importance against performance: which driver to mend first, which to keep up, which can wait."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

Place = Literal["mend_first", "keep_up", "can_wait", "enough"]
"""Important and weak; important and strong; less important and weak; less important and strong."""


def placed(drivers: pd.DataFrame) -> pd.DataFrame:
    """The drivers with their place on the map and what mending them would bring, what to mend first on top.

    drivers: one row a driver: driver, performance and expectation (0 to 1, expectation NaN where nobody said),
    importance (any unit). Adds

    - place: None where importance or performance is unknown; such drivers come last
    - importance_line, performance_line: the means, which part the map
    - shortfall: expectation less performance, or the performance line less performance where no expectation is known;
      never below 0
    - urgency: importance above the least important driver, as a share of the reach, times shortfall
    """
    known = drivers[drivers["importance"].notna() & drivers["performance"].notna()]
    importance_line, performance_line = float(known["importance"].mean()), float(known["performance"].mean())
    matters = drivers["importance"].ge(importance_line)
    weak = drivers["performance"].lt(performance_line)
    place = np.select([matters & weak, matters, weak], ["mend_first", "keep_up", "can_wait"], "enough")
    whole = drivers["importance"].isna() | drivers["performance"].isna()
    expected = drivers["expectation"].fillna(performance_line)
    shortfall = (expected - drivers["performance"]).clip(lower=0.0)
    least = float(known["importance"].min()) if len(known) else np.nan
    reach = float(known["importance"].max()) - least if len(known) else np.nan
    above = (drivers["importance"] - least) / reach if reach > 0 else drivers["importance"] * 0.0 + 1.0
    found = drivers.assign(
        place=pd.Series(place, index=drivers.index, dtype="object").mask(whole, None), importance_line=importance_line,
        performance_line=performance_line, shortfall=shortfall, urgency=above * shortfall)
    order = found["place"].map({"mend_first": 0, "keep_up": 1, "can_wait": 1, "enough": 1}).fillna(2)
    return found.assign(order=order).sort_values(
        ["order", "urgency"], ascending=[True, False], kind="stable").drop(columns="order").reset_index(drop=True)


def mend_first(drivers: pd.DataFrame) -> str | None:
    """The driver to mend first of `placed`, None where no important one is weak."""
    first = drivers[drivers["place"].eq("mend_first")]
    return str(first["driver"].iloc[0]) if len(first) else None
