"""All accounts with what decides on their score, and the slider of the weight of volume over them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.answers.among import EVERYBODY, Among
from kadash.answers.asked import Asked
from kadash.answers.keeper import VIEWERS, keeping, kept_by_file
from kadash.answers.score.read import score_accounts
from kadash.language import Words
from kadash.segments.score import PARTS
from kadash.segments.volume_weight import VolumeWeight, volume_weight
from kadash.segments.weights_tried import LAYERS, WeightsTried, weights_tried

SHOWN = ("account_id", "account_name", "owner", "revenue_12m", "key_score", *(f"score_{part}" for part in PARTS),
         "stability")
"""What is told of an account beside its score at a weight."""


@dataclass(frozen=True)
class AtWeight:
    """One place of the slider.

    key, entered, left: one row an account, the largest first: the columns of SHOWN and score, that at this weight.
    entered: key here and not at the policy's weight; left: the other way round.
    """

    weight: float
    policy_weight: float
    key: pd.DataFrame
    entered: pd.DataFrame
    left: pd.DataFrame

    def sentence(self, words: Words) -> str:
        """How many are key, and how many enter and leave."""
        facts = {"weight": words.percent(self.weight, 0), "policy": words.percent(self.policy_weight, 0)}
        if self.entered.empty and self.left.empty:
            return words("score.same", len(self.key), **facts)
        return words("score.moved", len(self.key), entered=words.number(len(self.entered)),
                     left=words.number(len(self.left)), **facts)


@dataclass(frozen=True)
class Scored:
    """All accounts, scored together; only those in sight are shown.

    accounts: one row an account: the columns of `read.score_accounts` and stability (the share of the slider's range
    in which it is key). seen: which of them are asked for and may be seen. weights: what the slider moves; its weight
    0 to `weights.most`, the policy's is `weights.policy_weight`.
    """

    accounts: pd.DataFrame
    seen: NDArray[np.bool_]
    weights: VolumeWeight
    tried: WeightsTried
    """What trying other weights asks of the policy in force."""
    layers: NDArray[np.int8]
    """Code in `weights_tried.LAYERS` of each account's layer as published; -1 for none."""

    def at(self, weight: float) -> AtWeight:
        """Who in sight is key at a weight, and who enters and leaves against the policy's."""
        scores, seen = self.weights.scores(weight), self.seen
        now, usual = self.weights.key(weight), self.weights.key(self.weights.policy_weight)
        return AtWeight(weight, self.weights.policy_weight, *(
            self._rows(chosen & seen, scores) for chosen in (now, now & ~usual, usual & ~now)))

    def largest(self, most: int) -> pd.DataFrame:
        """Those in sight that brought revenue and whose continuity is known, the `most` largest, largest first."""
        revenue = self.accounts["revenue_12m"].to_numpy(dtype=np.float64)
        places = np.flatnonzero(self.seen & (revenue > 0) & self.accounts["continuity"].notna().to_numpy())
        return self.accounts.take(places[np.argsort(-revenue[places], kind="stable")[:most]])

    def _rows(self, chosen: NDArray[np.bool_], scores: NDArray[np.float64]) -> pd.DataFrame:
        places = np.flatnonzero(chosen)
        return self.accounts[list(SHOWN)].iloc[places].assign(score=scores[places]).sort_values(
            ["revenue_12m", "account_id"], ascending=[False, True], ignore_index=True)


def scored(asked: Asked, among: Among = EVERYBODY) -> Scored:
    """All accounts of the generation; those not asked for, and of other owners, count in ranks and are not in sight."""
    found = scored_of_everybody(asked)
    if asked.scope.is_everything and among == EVERYBODY:
        return found
    return replace(found, seen=_seen(asked, among))


@kept_by_file(2)
def scored_of_everybody(asked: Asked) -> Scored:
    """All accounts, as if all were in sight.

    Kept for the next question, whoever asks it: a published file never changes, and at 200,000 accounts they take half
    a second to read.
    """
    accounts = score_accounts(asked)
    tried = weights_tried(accounts, asked.policy)
    weights = volume_weight(accounts, asked.policy, tried)
    layers = pd.Categorical(accounts["key_account"], categories=LAYERS).codes.astype(np.int8)
    return Scored(accounts.assign(stability=weights.stability()), np.ones(len(accounts), dtype=bool), weights, tried,
                  layers)


@keeping(VIEWERS)
def _seen(asked: Asked, among: Among) -> NDArray[np.bool_]:
    """Which of all accounts are asked for and may be seen."""
    return scored_of_everybody(asked).accounts["account_id"].isin(
        asked.frame("score_seen", **among.params)["account_id"]).to_numpy()
