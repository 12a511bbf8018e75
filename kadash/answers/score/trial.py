"""A policy tried before it is saved: who would be key under it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from kadash.answers.score.accounts import Scored
from kadash.language import Words
from kadash.policy import Policy
from kadash.segments import key_account
from kadash.segments.score import key_score


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
    accounts = found.accounts
    after = key_account.layer(accounts, policy, reasons=False)["layer"].to_numpy()
    before, seen = accounts["key_account"].to_numpy(dtype=object), found.seen
    score = key_score(accounts, policy)["key_score"].to_numpy()
    rows = accounts[["account_id", "account_name", "owner", "revenue_12m"]].assign(
        before=before, after=after, score_before=accounts["key_score"], score_after=score)
    moved = rows[(before != after) & seen].sort_values(
        ["revenue_12m", "account_id"], ascending=[False, True], ignore_index=True)
    return Trial(moved, int((seen & (before == "key")).sum()), int((seen & (after == "key")).sum()))


def with_weights(policy: Policy, weights: Mapping[str, float], key_from: float) -> Policy:
    """The policy with other weights of the score's parts and another score from which an account is key."""
    score = policy.score
    parts = {part: getattr(score, part).model_copy(update={"weight": weight}) for part, weight in weights.items()}
    return policy.model_copy(update={
        "score": score.model_copy(update=parts),
        "key_account": policy.key_account.model_copy(update={"key_score": key_from})})
