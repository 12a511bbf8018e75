"""The policy: every judgement the product makes, as a frozen, typed object with a fingerprint; one file a section."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Self

from kadash.policy.access import AccessRules
from kadash.policy.buyer_type import BuyerEvidence, BuyerTypeRules
from kadash.policy.figures import Calendar, Money
from kadash.policy.flags import ChangeRules, FlagRules
from kadash.policy.own import Own
from kadash.policy.part import Part
from kadash.policy.schemes import AccountKind, CustomerClass, FiveLevel, Lifecycle, LoyaltyProfit, ValueTiers
from kadash.policy.score import KeyAccount, Lists, Score, Vetoes
from kadash.policy.trail import TrailRules
from kadash.policy.value import Activity, ServiceRules, ValueRules, WhatIfRules
from kadash.policy.voice import VoiceRules


class Policy(Part):
    """Every threshold and weight in force. Frozen; two policies are alike when their fingerprints are.

    >>> from kadash.policy import default_policy
    >>> default_policy().value.horizon_years
    10
    """

    calendar: Calendar
    money: Money
    score: Score
    vetoes: Vetoes
    flags: FlagRules
    value_tiers: ValueTiers
    customer_class: CustomerClass
    lifecycle: Lifecycle
    five_level: FiveLevel
    loyalty_profit: LoyaltyProfit
    account_kind: AccountKind
    buyer_type: BuyerTypeRules
    buyer_evidence: BuyerEvidence
    key_account: KeyAccount
    lists: Lists
    own: Own
    activity: Activity
    value: ValueRules
    changes: ChangeRules
    voice: VoiceRules
    what_if: WhatIfRules
    services: ServiceRules
    trail: TrailRules
    access: AccessRules

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other parts; its fingerprint is its own (pydantic copies what was computed, too)."""
        copied = super().model_copy(update=update, deep=deep)
        copied.__dict__.pop("fingerprint", None)
        return copied

    @cached_property
    def fingerprint(self) -> str:
        """Sixteen characters that change with any value of the policy."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]
