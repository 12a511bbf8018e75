"""The range of a what-if: levels and retention drawn again and again, always with the same random numbers.

Two things are not known: how far totals miss (the policy's log spread, as seen on past origins), and the retention of
each segment (fewer accounts, less known). Both are drawn alike for base and scenario, so a slider moves the range
smoothly and no change has no range. What the levers do is the reader's assumption and is not drawn.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy.special import expit, logit, ndtri

from kadash.scenarios.base import Base
from kadash.scenarios.cells import Cells, Floats, Ints
from kadash.scenarios.engine import Moves, State, Terms, moves_by_segment
from kadash.scenarios.levers import NO_CHANGE
from kadash.scenarios.outcome import Between, Totals
from kadash.scenarios.today import unmoved
from kadash.value.annuity import annuity

COARSE_BINS = 32
SEED = 20_240_229
PERCENTILES = (5.0, 95.0)


class Coarse(NamedTuple):
    """A handful of cells a segment, one entry each: yearly profit, retention before and after the move."""

    segment: Ints
    profit: Floats
    before: Floats
    after: Floats


class Draws(NamedTuple):
    """One entry a draw: customer equity and 12-month profit."""

    equity: Floats
    profit: Floats


def between(base: Base, cells: Cells, here: State, moves: Moves, terms: Terms, extra: Totals) -> Between:
    """5th to 95th percentile; `extra` is what winning and programmes add to every draw of the scenario."""
    after = _drawn(base, cells, here, moves, terms)
    return ranges(
        base_draws(base, terms), Draws(after.equity + extra.customer_equity, after.profit + extra.profit_12m))


def base_draws(base: Base, terms: Terms) -> Draws:
    """The base in every draw; found once and kept."""
    key = ("draws", terms.discount, terms.years)
    if key not in base.kept:
        base.kept[key] = _drawn(
            base, base.bins, unmoved(base.bins), moves_by_segment(base, NO_CHANGE), terms._replace(growth=0.0))
    found: Draws = base.kept[key]
    return found


def ranges(before: Draws, after: Draws) -> Between:
    """The ends of base, scenario and their difference, draw by draw."""
    change = Draws(after.equity - before.equity, after.profit - before.profit)
    low, high = np.percentile(np.stack([*before, *after, *change]), PERCENTILES, axis=1)
    base, scenario, moved = ((_totals(low, place), _totals(high, place)) for place in (0, 2, 4))
    return Between(base, scenario, moved)


def _totals(figures: Floats, place: int) -> Totals:
    return Totals(float(figures[place]), float(figures[place + 1]))


def level_and_shift(base: Base) -> tuple[Floats, Floats]:
    """A draw's level of all totals; and, a row a draw and a column a segment, its shift of retention in log-odds."""
    scale, shift = _noise(base.policy.what_if.draws, len(base.segments))
    return np.exp(base.policy.value.total_error_log_sd * scale), shift * retention_sd(base)


def _drawn(base: Base, cells: Cells, here: State, moves: Moves, terms: Terms) -> Draws:
    coarse = _coarse(base, cells, here)
    level, shift = level_and_shift(base)
    before = expit(logit(coarse.before) + shift[:, coarse.segment])
    points, cut = moves["retention"][coarse.segment], moves["churn_cut"][coarse.segment]
    retention = carried(base, coarse.after, under(before, points, cut), under(coarse.before, points, cut))
    equity = np.asarray(level * (annuity(retention, terms.discount, terms.years, terms.growth) @ coarse.profit))
    return Draws(equity, np.asarray(level * (np.sqrt(retention * (1.0 + terms.growth)) @ coarse.profit)))


def under(retention: Floats, points: Floats, churn_cut: Floats) -> Floats:
    """r' before its limits."""
    return np.asarray(1.0 - (1.0 - retention) * (1.0 - churn_cut) + points)


def carried(base: Base, told: Floats, drawn: Floats, mean: Floats) -> Floats:
    """Retention after a move in each draw: as told, and away from it by what the drawn one is away from the mean one.

    What is not known is the retention of today: a move adds its points to whatever that is.
    """
    floor, cap = base.policy.value.retention_floor, base.policy.value.retention_cap
    return np.clip(told + (np.clip(drawn, floor, cap) - np.clip(mean, floor, cap)), floor, cap)


def _coarse(base: Base, cells: Cells, here: State) -> Coarse:
    """Cells gathered by segment and bin of the base's retention, with mean retention before and after the move."""
    cap = base.policy.value.retention_cap
    bins = np.clip((cells.retention / cap * COARSE_BINS).astype(np.int64), 0, COARSE_BINS - 1)
    key, cell = np.unique(cells.segment * COARSE_BINS + bins, return_inverse=True)

    def mean(retention: Floats, profit: Floats) -> Floats:
        weight = np.abs(profit) + 1e-9 * cells.alive + 1e-300
        total = np.bincount(cell, weights=weight * retention, minlength=len(key))
        return np.asarray(total / np.bincount(cell, weights=weight, minlength=len(key)))

    profit = np.bincount(cell, weights=here.profit, minlength=len(key)).astype(np.float64)
    return Coarse(key // COARSE_BINS, profit, mean(cells.retention, cells.profit), mean(here.retention, here.profit))


def retention_range(base: Base, segment: str | None = None) -> tuple[float, float, float, int] | None:
    """Mean retention of a segment's live accounts (None: of all), its 5th and 95th percentile, and how many they are.

    None where none is alive or no segment is called so.
    """
    wanted = base.segments if segment is None else (segment,)
    values = [base.retention_sorted[base.segments.index(name)] for name in wanted if name in base.segments]
    alive = np.concatenate(values) if values else np.empty(0)
    if not len(alive):
        return None
    mean = float(alive.mean())
    spread = 1.0 / np.sqrt(max(len(alive) * mean * (1.0 - mean), 1.0)) * float(ndtri(PERCENTILES[1] / 100.0))
    low, high = (float(expit(logit(mean) + way * spread)) for way in (-1.0, 1.0))
    return mean, low, min(high, base.policy.value.retention_cap), len(alive)


def retention_sd(base: Base) -> Floats:
    """Standard error of a segment's retention in log-odds: 1 / sqrt(n r (1 - r)), n its live accounts, at most 1."""
    mean = np.array([values.mean() if len(values) else 0.5 for values in base.retention_sorted])
    return np.asarray(1.0 / np.sqrt(np.maximum(base.live_by_segment * mean * (1.0 - mean), 1.0)))


@lru_cache(maxsize=64)
def _noise(draws: int, segments: int) -> tuple[Floats, Floats]:
    """Standard normal figures: an evenly spread level a draw, and a shift a draw and segment; always the same."""
    even = ndtri((np.arange(draws) + 0.5) / draws)
    random = np.random.default_rng(SEED)
    level = random.permutation(even)
    shift = np.column_stack([random.permutation(even) for _ in range(segments)])
    return level, shift
