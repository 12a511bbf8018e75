"""Saved service plans as a viewer may see them: what they say of the accounts in sight, and nothing of any other."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.service_plan.base import plan_base
from kadash.answers.service_plan.saved import SavedPlan, saved_plans
from kadash.store.journal import Journal


def plans_seen(asked: Asked, journal: Journal) -> list[SavedPlan]:
    """The saved plans with an account in sight, newest first; for who sees all every one of them, as it was saved.

    Of a plan made for more than the viewer sees, money and hours are those of its offers in sight: what it could spend
    in all is unsaid.
    """
    every = saved_plans(journal)
    if asked.scope.is_everything or not every:
        return every
    seen = frozenset(plan_base(asked).accounts["account_id"])
    return [part for plan in every if (part := _part_of(plan, seen)) is not None]


def in_sight(asked: Asked, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows (account_id) of accounts in sight."""
    if asked.scope.is_everything:
        return rows
    return rows[rows["account_id"].isin(plan_base(asked).accounts["account_id"])].reset_index(drop=True)


def _part_of(plan: SavedPlan, seen: frozenset[str]) -> SavedPlan | None:
    offers = tuple(one for one in plan.offers if one.account_id in seen)
    held = tuple(one for one in plan.held if one.account_id in seen)
    if not (offers or held):
        return None
    if len(offers) == len(plan.offers) and len(held) == len(plan.held):
        return plan
    return replace(plan, budget=None, hours={}, expected_gain=sum(one.expected_gain for one in offers),
                   cost=sum(one.cost for one in offers), offers=offers, held=held)
