"""What a scenario comes to beside today's base, as figures and sentences for page and terminal."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kadash import scenarios
from kadash.answers.asked import Asked
from kadash.answers.keeper import keeping
from kadash.answers.what_if.base import WhatIfBase
from kadash.language import Words
from kadash.scenarios import Base, Outcome, SloganTest


@dataclass(frozen=True)
class WhatIfAnswer:
    """A scenario beside its base, with what was observed of retention beside what is assumed.

    layers: one row a layer with live accounts, top first: the columns of `Outcome.by_segment`, and bought_before,
    bought_again, observed (who of the layer a year ago and of that year's buyers bought again), observed_low,
    observed_high (90 %).
    assumed_margin: the margin rate the reader gave because no cost is known; None where it is known.
    """

    scheme: str
    outcome: Outcome
    layers: pd.DataFrame
    slogan: SloganTest
    currency: str
    assumed_margin: float | None
    terms_of_policy: bool
    """Whether discount and years are the policy's, so that the base is the customer equity of every other page."""
    of: WhatIfBase
    """What it was asked of: names of segments, the account where it is one alone."""

    @property
    def moves(self) -> bool:
        """Whether any lever is away from where it was."""
        return bool(self.outcome.assumptions.levers.moved())

    @property
    def equity_share(self) -> float | None:
        """Change of customer equity as a share of the base; None where that is not above zero."""
        return _share(self.outcome.change.customer_equity, self.outcome.base.customer_equity)

    @property
    def profit_share(self) -> float | None:
        """Change of 12-month profit as a share of the base; None where that is not above zero."""
        return _share(self.outcome.change.profit_12m, self.outcome.base.profit_12m)

    @property
    def best_layer(self) -> tuple[str, float] | None:
        """The layer in which one more point of retention earns most, and what; None where none earns anything."""
        points = dict(zip(self.layers["segment"], self.layers["point_value"], strict=True))
        best = max(points, key=points.__getitem__, default=None)
        return (best, points[best]) if best is not None and points[best] > 0 else None

    def headline(self, words: Words) -> str:
        """The answer in one sentence."""
        found = self.outcome
        if not self.moves:
            return self._today(words)
        low, high = found.interval.change
        change = found.change.customer_equity
        key = "what_if.adds" if change > 0 else "what_if.takes" if change < 0 else "what_if.changes_nothing"
        return words(key, None, change=words.money(abs(change)), share=words.percent(self.equity_share, sign=True),
                     low=words.money(low.customer_equity, sign=True),
                     high=words.money(high.customer_equity, sign=True),
                     profit=words.money(found.change.profit_12m, sign=True))

    def slogan_sentence(self, words: Words) -> str:
        """"Five points of retention double profit", put to the test on the own accounts."""
        test = self.slogan
        if test.equity_share is None:
            return words("what_if.slogan_unknown")
        return words("what_if.slogan_holds" if test.doubles else "what_if.slogan_fails", None,
                     equity=words.percent(test.equity_share, 0, sign=True),
                     profit=words.percent(test.profit_share, 0, sign=True))

    def guards(self, words: Words) -> list[str]:
        """What the figures could not do, counted: retention at its cap, accounts without margin, cost unknown."""
        given = self.outcome.assumptions
        own_terms = words("what_if.guard.terms", None, discount=words.percent(given.discount_per_year),
                          years=words.number(given.years))
        counts = {"no_margin": given.no_margin_accounts, "unknown": given.unknown_accounts}
        said = [*truncated_sentence(given.truncated_accounts, given.real_lift, words),
                *(words(f"what_if.guard.{name}", count) for name, count in counts.items() if count)]
        return said if self.terms_of_policy else [own_terms, *said]

    def to_json(self) -> dict[str, object]:
        """As the data contract writes it."""
        return {**self.outcome.to_json(), "scheme": self.scheme, "account": self.of.account_id,
                "currency": self.currency, "assumed_margin": self.assumed_margin}

    def sentences(self, words: Words) -> list[str]:
        """For a terminal."""
        rows = self.layers.to_dict("records")
        return [self.headline(words), *(
            words("what_if.layer_line", None, layer=self.of.name(row["segment"], words),
                  base=words.money(row["base_equity"]), scenario=words.money(row["scenario_equity"]),
                  change=words.money(row["change"], sign=True), point=words.money(row["point_value"]))
            for row in rows), *self.guards(words), words("what_if.assumptions")]

    def _today(self, words: Words) -> str:
        found, given, best = self.outcome, self.outcome.assumptions, self.best_layer
        facts = {"equity": words.money(found.base.customer_equity), "years": words.number(given.years),
                 "discount": words.percent(given.discount_per_year)}
        if best is None:
            full = found.base.customer_equity > 0
            return words("what_if.today_full" if full else "what_if.today_without_point", None, **facts)
        layer, point = best
        return words("what_if.today", None, layer=self.of.name(layer, words), point=words.money(point),
                     **facts)


def answer_of(asked: Asked, base: WhatIfBase, outcome: Outcome) -> WhatIfAnswer:
    """An outcome on a viewer's base, with what was observed beside it and the slogan put to the test."""
    given, rules = outcome.assumptions, asked.policy.value
    layers = pd.concat([outcome.by_segment, base.observed_in_order], axis=1)
    return WhatIfAnswer(
        base.scheme, outcome, layers[base.base.live_by_segment > 0].reset_index(drop=True),
        _slogan(base.base, given.discount_per_year, given.years), asked.currency, base.assumed_margin,
        (given.discount_per_year, given.years) == (rules.discount_rate_per_year, rules.horizon_years), base)


def truncated_sentence(accounts: int, real_lift: float, words: Words) -> list[str]:
    """How many met the limit of retention, and what of the lift is real; nothing where none did."""
    return [words("what_if.guard.truncated", accounts, real=words.points(real_lift))] if accounts else []


@keeping(64)
def _slogan(base: Base, discount_per_year: float, years: int) -> SloganTest:
    return scenarios.slogan(base, discount_per_year, years)


def _share(change: float, of: float) -> float | None:
    return change / of if of > 0 else None
