"""What several schemes and flags look at, worked out once for one table of accounts."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kadash.policy import Policy
from kadash.segments.buyer_opinion import Opinion, opinion
from kadash.segments.key_rules import KeyFacts, NurseryFacts, key_facts, nursery_facts
from kadash.segments.ranking import Measure, value_12m


@dataclass(frozen=True)
class Shared:
    """measure: what accounts are ranked by; key, nursery: what makes them so; buyer: what kind of buyer they are."""

    measure: Measure
    key: KeyFacts
    nursery: NurseryFacts
    buyer: Opinion


def shared(accounts: pd.DataFrame, policy: Policy) -> Shared:
    """Of these accounts, by this policy; whoever changes either asks again."""
    measure = value_12m(accounts)
    return Shared(
        measure=measure,
        key=key_facts(accounts, policy, measure),
        nursery=nursery_facts(accounts, policy),
        buyer=opinion(accounts, policy),
    )
