"""The catalogue as a page shows it: every service, whom it reaches, what it would earn, where its effect comes from."""

from __future__ import annotations

from dataclasses import dataclass

from kadash.answers.asked import Asked
from kadash.answers.service_plan.base import judged_accounts, plan_base
from kadash.services import Catalogue, Service
from kadash.services.in_force import Reach, reach


@dataclass(frozen=True)
class CatalogueRow:
    """A service with how many accounts in sight it is proposed to, to how many first, and what it would earn there."""

    service: Service
    accounts: int
    first: int
    gain: float | None


def catalogue_rows(asked: Asked, menu: Catalogue) -> list[CatalogueRow]:
    """One row a service of `menu`; what is new since the last judging reaches nobody yet."""
    proposals = plan_base(asked).proposals
    rows = []
    for service in menu.services:
        own = proposals[proposals["service_id"].eq(service.id)]
        gains = own["expected_gain"].dropna()
        rows.append(CatalogueRow(service, len(own), int(own["rank"].eq(1).sum()),
                                 float(gains.clip(lower=0).sum()) if len(gains) else None))
    return rows


def reached(asked: Asked, before: Service | None, after: Service | None) -> Reach:
    """Whom a changed service would reach, of the accounts in sight, were they judged now."""
    seen = frozenset(plan_base(asked).accounts["account_id"])
    found = reach(before, after, judged_accounts(asked), asked.policy)
    return Reach(found.before & seen, found.after & seen)
