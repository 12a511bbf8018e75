"""A scenario on some cells: what each segment is worth under the levers, and what the company does beside."""

from __future__ import annotations

from typing import NamedTuple

from kadash.errors import KadashError
from kadash.scenarios.base import Base
from kadash.scenarios.cells import Cells
from kadash.scenarios.engine import State, Terms, Worth, moved, moves_by_segment, worth
from kadash.scenarios.levers import Levers
from kadash.scenarios.outcome import Totals
from kadash.scenarios.today import today
from kadash.scenarios.winning import NewAccount, winning_value, won_account
from kadash.value.annuity import annuity

MOST_DISCOUNT, MOST_YEARS = 1.0, 50


class Scenario(NamedTuple):
    """A scenario on some cells: their state, what each segment is worth, and what the company does beside."""

    levers: Levers
    cells: Cells
    here: State
    worth: Worth
    won: NewAccount
    beside: Totals
    """What winning and programmes add."""

    @property
    def totals(self) -> Totals:
        """Over all segments and beside."""
        return Totals(
            float(self.worth.equity.sum()) + self.beside.customer_equity,
            float(self.worth.profit.sum()) + self.beside.profit_12m,
        )


def terms_of(base: Base, levers: Levers, discount: float | None, years: int | None) -> Terms:
    """Discount and years as given, else as the policy has them; refused where they cannot be reckoned with."""
    rules = base.policy.value
    discount = rules.discount_rate_per_year if discount is None else discount
    years = rules.horizon_years if years is None else years
    if not 0 < discount <= MOST_DISCOUNT:
        raise KadashError("what_if_discount", discount=f"{discount:g}", most=f"{MOST_DISCOUNT:g}")
    if not 1 <= years <= MOST_YEARS:
        raise KadashError("what_if_years", years=years, most=MOST_YEARS)
    return Terms(discount, years, levers.growth)


def scenario(base: Base, cells: Cells, levers: Levers, terms: Terms) -> Scenario:
    """The scenario on the base's exact cells or on its bins."""
    cells, here = moved(base, cells, moves_by_segment(base, levers))
    found = worth(cells, here, terms, len(base.segments))
    won = won_account(cells, here, levers, terms)
    return Scenario(levers, cells, here, found, won, beside_of(won, levers, terms))


def beside_of(won: NewAccount, levers: Levers, terms: Terms) -> Totals:
    """What winning adds, less what programmes cost once and each year."""
    lasting_cost = levers.programme_cost * float(annuity(1.0, terms.discount, terms.years)) + levers.programme_cost_once
    return Totals(
        winning_value(won, levers, terms) - lasting_cost,
        -levers.programme_cost - levers.programme_cost_once - levers.new_accounts * levers.acquisition_cost,
    )


def totals_of(found: Worth, beside: Totals | None = None) -> Totals:
    """All segments together, with what the company does beside."""
    more = beside or Totals(0.0, 0.0)
    return Totals(
        float(found.equity.sum()) + more.customer_equity, float(found.profit.sum()) + more.profit_12m
    )


def change_on_bins(base: Base, levers: Levers, terms: Terms) -> Totals:
    """The change on bins."""
    found = scenario(base, base.bins, levers, terms._replace(growth=levers.growth))
    return found.totals.less(totals_of(today(base, terms.discount, int(terms.years)).binned_worth))


def equity_change(
    base: Base, levers: Levers, discount_per_year: float | None = None, years: int | None = None
) -> float:
    """Only the change of customer equity, from bins: for searches that try many moves."""
    terms = terms_of(base, levers, discount_per_year, years)
    return change_on_bins(base, levers, terms).customer_equity


