"""What keeping them would earn: a scenario beside today's base, for page and terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from kadash import scenarios
from kadash.answers.asked import Asked
from kadash.errors import KadashError
from kadash.language import Words
from kadash.scenarios import Base, Levers, Outcome, SloganTest, base_arrays
from kadash.segments import layers_of
from kadash.store import sql_text
from kadash.value import observed_retention
from kadash.vocabulary import PROSPECT

SCHEME = "value_tier"
"""The scheme by which a what-if is cut unless another is asked for."""


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
        counts = {"truncated": given.truncated_accounts, "no_margin": given.no_margin_accounts,
                  "unknown": given.unknown_accounts}
        said = [words(f"what_if.guard.{name}", count) for name, count in counts.items() if count]
        return said if self.terms_of_policy else [own_terms, *said]

    def to_json(self) -> dict[str, object]:
        """As the data contract writes it."""
        return {**self.outcome.to_json(), "scheme": self.scheme, "currency": self.currency,
                "assumed_margin": self.assumed_margin}

    def sentences(self, words: Words) -> list[str]:
        """For a terminal."""
        rows = self.layers.to_dict("records")
        return [self.headline(words), *(
            words("what_if.layer_line", None, layer=words(f"layer.{self.scheme}.{row['segment']}"),
                  base=words.money(row["base_equity"]), scenario=words.money(row["scenario_equity"]),
                  change=words.money(row["change"], sign=True), point=words.money(row["point_value"]))
            for row in rows), *self.guards(words), words("what_if.assumptions")]

    def _today(self, words: Words) -> str:
        found, given, best = self.outcome, self.outcome.assumptions, self.best_layer
        facts = {"equity": words.money(found.base.customer_equity), "years": words.number(given.years),
                 "discount": words.percent(given.discount_per_year)}
        if best is None:
            return words("what_if.today_without_point", None, **facts)
        layer, point = best
        return words("what_if.today", None, layer=words(f"layer.{self.scheme}.{layer}"), point=words.money(point),
                     **facts)


def what_if(
    asked: Asked, levers: Levers, *, discount_per_year: float | None = None, years: int | None = None,
    scheme: str | None = None, assumed_margin: float | None = None,
) -> WhatIfAnswer | None:
    """What these levers make of the viewer's accounts; None where no cost is known and no margin rate is assumed.

    Segments of `levers` may be named `layer` or `scheme:layer`; the scheme so named cuts the accounts.
    """
    cut_by, levers = _by_scheme(levers, scheme, tuple(layers_of(asked.policy)))
    base = what_if_base(asked, cut_by, assumed_margin)
    if base.base.unknown_accounts == int(base.base.accounts_by_segment.sum()):
        return None
    outcome = scenarios.what_if(base.base, levers, discount_per_year, years)
    given, rules = outcome.assumptions, asked.policy.value
    layers = outcome.by_segment.merge(base.observed, on="segment", how="left")
    return WhatIfAnswer(
        cut_by, outcome, layers[base.base.live_by_segment > 0].reset_index(drop=True),
        _slogan(base.base, given.discount_per_year, given.years), asked.currency, base.assumed_margin,
        (given.discount_per_year, given.years) == (rules.discount_rate_per_year, rules.horizon_years))


@dataclass(frozen=True, eq=False)
class WhatIfBase:
    """The accounts of a viewer as the what-if reads them, made once a generation, scheme and assumed margin.

    observed: one row a layer: segment, bought_before, bought_again, observed, observed_low, observed_high.
    """

    base: Base
    observed: pd.DataFrame
    assumed_margin: float | None

    @property
    def live_layers(self) -> list[str]:
        """The layers with live accounts, top first."""
        pairs = zip(self.base.segments, self.base.live_by_segment, strict=True)
        return [segment for segment, live in pairs if live > 0 and segment != PROSPECT]

    def observed_text(self, layer: str, words: Words) -> str:
        """Who of last year's buyers bought again, in short: 88% (44 of 50)."""
        row = self._row(layer)
        if not row["bought_before"]:
            return words("what_if.observed_none")
        return words("what_if.observed", None, share=words.percent(row["observed"], 0),
                     again=words.number(row["bought_again"]), before=words.number(row["bought_before"]))

    def observed_help(self, layer: str, words: Words) -> str:
        """Where the observed retention comes from, and what the model expects beside it."""
        row, alive = self._row(layer), self.base.retention_sorted[self.base.segments.index(layer)]
        model = words.percent(float(alive.mean()) if len(alive) else None)
        if not row["bought_before"]:
            return words("what_if.lever.retention_help_none", None, model=model)
        return words("what_if.lever.retention_help", None, before=words.number(row["bought_before"]),
                     again=words.number(row["bought_again"]), share=words.percent(row["observed"]),
                     low=words.percent(row["observed_low"]), high=words.percent(row["observed_high"]), model=model)

    def _row(self, layer: str) -> dict[str, float]:
        rows = self.observed.set_index("segment").to_dict("index")
        return {str(name): float(value) for name, value in rows[layer].items()}


@lru_cache(maxsize=16)
def what_if_base(asked: Asked, scheme: str = SCHEME, assumed_margin: float | None = None) -> WhatIfBase:
    """The viewer's accounts, cut by a scheme; the assumed margin stands in where no cost is known at all."""
    rows = asked.generation.frame(sql_text("kadash.answers.sql", "what_if_accounts.sql"), scheme=scheme)
    accounts = rows[asked.scope.allows(rows)].reset_index(drop=True)
    stands_in = assumed_margin if assumed_margin is not None and accounts["before_service_rate"].isna().all() else None
    if stands_in is not None:
        accounts = accounts.assign(before_service_rate=stands_in)
    observed = observed_retention(accounts, "segment_before").rename(
        columns={"share": "observed", "low": "observed_low", "high": "observed_high"})
    everywhere = pd.DataFrame({"segment": sorted(set(accounts["segment"]))})
    observed = everywhere.merge(observed, on="segment", how="left").fillna({"bought_before": 0, "bought_again": 0})
    return WhatIfBase(
        base_arrays(accounts, asked.policy, "segment", order=layers_of(asked.policy)[scheme]), observed, stands_in)


@lru_cache(maxsize=64)
def _slogan(base: Base, discount_per_year: float, years: int) -> SloganTest:
    return scenarios.slogan(base, discount_per_year, years)


def _by_scheme(levers: Levers, scheme: str | None, schemes: Sequence[str]) -> tuple[str, Levers]:
    """The scheme of `schemes` that cuts the accounts, and the levers with the bare names of its layers."""
    named = {name.partition(":")[0] for name in levers.by_segment if ":" in name}
    wanted = scheme or (named.pop() if named else SCHEME)
    if wanted not in schemes or named - {wanted}:
        raise KadashError("what_if_scheme_unknown", scheme=wanted, known=", ".join(schemes))
    bare = {name.partition(":")[2] or name: move for name, move in levers.by_segment.items()}
    return wanted, replace(levers, by_segment=bare)


def _share(change: float, of: float) -> float | None:
    return change / of if of > 0 else None
