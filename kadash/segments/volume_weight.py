"""The slider of the weight of volume: each account's score at any weight, who enters and leaves, how stable each is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.policy import Policy
from kadash.segments.score import NEUTRAL, PARTS, weights_of
from kadash.segments.weights_tried import WeightsTried, weights_tried

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class VolumeWeight:
    """What is needed to score all accounts at any weight of volume, one entry an account.

    The weight is a share of all weights, from 0 to `most`; the other parts share the rest in the policy's proportions.
    With s for it, the score is 50 + 50 (s z + (1 - s) others) / (s known + (1 - s) others_known), before vetoes.
    """

    account_id: NDArray[np.object_]
    volume_z: Floats
    volume_known: Floats
    others: Floats
    others_known: Floats
    vetoed: Flags
    may_be_key: Flags
    cap: float
    key_from: float
    most: float
    policy_weight: float

    def scores(self, weight: float) -> Floats:
        """The key-account score of every account at a weight; NaN where no part with a weight is known."""
        known = weight * self.volume_known + (1.0 - weight) * self.others_known
        points = weight * self.volume_z + (1.0 - weight) * self.others
        score = NEUTRAL + NEUTRAL * points / np.where(known > 0.0, known, np.nan)
        return np.where(self.vetoed, np.minimum(score, self.cap), score)

    def key(self, weight: float) -> Flags:
        """Who is key at a weight: in the set, not watched, and the score is high enough."""
        return np.asarray(self.may_be_key & (self.scores(weight) >= self.key_from))

    def entered(self, weight: float) -> list[str]:
        """Accounts that are key at this weight and not at the policy's."""
        return [str(one) for one in self.account_id[self.key(weight) & ~self.key(self.policy_weight)]]

    def left(self, weight: float) -> list[str]:
        """Accounts that are key at the policy's weight and not at this."""
        return [str(one) for one in self.account_id[~self.key(weight) & self.key(self.policy_weight)]]

    def stability(self) -> Floats:
        """The share of the slider's range in which each account is key.

        An account is key where a line in the weight is at or above zero, so there is one crossing at most.
        """
        above = self.key_from - NEUTRAL
        start = NEUTRAL * self.others - above * self.others_known
        end = NEUTRAL * self.volume_z - above * self.volume_known
        last = start + self.most * (end - start)
        crossing = start / np.where(start != last, start - last, 1.0)
        share = np.select([(start >= 0) & (last >= 0), (start < 0) & (last < 0), start >= 0], [1.0, 0.0, crossing],
                          1.0 - crossing)
        scored = (self.volume_known + self.others_known) > 0
        return np.where(self.may_be_key & scored, share, 0.0)


def volume_weight(accounts: pd.DataFrame, policy: Policy, tried: WeightsTried | None = None) -> VolumeWeight:
    """tried: of the same accounts and policy, worked out here unless given. Reads: what it reads."""
    tried = tried or weights_tried(accounts, policy)
    weights, is_volume = weights_of(policy), np.array([part == "volume" for part in PARTS])
    total, rest = weights.sum(), weights[~is_volume].sum()
    shares = weights[~is_volume] / (rest if rest > 0 else 1.0)
    return VolumeWeight(
        account_id=accounts["account_id"].to_numpy(dtype=object),
        volume_z=tried.z[is_volume].ravel(),
        volume_known=tried.known[is_volume].ravel(),
        others=tried.z[~is_volume].T @ shares,
        others_known=tried.known[~is_volume].T @ shares,
        vetoed=tried.vetoed,
        may_be_key=tried.may_be_key,
        cap=policy.vetoes.cap,
        key_from=policy.key_account.key_score,
        most=policy.key_account.max_volume_weight,
        policy_weight=float(weights[is_volume].sum() / total) if total > 0 else 0.0,
    )
