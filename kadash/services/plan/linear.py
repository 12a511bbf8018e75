"""The linear relaxation by HiGHS, on the accounts whose choice is in question; the rest follow the prices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

from kadash.services.plan.limits import Bounds
from kadash.services.plan.options import Floats, Ints, Options, Truths

_ROUNDS, _PRECISION = 12, 2e-5
_FIRST_ACCOUNTS, _WIDER, _EACH = 1_500, 1.5, 4


@dataclass(frozen=True, eq=False)
class Floors:
    """group: place of the floor of each account (-1: none); least: money of each floor; missed_price: what a yuan
    under a floor costs in the objective, far above what any yuan earns.
    """

    group: Ints
    least: Floats
    missed_price: float


@dataclass(frozen=True, eq=False)
class Linear:
    """share: of each option how much of it is taken; bound: no plan can earn more; prices: one a limit; score: of each
    option the gain left after prices; highest: the best score of each account, at least 0.
    """

    share: Floats
    bound: float
    prices: Floats
    score: Floats
    highest: Floats


@dataclass(frozen=True, eq=False)
class _Scored:
    score: Floats
    highest: Floats
    best: Ints
    bound: float


def linear(options: Options, bounds: Bounds, floors: Floors, start: Floats) -> Linear:
    """The relaxation solved; `start` are prices to begin from, the nearer the faster.

    Only accounts whose choice might change with the prices are in the programme; when the prices it gives prove a bound
    that the whole choice reaches, the rest were right. Else more accounts are let in.
    """
    prices, boosts = start, np.zeros(len(floors.least))
    found = _scored(options, bounds, floors, prices, boosts)
    lowest, share = found.bound, np.zeros(len(options))
    count = min(_FIRST_ACCOUNTS, len(options.starts)) if not len(boosts) else len(options.starts)
    for _ in range(_ROUNDS):
        asked = _most_in_question(options, found, count)
        active = asked[options.account] & _near(options, found)
        settled = found.best[~asked & (found.best >= 0)]
        if (bounds.use[settled].sum(axis=0) > bounds.most).any():
            count = min(int(count * _WIDER), len(options.starts))
            continue
        share, prices, boosts, value = _solve(options, bounds, floors, settled, active)
        found = _scored(options, bounds, floors, prices, boosts)
        lowest = min(lowest, found.bound)
        if lowest - value <= _PRECISION * max(abs(lowest), 1e-12):
            break
        count = min(int(count * _WIDER), len(options.starts))
    return Linear(share, lowest, prices, found.score, found.highest)


def _scored(options: Options, bounds: Bounds, floors: Floors, prices: Floats, boosts: Floats) -> _Scored:
    score = options.gain - bounds.use @ prices
    if len(boosts):
        own = floors.group[options.account]
        score = score + np.where(own >= 0, boosts[own], 0.0) * options.cost
    highest, best = options.best(score)
    return _Scored(score, highest, best, float(highest.sum() + prices @ bounds.most - boosts @ floors.least))


def _most_in_question(options: Options, found: _Scored, count: int) -> Truths:
    """The accounts with the least between their best choice and the next (an offer, another one, or none)."""
    behind = np.where(np.arange(len(options)) == found.best[options.account], np.inf,
                      found.highest[options.account] - found.score)
    margin = np.full(len(options.accounts), np.inf)
    margin[options.starts_of] = np.minimum.reduceat(behind, options.starts)
    margin = np.minimum(margin, np.where(found.best >= 0, found.highest, np.inf))
    asked = np.zeros(len(options.accounts), dtype=bool)
    asked[np.argsort(margin, kind="stable")[:count]] = True
    return asked


def _near(options: Options, found: _Scored) -> Truths:
    """The options nearest to each account's best: some for each account on average."""
    behind = found.highest[options.account] - found.score
    count = min(len(options), _EACH * len(options.starts)) - 1
    return np.asarray(behind <= np.partition(behind, count)[count])


def _solve(options: Options, bounds: Bounds, floors: Floors, settled: Ints,
           active: Truths) -> tuple[Floats, Floats, Floats, float]:
    """Shares of all options, prices of limits and of floors, and the value, with missed floors paid."""
    places, floored = np.flatnonzero(active), len(floors.least)
    unit, gain_unit = np.maximum(bounds.use.mean(axis=0), 1e-12), float(options.gain.mean())
    left = (bounds.most - bounds.use[settled].sum(axis=0)) / unit
    count, limited = len(places), len(bounds.names)
    accounts, row = np.unique(options.account[places], return_inverse=True)
    own, held_money = floors.group[options.account[places]], max(float(options.cost.mean()), 1e-12)
    held = np.flatnonzero(own >= 0)
    rows = [row, *(np.full(count, len(accounts) + limit) for limit in range(limited)),
            len(accounts) + limited + own[held], len(accounts) + limited + np.arange(floored)]
    columns = [np.arange(count)] * (1 + limited) + [held, count + np.arange(floored)]
    values = [np.ones(count), *(bounds.use[places] / unit).T, -options.cost[places][held] / held_money,
              np.full(floored, -1.0)]
    matrix = coo_matrix((np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))),
                        shape=(len(accounts) + limited + floored, count + floored)).tocsr()
    right = np.r_[np.ones(len(accounts)), left, -floors.least / held_money]
    missed = np.full(floored, -floors.missed_price * held_money)
    found = linprog(-np.r_[options.gain[places], missed] / gain_unit, A_ub=matrix, b_ub=right, bounds=(0.0, None),
                    method="highs-ds")  # type: ignore[call-overload]  # the stubs know no sparse matrices
    if found.status != 0:
        raise RuntimeError(f"linear relaxation: {found.message}")
    duals = -found.ineqlin.marginals[len(accounts):] * gain_unit
    share = np.zeros(len(options))
    share[settled] = 1.0
    share[places] = found.x[:count]
    value = float(options.gain[settled].sum()) - float(found.fun) * gain_unit
    return share, np.maximum(duals[:limited], 0.0) / unit, np.maximum(duals[limited:], 0.0) / held_money, value
