"""Where the retention of a what-if comes from: which accounts, which periods, how many, how sure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.what_if.base import SCHEME, what_if_base
from kadash.errors import KadashError
from kadash.language import Words
from kadash.marts.calendar import window
from kadash.scenarios.interval import retention_range
from kadash.segments import layers_of
from kadash.value import jeffreys_range


@dataclass(frozen=True)
class Range:
    """A retention with its range, 90 %; None where nothing is known."""

    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class RetentionEvidence:
    """The observed retention of a layer (None: of all), and beside it what the model expects of those alive today.

    accounts: one row an account that bought from `before_from` to `before_to`, those that did not buy again first:
    account_id, account_name, owner, layer (a year ago), revenue_prev_12m, purchases_prev_12m, purchases_12m,
    bought_again (from `again_from` to `again_to`), last_purchase, p_alive, retention_12m.
    """

    scheme: str
    layer: str | None
    account_id: str | None
    accounts: pd.DataFrame
    before_from: dt.date
    before_to: dt.date
    again_from: dt.date
    again_to: dt.date
    bought_before: int
    bought_again: int
    observed: Range
    model: Range
    model_accounts: int

    @property
    def model_is_within(self) -> bool | None:
        """Whether the model's retention lies in the observed range; None where either is unknown."""
        if self.model.share is None or self.observed.low is None or self.observed.high is None:
            return None
        return self.observed.low <= self.model.share <= self.observed.high

    def sentence(self, words: Words) -> str:
        """Who was counted, over which months, and with what result."""
        periods = {"before_from": words.date(self.before_from), "before_to": words.date(self.before_to),
                   "again_from": words.date(self.again_from), "again_to": words.date(self.again_to)}
        if not self.bought_before:
            return words("what_if.evidence.none", None, **periods)
        return words("what_if.evidence.observed", self.bought_before, again=words.number(self.bought_again),
                     share=words.percent(self.observed.share), low=words.percent(self.observed.low),
                     high=words.percent(self.observed.high), **periods)

    def model_sentence(self, words: Words) -> str:
        """What the model expects beside it."""
        if self.model.share is None:
            return words("what_if.evidence.model_none")
        said = words("what_if.evidence.model", self.model_accounts, share=words.percent(self.model.share),
                     low=words.percent(self.model.low), high=words.percent(self.model.high))
        return said if self.model_is_within is not False else f"{said} {words('what_if.evidence.model_apart')}"


def retention_evidence(
    asked: Asked, scheme: str = SCHEME, layer: str | None = None, account_id: str | None = None
) -> RetentionEvidence:
    """The accounts behind the observed retention of a layer, of all, or of one account.

    KadashError `what_if_scheme_unknown`, `what_if_segment_unknown` or `account_unknown`.
    """
    known_cut(asked, scheme, layer, account_id)
    base = what_if_base(asked, scheme, None, account_id).base
    accounts = asked.frame("what_if_evidence", scheme=scheme, layer=layer, account_id=account_id)
    before, again = len(accounts), int(accounts["bought_again"].sum())
    days = window(asked.as_of, asked.policy)
    model = retention_range(base, None if account_id else layer)
    return RetentionEvidence(
        scheme, layer, account_id, accounts, days.previous_first_day, days.first_day - dt.timedelta(days=1),
        days.first_day, days.last_day, before, again, observed_range(before, again),
        Range(*model[:3]) if model else Range(None, None, None), model[3] if model else 0)


def observed_range(before: int, again: int) -> Range:
    """A share of accounts with its Jeffreys range, 90 %.

    >>> observed_range(0, 0).share is None
    True
    """
    if not before:
        return Range(None, None, None)
    low, high = jeffreys_range(again, before)
    return Range(again / before, float(low), float(high))


def known_cut(asked: Asked, scheme: str, layer: str | None, account_id: str | None) -> None:
    """Refuses a scheme, a layer or an account that is not there, or not the viewer's to see, by name."""
    layers = layers_of(asked.policy)
    if scheme not in layers:
        raise KadashError("what_if_scheme_unknown", scheme=scheme, known=", ".join(layers))
    if layer is not None and layer not in layers[scheme]:
        raise KadashError("what_if_segment_unknown", segment=layer, known=", ".join(layers[scheme]))
    if account_id is not None:
        what_if_base(asked, scheme, None, account_id)
