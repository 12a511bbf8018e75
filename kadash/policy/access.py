"""What a viewer who sees only some accounts may know of the whole company."""

from __future__ import annotations

from pydantic import Field

from kadash.policy.part import Part


class AccessRules(Part):
    """What leads and reps are told beyond the accounts in their scope; names of other accounts never are."""

    ranks_seen: bool = Field(
        description="an account's place among all of them, how many these are, and where layers end by places")
    totals_seen: bool = Field(description="what all accounts together are expected to bring, on Model check")
    peers_seen: bool = Field(
        description="what an account's peers buy, as shares and medians of at least value.peer_minimum accounts")
