"""A programme on the accounts: what it adds, measure by measure, how sure, and when it has paid for itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kadash.scenarios.base import Base
from kadash.scenarios.cells import Floats
from kadash.scenarios.engine import Terms, Worth
from kadash.scenarios.levers import NO_CHANGE, Levers
from kadash.scenarios.outcome import Assumptions, Between, Totals, records
from kadash.scenarios.path import ByYear, by_year, path, worth_along
from kadash.scenarios.payback import months_to_pay
from kadash.scenarios.programme import Programme, full_effect
from kadash.scenarios.programme_parts import OnBins, by_measure, found_on
from kadash.scenarios.programme_range import programme_between
from kadash.scenarios.scenario import Scenario, beside_of, terms_of, totals_of
from kadash.scenarios.today import today
from kadash.scenarios.what_if import assumptions_of, segment_table
from kadash.scenarios.winning import winning_profits, won_account

MOST_VISITS = 10_000
"""Accounts times years in which measures grow: up to so many, each account is visited each year, else bins answer."""


@dataclass(frozen=True)
class Costs:
    """What the measures and the levers' programme cost: once, in the first year beside that, and in present value."""

    once: float
    first_year: float
    present_value: float


@dataclass(frozen=True)
class ProgrammeOutcome:
    """A programme beside the base it starts from.

    `by_measure`: a row a measure, and one where bare levers move too: measure (None: the levers), equity, profit (its
    part; the parts sum to the change), alone_equity, alone_profit (what it would bring by itself), left_out_equity,
    left_out_profit (what would be lost without it). All net of its own cost.
    `by_segment`: as of `Outcome`, retention once all has taken hold; what is paid for the company as a whole is in no
    segment. `yearly`: a row a year ahead: year, base_profit, scenario_profit (net of cost), cost.
    `interval` draws the effects of the measures with their spread too. `payback_months`: 0 where nothing is spent, None
    for never.
    """

    programme: Programme
    base: Totals
    scenario: Totals
    change: Totals
    by_measure: pd.DataFrame
    by_segment: pd.DataFrame
    yearly: pd.DataFrame
    interval: Between
    payback_months: int | None
    costs: Costs
    assumptions: Assumptions

    @property
    def sum_of_alone(self) -> Totals:
        """What adding up each measure by itself would have said."""
        return Totals(float(self.by_measure["alone_equity"].sum()), float(self.by_measure["alone_profit"].sum()))

    @property
    def return_on_cost(self) -> float | None:
        """Customer equity gained, before cost, for each unit of money spent; None where nothing is."""
        spent = self.costs.present_value
        return (self.change.customer_equity + spent) / spent if spent > 0 else None


def run_programme(
    base: Base, programme: Programme, levers: Levers = NO_CHANGE, discount_per_year: float | None = None,
    years: int | None = None,
) -> ProgrammeOutcome:
    """What a programme, with bare levers beside it, makes of the base.

    Without measures it is the base under the levers; where nothing needs time to take hold it is the closed form.
    """
    terms = terms_of(base, levers, discount_per_year, years)
    now, full = today(base, terms.discount, int(terms.years)), full_effect(base, programme, levers)
    on_bins = found_on(base, programme, levers, terms)
    apart = base.is_exact and base.exact is not base.bins and _visits(base, on_bins) <= MOST_VISITS
    taken = path(base, base.exact, programme, levers, terms) if apart else on_bins.path
    found = worth_along(taken, terms, len(base.segments)) if apart else on_bins.worth
    years_of, steady = by_year(taken, terms), taken.years[-1]
    won = won_account(steady.cells, steady.here, full, terms)
    beside = beside_of(won, full, terms)
    start = now.worth if apart else now.binned_worth
    reached = Worth(now.worth.equity + (found.equity - start.equity),
                    now.worth.profit + (found.profit - start.profit))
    before, after = totals_of(now.worth), totals_of(reached, beside)
    change = after.less(before)
    start_yearly = now.yearly if apart else now.binned_yearly
    won_profits = winning_profits(won, full, int(terms.years), terms.growth)
    profits = now.yearly + (years_of.profits - start_yearly) + won_profits
    yearly = _yearly(now.yearly, profits, years_of, full)
    at_the_end = Scenario(full, steady.cells, steady.here, reached, won, beside)
    return ProgrammeOutcome(
        programme=programme,
        base=before,
        scenario=after,
        change=change,
        by_measure=by_measure(base, programme, levers, terms, change, on_bins),
        by_segment=segment_table(base, now, reached, at_the_end, terms),
        yearly=yearly,
        interval=programme_between(base, programme, levers, terms, on_bins),
        payback_months=_payback(programme, yearly, full),
        costs=_costs(yearly["cost"].to_numpy(dtype=np.float64), full.programme_cost_once, terms),
        assumptions=replace(
            assumptions_of(base, full, terms, at_the_end), exact=apart or (base.is_exact and base.bins is base.exact)),
    )


def _visits(base: Base, found: OnBins) -> int:
    return len(base.exact) * len(found.path.years)


def _yearly(before: Floats, profits: Floats, found: ByYear, full: Levers) -> pd.DataFrame:
    cost = found.costs + full.programme_cost
    cost[0] += full.programme_cost_once
    fixed = cost - found.costs
    return pd.DataFrame({
        "year": np.arange(1, len(before) + 1), "base_profit": before, "scenario_profit": profits - fixed, "cost": cost})


def _payback(programme: Programme, yearly: pd.DataFrame, full: Levers) -> int | None:
    spends = full.costs_money or any(measure.costs_money for measure in programme.measures)
    return months_to_pay(yearly, full.programme_cost_once) if spends else 0


def _costs(cost: Floats, once: float, terms: Terms) -> Costs:
    """The one-off cost is paid now, the others in the middle of their year."""
    running = cost.copy()
    running[0] -= once
    discounted = (1.0 + terms.discount) ** -(np.arange(len(cost)) + 0.5)
    return Costs(once, float(running[0]), once + float(running @ discounted))


def programme_json(outcome: ProgrammeOutcome) -> dict[str, object]:
    """What a programme's outcome has beside that of levers, for JSON."""
    return {
        "by_measure": records(outcome.by_measure),
        "sum_of_alone": vars(outcome.sum_of_alone),
        "costs": vars(outcome.costs),
        "return_on_cost": outcome.return_on_cost,
    }
