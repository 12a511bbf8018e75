"""What moves most, and "five points of retention double profit" put to the test with any number of points."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.what_if.answer import truncated_sentence
from kadash.answers.what_if.base import SCHEME, WhatIfBase, what_if_base
from kadash.language import Words
from kadash.scenarios import LEVERS, SloganTest, slogan, tornado
from kadash.scenarios.outcome import records
from kadash.scenarios.sensitivity import FIVE_POINTS


@dataclass(frozen=True)
class MostAnswer:
    """levers: the rows of `scenarios.tornado`, widest first; points: those the slogan is tested with, as 0.05."""

    levers: pd.DataFrame
    points: float
    slogan: SloganTest
    currency: str
    of: WhatIfBase

    def headline(self, words: Words) -> str:
        """Which lever moves most."""
        widest = next(row for row in self.levers.to_dict("records") if row["lever"] != "discount")
        return words("what_if.most.sentence", None, lever=words(f"lever.{widest['lever']}"),
                     step=step_said(words, widest["lever"], widest["step"]),
                     better=words.money(widest["better"], sign=True))

    def named(self, words: Words) -> list[tuple[str, float, float]]:
        """Each lever with its step, and the change of customer equity one step the worse and the better way."""
        return [(words("what_if.most.row", None, lever=words(f"lever.{row['lever']}"),
                       step=step_said(words, row["lever"], row["step"])), row["worse"], row["better"])
                for row in self.levers.to_dict("records")]

    def slogan_sentence(self, words: Words) -> str:
        """Whether the points double profit here, with what they really do."""
        test = self.slogan
        if test.equity_share is None or test.profit_share is None:
            return words("what_if.slogan_unknown")
        return words("what_if.slogan.yes" if test.doubles else "what_if.slogan.no", None,
                     points=words.points(self.points, 1), equity=words.percent(test.equity_share, sign=True),
                     profit=words.percent(test.profit_share, sign=True))

    def guards(self, words: Words) -> list[str]:
        """How many met the limit of retention on the way."""
        return truncated_sentence(self.slogan.truncated_accounts, self.slogan.real_lift, words)

    def sentences(self, words: Words) -> list[str]:
        """For a terminal."""
        lines = [words("what_if.most.line", None, name=name, worse=words.money(worse, sign=True),
                       better=words.money(better, sign=True)) for name, worse, better in self.named(words)]
        return [self.headline(words), *lines, self.slogan_sentence(words),
                *self.guards(words), words("what_if.assumptions")]

    def to_json(self) -> dict[str, object]:
        """Plain numbers, unrounded."""
        return {"levers": records(self.levers), "slogan": {"points": self.points, **vars(self.slogan)},
                "scheme": self.of.scheme, "account": self.of.account_id, "currency": self.currency,
                "assumed_margin": self.of.assumed_margin}


def what_moves_most(
    asked: Asked, points: float = FIVE_POINTS, *, discount_per_year: float | None = None, years: int | None = None,
    scheme: str = SCHEME, assumed_margin: float | None = None, account_id: str | None = None,
) -> MostAnswer | None:
    """Every lever one step each way around today, and the slogan with so many points; None where no cost is known."""
    of = what_if_base(asked, scheme, assumed_margin, account_id)
    if not of.knows_cost:
        return None
    return MostAnswer(tornado(of.base, discount_per_year, years), points,
                      slogan(of.base, discount_per_year, years, points), asked.currency, of)


def step_said(words: Words, lever: str, step: float) -> str:
    """One step of a lever as people read it: 5 pt, 20%, 10 days; `step` as the engine has it."""
    unit = LEVERS[lever].unit if lever in LEVERS else "points"
    form = {"share": "percent", "days": "days"}.get(unit, "points")
    return words(f"what_if.step.{form}", None, value=words.number(step * (1.0 if form == "days" else 100.0), 1))
