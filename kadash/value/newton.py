"""Climbs to the top of a log-likelihood in log-parameters, whose slope and curvature are exact: a handful of steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kadash.value.purchases import Floats

NO_PRIOR = 0.0
WEAK_PRIOR_SD = 3.0
"""Spread of log-parameters about 0 under the weak prior: nothing to real data, a stop to runaway parameters."""
WARM_START_ABOVE = 40_000
WARM_START_ACCOUNTS = 20_000
"""Above so many accounts a climb starts from the top of an even sample of so many."""
BLOCK_ROWS = 8192
"""Rows visited at once: they stay in the processor's cache, and BLAS does not wake (and wait for) other threads."""

_STEPS = 100
_LONGEST_STEP = 1.5
_CLOSE_ENOUGH = 1e-9
_LOG_LIMIT = 14.0

Part = tuple[float, Floats, Floats]
"""A log-likelihood, its slope and its curvature in the parameters themselves."""


@dataclass(frozen=True)
class Point:
    """Log-posterior at log-parameters `at`, its slope and curvature there, and the log-likelihood alone."""

    at: Floats
    value: float
    slope: Floats
    curve: Floats
    log_likelihood: float


@dataclass(frozen=True)
class Top:
    """Where a climb ended: the point, steps taken, and whether it is a top (no step up is left) of finite height."""

    point: Point
    steps: int
    reached: bool


def point(at: Floats, parts: tuple[Part, ...], prior_sd: float, held: Floats) -> Point:
    """The parts summed and turned to log-parameters, with a normal prior on those whose entry of `held` is 1."""
    theta = np.exp(at)
    value = sum(part[0] for part in parts)
    slope = np.sum([part[1] for part in parts], axis=0) * theta
    curve = np.sum([part[2] for part in parts], axis=0) * np.outer(theta, theta) + np.diag(slope)
    if prior_sd == NO_PRIOR:
        return Point(at, value, slope, curve, value)
    weight = held / prior_sd**2
    return Point(at, value - 0.5 * float(weight @ at**2), slope - weight * at, curve - np.diag(weight), value)


def climb(point_at: Callable[[Floats], Point], start: Floats) -> Top:
    """Newton's method with a ridge that grows while a step would go down."""
    here, ridge = point_at(start), 0.0
    for step in range(_STEPS):
        if not np.isfinite(here.value):
            return Top(here, step, reached=False)
        move = _move(here, ridge)
        if float(move @ here.slope) < _CLOSE_ENOUGH:
            return Top(here, step, reached=True)
        there = point_at(np.clip(here.at + move, -_LOG_LIMIT, _LOG_LIMIT))
        if there.value > here.value:
            here, ridge = there, ridge / 10.0 if ridge > 1e-3 else 0.0
        elif ridge > 1e12:
            return Top(here, step, reached=True)
        else:
            ridge = max(ridge * 10.0, 1e-2)
    return Top(here, _STEPS, reached=False)


def _move(here: Point, ridge: float) -> Floats:
    """The uphill Newton step, in the eigenbasis so that a direction curving the wrong way is still climbed."""
    bends, axes = np.linalg.eigh(-here.curve)
    stiff = np.maximum(np.abs(bends), 1e-8) + ridge
    move = axes @ ((axes.T @ here.slope) / stiff)
    return np.asarray(move * min(1.0, _LONGEST_STEP / float(np.abs(move).max(initial=1e-300))))
