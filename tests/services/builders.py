"""A small catalogue and judged accounts for tests of proposals."""

from __future__ import annotations

import pandas as pd

from kadash.policy import default_policy
from kadash.segments import segment_table
from kadash.segments.flags import flag_table
from kadash.services import Catalogue, account_columns
from tests.segments.builders import accounts

POLICY = default_policy()


def a_service(service_id: str, **changed: object) -> dict[str, object]:
    """A service for everybody that adds two points of retention for nothing, with only what matters changed."""
    return {
        "id": service_id, "name": {"en": service_id, "zh": service_id}, "about": {"en": "-", "zh": "-"},
        "core_idea": "organise", "eligible": [{"signal": "continuity", "at_least": 0.0}],
        "effects": [an_effect("retention", (0.02, 0.0))], "cost": {"driver": "account"}, "hours": {"engineer": 2},
        "minimum_term_months": 0, "source": "assumption", **changed,
    }


def an_effect(lever: str, of_all: tuple[float, float], **changed: object) -> dict[str, object]:
    """An effect that is alike for all buyer types."""
    return {"lever": lever, "transactional": of_all, "consultative": of_all, "strategic": of_all, **changed}


def a_catalogue(*services: dict[str, object]) -> Catalogue:
    return Catalogue.model_validate({"service": list(services)})


def judged(*changed: dict[str, object], buyer_type: str = "unsure") -> pd.DataFrame:
    """Accounts with the layers and flags that the default policy gives them."""
    table = accounts(*changed).assign(buyer_type=buyer_type)
    return account_columns(table, segment_table(table, POLICY), flag_table(table, POLICY))
