"""The catalogue as a page shows it: every service, whom it reaches, what it would earn, where its effect comes from."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.keeper import VIEWERS, Keeper, keeping
from kadash.answers.service_plan.base import judged_accounts, plan_base
from kadash.services import Catalogue, Service
from kadash.services.in_force import Reach, reach

_reached = Keeper(VIEWERS)


@dataclass(frozen=True)
class CatalogueRow:
    """A service with how many accounts in sight it is proposed to, to how many first, and what it would earn there."""

    service: Service
    accounts: int
    first: int
    gain: float | None


def catalogue_rows(asked: Asked, menu: Catalogue) -> list[CatalogueRow]:
    """One row a service of `menu`; what is new since the last judging reaches nobody yet."""
    found = _proposed(asked)
    return [CatalogueRow(service, *found.get(service.id, (0, 0, None))) for service in menu.services]


@keeping(VIEWERS)
def _proposed(asked: Asked) -> dict[str, tuple[int, int, float | None]]:
    """Service to how many accounts in sight it is proposed to, to how many first, and what it would earn there."""
    proposals = plan_base(asked).proposals
    first, gain = proposals["rank"].eq(1), proposals["expected_gain"]
    by = proposals["service_id"]
    sums = pd.DataFrame({"accounts": by.groupby(by).size(), "first": first.groupby(by).sum(),
                         "known": gain.notna().groupby(by).sum(), "gain": gain.clip(lower=0).groupby(by).sum()})
    return {str(row["service_id"]): (row["accounts"], row["first"], row["gain"] if row["known"] else None)
            for row in sums.reset_index(names="service_id").to_dict("records")}


def reached(asked: Asked, before: Service | None, after: Service | None) -> Reach:
    """Whom a changed service would reach, of the accounts in sight, were they judged now.

    One that is as it was when they were judged reaches whom it was proposed to: then nobody is judged again.
    """
    texts = tuple(None if one is None else one.model_dump_json(by_alias=True) for one in (before, after))

    def found() -> Reach:
        if after is not None and before == after and after in asked.catalogue.services:
            proposals = plan_base(asked).proposals
            there = frozenset(proposals.loc[proposals["service_id"].eq(after.id), "account_id"])
            return Reach(there, there)
        seen = frozenset(plan_base(asked).accounts["account_id"])
        of_all = reach(before, after, judged_accounts(asked), asked.policy)
        return Reach(of_all.before & seen, of_all.after & seen)

    return _reached.get((asked, texts), found)
