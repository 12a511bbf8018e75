"""A company loaded as anybody loads one, and what the marts then say of its accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pandas as pd

from kadash.loads import FileGiven, load
from kadash.policy import Policy, default_policy
from kadash.store import Home
from tests.worlds.exports import write_exports
from tests.worlds.truth import best_recall_of_slipping, true_keys
from tests.worlds.world import World

FLAGS = "select account_id, flag as said from mart.flag"
LAYERS = "select account_id, scheme || ':' || layer as said from mart.segment"


@dataclass(frozen=True)
class Claim:
    """What must be said of a story, and of how many of its accounts at least.

    `also`: stories of which it may as well be true. `apart`: others of whom it is true by the rule's own words, since
    their true rhythm, growth and promptness make them so; they are counted, but apart.
    """

    story: str
    said: str
    recall: float
    also: tuple[str, ...] = ()
    apart: bool = False


CLAIMS = (
    Claim("one_off_giant", "one_off_giant", 0.95),
    Claim("melting", "margin_erosion", 0.95),
    Claim("below_zero", "below_zero", 0.95),
    Claim("defected", "defected", 0.95, also=("one_off_giant",)),
    Claim("first_time", "lifecycle:first_time", 0.95, also=("one_off_giant",)),
    Claim("steady_key", "key_account:key", 0.95, apart=True),
    Claim("slipping", "slipping", 0.90),
    Claim("riser", "nursery", 0.80),
    Claim("late_payer", "late_payer", 0.95),
)
FALSE_ALARMS = 0.05
"""Of all accounts, for each flag and class."""


def loaded(world: World, folder: Path) -> Home:
    """The company's exports loaded into a home under `folder`."""
    home = Home(folder / "home")
    files = [FileGiven(file, file.name) for file in write_exports(world, folder / "exports")]
    day = world.plan.last_day + timedelta(days=2)
    load(home, files, currency="CNY", as_of=None, today=day, who="test", policy=_without_history())
    return home


def _without_history() -> Policy:
    """The policy as shipped, but for the past month-ends: what is asked here is asked of the last day."""
    policy = default_policy()
    return policy.model_copy(update={"calendar": policy.calendar.model_copy(update={"history_months": 1})})


def said_of(home: Home) -> pd.DataFrame:
    """One row a flag or layer that an account has: account_id, said."""
    generation = home.generation()
    assert generation is not None
    return pd.concat([generation.frame(FLAGS), generation.frame(LAYERS)], ignore_index=True)


def facts_of(home: Home) -> pd.DataFrame:
    """mart.account of what was loaded."""
    generation = home.generation()
    assert generation is not None
    return generation.frame("select * from mart.account")


def measured(world: World, home: Home) -> pd.DataFrame:
    """One row a claim: world, story, said, planted, found, wrong, apart, accounts, best.

    `wrong` and `apart`: accounts of other stories of which it is said; see Claim. `best`: the recall that no rule
    exceeds at as many false alarms as are allowed (slipping; NaN where it was not worked out).
    """
    said, facts = said_of(home), facts_of(home)
    keys = true_keys(world, facts)
    best = {"slipping": best_recall_of_slipping(world, facts, FALSE_ALARMS)}
    return pd.DataFrame([
        {**_measured(claim, world, set(said.loc[said["said"] == claim.said, "account_id"]), keys),
         "best": best.get(claim.story, float("nan"))}
        for claim in CLAIMS if _can_be_seen(claim.story, world)
    ])


def _can_be_seen(story: str, world: World) -> bool:
    """Whether the exports hold what the story is seen by."""
    plan = world.plan
    told = {"late_payer": plan.receivables, "below_zero": plan.costs and (plan.freight or plan.service != "none")}
    return told.get(story, True) and bool((world.accounts["story"] == story).any())


def _measured(claim: Claim, world: World, named: set[str], keys: set[str]) -> dict[str, object]:
    story, account_id = world.accounts["story"], world.accounts["account_id"]
    is_said = account_id.isin(named)
    apart = is_said & account_id.isin(keys) & (story != claim.story) & claim.apart
    wrong = is_said & ~apart & ~story.isin([claim.story, *claim.also])
    return {
        "world": world.plan.name, "story": claim.story, "said": claim.said,
        "planted": int((story == claim.story).sum()), "found": int((is_said & (story == claim.story)).sum()),
        "wrong": int(wrong.sum()), "apart": int(apart.sum()), "accounts": len(story),
    }
