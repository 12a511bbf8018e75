"""Lifetime value in its three parts, and what is earned and spent on accounts, by lifecycle."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from kadash.answers.among import EVERYBODY, Among
from kadash.answers.asked import Asked
from kadash.language import Words
from kadash.vocabulary import SCHEMES

PARTS = ("historical_value", "current_value", "potential_value")
"""What lifetime value is made of."""

_Z = 1.6448536269514722


@dataclass(frozen=True)
class Worth:
    """What accounts are worth and what keeping them costs.

    layers: one row a layer of the lifecycle, top first, prospects last: layer, accounts, known, revenue, earned, kept,
    contribution, kept_share (of what is earned; NaN where nothing is), each of PARTS and lifetime_value.
    log_sd: how far forecasts of totals miss, as the policy or past forecasts say.
    """

    layers: pd.DataFrame
    log_sd: float

    def total(self, part: str) -> float:
        """The sum over all layers; NaN where nothing is known."""
        return float(self.layers[part].sum(min_count=1))

    def likely(self, part: str) -> tuple[float, float]:
        """Where the sum of a forecast part lies in nine of ten cases."""
        reach = math.exp(_Z * self.log_sd)
        return self.total(part) / reach, self.total(part) * reach

    def headline(self, words: Words) -> str:
        """What all accounts are worth together, and how sure that is."""
        if math.isnan(self.total("lifetime_value")):
            return words("worth.headline.unknown")
        low, high = (self.total("historical_value") + part for part in self._ahead())
        return words("worth.headline", None, worth=words.money(self.total("lifetime_value")), low=words.money(low),
                     high=words.money(high), **{part: words.money(self.total(part)) for part in PARTS})

    def keeping_sentence(self, words: Words) -> str:
        """What keeping takes of what is earned, for new and for old accounts."""
        shares = self.layers.set_index("layer")["kept_share"]
        new, old = shares.get("first_time", math.nan), shares.get("long_term", math.nan)
        if math.isnan(new) or math.isnan(old):
            return words("worth.keeping.title")
        return words("worth.keeping.sentence", None, new=words.percent(new, 0), old=words.percent(old, 0))

    def _ahead(self) -> tuple[float, float]:
        (low, high), (less, more) = self.likely("current_value"), self.likely("potential_value")
        return low + less, high + more


def worth(asked: Asked, among: Among = EVERYBODY) -> Worth:
    """The accounts asked for, that the viewer may see, by lifecycle."""
    found = asked.frame("worth_layers", **among.params).set_index("layer")
    layers = found.reindex([layer for layer in SCHEMES["lifecycle"] if layer in found.index]).reset_index()
    earned = layers["earned"]
    return Worth(layers.assign(contribution=earned - layers["kept"],
                               kept_share=(layers["kept"] / earned.where(earned > 0)).astype("float64")),
                 asked.policy.value.total_error_log_sd)
