"""One file a scheme: account facts and policy to one layer an account, with the reason."""

from __future__ import annotations

from functools import partial

import pandas as pd

from kadash.policy import Policy
from kadash.segments.own import check_own_schemes, layer_own, own_layers
from kadash.segments.schemes import SCHEMES, Scheme
from kadash.vocabulary import SCHEMES as LAYERS


def schemes_of(policy: Policy) -> dict[str, Scheme]:
    """Every scheme by name: those shipped, then the user's own."""
    return {**SCHEMES, **{own.name: partial(layer_own, own) for own in policy.own.schemes}}


def layers_of(policy: Policy) -> dict[str, tuple[str, ...]]:
    """Every scheme to its layers, top first: those shipped, then the user's own."""
    return {**LAYERS, **{own.name: own_layers(own) for own in policy.own.schemes}}


def segment_table(accounts: pd.DataFrame, policy: Policy, reasons: bool = True) -> pd.DataFrame:
    """One row an account in a scheme: account_id, scheme, layer, layer_rank (1 = top), reason (JSON)."""
    layers = layers_of(policy)
    found = [
        _ranked(scheme, layers[scheme], layer_by(accounts, policy, reasons))
        for scheme, layer_by in schemes_of(policy).items()
    ]
    return pd.concat(found, ignore_index=True)


def _ranked(scheme: str, layers: tuple[str, ...], found: pd.DataFrame) -> pd.DataFrame:
    ranks = {layer: rank for rank, layer in enumerate(layers, start=1)}
    return found.assign(scheme=scheme, layer_rank=found["layer"].map(ranks))[
        ["account_id", "scheme", "layer", "layer_rank", "reason"]
    ]


__all__ = ["SCHEMES", "Scheme", "check_own_schemes", "layers_of", "schemes_of", "segment_table"]
