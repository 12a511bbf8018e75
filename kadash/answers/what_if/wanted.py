"""A wanted sum of customer equity or profit: what would bring it, lever by lever and layer by layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.what_if.base import SCHEME, WhatIfBase, what_if_base
from kadash.language import Words
from kadash.scenarios import LEVERS, wanted, wanted_by_segment
from kadash.scenarios.backwards import Wanted
from kadash.scenarios.outcome import records


@dataclass(frozen=True)
class WantedAnswer:
    """What would bring a sum. levers: the rows of `scenarios.wanted`; segments: those of `scenarios.wanted_by_segment`
    for retention."""

    sum_wanted: float
    of: Wanted
    levers: pd.DataFrame
    segments: pd.DataFrame
    base: WhatIfBase

    def value(self, lever: str, value: float, words: Words) -> str:
        """A lever's value in its unit."""
        unit = LEVERS[lever].unit
        if unit == "points":
            return words("what_if.value.points", None, points=words.points(value))
        if unit == "share":
            return words.percent(value, sign=True)
        if unit == "days":
            return words("what_if.value.days", None, days=words.number(value, 1))
        return words.number(value, 1) if unit == "count" else words.money(value)

    def row_sentence(self, row: Mapping[Any, Any], words: Words, segment: str | None = None) -> str:
        """A row of `levers`, or of `segments` with the segment's name, in words."""
        lever = str(row.get("lever", "retention"))
        name = words(f"lever.{lever}") if segment is None else self.base.name(segment, words)
        if row["reachable"]:
            return words("what_if.wanted.line", None, name=name, needed=self.value(lever, row["needed"], words))
        why = words(f"what_if.wanted.why.{row['why_not']}")
        return words("what_if.wanted.line_not", None, name=name, why=why, most=words.money(row["most"], sign=True))

    def sentences(self, words: Words) -> list[str]:
        """For a terminal."""
        head = words(f"what_if.wanted.{self.of}", None, sum=words.money(self.sum_wanted, sign=True))
        return [head, *(self.row_sentence(row, words) for row in self.levers.to_dict("records")),
                words("what_if.wanted.by_segment"),
                *(self.row_sentence(row, words, str(row["segment"])) for row in self.segments.to_dict("records")),
                words("what_if.assumptions")]

    def to_json(self) -> dict[str, object]:
        """Plain numbers, unrounded; what cannot be reached has no `needed`."""
        return {"sum": self.sum_wanted, "of": self.of, "levers": records(self.levers),
                "by_segment": records(self.segments)}


def what_would_bring(
    asked: Asked, sum_wanted: float, of: Wanted = "equity", *, discount_per_year: float | None = None,
    years: int | None = None, scheme: str = SCHEME, assumed_margin: float | None = None, account_id: str | None = None,
    acquisition_cost: float | None = None, new_account_value: float | None = None,
) -> WantedAnswer | None:
    """What would change the viewer's customer equity (or 12-month profit) by a sum; None where no cost is known."""
    base = what_if_base(asked, scheme, assumed_margin, account_id)
    if not base.knows_cost:
        return None
    levers = wanted(base.base, sum_wanted, of, discount_per_year, years, acquisition_cost, new_account_value)
    return WantedAnswer(
        sum_wanted, of, levers, wanted_by_segment(base.base, sum_wanted, of, discount_per_year, years), base)
