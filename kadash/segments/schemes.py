"""The schemes that are shipped, by name; and what a scheme is."""

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
from kadash.segments.shared import Shared


class Scheme(Protocol):
    """Account table and policy to one layer an account: account_id, layer, reason (JSON; '{}' if not asked for).

    `shared` is what several schemes look at, of the same accounts and policy; worked out in the scheme unless given.
    """

    def __call__(
        self, accounts: pd.DataFrame, policy: Policy, reasons: bool = True, shared: Shared | None = None
    ) -> pd.DataFrame: ...


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
