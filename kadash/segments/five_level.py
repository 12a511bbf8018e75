"""five_level: a to e by what an account brings, the measure of the value tiers; giants are ranked like all others."""

from __future__ import annotations

import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import Texts, first_that_holds, is_prospect, layered
from kadash.segments.evidence import json_column
from kadash.segments.ranking import last_places, value_12m
from kadash.segments.shared import Shared
from kadash.vocabulary import PROSPECT

LEVELS = ("a", "b", "c", "d", "e")


def layer(
    accounts: pd.DataFrame, policy: Policy, reasons: bool = True, shared: Shared | None = None
) -> pd.DataFrame:
    """One row an account: account_id, layer, reason (JSON: place from the top, and the last place of its level).

    Reads: what `ranking.value_12m` reads.
    """
    measure, prospect = shared.measure if shared else value_12m(accounts), is_prospect(accounts)
    of = int((~prospect).sum())
    ends = last_place_by_level(of, policy)
    places = measure.place(~prospect)
    levels = [pd.Series(places <= end) for end in ends[:-1]]
    layers = first_that_holds([prospect, *levels], [PROSPECT, *LEVELS[:-1]], LEVELS[-1])
    texts: Texts | None = None
    if reasons:
        place = pd.Series(places, index=accounts.index).where(~prospect)
        last = pd.Series(layers, index=place.index).map(dict(zip(LEVELS, ends, strict=True)))
        texts = json_column({
            "rule": pd.Series(layers, index=place.index).where(place.isna(), "place"),
            "ranked_by": measure.ranked_by,
            "measured": {"value_12m": measure.value, "place": place.astype("Int64"), "of": of},
            "threshold": {"last_place": last.astype("Int64")},
            "stand_in": measure.stand_in,
        }, len(accounts))
    return layered(accounts, layers, texts)


def last_place_by_level(accounts: int, policy: Policy) -> list[int]:
    """The place from the top at which each level ends, for so many ranked accounts."""
    rules = policy.five_level
    return last_places(accounts, (rules.a, rules.b, rules.c, rules.d))
