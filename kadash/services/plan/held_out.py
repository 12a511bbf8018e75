"""Hold-out: which of the eligible get no offer, by chance, so that what services do can be learnt."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def held_out(accounts: Iterable[str], share: float, seed: str) -> frozenset[str]:
    """That share of the accounts, drawn by lot; the same for the same seed, whatever order they come in."""
    lots = sorted((hashlib.blake2b(f"{seed}\n{one}".encode(), digest_size=8).digest(), one) for one in accounts)
    return frozenset(one for _, one in lots[:round(share * len(lots))])
