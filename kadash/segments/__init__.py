"""One file a scheme: account facts and policy to one layer an account, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import same_text
from kadash.segments.own import check_own_schemes, layer_own, own_layers
from kadash.segments.schemes import SCHEMES, Scheme
from kadash.segments.shared import Shared, shared
from kadash.vocabulary import SCHEMES as LAYERS


def schemes_of(policy: Policy) -> dict[str, Scheme]:
    """Every scheme by name: those shipped, then the user's own."""
    return {**SCHEMES, **{own.name: partial(layer_own, own) for own in policy.own.schemes}}


def layers_of(policy: Policy) -> dict[str, tuple[str, ...]]:
    """Every scheme to its layers, top first: those shipped, then the user's own."""
    return {**LAYERS, **{own.name: own_layers(own) for own in policy.own.schemes}}


def segment_table(
    accounts: pd.DataFrame, policy: Policy, reasons: bool = True, seen: Shared | None = None,
    taken: Callable[[pd.DataFrame], None] | None = None,
) -> pd.DataFrame:
    """One row an account in a scheme: account_id, scheme, layer, layer_rank (1 = top), reason (JSON).

    seen: what the schemes share, of the same accounts and policy; worked out here unless given. taken: given the rows
    of each scheme as soon as they are made; then the reasons are gone from what is returned ('{}').
    """
    found = []
    for rows in segments_by_scheme(accounts, policy, reasons, seen):
        if taken:
            taken(rows)
            rows = rows.assign(reason=same_text("{}", len(rows)))
        found.append(rows)
    return pd.concat(found, ignore_index=True)


def segments_by_scheme(
    accounts: pd.DataFrame, policy: Policy, reasons: bool = True, seen: Shared | None = None
) -> Iterator[pd.DataFrame]:
    """The rows of `segment_table`, one frame a scheme, accounts in the order they are given."""
    seen = seen or shared(accounts, policy)
    for scheme, layer_by in schemes_of(policy).items():
        yield _ranked(scheme, layers_of(policy)[scheme], layer_by(accounts, policy, reasons, seen))


def _ranked(scheme: str, layers: tuple[str, ...], found: pd.DataFrame) -> pd.DataFrame:
    codes, distinct = pd.factorize(found["layer"])
    ranks = np.array([layers.index(layer) + 1 for layer in distinct], dtype=np.int64)
    return pd.DataFrame({
        "account_id": found["account_id"], "scheme": same_text(scheme, len(found)), "layer": found["layer"],
        "layer_rank": ranks[codes], "reason": found["reason"],
    })


__all__ = ["SCHEMES", "Scheme", "Shared", "check_own_schemes", "layers_of", "schemes_of", "segment_table",
           "segments_by_scheme", "shared"]
