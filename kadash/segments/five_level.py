"""five_level: a to e by what an account brings, the measure of the value tiers; giants are ranked like all others."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import is_prospect
from kadash.segments.evidence import json_texts
from kadash.segments.ranking import last_places, place_from_top, value_12m
from kadash.vocabulary import PROSPECT

LEVELS = ("a", "b", "c", "d", "e")


def layer(accounts: pd.DataFrame, policy: Policy, reasons: bool = True) -> pd.DataFrame:
    """One row an account: account_id, layer, reason (JSON: place from the top, and the last place of its level).

    Reads: what `ranking.value_12m` reads.
    """
    measure, prospect = value_12m(accounts), is_prospect(accounts)
    of = int((~prospect).sum())
    ends = last_place_by_level(of, policy)
    place = place_from_top(measure.value[~prospect], accounts["account_id"][~prospect]).reindex(accounts.index)
    level = np.array(LEVELS, dtype=object)[np.searchsorted(ends, place.fillna(1).to_numpy())]
    layers = np.where(prospect, PROSPECT, level).astype(str)
    texts: list[str] | str = "{}"
    if reasons:
        last = pd.Series(layers, index=place.index).map(dict(zip(LEVELS, ends, strict=True)))
        texts = json_texts({
            "rule": pd.Series(layers, index=place.index).where(place.isna(), "place"),
            "ranked_by": measure.ranked_by,
            "measured": {"value_12m": measure.value, "place": place.astype("Int64"), "of": of},
            "threshold": {"last_place": last.astype("Int64")},
            "stand_in": measure.stand_in,
        }, len(accounts))
    return pd.DataFrame({"account_id": accounts["account_id"], "layer": layers, "reason": texts})


def last_place_by_level(accounts: int, policy: Policy) -> list[int]:
    """The place from the top at which each level ends, for so many ranked accounts."""
    rules = policy.five_level
    return last_places(accounts, (rules.a, rules.b, rules.c, rules.d))
