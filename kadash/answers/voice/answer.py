"""How customers score the drivers, what they expect, what matters to them, and what to mend first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.voice.read import Period, all_answers, by_account, by_driver, on_drivers, period_of, within
from kadash.segments import layers_of
from kadash.vocabulary import RECOMMEND, SURVEY_DRIVERS
from kadash.voice.importance import Importance, answers_needed, derived_importance
from kadash.voice.mending import mend_first, placed

ImportanceFrom = Literal["derived", "stated", "expected"]
"""What the map's importance is: what goes with staying and buying, where that tells any driver from nought; else what
customers say matters; else what they expect."""


@dataclass(frozen=True)
class Voice:
    """What was answered in a year, or that nothing was.

    layer: of the scheme that is looked at; None: all, also where nobody of the one that was asked for answered.
    period: the year that is looked at; None: no survey is loaded, and everything else is empty. is_old: nobody answered
    in the year up to the as-of date.
    accounts, answers: accounts that answered, filled questionnaires (an account, a day, a person).
    drivers: one row a driver, what to mend first on top: driver, performance, expectation, gap, stated, accounts,
    performance_before (of the year before), weight, low, high, shows (derived importance; NaN where there are too few
    answers), importance (the one in use), place, shortfall, urgency and the map's lines.
    layers: one row a layer of the scheme and a driver, top layer first: layer, driver, performance, expectation, gap,
    stated, accounts.
    by_account: one row an account, the most contribution first: account_id, account_name, layer, contribution_12m,
    score, expectation, gap, lowest (driver), lowest_score, recommend (0 to 1), day (its last answer), low (flag).
    importance: derived, of the layer looked at where it has enough answers (importance_of), else of all accounts.
    matters: the same by layer, top first, of the accounts that were in it when they answered.
    promoters, detractors, marks: of the question whether they recommend us; scales: as in voice_scales.sql.
    """

    scheme: str
    layer: str | None
    period: Period | None
    is_old: bool
    accounts: int
    answers: int
    drivers: pd.DataFrame
    layers: pd.DataFrame
    by_account: pd.DataFrame
    importance: Importance
    importance_of: str | None
    matters: Mapping[str, Importance]
    importance_from: ImportanceFrom | None
    promoters: int
    detractors: int
    marks: int
    scales: pd.DataFrame

    @property
    def mend_first(self) -> str | None:
        """The driver to mend first, None where no important one is weak."""
        return mend_first(self.drivers) if len(self.drivers) else None

    @property
    def net_promoters(self) -> float:
        """Share of promoters less share of detractors; NaN where nobody was asked from 0 to 10."""
        return (self.promoters - self.detractors) / self.marks if self.marks else float("nan")

    def driver(self, name: str) -> pd.Series:
        """The row of a driver."""
        return self.drivers[self.drivers["driver"].eq(name)].iloc[0]


def voice(asked: Asked, scheme: str = "value_tier", layer: str | None = None) -> Voice:
    """The answers of the viewer's accounts; of one layer of the scheme where it is named.

    What matters is derived from the layer's answers where there are enough, else from all the viewer's accounts.
    """
    every = all_answers(asked, scheme)
    found = _units(asked, scheme, on_drivers(every))
    everybody, matters = found.importance(), found.by_layer(layers_of(asked.policy)[scheme])
    if every.empty:
        nothing = pd.DataFrame()
        return Voice(scheme, None, None, False, 0, 0, nothing, nothing, nothing, everybody, None, {}, None, 0, 0, 0,
                     nothing)
    period = period_of(every, asked.as_of)
    layer = layer if layer in set(within(every, period)["layer"]) else None
    own = layer is not None and layer in matters and not matters[layer].too_few
    weighed = matters[layer] if own and layer is not None else everybody
    seen = every if layer is None else every[every["layer"].eq(layer)]
    year = within(seen, period)
    drivers, used = _drivers(year, within(seen, period.before), weighed)
    asked_too = year[year["driver"].eq(RECOMMEND)]
    return Voice(
        scheme=scheme, layer=layer, period=period, is_old=period.last < asked.as_of,
        accounts=int(year["account_id"].nunique()),
        answers=int(year.groupby(["account_id", "day"])["respondents"].max().sum()),
        drivers=drivers, layers=_layers(on_drivers(within(every, period)), layers_of(asked.policy)[scheme]),
        by_account=_accounts(year), importance=weighed, importance_of=layer if own else None, matters=matters,
        importance_from=used,
        promoters=int(asked_too["promoters"].sum()), detractors=int(asked_too["detractors"].sum()),
        marks=int(asked_too["marks"].sum()),
        scales=asked.frame("voice_scales", as_of=asked.as_of))


@dataclass(frozen=True)
class _Units:
    """One row of scores, outcomes and layers is an account and a half-year in which it answered; a column of scores is
    a driver. layers: of the accounts when they answered. needed: the fewest units that are believed."""

    scores: pd.DataFrame
    outcomes: pd.Series[float]
    layers: pd.Series[str]
    needed: int

    def importance(self, layer: str | None = None) -> Importance:
        """How much staying and buying goes with each driver's score, at the accounts of a layer or at all."""
        rows = self.layers.eq(layer) if layer is not None else pd.Series(True, index=self.layers.index)
        return derived_importance(self.scores[rows].reset_index(drop=True), self.outcomes[rows].reset_index(drop=True),
                                  self.needed)

    def by_layer(self, layers: tuple[str, ...]) -> dict[str, Importance]:
        """The same of every layer in which anybody answered."""
        there = set(self.layers.dropna())
        return {layer: self.importance(layer) for layer in layers if layer in there}


def _units(asked: Asked, scheme: str, marked: pd.DataFrame) -> _Units:
    rules, drivers = asked.policy.voice, int(marked["driver"].nunique())
    outcomes = asked.frame("voice_outcomes", as_of=asked.as_of, days_after=rules.days_after, scheme=scheme)
    halves = marked.assign(half=[_half(day.date()) for day in marked["day"]])
    scores = halves.pivot_table(index=["account_id", "half"], columns="driver", values="score", aggfunc="mean")
    known = outcomes.assign(half=pd.to_datetime(outcomes["half"]).dt.date).set_index(["account_id", "half"]).reindex(
        scores.index).reset_index(drop=True)
    return _Units(scores.reset_index(drop=True), known["outcome"].astype("float64"), known["layer"],
                  answers_needed(drivers, rules.answers_per_driver, rules.fewest_answers))


def _half(day: dt.date) -> dt.date:
    return dt.date(day.year, 1 if day.month < 7 else 7, 1)


def _drivers(year: pd.DataFrame, before: pd.DataFrame, found: Importance) -> tuple[pd.DataFrame, ImportanceFrom | None]:
    rows = by_driver(by_account(on_drivers(year)))
    if rows.empty:
        return rows, None
    earlier = by_driver(by_account(on_drivers(before))).set_index("driver")["performance"]
    rows = rows.merge(found.weights, on="driver", how="left")
    rows = rows.assign(performance_before=rows["driver"].map(earlier).astype("float64"))
    used: ImportanceFrom | None = (
        "derived" if found.tells else "stated" if rows["stated"].notna().any()
        else "expected" if rows["expectation"].notna().any() else None)
    column = {"derived": "weight", "stated": "stated", "expected": "expectation", None: None}[used]
    in_use = rows[column] if column else pd.Series(float("nan"), index=rows.index)
    order = {driver: place for place, driver in enumerate(SURVEY_DRIVERS)}
    rows = rows.assign(importance=in_use).sort_values("driver", key=lambda names: names.map(order), kind="stable")
    return placed(rows.reset_index(drop=True)), used


def _layers(year: pd.DataFrame, order: tuple[str, ...]) -> pd.DataFrame:
    rows = by_driver(by_account(year[year["layer"].notna()]), also=("layer",))
    places = {layer: place for place, layer in enumerate(order)}
    drivers = {driver: place for place, driver in enumerate(SURVEY_DRIVERS)}
    return rows.assign(place=rows["layer"].map(places), second=rows["driver"].map(drivers)).sort_values(
        ["place", "second"], kind="stable").drop(columns=["place", "second"]).reset_index(drop=True)


def _accounts(year: pd.DataFrame) -> pd.DataFrame:
    known = by_account(on_drivers(year))
    lowest = known.sort_values("score", kind="stable").drop_duplicates("account_id").set_index("account_id")
    both = known.assign(gap=known["score"] - known["expectation"])
    both = both.groupby("account_id")[["score", "expectation", "gap"]].mean()
    recommended = year[year["driver"].eq(RECOMMEND)].groupby("account_id")["score"].mean()
    last = year.groupby("account_id")["day"].max()
    who = year.drop_duplicates("account_id")[["account_id", "account_name", "layer", "contribution_12m", "low"]]
    rows = who.merge(both, left_on="account_id", right_index=True, how="left")
    rows = rows.assign(
        lowest=rows["account_id"].map(lowest["driver"]), lowest_score=rows["account_id"].map(lowest["score"]),
        recommend=rows["account_id"].map(recommended), day=rows["account_id"].map(last))
    return rows.sort_values("contribution_12m", ascending=False, kind="stable").reset_index(drop=True)
