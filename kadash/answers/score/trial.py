"""A policy tried before it is saved: who would be key under it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kadash.answers.score.accounts import Scored
from kadash.language import Words
from kadash.policy import Policy
from kadash.segments.weights_tried import LAYERS, weights_tried

_OF_ACCOUNT = ("account_id", "account_name", "owner", "revenue_12m", "key_account", "key_score")
_SHOWN = ("account_id", "account_name", "owner", "revenue_12m", "before", "after", "score_before", "score_after")
_KEY = LAYERS.index("key")


@dataclass(frozen=True)
class Trial:
    """Who would be key.

    rows: one row an account in sight whose layer would change: account_id, account_name, owner, revenue_12m, before
    and after (layers of key_account), score_before, score_after; the largest first. key_before, key_after: how many in
    sight are key.
    """

    rows: pd.DataFrame
    key_before: int
    key_after: int

    def sentence(self, words: Words) -> str:
        """How many would be key, and how many accounts move."""
        return words("score.trial.sentence", None, before=words.number(self.key_before),
                     after=words.number(self.key_after), moved=words.number(len(self.rows)))


def trial(found: Scored, policy: Policy) -> Trial:
    """The layers of key_account under another policy, on the same facts."""
    tried = found.tried if found.tried.serves(policy) else weights_tried(found.accounts, policy)
    score = tried.scores(policy)
    before, after, seen = found.layers, tried.layers(score, policy), found.seen
    places = np.flatnonzero((before != after) & seen)
    rows = found.accounts[list(_OF_ACCOUNT)].take(places).rename(columns={"key_account": "before",
                                                                          "key_score": "score_before"})
    moved = rows.assign(after=np.array(LAYERS, dtype=object)[after[places]], score_after=score[places]).sort_values(
        ["revenue_12m", "account_id"], ascending=[False, True], ignore_index=True)
    return Trial(moved[list(_SHOWN)], int((seen & (before == _KEY)).sum()), int((seen & (after == _KEY)).sum()))


def with_weights(policy: Policy, weights: Mapping[str, float], key_from: float) -> Policy:
    """The policy with other weights of the score's parts and another score from which an account is key."""
    score = policy.score
    parts = {part: getattr(score, part).model_copy(update={"weight": weight}) for part, weight in weights.items()}
    return policy.model_copy(update={
        "score": score.model_copy(update=parts),
        "key_account": policy.key_account.model_copy(update={"key_score": key_from})})
