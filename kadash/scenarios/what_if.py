"""The what-if: levers in, an `Outcome` out; a move visits every account where they are few, else bins of alike ones."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from kadash.scenarios.base import Base
from kadash.scenarios.bridge import by_lever
from kadash.scenarios.cells import Floats
from kadash.scenarios.engine import Moves, Terms, Worth, by_segment, moves_by_segment, yearly_profit
from kadash.scenarios.interval import between
from kadash.scenarios.levers import Levers
from kadash.scenarios.outcome import Assumptions, Outcome
from kadash.scenarios.payback import break_even_retention, payback_months
from kadash.scenarios.scenario import Scenario, scenario, terms_of, totals_of
from kadash.scenarios.today import POINT, Today, mean_retention, today
from kadash.scenarios.winning import winning_profits
from kadash.value.annuity import annuity


def what_if(
    base: Base, levers: Levers, discount_per_year: float | None = None, years: int | None = None
) -> Outcome:
    """What these levers make of the base; discount and years as the policy has them, unless given.

    The base is exact; with bins, the scenario is the exact base plus the change of the bins, so no move changes
    nothing, to the cent.
    """
    terms = terms_of(base, levers, discount_per_year, years)
    horizon = int(terms.years)
    now = today(base, terms.discount, horizon)
    found = scenario(base, base.exact if base.is_exact else base.bins, levers, terms)
    moved = _shifted(base, now, found)
    before, after = totals_of(now.worth), totals_of(moved, found.beside)
    coarse = scenario(base, base.bins, levers, terms) if base.is_exact and base.bins is not base.exact else found
    yearly = _yearly(base, now, found, terms)
    return Outcome(
        base=before,
        scenario=after,
        change=after.less(before),
        by_segment=segment_table(base, now, moved, coarse, terms),
        by_lever=by_lever(base, levers, terms, after.less(before)),
        yearly=yearly,
        interval=between(base, coarse.cells, coarse.here, moves_by_segment(base, levers), terms, coarse.beside),
        payback_months=payback_months(yearly, levers),
        break_even_retention=break_even_retention(base, levers, terms),
        assumptions=assumptions_of(base, levers, terms, coarse),
    )


def _shifted(base: Base, now: Today, found: Scenario) -> Worth:
    """The exact base moved by what the cells say changes."""
    start, end = now.worth if base.is_exact else now.binned_worth, found.worth
    return Worth(now.worth.equity + (end.equity - start.equity), now.worth.profit + (end.profit - start.profit))


def segment_table(base: Base, now: Today, moved: Worth, found: Scenario, terms: Terms) -> pd.DataFrame:
    """The rows of `Outcome.by_segment`."""
    count, cells = len(base.segments), found.cells
    lift = mean_retention(cells, found.here.retention, count) - mean_retention(cells, cells.retention, count)
    return pd.DataFrame({
        "segment": list(base.segments),
        "accounts": base.accounts_by_segment,
        "live": now.alive,
        "base_equity": now.worth.equity,
        "scenario_equity": moved.equity,
        "change": moved.equity - now.worth.equity,
        "base_profit": now.worth.profit,
        "scenario_profit": moved.profit,
        "retention": now.retention,
        "scenario_retention": now.retention + lift,
        "point_value": now.point_value,
        "spend_limit_per_account": _spend_limit(base, found, terms),
    })


def _spend_limit(base: Base, found: Scenario, terms: Terms) -> Floats:
    """Spend a year on each live account that would leave its segment's equity as without the lift of retention."""
    cells, count, cap = found.cells, len(base.segments), base.policy.value.retention_cap
    lifted = by_segment(cells, (found.here.retention > cells.retention).astype(float), count) > 0
    aimed = np.where(lifted[cells.segment], found.here.retention, np.minimum(cells.retention + POINT, cap))
    later = annuity(aimed, terms.discount, terms.years, terms.growth)
    sooner = annuity(cells.retention, terms.discount, terms.years, terms.growth)
    gain = by_segment(cells, found.here.profit * (later - sooner), count)
    paid_for = by_segment(cells, cells.alive * annuity(aimed, terms.discount, terms.years), count)
    return np.where(paid_for > 0, np.maximum(gain, 0.0) / np.where(paid_for > 0, paid_for, 1.0), 0.0)


def _yearly(base: Base, now: Today, found: Scenario, terms: Terms) -> pd.DataFrame:
    years, levers = int(terms.years), found.levers
    start = now.yearly if base.is_exact else now.binned_yearly
    profit = now.yearly + (yearly_profit(found.here, years, terms.growth) - start)
    profit = profit + winning_profits(found.won, levers, years, terms.growth) - levers.programme_cost
    profit[0] -= levers.programme_cost_once
    return pd.DataFrame({"year": np.arange(1, years + 1), "base_profit": now.yearly, "scenario_profit": profit})


def assumptions_of(base: Base, levers: Levers, terms: Terms, found: Scenario) -> Assumptions:
    """On what a scenario rests, and how many accounts met a limit."""
    moves, cap = moves_by_segment(base, levers), base.policy.value.retention_cap
    truncated = full = 0
    for place, (retention, wallet) in enumerate(zip(base.retention_sorted, base.wallet_sorted, strict=True)):
        points, kept = moves["retention"][place], 1.0 - moves["churn_cut"][place]
        if points > 0 or kept < 1:
            most = 1.0 - (1.0 - cap + points) / kept if kept > 0 else -math.inf
            truncated += len(retention) - int(np.searchsorted(retention, most + 1e-12, side="right"))
        full += len(wallet) - int(np.searchsorted(wallet, 1.0 - moves["wallet"][place] + 1e-12, side="right"))
    return Assumptions(
        levers=levers,
        discount_per_year=terms.discount,
        years=int(terms.years),
        accounts=int(base.accounts_by_segment.sum()),
        unknown_accounts=base.unknown_accounts,
        truncated_accounts=truncated,
        real_lift=_real_lift(found, moves),
        wallet_full_accounts=full,
        wallet_unknown_accounts=base.wallet_unknown_accounts,
        no_margin_accounts=base.no_margin_accounts,
        exact=base.is_exact,
    )


def _real_lift(found: Scenario, moves: Moves) -> float:
    asked = (moves["retention"] != 0) | (moves["churn_cut"] != 0)
    alive = found.cells.alive * asked[found.cells.segment]
    return float(alive @ (found.here.retention - found.cells.retention)) / max(float(alive.sum()), 1e-300)
