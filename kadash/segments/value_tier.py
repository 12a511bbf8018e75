"""value_tier: platinum, gold, iron, lead by what an account brings; one-off giants stand beside the pyramid."""

from __future__ import annotations

import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import Texts, first_that_holds, is_prospect, layered
from kadash.segments.evidence import json_column
from kadash.segments.flags import one_off_giant
from kadash.segments.ranking import Measure, last_places, value_12m
from kadash.segments.shared import Shared
from kadash.vocabulary import PROSPECT

TIERS = ("platinum", "gold", "iron", "lead")


def layer(
    accounts: pd.DataFrame, policy: Policy, reasons: bool = True, shared: Shared | None = None
) -> pd.DataFrame:
    """One row an account: account_id, layer, reason (JSON: place from the top, and the last place of its tier).

    Reads: what `ranking.value_12m` and the flag `one_off_giant` read.
    """
    measure, prospect = shared.measure if shared else value_12m(accounts), is_prospect(accounts)
    giant = one_off_giant.check(accounts, policy).holds & ~prospect & policy.value_tiers.one_off_apart
    ranked = ~prospect & ~giant
    places, ends = measure.place(ranked), last_place_by_tier(int(ranked.sum()), policy)
    tiers = [pd.Series(places <= end) for end in ends[:-1]]
    layers = first_that_holds([prospect, giant, *tiers], [PROSPECT, "one_off", *TIERS[:-1]], TIERS[-1])
    place = pd.Series(places, index=accounts.index).where(ranked)
    texts = _reasons(layers, measure, place, ends, int(ranked.sum())) if reasons else None
    return layered(accounts, layers, texts)


def last_place_by_tier(accounts: int, policy: Policy) -> list[int]:
    """The place from the top at which each tier ends, for so many ranked accounts."""
    rules = policy.value_tiers
    return last_places(accounts, (rules.platinum, rules.gold, rules.iron))


def _reasons(
    layers: Texts, measure: Measure, place: pd.Series, last_places: list[int], of: int
) -> Texts:
    rule = pd.Series(layers, index=place.index).where(place.isna(), "place")
    last = pd.Series(layers, index=place.index).map(dict(zip(TIERS, last_places, strict=True)))
    return json_column(
        {
            "rule": rule,
            "ranked_by": measure.ranked_by,
            "measured": {"value_12m": measure.value, "place": place.astype("Int64"), "of": of},
            "threshold": {"last_place": last.astype("Int64")},
            "stand_in": measure.stand_in,
        },
        len(layers),
    )
