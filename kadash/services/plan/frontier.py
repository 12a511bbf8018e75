"""The frontier: what every budget could earn, from the first yuan to the last that earns anything."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kadash.services.plan.options import Floats
from kadash.services.plan.steps import Steps

POINTS = 80


@dataclass(frozen=True, eq=False)
class Frontier:
    """budget: money of the first year; gain: the most it can earn (linear); one entry a point, by rising budget."""

    budget: Floats
    gain: Floats

    @property
    def most(self) -> float:
        """The money beyond which nothing more is gained."""
        return float(self.budget[-1])

    def at(self, budget: float) -> float:
        """The most that a budget can earn."""
        return float(np.interp(budget, self.budget, self.gain))


def frontier(steps: Steps, points: int = POINTS) -> Frontier:
    """Budget against gain, without limits on hours: evenly spread points of the curve that the steps make."""
    cost, gain = np.r_[0.0, np.cumsum(steps.cost)], np.r_[0.0, np.cumsum(steps.gain)]
    at = np.linspace(0.0, cost[-1], points)
    return Frontier(at, np.interp(at, cost, gain))
