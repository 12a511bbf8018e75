"""The same money on keeping or on winning: what each brings, and what would make them even."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scipy.optimize import brentq

from kadash.errors import KadashError
from kadash.scenarios.base import Base
from kadash.scenarios.engine import Terms, moves_by_segment, retention_under
from kadash.scenarios.levers import Levers, Move
from kadash.scenarios.outcome import Outcome
from kadash.scenarios.scenario import change_on_bins, scenario, terms_of
from kadash.scenarios.what_if import what_if


@dataclass(frozen=True)
class Keeping:
    """What the money is assumed to do where it is spent on keeping: points of retention, for all or for a segment."""

    retention: float
    segment: str | None = None


@dataclass(frozen=True)
class Winning:
    """What the money is assumed to do where it is spent on winning: the cost of an account, and what it is worth.

    `account_value` None: what the average live account is worth.
    """

    acquisition_cost: float
    account_value: float | None = None


@dataclass(frozen=True)
class KeepOrWin:
    """The same money each year, spent one way or the other. Changes are net of the money.

    kept_per_year: accounts that stay in the first year and would have left. won_per_year: accounts won each year.
    cost_per_kept, cost_per_won: money for one of them; None where nobody is kept.
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

    KadashError `keep_or_win_money` where the money or the cost of an account is not above zero.
    """
    if money_per_year <= 0 or winning.acquisition_cost <= 0:
        raise KadashError("keep_or_win_money")
    spent, won = _kept(keeping.retention, keeping, money_per_year), money_per_year / winning.acquisition_cost
    win_levers = Levers(
        new_accounts=won, acquisition_cost=winning.acquisition_cost, new_account_value=winning.account_value)
    keep = what_if(base, spent, discount_per_year, years)
    win = what_if(base, win_levers, discount_per_year, years)
    terms = terms_of(base, spent, discount_per_year, years)
    kept = _kept_accounts(base, spent)
    value = scenario(base, base.bins, win_levers, terms).won.value
    return KeepOrWin(
        money_per_year, keep, win, kept, won, money_per_year / kept if kept > 0 else None, winning.acquisition_cost,
        value, _lift_for(base, keeping, money_per_year, terms, 0.0),
        _lift_for(base, keeping, money_per_year, terms, win.change.customer_equity),
        _cost_for(value, money_per_year, win, winning, keep.change.customer_equity))


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


def _cost_for(value: float, money: float, win: Outcome, winning: Winning, sum_wanted: float) -> float | None:
    """Winning brings money x (value / cost - 1) x years in present value: the cost at which that is the sum."""
    margin = value / winning.acquisition_cost - 1.0
    if abs(margin) < 1e-12:
        return None
    per_margin = win.change.customer_equity / margin
    share = 1.0 + sum_wanted / per_margin
    return value / share if share > 0 and value > 0 else None
