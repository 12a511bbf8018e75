"""The services for an account as another type of buyer than the published file has it: proposed anew, in memory."""

from __future__ import annotations

import json

from kadash.answers.asked import Asked
from kadash.answers.review.offers import Offer, offers
from kadash.answers.score.read import every_fact
from kadash.services import account_columns, propose

MOST_ACCOUNTS = 20_000
"""Above this the proposals of the file stand until it is made anew: all accounts are proposed for together."""


def offers_for_type(asked: Asked, account_id: str, kind: str, published: str) -> list[Offer]:
    """The proposals as for a buyer of this type; those of the file where it says the same type, or is too large."""
    if kind == published:
        return offers(asked, account_id)
    accounts = every_fact(asked)
    if len(accounts) > MOST_ACCOUNTS:
        return offers(asked, account_id)
    known = account_columns(accounts, asked.frame("review_segments"), asked.frame("review_all_flags"))
    changed = known.assign(buyer_type=known["buyer_type"].where(known["account_id"].ne(account_id), kind))
    found = propose(changed, asked.catalogue, asked.policy)
    most = asked.policy.services.proposals_per_account
    rows = found[found["account_id"].eq(account_id)].sort_values("rank").head(most)
    return [Offer(str(row["service_id"]), int(row["rank"]), float(row["expected_gain"]), float(row["low"]),
                  float(row["high"]), float(row["cost"]), float(row["hours"]), json.loads(row["reasons"]))
            for row in rows.to_dict("records")]
