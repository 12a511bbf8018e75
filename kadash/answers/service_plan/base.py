"""What every plan of a generation starts from, made once: accounts, proposals, options and their steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.keeper import VIEWERS, keeping, kept_by_file
from kadash.answers.score.read import every_fact, in_order
from kadash.services import Catalogue, account_columns
from kadash.services.plan import Frontier, Options, Steps, frontier, held_out, live_plan, options_in_numbers, steps_of
from kadash.services.plan.limits import Limits
from kadash.services.plan.options import Truths

_OFFERED = ["account_id", "account_name", "owner", "region", "buyer_type"]


@dataclass(frozen=True, eq=False)
class PlanBase:
    """accounts: one row an account in sight, in the order of account_id: account_id, account_name, owner, region,
    buyer_type, p_alive, and of the last 12 months revenue, contribution and cost of service; options: services and
    pairs that earn; offered_accounts: the rows of `accounts` that the options are for, in their order; most_hours:
    hours by role of the plan without limits.
    """

    asked: Asked
    accounts: pd.DataFrame
    catalogue: Catalogue
    options: Options
    offered_accounts: pd.DataFrame
    steps: Steps
    frontier: Frontier
    most_hours: dict[str, float]

    @cached_property
    def proposals(self) -> pd.DataFrame:
        """`mart.proposal` of these accounts, without reasons."""
        return proposals_in_sight(self.asked)

    @cached_property
    def offered_columns(self) -> Mapping[str, npt.NDArray[Any]]:
        """`offered_accounts` by column, what is unknown None: of these a few hundred are taken at every move."""
        return {str(name): column.astype("object").where(column.notna(), None).to_numpy()
                for name, column in self.offered_accounts.items()}

    @property
    def gain_known(self) -> bool:
        """Whether any service is known to earn anything."""
        return len(self.options) > 0


@dataclass(frozen=True, eq=False)
class Offered:
    """The options with some accounts held out, their steps, and the options of those held out."""

    options: Options
    steps: Steps
    held: frozenset[str]
    held_options: Options
    frontier: Frontier


@kept_by_file(2)
def judged_accounts(asked: Asked) -> pd.DataFrame:
    """Every account as the judge saw it, in sight or not: ranks and medians are those of all, whoever asks."""
    segments, flags = asked.frame("service_plan_segments"), asked.frame("service_plan_flags")
    return account_columns(every_fact(asked), segments, flags)


def proposals_in_sight(asked: Asked) -> pd.DataFrame:
    """The services of the catalogue that accounts in sight may be offered, best first; not what speaks for each."""
    rows = asked.frame("service_plan_proposals")
    return rows[rows["service_id"].isin([one.id for one in asked.catalogue.services])].reset_index(drop=True)


@kept_by_file(2)
def every_option(asked: Asked) -> pd.DataFrame:
    """Every way in which an account may be served, in sight or not, in numbers: columns of service_plan_options.sql."""
    return asked.frame("service_plan_options")


@keeping(VIEWERS)
def plan_base(asked: Asked) -> PlanBase:
    """The base of the viewer's accounts."""
    accounts, menu = in_order(asked.frame("service_plan_accounts")), asked.catalogue
    hours = {one.id: {str(role): spent for role, spent in one.hours.items()} for one in menu.services}
    services = asked.frame("service_plan_services")["service_id"].tolist()
    options, offered_to = options_in_numbers(every_option(asked), accounts, services, hours)
    steps = steps_of(options)
    free = live_plan(options, steps, Limits())
    told = accounts.drop(columns="place")
    offered_accounts = told[_OFFERED].take(offered_to).reset_index(drop=True)
    return PlanBase(asked, told, menu, options, offered_accounts, steps, frontier(steps), free.hours)


@keeping(VIEWERS)
def offered(asked: Asked, hold_out: float, seed: str, singles: bool,
            declined: frozenset[tuple[str, str]] = frozenset()) -> Offered:
    """The options of a plan that keeps a share of the eligible without an offer, and offers nothing declined."""
    base = plan_base(asked)
    options, steps = base.options.without_services(declined), base.steps
    if singles:
        options = options.singles()
    names = np.array(base.options.accounts, dtype=object)
    held = held_out(names[base.options.eligible], hold_out, seed) if hold_out > 0 else frozenset[str]()
    out = _among(base.options, held)[options.account]
    given = options.only(~out) if held else options
    steps = steps if given is base.options else steps_of(given)
    return Offered(given, steps, held, options.only(out), frontier(steps))


@keeping(VIEWERS)
def offered_among(base: PlanBase, accounts: frozenset[str]) -> Truths:
    """Of each account of the options whether it is one of some."""
    return _among(base.options, accounts)


def _among(options: Options, accounts: frozenset[str]) -> Truths:
    """np.isin compares every text with every other: 20,000 held out of 200,000 took it half a minute."""
    return np.fromiter((one in accounts for one in options.accounts), dtype=bool, count=len(options.accounts))
