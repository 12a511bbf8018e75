"""Why an account scores as it does: the ledger of points, what changed in a year, and what would lift it."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.score.read import every_fact
from kadash.language import Words
from kadash.marts.calendar import window
from kadash.segments.nearest_change import Change, higher_layers, nearest_change
from kadash.segments.score import PARTS, weights_of
from kadash.segments.score_change import score_change, z_from_points

TELLING_POINTS = 1.0
"""A part that moved the score by less is not worth a word."""


@dataclass(frozen=True)
class Ledger:
    """The score as points above or below 50.

    parts: one row a part of the score: part, points, points_before (a year ago; NaN where unknown), change (what its
    data moved the score by since). before: the score before vetoes a year ago, None where there was none; coverage,
    vetoes: what else moved it, in points.
    """

    parts: pd.DataFrame
    score: float
    before_vetoes: float
    before: float | None
    coverage: float
    vetoes: float

    @property
    def known(self) -> int:
        """How many of the parts are known."""
        return int(self.parts["points"].notna().sum())

    def sentence(self, words: Words) -> str:
        """The score, how much of it is known, and what moved it most since a year ago."""
        facts = {"score": words.number(self.score), "known": words.number(self.known),
                 "parts": words.number(len(PARTS))}
        if self.before is None:
            return words("review.score.sentence", None, **facts)
        facts |= {"before": words.number(self.before)}
        if not self.parts["change"].abs().max() >= TELLING_POINTS:
            return words("review.score.sentence_still", None, **facts)
        moved = self.parts.to_dict("records")[int(self.parts["change"].abs().fillna(0.0).to_numpy().argmax())]
        return words("review.score.sentence_change", None, part=words(f"score.column.score_{moved['part']}"),
                     change=words.number(moved["change"], sign=True), **facts)


def ledger(asked: Asked, account_id: str) -> Ledger | None:
    """The ledger of an account; None for a prospect, which has no score."""
    year_ago = window(asked.as_of, asked.policy).first_day - dt.timedelta(days=1)
    rows = {row["is_now"]: row for row in asked.records("review_score", account_id=account_id, month_end=year_ago)}
    now, then = rows.get(True), rows.get(False)
    if now is None or now["key_score"] is None:
        return None
    points, before = _points(now), _points(then)
    weights = weights_of(asked.policy)
    change = score_change(z_from_points(points, weights), z_from_points(before, weights), weights, weights).iloc[0]
    parts = pd.DataFrame({
        "part": list(PARTS), "points": points.iloc[0].to_numpy(), "points_before": before.iloc[0].to_numpy(),
        "change": [change[f"data_{part}"] for part in PARTS]})
    score_before = then["score_before_vetoes"] if then is not None else None
    return Ledger(parts, now["key_score"], now["score_before_vetoes"], score_before,
                  math.nan if score_before is None else float(change["coverage"]),
                  now["key_score"] - now["score_before_vetoes"])


def lifts(asked: Asked, account_id: str, scheme: str) -> list[Change]:
    """What alone would lift the account to a higher layer of a scheme, each the smallest change of its fact.

    To who may not know ranks no sum of money is told: where a layer ends is what another account brings. Empty for one
    whose layer, as published, is the highest: then nobody else's facts are asked for.
    """
    if not any(higher_layers(str(row["layer"]), scheme, asked.policy)
               for row in asked.records("review_layers", account_id=account_id) if row["scheme"] == scheme):
        return []
    found = nearest_change(every_fact(asked), account_id, scheme, asked.policy)
    return [one for one in found if asked.knows_ranks or one.unit != "money"]


def _points(row: dict[str, float | None] | None) -> pd.DataFrame:
    return pd.DataFrame([{f"score_{part}": None if row is None else row[f"score_{part}"] for part in PARTS}],
                        dtype="float64")
