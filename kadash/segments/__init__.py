"""One file a scheme: account facts and policy to one layer an account, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

import pandas as pd

from kadash.policy import Policy
from kadash.segments import (
    account_kind,
    buyer_type,
    customer_class,
    five_level,
    key_account,
    lifecycle,
    loyalty_profit,
    value_tier,
)
from kadash.vocabulary import SCHEMES as LAYERS


class Scheme(Protocol):
    """Account table and policy to one layer an account: account_id, layer, reason (JSON; '{}' if not asked for)."""

    def __call__(self, accounts: pd.DataFrame, policy: Policy, reasons: bool = True) -> pd.DataFrame: ...


SCHEMES: Mapping[str, Scheme] = MappingProxyType({
    "value_tier": value_tier.layer,
    "five_level": five_level.layer,
    "customer_class": customer_class.layer,
    "lifecycle": lifecycle.layer,
    "loyalty_profit": loyalty_profit.layer,
    "account_kind": account_kind.layer,
    "buyer_type": buyer_type.layer,
    "key_account": key_account.layer,
})
"""Scheme to the function that layers accounts by it."""


def segment_table(accounts: pd.DataFrame, policy: Policy, reasons: bool = True) -> pd.DataFrame:
    """One row an account in a scheme: account_id, scheme, layer, layer_rank (1 = top), reason (JSON)."""
    return pd.concat([_ranked(scheme, accounts, policy, reasons) for scheme in SCHEMES], ignore_index=True)


def _ranked(scheme: str, accounts: pd.DataFrame, policy: Policy, reasons: bool) -> pd.DataFrame:
    found = SCHEMES[scheme](accounts, policy, reasons)
    ranks = {layer: rank for rank, layer in enumerate(LAYERS[scheme], start=1)}
    return found.assign(scheme=scheme, layer_rank=found["layer"].map(ranks))[
        ["account_id", "scheme", "layer", "layer_rank", "reason"]
    ]


__all__ = ["SCHEMES", "Scheme", "segment_table"]
