"""What could be said of the accounts of a company by somebody who knew their true rhythm, growth and promptness."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from kadash.policy import default_policy
from kadash.segments.key_rules import key_facts
from tests.worlds.days import season_at
from tests.worlds.told_again import MONTH_DAYS
from tests.worlds.world import World

SLIPPING = (1.6, 2.9)
"""How many of its own long gaps a slipping account is silent, as both authors plant it."""


def true_keys(world: World, facts: pd.DataFrame) -> set[str]:
    """Accounts that are key by the rule's own words, were continuity, promptness and growth measured without chance.

    `facts`: mart.account. What it bought and earned is taken as measured; so is the continuity of who has no rhythm.
    """
    known = facts.merge(world.accounts.drop(columns="account_name"), on="account_id")
    steady = known["orders_y"].isna() if "orders_y" in known else pd.Series(True, index=known.index)
    changed = known.rename(columns={"orders_x": "orders"}).assign(
        continuity=known["continuity"].mask(steady, _months_with_a_purchase(known, world)),
        growth_per_year=known["growth"], growth_error=np.nan,
        mean_days_late=known["days_late"] if world.plan.receivables else np.nan)
    policy = default_policy()
    return set(changed.loc[key_facts(changed, policy).key(policy), "account_id"])


def best_recall_of_slipping(world: World, facts: pd.DataFrame, wrong: float) -> float:
    """The share of slipping accounts that any rule on silence finds while it alarms at most `wrong` of all for nothing.

    Accounts are ranked by how much likelier their silence is for a slipping one than for one that goes on in its true
    rhythm and season, which no rule knows: the best that can be done (Neyman and Pearson).
    """
    known = facts.merge(world.accounts[["account_id", "story", "gap_days", "phases"]], on="account_id")
    known = known[known["lateness"].notna() & ~known["story"].isin(["defected"])]
    phases = known["phases"].fillna(world.plan.phases).to_numpy(dtype=float)
    days = np.array([season_at(np.arange(-int(silent), 0), world.plan).sum() for silent in known["days_since_order"]])
    going_on = stats.gamma.sf(days, phases, scale=known["gap_days"] / phases) / known["gap_days"]
    slipping = known["lateness"].between(*SLIPPING) / known["gap_p80_days"]
    ratio = (slipping / going_on).to_numpy()
    order = np.argsort(-ratio, kind="stable")
    planted = known["story"].eq("slipping").to_numpy()[order] & (ratio[order] > 0)
    allowed = np.cumsum(~planted) <= wrong * len(facts)
    return float(planted[allowed].sum() / max(1, planted.sum()))


def _months_with_a_purchase(known: pd.DataFrame, world: World) -> pd.Series[float]:
    """The chance that a month holds a purchase of an account that buys in its rhythm."""
    phases = known["phases"].fillna(world.plan.phases).to_numpy(dtype=float)
    gap = known["gap_days"].to_numpy(dtype=float)
    nothing = stats.gamma.sf(MONTH_DAYS, phases + 1, scale=gap / phases) - MONTH_DAYS / gap * stats.gamma.sf(
        MONTH_DAYS, phases, scale=gap / phases)
    return pd.Series(1.0 - nothing, index=known.index)
