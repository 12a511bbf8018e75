"""A programme: measures with their cost, whom they reach, what they do with which range, and how fast they take hold.

Effects of all measures are put together before anything is reckoned: points and days add up, shares compound,
retention and share of wallet meet their limits once.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from kadash.errors import KadashError
from kadash.scenarios.base import Base
from kadash.scenarios.cells import Floats
from kadash.scenarios.engine import Moves, moves_by_segment
from kadash.scenarios.levers import ACCOUNT_LEVERS, LEVERS, Levers, Move

MONTHS = 12
MOST_RAMP_MONTHS = 120
COMPOUND = ("frequency", "cost_to_serve")
"""Shares of what is: 10 % and 10 % more are 21 % more. Two churn cuts leave the product of what each leaves."""


@dataclass(frozen=True)
class Measure:
    """Something that is done: what it moves for whom, with which range, how soon, and what it costs.

    `whom`: segments, () for all. `move`: the mean effect once it has taken hold; `spread`: the standard deviation of
    each part of it. The effect grows evenly over `ramp_up_months`. Costs are paid in full from the start: once, a year,
    and a year for each account reached, as long as it stays.
    """

    name: str
    whom: tuple[str, ...] = ()
    move: Move = Move()
    spread: Move = Move()
    ramp_up_months: int = 0
    cost_once: float = 0.0
    cost_per_year: float = 0.0
    cost_per_account_per_year: float = 0.0

    @property
    def costs_money(self) -> bool:
        """Whether anything is paid for it."""
        return max(self.cost_once, self.cost_per_year, self.cost_per_account_per_year) > 0


@dataclass(frozen=True)
class Programme:
    """Measures that are taken together; each has a name of its own.

    KadashError `measure_twice` for a name that stands twice, `measure_bounds` for a value that cannot be.
    """

    measures: tuple[Measure, ...] = ()

    def __post_init__(self) -> None:
        names = [measure.name for measure in self.measures]
        for name in names:
            if names.count(name) > 1:
                raise KadashError("measure_twice", measure=name)
        for measure in self.measures:
            _checked(measure)

    def without(self, name: str) -> Programme:
        """The programme less one measure."""
        return Programme(tuple(measure for measure in self.measures if measure.name != name))

    def alone(self, name: str) -> Programme:
        """One measure as a programme of its own."""
        return Programme(tuple(measure for measure in self.measures if measure.name == name))

    @property
    def growing_years(self) -> int:
        """Years in which some measure has not fully taken hold yet."""
        return max((math.ceil(measure.ramp_up_months / MONTHS) for measure in self.measures), default=0)


def _checked(measure: Measure) -> None:
    for part in fields(Move):
        lever, value, spread = LEVERS[part.name], getattr(measure.move, part.name), getattr(measure.spread, part.name)
        if not lever.low <= value <= lever.high:
            raise KadashError("measure_bounds", measure=measure.name, field=part.name, value=value)
        if not 0 <= spread <= lever.high:
            raise KadashError("measure_bounds", measure=measure.name, field=f"spread.{part.name}", value=spread)
    if not 0 <= measure.ramp_up_months <= MOST_RAMP_MONTHS:
        raise KadashError("measure_bounds", measure=measure.name, field="ramp_up_months", value=measure.ramp_up_months)
    for name in ("cost_once", "cost_per_year", "cost_per_account_per_year"):
        if not 0 <= getattr(measure, name) < math.inf:
            raise KadashError("measure_bounds", measure=measure.name, field=name, value=getattr(measure, name))


def share_in_year(ramp_up_months: int, year: int) -> float:
    """Mean share of its effect that a measure has in a year ahead, growing evenly over its ramp-up.

    >>> [round(share_in_year(18, year), 3) for year in (1, 2, 3)]
    [0.333, 0.917, 1.0]
    """
    def sum_until(month: float) -> float:
        if month < ramp_up_months:
            return month * month / (2.0 * ramp_up_months)
        return month - ramp_up_months / 2.0

    return (sum_until(MONTHS * year) - sum_until(MONTHS * (year - 1))) / MONTHS if ramp_up_months else 1.0


def put_together(lever: str, parts: Sequence[Floats]) -> Floats:
    """Several moves of one lever as one move, whatever their order."""
    if lever in COMPOUND:
        return np.asarray(np.prod([1.0 + part for part in parts], axis=0) - 1.0)
    if lever == "churn_cut":
        return np.asarray(1.0 - np.prod([1.0 - part for part in parts], axis=0))
    return np.asarray(np.sum(parts, axis=0))


def moves_in_year(base: Base, programme: Programme, levers: Levers, year: int | None) -> Moves:
    """By lever, the move of each segment in a year ahead (None: once all has taken hold), levers and measures together.

    A measure that reaches a segment which the base lacks is refused by the segment's name.
    """
    bare = moves_by_segment(base, levers)
    reached = {measure.name: reach(base, measure) * (1.0 if year is None else share_in_year(
        measure.ramp_up_months, year)) for measure in programme.measures}
    found = {}
    for lever in ACCOUNT_LEVERS:
        parts = [
            reached[measure.name] * getattr(measure.move, lever)
            for measure in programme.measures if getattr(measure.move, lever) != 0.0
        ]
        found[lever] = put_together(lever, [bare[lever], *parts]) if parts else bare[lever]
    return found


def reach(base: Base, measure: Measure) -> Floats:
    """By segment, 1 where a measure reaches it and 0 elsewhere."""
    for name in measure.whom:
        if name not in base.segments:
            raise KadashError("what_if_segment_unknown", segment=name, known=", ".join(base.segments))
    return np.array([float(not measure.whom or name in measure.whom) for name in base.segments])


def cost_per_account(base: Base, programme: Programme) -> Floats:
    """By segment, what its measures cost a year for each account reached that is still there."""
    costs = [reach(base, measure) * measure.cost_per_account_per_year for measure in programme.measures]
    return np.asarray(np.sum(costs, axis=0)) if costs else np.zeros(len(base.segments))


def full_effect(base: Base, programme: Programme, levers: Levers) -> Levers:
    """The levers that have the effect of all together once it has taken hold, with the fixed costs of the measures."""
    return with_moves(base, levers_with_costs(programme, levers), moves_in_year(base, programme, levers, None))


def levers_with_costs(programme: Programme, levers: Levers) -> Levers:
    """The levers with what the measures cost once and a year."""
    return replace(
        levers,
        programme_cost=levers.programme_cost + sum(measure.cost_per_year for measure in programme.measures),
        programme_cost_once=levers.programme_cost_once + sum(measure.cost_once for measure in programme.measures),
    )


def with_moves(base: Base, levers: Levers, moves: Mapping[str, Floats]) -> Levers:
    """The levers with these moves of each segment in place of their own."""
    segments = {
        name: Move(**{lever: float(move[place]) for lever, move in moves.items()})
        for place, name in enumerate(base.segments)
    }
    nothing = dict.fromkeys(ACCOUNT_LEVERS, 0.0)
    moved = {name: move for name, move in segments.items() if move != Move()}
    return replace(levers, **nothing, by_segment=moved)
