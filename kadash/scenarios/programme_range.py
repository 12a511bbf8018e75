"""The range of a programme: levels, retention and the effects of its measures drawn, always with the same numbers."""

from __future__ import annotations

import zlib
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy.special import expit, logit, ndtri

from kadash.scenarios.base import Base
from kadash.scenarios.cells import Cells, Floats, Ints
from kadash.scenarios.engine import Moves, Terms, moves_by_segment
from kadash.scenarios.interval import COARSE_BINS, SEED, Draws, base_draws, carried, level_and_shift, ranges, under
from kadash.scenarios.levers import ACCOUNT_LEVERS, LEVERS, Levers
from kadash.scenarios.outcome import Between
from kadash.scenarios.path import Year
from kadash.scenarios.programme import Programme, put_together, reach, share_in_year
from kadash.scenarios.programme_parts import OnBins
from kadash.value.annuity import annuity

DrawnMoves = dict[str, Floats]
"""By lever: one row a draw, a column a segment."""


class Handful(NamedTuple):
    """A handful of cells of a base: segment, mean retention, and the sums that profit under a move is made of.

    `key`: where each stands in the grid of segments and steps of retention; `place`: where each of the bins stands.
    """

    key: Ints
    place: Ints
    segment: Ints
    retention: Floats
    revenue: Floats
    revenue_by_wallet: Floats
    earned: Floats
    earned_by_wallet: Floats
    service: Floats


def programme_between(base: Base, programme: Programme, levers: Levers, terms: Terms, found: OnBins) -> Between:
    """5th to 95th percentile of base, scenario and change."""
    before = base_draws(base, terms)
    equity, first = _drawn(base, programme, levers, terms, found)
    after = Draws(equity + found.beside.customer_equity, first + found.beside.profit_12m)
    return ranges(before, after)


def _drawn(base: Base, programme: Programme, levers: Levers, terms: Terms, found: OnBins) -> tuple[Floats, Floats]:
    handful, horizon = _handful(base), int(terms.years)
    level, today = _retention_today(base, handful)
    there: Floats | float = 1.0
    equity, first = np.zeros(len(level)), np.zeros(len(level))
    for place, year in enumerate(found.path.years[:horizon]):
        last = place == len(found.path.years) - 1
        ahead = horizon - place if last else 1
        drawn = _drawn_moves(base, programme, levers, None if last else place + 1)
        profit, kept, cost = _year_drawn(base, handful, today, year, found.path.moves[place], drawn)
        earned, paid = profit * there * (1.0 + terms.growth) ** place, cost * there if cost.any() else None
        lasts = annuity(kept, terms.discount, ahead, terms.growth)
        flat = lasts if terms.growth == 0.0 else annuity(kept, terms.discount, ahead)
        middle = np.sqrt(kept) if place == 0 else None
        equity += _net(earned, paid, lasts, flat, level) * (1.0 + terms.discount) ** -place
        if middle is not None:
            first = _net(earned, paid, middle * np.sqrt(1.0 + terms.growth), middle, level)
        there = there * kept
    return equity, first


def _net(earned: Floats, paid: Floats | None, factor: Floats, flat: Floats, level: Floats) -> Floats:
    """By draw, what is earned at its level less what is paid, each times its factor."""
    money = _by_draw(earned, factor) * level
    return money if paid is None else money - _by_draw(paid, flat)


def _by_draw(money: Floats, factor: Floats) -> Floats:
    return np.asarray(np.einsum("ij,ij->i", np.broadcast_to(money, factor.shape), factor))


def _retention_today(base: Base, handful: Handful) -> tuple[Floats, Floats]:
    """A draw's level; and, a row a draw and a column a cell, the retention of today as drawn; found once and kept."""
    if "retention_today" not in base.kept:
        level, shift = level_and_shift(base)
        base.kept["retention_today"] = level, expit(logit(handful.retention) + shift[:, handful.segment])
    found: tuple[Floats, Floats] = base.kept["retention_today"]
    return found


def _year_drawn(
    base: Base, handful: Handful, today: Floats, year: Year, mean: Moves, drawn: DrawnMoves | None
) -> tuple[Floats, Floats, Floats]:
    """Profit and retention of the handful in every draw, and cost of the measures; `today` is retention as drawn.

    Around the year as it was found, limits of wallets and all; what a draw differs by is added to that.
    """
    profit, retention, cost = _gathered(base, handful, year)
    means = {lever: move[None, :] for lever, move in mean.items()}
    unmoved = _retention(handful, handful.retention, means)
    kept = carried(base, retention, _retention(handful, today, drawn or means), unmoved)
    if drawn is None:
        return profit[None, :], kept, cost[None, :]
    return profit + _profit(base, handful, drawn, means), kept, cost[None, :]


def _profit(base: Base, of: Handful, moves: DrawnMoves, means: DrawnMoves) -> Floats:
    """By how much profit under drawn moves differs from that under their means, no limits met.

    Profit is a sum of five sums of a cell, each times what the moves of its segment make of it.
    """
    factors = _factors(base, moves) - _factors(base, means)
    sums = np.stack([of.earned, of.earned_by_wallet, of.revenue, of.revenue_by_wallet, of.service])
    ends = np.searchsorted(of.segment, np.arange(len(base.segments) + 1))
    profit = np.empty((factors.shape[1], len(of.segment)))
    for segment, (start, end) in enumerate(pairwise(ends)):
        profit[:, start:end] = factors[:, :, segment].T @ sums[:, start:end]
    return profit


def _factors(base: Base, at: DrawnMoves) -> Floats:
    """What earnings, revenue and service cost count for in profit: by sum, draw and segment."""
    rate = at["margin"] + at["price"] - at["payment_days"] / 365.0 * base.policy.what_if.working_capital_rate_per_year
    often, wallet = 1.0 + at["frequency"], at["wallet"]
    return np.stack([often, often * wallet, often * rate, often * wallet * rate, -1.0 - at["cost_to_serve"]])


def _retention(of: Handful, retention: Floats, moves: DrawnMoves) -> Floats:
    """r' before its limits."""
    points, cut = moves["retention"], moves["churn_cut"]
    if not cut.any():
        return np.asarray(retention + points[:, of.segment]) if points.any() else retention
    return under(retention, points[:, of.segment], cut[:, of.segment])


def _drawn_moves(base: Base, programme: Programme, levers: Levers, year: int | None) -> DrawnMoves | None:
    """The moves of a year with the effects drawn; None where no measure has a spread."""
    uncertain = [m for m in programme.measures if any(getattr(m.spread, lever) for lever in ACCOUNT_LEVERS)]
    if not uncertain:
        return None
    bare, draws, found = moves_by_segment(base, levers), base.policy.what_if.draws, {}
    for lever in ACCOUNT_LEVERS:
        parts = [np.tile(bare[lever], (draws, 1))]
        for measure in programme.measures:
            mean, spread = getattr(measure.move, lever), getattr(measure.spread, lever)
            if mean or spread:
                share = 1.0 if year is None else share_in_year(measure.ramp_up_months, year)
                limits = LEVERS[lever]
                effect = np.clip(mean + spread * _effect(measure.name, lever, draws), limits.low, limits.high)
                parts.append(share * effect[:, None] * reach(base, measure)[None, :])
        found[lever] = put_together(lever, parts)
    return found


@lru_cache(maxsize=512)
def _effect(measure: str, lever: str, draws: int) -> Floats:
    """Standard normal figures of a measure's effect: its own, whatever stands beside it and wherever it stands."""
    seed = zlib.crc32(f"{measure}|{lever}".encode())
    return np.random.default_rng([SEED, seed]).permutation(ndtri((np.arange(draws) + 0.5) / draws))


def _handful(base: Base) -> Handful:
    """The base's bins gathered by segment and a few steps of retention; found once and kept."""
    if "handful" not in base.kept:
        cells, key = base.bins, np.union1d(_key(base, base.bins), _key(base, base.exact))
        place = np.searchsorted(key, _key(base, cells))
        sums = {name: _summed(place, getattr(cells, name), len(key)) for name in Handful._fields[4:]}
        mean = _mean_retention(base, place, cells.profit, cells, cells.retention, len(key))
        base.kept["handful"] = Handful(key, place, key // COARSE_BINS, mean, **sums)
    found: Handful = base.kept["handful"]
    return found


def _gathered(base: Base, handful: Handful, year: Year) -> tuple[Floats, Floats, Floats]:
    """A year's profit, mean retention and cost, by the handful."""
    cells, here, count = year.cells, year.here, len(handful.key)
    place = handful.place if cells is base.bins else np.searchsorted(handful.key, _key(base, cells))
    return (_summed(place, here.profit, count),
            _mean_retention(base, place, here.profit, cells, here.retention, count), _summed(place, year.cost, count))


def _summed(place: Ints, values: Floats, count: int) -> Floats:
    return np.bincount(place, values, count).astype(np.float64)


def _mean_retention(
    base: Base, place: Ints, profit: Floats, cells: Cells, retention: Floats, count: int
) -> Floats:
    weight = np.abs(profit) + 1e-9 * cells.alive + 1e-300
    weights = _summed(place, weight, count)
    mean = _summed(place, weight * retention, count) / np.where(weights > 0, weights, 1.0)
    return np.where(weights > 0, mean, base.policy.value.retention_floor)


def _key(base: Base, cells: Cells) -> Ints:
    cap = base.policy.value.retention_cap
    bins = np.clip((cells.retention / cap * COARSE_BINS).astype(np.int64), 0, COARSE_BINS - 1)
    return np.asarray(cells.segment * COARSE_BINS + bins)
