"""The same money on keeping or on winning: what each brings, and what would make them even."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scipy.optimize import brentq

from kadash.errors import KadashError
from kadash.scenarios.base import Base
from kadash.scenarios.engine import Terms, moves_by_segment, retention_under
from kadash.scenarios.levers import NO_CHANGE, Levers, Move
from kadash.scenarios.outcome import Outcome
from kadash.scenarios.scenario import change_on_bins, scenario, terms_of
from kadash.scenarios.today import unmoved
from kadash.scenarios.what_if import what_if
from kadash.scenarios.winning import new_account


@dataclass(frozen=True)
class Keeping:
    """What the money is assumed to do where it is spent on keeping: points of retention, for all or for a segment."""

    retention: float
    segment: str | None = None


@dataclass(frozen=True)
class Winning:
    """What the money is assumed to do where it is spent on winning: the cost of an account, and what it is worth.

    `account_value` None: what the average live account is worth. `most_per_year`: accounts that can be won a year, for
    whatever money; None for no limit.
    """

    acquisition_cost: float
    account_value: float | None = None
    most_per_year: float | None = None

    def won_for(self, money: float) -> float:
        """Accounts that a sum wins a year."""
        won = money / self.acquisition_cost
        return won if self.most_per_year is None else min(won, self.most_per_year)


@dataclass(frozen=True)
class KeepOrWin:
    """The same money each year, spent one way or the other. Changes are net of the money.

    kept_per_year: accounts that stay in the first year and would have left. won_per_year: accounts won each year.
    cost_per_kept, cost_per_won: money for one of them, more than assumed where no more can be won; None where nobody
    is kept.
    retention_to_earn_its_cost: points of retention that the money must buy to leave customer equity as it is;
    retention_to_equal_winning: to bring as much as winning does; None where no lift does.
    acquisition_cost_to_equal_keeping: cost of an account at which winning brings as much as keeping; None where no
    cost does.
    """

    money_per_year: float
    keep: Outcome
    win: Outcome
    kept_per_year: float
    won_per_year: float
    cost_per_kept: float | None
    cost_per_won: float
    account_value: float
    retention_to_earn_its_cost: float | None
    retention_to_equal_winning: float | None
    acquisition_cost_to_equal_keeping: float | None

    @property
    def keeping_is_better(self) -> bool:
        """Whether keeping brings at least as much customer equity."""
        return self.keep.change.customer_equity >= self.win.change.customer_equity


def keep_or_win(
    base: Base, money_per_year: float, keeping: Keeping, winning: Winning, discount_per_year: float | None = None,
    years: int | None = None,
) -> KeepOrWin:
    """What the same money a year brings one way and the other, under assumptions of what it buys.

    KadashError `keep_or_win_money` where the money, the cost of an account or how many can be won is not above zero.
    """
    most = winning.most_per_year
    if min(money_per_year, winning.acquisition_cost, 1.0 if most is None else most) <= 0:
        raise KadashError("keep_or_win_money")
    spent, won = _kept(keeping.retention, keeping, money_per_year), winning.won_for(money_per_year)
    each = money_per_year / won
    win_levers = Levers(new_accounts=won, acquisition_cost=each, new_account_value=winning.account_value)
    keep = what_if(base, spent, discount_per_year, years)
    win = what_if(base, win_levers, discount_per_year, years)
    terms = terms_of(base, spent, discount_per_year, years)
    kept = _kept_accounts(base, spent)
    value = scenario(base, base.bins, win_levers, terms).won.value
    return KeepOrWin(
        money_per_year, keep, win, kept, won, money_per_year / kept if kept > 0 else None, each,
        value, _lift_for(base, keeping, money_per_year, terms, 0.0),
        _lift_for(base, keeping, money_per_year, terms, win.change.customer_equity),
        _cost_for(value, each, win, most, keep.change.customer_equity))


def value_of_one(base: Base, discount_per_year: float | None = None, years: int | None = None) -> float:
    """What the average live account of a base is worth, on the policy's discount and years unless given."""
    terms = terms_of(base, NO_CHANGE, discount_per_year, years)
    return new_account(base.bins, unmoved(base.bins), NO_CHANGE, terms).value


def _kept(points: float, keeping: Keeping, money: float) -> Levers:
    levers = Levers(programme_cost=money)
    if keeping.segment is None:
        return replace(levers, retention=points)
    return replace(levers, by_segment={keeping.segment: Move(retention=points)})


def _kept_accounts(base: Base, levers: Levers) -> float:
    cells = base.exact
    lift = retention_under(base, cells, moves_by_segment(base, levers)) - cells.retention
    return float((cells.alive * lift).sum())


def _lift_for(base: Base, keeping: Keeping, money: float, terms: Terms, sum_wanted: float) -> float | None:
    """Points that bring this change of customer equity, the money paid; None where even all of them do not."""
    def gap(points: float) -> float:
        return change_on_bins(base, _kept(points, keeping, money), terms).customer_equity - sum_wanted

    if gap(0.0) >= 0:
        return 0.0
    return None if gap(1.0) < 0 else float(brentq(gap, 0.0, 1.0, xtol=1e-9))


def _cost_for(value: float, each: float, win: Outcome, most: float | None, sum_wanted: float) -> float | None:
    """Winning brings money x (value / cost - 1) x years in present value: the cost at which that is the sum.

    None where no cost does, nor the one at which all that can be won are.
    """
    margin = value / each - 1.0
    if abs(margin) < 1e-12:
        return None
    share = 1.0 + sum_wanted * margin / win.change.customer_equity
    cost = value / share if share > 0 and value > 0 else None
    money = each * win.assumptions.levers.new_accounts
    return None if cost is None or (most is not None and money / cost > most * (1.0 + 1e-12)) else cost
