"""The services proposed for an account, and what the catalogue calls them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass

from kadash.answers.asked import Asked
from kadash.language import Words


@dataclass(frozen=True)
class Offer:
    """A service proposed for the account: what it earns and costs, and the codes of why. Money NaN where unknown."""

    service_id: str
    rank: int
    expected_gain: float
    low: float
    high: float
    cost: float
    hours: float
    reasons: Mapping[str, object]

    @property
    def gain_unknown(self) -> bool:
        """Whether what the account earns is unknown, and with it what the service would."""
        return self.expected_gain != self.expected_gain

    @property
    def probability_of_gain(self) -> float | None:
        """Chance that it earns more than it costs; None where unknown."""
        likely = self.reasons.get("probability_of_gain")
        return likely if isinstance(likely, float) else None

    def payback_text(self, words: Words) -> str:
        """When it has earned its cost back."""
        months = self.reasons.get("payback_months")
        return words("review.decided.payback", None, months=words.number(math.ceil(months))) if isinstance(
            months, int | float) else words("review.decided.payback_never")


def offers(asked: Asked, account_id: str) -> list[Offer]:
    """The services proposed for an account, best first; at most as many as the policy proposes."""
    rows = asked.frame("services_of", account_id=account_id).head(asked.policy.services.proposals_per_account)
    return [
        Offer(str(row["service_id"]), int(row["rank"]), float(row["expected_gain"]), float(row["low"]),
              float(row["high"]), float(row["cost"]), float(row["hours"]), json.loads(row["reasons"]))
        for row in rows.to_dict("records")
    ]


def service_name(service_id: str, words: Words) -> str:
    """What a service is called; its id where it has no name any more.

    `words` know the services of the catalogue in force (`services.in_force.with_service_words`).
    """
    key = f"service.{service_id}"
    return words(key) if words.has(key) else service_id


def service_about(service_id: str, words: Words) -> str:
    """What a service is, in one sentence; empty where it has none any more. `words` as for its name."""
    key = f"service.{service_id}.about"
    return words(key) if words.has(key) else ""
