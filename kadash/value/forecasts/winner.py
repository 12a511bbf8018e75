"""Which forecaster a file uses: the one with the lowest error on its own past, a simpler one where they tie."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from kadash.value.forecasts.registry import DEFAULT, FORECASTERS

LEAST_ORIGINS = 2
TIE = 0.005
"""Errors within half a percent of the lowest are no better than each other."""


class Winner(NamedTuple):
    """`name`: the forecaster to use; `graded`: whether the past decided; `errors`: one row a forecaster, best first.

    Columns of errors: `forecaster`, `error` (mean over the origins), `origins`.
    """

    name: str
    graded: bool
    errors: pd.DataFrame


def winner(grades: pd.DataFrame, by: str = "error") -> Winner:
    """The winner over the table of `BackTest.grades`.

    by: `error` for accounts, `total_error` for totals (its size counts, not its sign). Only forecasters graded at every
    origin take part; under two origins nobody wins and the default is used.
    """
    known = grades.assign(size=grades[by].astype("float64").abs()).dropna(subset=["size"])
    errors = known.groupby("forecaster", sort=False)["size"].agg(error="mean", origins="count").reset_index()
    most = int(errors["origins"].max()) if len(errors) else 0
    errors = errors[errors["origins"] == most]
    simplest_first = {name: place for place, name in enumerate(FORECASTERS)}
    errors = errors.assign(place=errors["forecaster"].map(simplest_first)).sort_values(["error", "place"])
    ranked = errors[["forecaster", "error", "origins"]].reset_index(drop=True)
    if most < LEAST_ORIGINS:
        return Winner(DEFAULT, False, ranked)
    tied = errors[errors["error"] <= errors["error"].min() * (1.0 + TIE)]
    return Winner(str(tied.sort_values("place")["forecaster"].iloc[0]), True, ranked)
