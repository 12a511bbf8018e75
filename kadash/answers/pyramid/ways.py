"""Which way an account moved from one layer to another: up, down, into the pyramid or out of it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kadash.vocabulary import PROSPECT

BESIDE = ("one_off", PROSPECT)
"""Layers that stand beside the pyramid: their accounts are in no share."""

WAYS = ("up", "down", "new", "left")
"""new: from nowhere or from beside into the pyramid, or to a first giant order; left: out of it."""


def with_ways(moves: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    """`moves` with `way`, from top to bottom; rows of one and the same layer have the way down.

    moves: any rows with from_layer and to_layer, PROSPECT for accounts that were not there. order: the layers of the
    scheme, top first.
    """
    rank = {layer: place for place, layer in enumerate(order)}
    before, now = moves["from_layer"].map(rank), moves["to_layer"].map(rank)
    from_beside, to_beside = moves["from_layer"].isin(BESIDE), moves["to_layer"].isin(BESIDE)
    way = pd.Series("down", index=moves.index).mask(now < before, "up").mask(to_beside, "left")
    way = way.mask(from_beside & (~to_beside | (moves["from_layer"] == PROSPECT)), "new")
    ordered = moves.assign(way=way, from_rank=before, to_rank=now)
    return ordered.sort_values(["from_rank", "to_rank"], ignore_index=True).drop(columns=["from_rank", "to_rank"])
