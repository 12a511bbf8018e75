"""How good the forecasts were on the file's own past, which one is used, and what it expects."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.metrics import metric_name
from kadash.answers.models.alarms import alarms
from kadash.language import Words
from kadash.value.forecasts import FORECASTERS
from kadash.vocabulary import SCHEMES

NAIVE = "last_six_months"
"""The forecast that every other one has to beat."""

PLAIN_SHARE = "population_mean"
"""The forecast that tells everybody the same chance: the plain share that bought within as long a time before."""

SEGMENT_SCHEMES = ("value_tier", "lifecycle")
FEW_ACCOUNTS = 40
MEANS = ("error", "brier", "brier_of_share", "top_capture")


@dataclass(frozen=True)
class ModelCheck:
    """Forecasts graded.

    as_of, last_day, value, accounts, total, low, high, is_rough: the forecast in use, for all accounts together.
    chances_of: the forecaster whose P(buys) is used, the one whose chances came true best.
    decided_by: `race`, `one_origin` or `too_short`; possible_from: the as-of date of a first grading, where none is.
    race: one row a forecaster, best first: forecaster, is_used, is_naive, origins, the means of MEANS over the origins.
    grades: one row a forecaster and origin, in the order of time; columns as in mart.forecast_grade.
    reliability: one row a tenth of the chances in use: low, high, accounts, expected, came_true.
    segments: one row a scheme and layer, top first: scheme, layer, accounts, error, naive_error, total_error, coverage.
    alarms: as in answers/models/alarms.py. sees_totals: false for a viewer who may not see all accounts:
    how good forecasts are is then told in shares, without how many accounts or how much money they are shares of.
    """

    as_of: dt.date
    last_day: dt.date
    forecaster: str
    decided_by: str
    chances_of: str
    value: str
    accounts: int
    total: float
    low: float
    high: float
    is_rough: bool
    possible_from: dt.date | None
    race: pd.DataFrame
    grades: pd.DataFrame
    reliability: pd.DataFrame
    segments: pd.DataFrame
    alarms: pd.DataFrame
    sees_totals: bool

    @property
    def horizon_days(self) -> int:
        """Days that a forecast looks ahead."""
        return (self.last_day - self.as_of).days

    @property
    def used(self) -> pd.DataFrame:
        """The grades of the forecaster in use, one row an origin."""
        return self.grades[self.grades["forecaster"] == self.forecaster]

    def mean(self, grade: str, forecaster: str | None = None) -> float:
        """The mean over the origins of a column of `race`, of the forecaster in use unless named; NaN of nothing."""
        row = self.race[self.race["forecaster"] == (forecaster or self.forecaster)]
        return float(row[grade].iloc[0]) if len(row) else math.nan

    def coverage(self) -> float:
        """Share of accounts within their range, at origins whose ranges were made from an earlier one."""
        held = self.used.iloc[1:] if len(self.used) > 1 else self.used
        return float(held["coverage"].mean()) if len(held) else math.nan

    def headline(self, words: Words) -> str:
        """Which forecast is used and why, in a sentence."""
        if self.decided_by == "too_short":
            day = words.date(self.possible_from)
            return words("models.headline.too_short", None, name=self.name(words), day=day)
        facts = {"name": self.name(words), "error": words.percent(self.mean("error"), 0)}
        origins = int(self.race["origins"].max())
        if self.forecaster == NAIVE:
            best = self.race[~self.race["is_naive"]].iloc[0]
            return words("models.headline.naive", origins, **facts, other=metric_name(_key(best["forecaster"]), words),
                         other_error=words.percent(best["error"], 0))
        naive = words.percent(self.mean("error", NAIVE), 0)
        key = "models.headline.one_origin" if self.decided_by == "one_origin" else "models.headline.won"
        return words(key, origins, **facts, naive=naive)

    def expected(self, words: Words) -> str:
        """What all accounts together are expected to bring."""
        return words(f"models.expected.{self.value}", self.accounts, last_day=words.date(self.last_day),
                     total=words.money(self.total), low=words.money(self.low), high=words.money(self.high))

    def caution(self, words: Words) -> str | None:
        """What limits how far the figures can be trusted: few accounts. For who may know how many there are."""
        if not self.sees_totals:
            return None
        if self.accounts < FEW_ACCOUNTS:
            return words("models.caution.few", self.accounts)
        return words("models.caution.rough", self.accounts) if self.is_rough else None

    def name(self, words: Words) -> str:
        """What the forecaster in use is called."""
        return metric_name(_key(self.forecaster), words)


def model_check(asked: Asked) -> ModelCheck:
    """The grades of a file; they are of all its accounts, whoever asks."""
    found = asked.records("models_total")[0]
    grades, chances, segments = (asked.frame(f"models_{name}") for name in ("grades", "reliability", "segments"))
    forecaster = str(found["forecaster"])
    return ModelCheck(
        **found, race=_race(grades, forecaster), grades=grades,
        reliability=chances[chances["forecaster"] == found["chances_of"]].reset_index(drop=True),
        segments=_segments(segments, forecaster), alarms=alarms(asked), sees_totals=asked.knows_totals)


def _race(grades: pd.DataFrame, used: str) -> pd.DataFrame:
    sums = grades.groupby("forecaster")[list(MEANS)].mean().assign(origins=grades.groupby("forecaster").size())
    order = {name: place for place, name in enumerate(FORECASTERS)}
    race = sums.reset_index().assign(place=lambda rows: rows["forecaster"].map(order))
    race = race.sort_values(["error", "place"]).drop(columns="place").reset_index(drop=True)
    return race.assign(is_used=race["forecaster"] == used, is_naive=race["forecaster"] == NAIVE)


def _segments(segments: pd.DataFrame, used: str) -> pd.DataFrame:
    naive = segments[segments["forecaster"] == NAIVE].rename(columns={"error": "naive_error"})
    rows = segments[segments["forecaster"] == used].merge(
        naive[["scheme", "layer", "naive_error"]], on=["scheme", "layer"], how="left")
    pairs_in_order = [(scheme, layer) for scheme in SEGMENT_SCHEMES for layer in SCHEMES[scheme]]
    order = {pair: place for place, pair in enumerate(pairs_in_order)}
    pairs = zip(rows["scheme"], rows["layer"], strict=True)
    rows = rows.assign(place=[order.get(pair, len(order)) for pair in pairs]).sort_values("place")
    columns = ["scheme", "layer", "accounts", "error", "naive_error", "total_error", "coverage"]
    return rows[columns].reset_index(drop=True)


def _key(forecaster: str) -> str:
    return f"forecast.{forecaster}"
