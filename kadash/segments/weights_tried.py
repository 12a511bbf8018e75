"""Other weights of the score's parts, and another line for key: who stands where, without asking the facts again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.policy import Policy
from kadash.segments.columns import is_prospect
from kadash.segments.key_rules import key_facts, nursery_facts
from kadash.segments.score import NEUTRAL, PARTS, part_z, weights_of
from kadash.vocabulary import PROSPECT

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
LAYERS = ("watch", "key", "nursery", "ordinary", PROSPECT)
"""Layers of key_account in the order of their codes."""
_WATCH, _KEY, _NURSERY, _ORDINARY, _PROSPECT = range(len(LAYERS))


@dataclass(frozen=True, eq=False)
class WeightsTried:
    """What of a policy's opinion does not move with weights and with the line for key, one entry an account.

    z: one row a part in the order of PARTS, -1 to 1, 0 where unknown; known: 1 where it is known; without_key: code of
    the layer in LAYERS of who is not key.
    """

    policy: Policy
    z: Floats
    known: Floats
    vetoed: Flags
    may_be_key: Flags
    without_key: NDArray[np.int8]

    def serves(self, policy: Policy) -> bool:
        """Whether a policy differs in nothing but weights and the line for key."""
        return _weightless(policy) == _weightless(self.policy)

    def scores(self, policy: Policy) -> Floats:
        """`score.key_score` under the policy's weights; NaN where no part with a weight is known."""
        weights = weights_of(policy)
        known = np.zeros(self.z.shape[1])
        points = np.zeros(self.z.shape[1])
        for weight, is_known in zip(weights, self.known, strict=True):
            known += is_known * weight
        known[known <= 0.0] = np.nan
        for weight, z in zip(weights, self.z, strict=True):
            # as the ledger adds it up, part by part: an account at the line of key must not fall by a rounding
            points += NEUTRAL * z * weight / known
        score = NEUTRAL + points
        score[self.vetoed] = np.minimum(score[self.vetoed], policy.vetoes.cap)
        return score

    def layers(self, scores: Floats, policy: Policy) -> NDArray[np.int8]:
        """Code in LAYERS of every account's layer of key_account, given its score."""
        is_key = self.may_be_key & (scores >= policy.key_account.key_score)
        return np.where(is_key, np.int8(_KEY), self.without_key)


def weights_tried(accounts: pd.DataFrame, policy: Policy) -> WeightsTried:
    """Reads: what the score and `key_rules` read."""
    z = part_z(accounts, policy)
    facts = key_facts(accounts, policy, z=z)
    prospect, watched = is_prospect(accounts).to_numpy(), facts.watched.to_numpy()
    nursery = nursery_facts(accounts, policy).holds(policy).to_numpy()
    parts = np.ascontiguousarray(z.to_numpy(dtype=np.float64).T)
    return WeightsTried(
        policy=policy,
        z=np.nan_to_num(parts),
        known=np.isfinite(parts).astype(np.float64),
        vetoed=facts.vetoed.to_numpy(),
        may_be_key=facts.may_be_key.to_numpy() & ~prospect,
        without_key=np.select([prospect, watched, nursery], [_PROSPECT, _WATCH, _NURSERY], _ORDINARY).astype(np.int8),
    )


def _weightless(policy: Policy) -> Policy:
    score = policy.score
    parts = {part: getattr(score, part).model_copy(update={"weight": 0.0}) for part in PARTS}
    return policy.model_copy(update={
        "score": score.model_copy(update=parts),
        "key_account": policy.key_account.model_copy(update={"key_score": 0.0})})
