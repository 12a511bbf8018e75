"""What the judge gives, and the layer each account had a year ago beside the one it has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.value import ActivityFit


@dataclass(frozen=True)
class Judgement:
    """One date's opinion on every account.

    accounts: the facts with p_alive, p_buys_12m, key_score, score_<part>, score_before_vetoes, score_coverage and the
    veto_<veto> truths. values: `mart.value`. segments: account_id, scheme, layer, layer_rank, reason. flags:
    account_id, flag, severity, evidence. proposals: `mart.proposal`, pairs: `mart.proposal_pair`, both empty when not
    asked for or taken. fit: how activity was found.
    """

    accounts: pd.DataFrame
    values: pd.DataFrame
    segments: pd.DataFrame
    flags: pd.DataFrame
    proposals: pd.DataFrame
    pairs: pd.DataFrame
    fit: ActivityFit


@dataclass(frozen=True)
class Taken:
    """Who takes the rows with long texts as soon as they are made; all together they take gigabytes at a million.

    segments: given the rows of one scheme after another, each account in the order of the facts; proposals, pairs:
    those of some accounts after others, at least one frame; None where none are asked for.
    """

    segments: Callable[[pd.DataFrame], None]
    proposals: Callable[[pd.DataFrame], None] | None = None
    pairs: Callable[[pd.DataFrame], None] | None = None


def with_previous(segments: pd.DataFrame, year_ago: pd.DataFrame, lookup: Lookup | None = None) -> pd.DataFrame:
    """`segments` with previous_layer: the layer a year ago in the same scheme, missing for who did not exist then.

    lookup: where accounts are found among those of then, kept by who asks scheme by scheme.

    Scheme by scheme, and accounts are looked up once where all schemes name them in the same order: a join of both
    tables takes gigabytes at a million accounts.
    """
    schemes = pd.unique(pd.concat([segments["scheme"], year_ago["scheme"]], ignore_index=True))
    scheme, before = (pd.Categorical(frame["scheme"], categories=schemes).codes for frame in (segments, year_ago))
    layer, layers = pd.factorize(year_ago["layer"])
    found = np.full(len(segments), -1)
    lookup = lookup or Lookup()
    for code in range(len(schemes)):
        now, then = np.flatnonzero(scheme == code), np.flatnonzero(before == code)
        place = lookup.of(segments["account_id"].take(now), year_ago["account_id"].take(then))
        found[now] = np.append(layer[then], -1)[place]
    previous = pd.Series(layers, dtype="str").array.take(found, allow_fill=True)
    return segments.assign(previous_layer=previous)[
        ["account_id", "scheme", "layer", "layer_rank", "previous_layer", "reason"]]


class Lookup:
    """Places of accounts among others, -1 for none; asked again for the same ones it remembers them."""

    def __init__(self) -> None:
        self._asked: tuple[pd.Series[str], pd.Series[str], NDArray[np.intp]] | None = None

    def of(self, accounts: pd.Series[str], among: pd.Series[str]) -> NDArray[np.intp]:
        accounts, among = accounts.reset_index(drop=True), among.reset_index(drop=True)
        if self._asked and self._asked[0].equals(accounts) and self._asked[1].equals(among):
            return self._asked[2]
        places = pd.Index(among).get_indexer(pd.Index(accounts))
        self._asked = (accounts, among, places)
        return places
