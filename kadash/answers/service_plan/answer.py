"""A plan asked for: who gets what, what it earns and takes, what binds, who just missed, who is held out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.keeper import Keeper
from kadash.answers.service_plan.base import Offered, PlanBase, offered, offered_among, plan_base
from kadash.errors import KadashError
from kadash.language import Words
from kadash.services.catalogue import ROLES
from kadash.services.plan import Frontier, Limits, Solved, exact_plan, just_missed, live_plan
from kadash.services.plan.options import NOBODY, Ints, Options
from kadash.services.plan.solved import full_price

NOTHING: Mapping[str, float] = MappingProxyType({})

_plans = Keeper(8)

Columns = Mapping[str, npt.NDArray[Any]]
"""A table as its columns, all of a length."""


@dataclass(frozen=True)
class Asking:
    """What a plan is asked for. None and roles that are not named: no limit.

    hold_out: share of the eligible kept without an offer, drawn with `seed`. floor: least share of the budget for each
    value of `floor_by` (owner or region), in proportion to its part of what all money would do. exact: the linear
    relaxation and rounding; else the live way. declined: (account, service) that a customer said no to.
    """

    budget: float | None = None
    hours: Mapping[str, float] = field(default_factory=lambda: NOTHING)
    hold_out: float = 0.0
    seed: str = "plan"
    singles: bool = False
    floor: float = 0.0
    floor_by: str = "region"
    exact: bool = False
    declined: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, eq=False)
class ServicePlan:
    """rows, held, largest, missed: one row an account: account_id, account_name, owner, region, buyer_type, services
    (ids), expected_gain, cost, hours. `held` is what chance kept without the offer that the plan's prices would have
    given; `missed` who would be served next. What a slider shows at once is read from the options, by column; whole
    tables are made when they are asked for.
    """

    asking: Asking
    base: PlanBase
    solved: Solved
    given: Offered
    currency: str
    base_years: int
    """Years over which gains are counted, as the policy has them."""

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Who gets what, the largest gain first."""
        options, taken = self.solved.options, self.solved.taken
        return _rows(self.base, options, _by_gain(options, taken))

    @cached_property
    def held(self) -> pd.DataFrame:
        """Who is held out, with what they would have got."""
        options = self.given.held_options
        return _rows(self.base, options, _by_gain(options, self._held))

    @cached_property
    def _held(self) -> Ints:
        return _held(self.given, self.solved)

    def largest(self, most: int) -> Columns:
        """The first so many of `rows`, by column."""
        options, taken = self.solved.options, self.solved.taken
        return _columns(self.base, options, _by_gain(options, taken, most))

    @cached_property
    def missed(self) -> Columns:
        """Who just missed, the next to be served first, by column."""
        return _columns(self.base, self.solved.options, just_missed(self.solved))

    @property
    def frontier(self) -> Frontier:
        """What each budget could earn with the accounts that were not held out."""
        return self.given.frontier

    @property
    def eligible(self) -> int:
        """How many accounts any service fits and earns with."""
        return len(self.base.options.eligible)

    @property
    def accounts_served(self) -> int:
        """How many accounts get anything."""
        return len(self.solved.taken)

    @property
    def accounts_held(self) -> int:
        """How many accounts are held out that would have got something."""
        return len(self._held)

    @cached_property
    def times_given(self) -> Mapping[str, int]:
        """Service to how many accounts get it, of those that anybody gets."""
        options, taken = self.solved.options, self.solved.taken
        places = np.r_[options.first[taken], options.second[taken]]
        counted = np.bincount(places[places != NOBODY], minlength=len(options.services))
        return {name: int(count) for name, count in zip(options.services, counted, strict=True) if count}

    @property
    def not_price_share(self) -> float | None:
        """Of the services given, the share that does not work by a price."""
        fair = sum(count for one, count in self.times_given.items() if not self.base.catalogue.service(one).is_price)
        return fair / self.services_given if self.times_given else None

    @property
    def services_given(self) -> int:
        """How many services are given in all."""
        return sum(self.times_given.values())

    def share_to(self, accounts: frozenset[str]) -> float:
        """The share of the plan's money that goes to some accounts."""
        options, taken = self.solved.options, self.solved.taken
        if not self.solved.cost > 0:
            return 0.0
        named = offered_among(self.base, accounts)
        return float(options.cost[taken[named[options.account[taken]]]].sum() / self.solved.cost)

    def sentences(self, words: Words) -> list[str]:
        """For a terminal: the plan in a sentence, then an account a line."""
        solved = self.solved
        head = words("service_plan.terminal", self.accounts_served, services=words.number(self.services_given),
                     cost=words.money(solved.cost), gain=words.money(solved.expected_gain),
                     price=words.number(solved.budget_price, 1))
        return [head, *(words(
            "service_plan.terminal.line", None, account=row["account_name"] or row["account_id"],
            services=words.listed([words(f"service.{one}") for one in row["services"]]),
            gain=words.money(row["expected_gain"]), cost=words.money(row["cost"]))
            for row in self.rows.to_dict("records"))]

    def to_json(self, reasons: pd.DataFrame | None = None) -> dict[str, object]:
        """As the data contract writes a plan. reasons: account_id, service_id, reasons (JSON) of the chosen."""
        why: dict[tuple[str, str], object] = {} if reasons is None else {
            (str(row.account_id), str(row.service_id)): json.loads(str(row.reasons)) for row in reasons.itertuples()}
        chosen = [{
            "account_id": row["account_id"], "services": list(row["services"]), "cost": row["cost"],
            "hours": row["hours"], "expected_gain": row["expected_gain"],
            "reasons": {one: why.get((row["account_id"], one)) for one in row["services"]},
        } for row in self.rows.to_dict("records")]
        hours = self.solved.hours
        return {
            "budget": self.asking.budget, "cost": self.solved.cost, "hours": hours, "hours_total": sum(hours.values()),
            "expected_gain": self.solved.expected_gain, "bound": self.solved.bound,
            "budget_price": self.solved.budget_price, "prices": self.solved.prices,
            "binding": list(self.solved.binding), "held_out": self.held["account_id"].tolist(),
            "eligible": self.eligible, "currency": self.currency, "chosen": chosen}


def service_plan(asked: Asked, asking: Asking) -> ServicePlan:
    """The plan for the viewer's accounts; the last ones are kept, for a slider that comes back and for what is done
    with a plan that is shown.
    """
    of_asking = tuple(tuple(sorted(value.items())) if isinstance(value, Mapping) else value
                      for value in vars(asking).values())
    return _plans.get((asked, of_asking), lambda: _planned(asked, asking))


def _planned(asked: Asked, asking: Asking) -> ServicePlan:
    base = plan_base(asked)
    given = offered(asked, asking.hold_out, asking.seed, asking.singles, asking.declined)
    limits = Limits(asking.budget, asking.hours, *_floors(base, given, asking))
    solved = exact_plan(given.options, limits) if asking.exact else live_plan(given.options, given.steps, limits)
    return ServicePlan(asking, base, solved, given, asked.currency, asked.policy.value.horizon_years)


def asking_of(budget: float, hours: Sequence[str], hold_out: float, singles: bool) -> Asking:
    """What a terminal asks for, solved exactly; hours as ROLE=N. KadashError `plan_hours` where one cannot be read."""
    limits: dict[str, float] = {}
    for text in hours:
        role, _, figure = text.partition("=")
        try:
            limits[role.strip()] = max(float(figure), 0.0)
        except ValueError as error:
            raise KadashError("plan_hours", given=text, roles=", ".join(ROLES)) from error
        if role.strip() not in ROLES:
            raise KadashError("plan_hours", given=text, roles=", ".join(ROLES))
    return Asking(max(budget, 0.0), limits, min(max(hold_out, 0.0), 1.0), singles=singles, exact=True)


def reasons_of(asked: Asked, plan: ServicePlan) -> pd.DataFrame:
    """Why each service of a plan is proposed: account_id, service_id, reasons (JSON)."""
    return asked.frame("service_plan_reasons", accounts=plan.rows["account_id"].tolist())


def reasons_of_one(asked: Asked, account_id: str) -> dict[str, Any]:
    """Why each service of an account's proposals is proposed: service_id to the parsed reasons."""
    rows = asked.records("service_plan_reasons", accounts=[account_id])
    return {str(row["service_id"]): json.loads(str(row["reasons"])) for row in rows}


def _floors(base: PlanBase, given: Offered, asking: Asking) -> tuple[Mapping[str, float], tuple[str, ...]]:
    """The least money of each group, and the group of each account of the options."""
    if asking.floor <= 0 or asking.budget is None:
        return NOTHING, ()
    named = base.accounts.set_index("account_id")[asking.floor_by].fillna("").astype(str)
    groups = tuple(named.reindex(list(given.options.accounts)).fillna(""))
    of_step = np.array(groups, dtype=object)[given.steps.account]
    wanted = pd.Series(given.steps.cost).groupby(of_step).sum()
    shares = wanted / wanted.sum() if wanted.sum() > 0 else wanted
    return {str(name): float(share) * asking.floor * asking.budget
            for name, share in shares.items() if str(name)}, groups


def _by_gain(options: Options, places: Ints, most: int | None = None) -> Ints:
    """Options, the first so many, by what they earn; of equal gain by account."""
    gain = options.gain[places]
    if most is not None and len(places) > most:
        ahead = gain >= np.partition(gain, -most)[-most]
        places, gain = places[ahead], gain[ahead]
    return np.asarray(places[np.lexsort((options.account[places], -gain))][:most], dtype=np.int64)


def _columns(base: PlanBase, options: Options, places: Ints) -> Columns:
    """Some options with what is known of their accounts, in their order, by column."""
    accounts = options.account[places]
    known = {name: column[accounts] for name, column in base.offered_columns.items()}
    return {**known, **_figures(options, places)}


def _rows(base: PlanBase, options: Options, places: Ints) -> pd.DataFrame:
    """The same as a table."""
    known = base.offered_accounts.take(options.account[places]).reset_index(drop=True)
    return known.assign(**_figures(options, places))


def _figures(options: Options, places: Ints) -> dict[str, Any]:
    return {"services": options.services_at(places), "expected_gain": options.gain[places],
            "cost": options.cost[places], "hours": options.hours[places].sum(axis=1)}


def _held(given: Offered, solved: Solved) -> Ints:
    """Of the accounts held out that the plan's prices would have served: what they would have got, as options."""
    if not given.held:
        return np.zeros(0, dtype=np.int64)
    options = given.held_options
    _, best = options.best(options.gain - full_price(options, solved.prices))
    return np.asarray(best[best != NOBODY], dtype=np.int64)
