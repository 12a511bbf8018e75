"""Who an account is: its facts, layers and flags, and who comes before and after it in the order of reviews."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.review.order import place_of
from kadash.language import Words
from kadash.reviews import story


@dataclass(frozen=True)
class ReviewHead:
    """Who the account is: its facts, its layer in every scheme, its flags, and its neighbours in the order of reviews.

    facts: the columns of `review_account.sql` and `review_value.sql`. layers: one row a scheme (layer, previous_layer,
    reason). flags: one row a flag (severity, evidence), most urgent first. place counts from 1, the account that wants
    a review most, over the accounts of the viewer.
    """

    account_id: str
    account_name: str
    facts: Mapping[str, object]
    layers: pd.DataFrame
    flags: pd.DataFrame
    previous_id: str | None
    next_id: str | None
    place: int
    of: int

    def figure(self, name: str) -> float | None:
        """A fact as a number; None where unknown."""
        value = self.facts.get(name)
        return float(value) if isinstance(value, int | float) and value == value else None

    def text(self, name: str) -> str:
        """A fact as text; empty where unknown."""
        value = self.facts.get(name)
        return value if isinstance(value, str) else ""

    def day(self, name: str) -> dt.date | None:
        """A fact as a day; None where unknown."""
        value = self.facts.get(name)
        return pd.Timestamp(str(value)).date() if value is not None and not pd.isna(str(value)) else None

    def layer(self, scheme: str) -> str:
        """The account's layer in a scheme; empty where the scheme has none."""
        found = self.layers.loc[self.layers["scheme"].eq(scheme), "layer"]
        return str(found.iloc[0]) if len(found) else ""

    def layer_before(self, scheme: str) -> str:
        """Its layer in a scheme a year ago; empty where it had none yet."""
        found = self.layers.loc[self.layers["scheme"].eq(scheme), "previous_layer"].dropna()
        return str(found.iloc[0]) if len(found) else ""

    def headline(self, words: Words) -> str:
        """How it stands, in one sentence."""
        return story.headline(self.figure, words)

    def rhythm_sentence(self, words: Words) -> str:
        """How often it buys, and whether it is silent for longer than that explains."""
        return story.rhythm_sentence(self.figure, words)


def review_head(asked: Asked, account_id: str) -> ReviewHead | None:
    """Who an account is; None for one that is not there or not for this viewer's eyes."""
    place = place_of(asked, account_id)
    if place is None:
        return None
    facts = asked.records("review_account", account_id=account_id)[0]
    for value in asked.records("review_value", account_id=account_id):
        facts |= value
    flags = asked.records("review_flags", account_id=account_id) if place.is_flagged else []
    return ReviewHead(
        account_id, str(facts["account_name"]), facts,
        pd.DataFrame(sorted(asked.records("review_layers", account_id=account_id), key=itemgetter("scheme")),
                     columns=["scheme", "layer", "layer_rank", "previous_layer", "reason"], dtype="object"),
        pd.DataFrame(flags, columns=["flag", "severity", "evidence"], dtype="object"),
        place.previous_id, place.next_id, place.place, place.of)


def figures_seen(head: ReviewHead, asked: Asked) -> dict[str, str | float | None]:
    """The figures of today that a plan keeps, so that the next review sets them against its own."""
    return {"as_of": asked.as_of.isoformat(), **{name: head.figure(name) for name in FIGURES_SEEN}}


FIGURES_SEEN = ("revenue_12m", "contribution_12m", "margin_rate_12m", "discount_rate_12m", "mean_days_late",
                "p_alive", "current_value", "key_score")
