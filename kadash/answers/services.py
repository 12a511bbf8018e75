"""Which services to offer an account, what each would earn, and why."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.review import service_name
from kadash.errors import KadashError
from kadash.language import Words


@dataclass(frozen=True)
class ServicesOf:
    """One account's proposals, best first.

    proposals: one row is an eligible service (service_id, rank, expected_gain, low, high, cost, hours, reasons).
    """

    account_id: str
    account_name: str
    currency: str
    proposals: pd.DataFrame

    def to_json(self) -> dict[str, object]:
        """As the data contract writes `mart.proposal`, reasons parsed."""
        known = self.proposals.astype(object).where(self.proposals.notna(), None)
        return {"account_id": self.account_id, "currency": self.currency, "proposals": [
            {**{str(k): v for k, v in row.items()}, "reasons": json.loads(str(row["reasons"]))}
            for row in known.to_dict("records")]}

    def sentences(self, words: Words) -> list[str]:
        """For a terminal; `words` know the services of the catalogue in force."""
        if self.proposals.empty:
            return [words("services.none", account=self.account_name)]
        return [words("services.heading", account=self.account_name, currency=words.currency(self.currency))] + [
            words("services.line", rank=row.rank, service=service_name(str(row.service_id), words),
                  gain=words.money(row.expected_gain), low=words.money(row.low), high=words.money(row.high),
                  cost=words.money(row.cost))
            for row in self.proposals.itertuples()
        ]


def services_of(asked: Asked, account_id: str) -> ServicesOf:
    """The eligible services of an account; KadashError `account_unknown` for one that is not there or not in scope."""
    seen = asked.records("account_name", account_id=account_id)
    if not seen:
        raise KadashError("account_unknown", account=account_id)
    proposals = asked.frame("services_of", account_id=account_id)
    return ServicesOf(account_id, str(seen[0]["account_name"]), asked.currency, proposals)
