"""Limits of a plan, and the same as a matrix: what an option uses of each, and how much of each there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from kadash.services.catalogue import ROLES
from kadash.services.plan.options import Floats, Options, Truths

BUDGET = "budget"
ALL_ROLES = "all_roles"
"""In place of a role: the hours of all together."""

_EVERY = (BUDGET, *ROLES, ALL_ROLES)
"""The rows of `Options.uses`."""

NO_LIMITS: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True)
class Limits:
    """What may be spent. None, or a role that is not named: no limit.

    budget: money of the first year; hours: role to hours of the first year; floors: group of accounts to the least
    money that is spent in it; group_of: the group of each account of the options, in their order (needed for floors).
    """

    budget: float | None = None
    hours: Mapping[str, float] = field(default_factory=lambda: NO_LIMITS)
    floors: Mapping[str, float] = field(default_factory=lambda: NO_LIMITS)
    group_of: Sequence[str] = ()


@dataclass(frozen=True, eq=False)
class Bounds:
    """names: `budget` and the roles that are limited; use: one row an option, one column a name (each column in one
    piece of memory); most: of each.
    """

    names: tuple[str, ...]
    use: Floats
    most: Floats

    def used(self, chosen: Floats | Truths) -> Floats:
        """What a truth (or a share) for each option uses of each."""
        return np.asarray(chosen @ self.use, dtype=np.float64)


def bounds_of(options: Options, limits: Limits) -> Bounds:
    """The limits of budget and hours as a matrix."""
    most = {} if limits.budget is None else {BUDGET: limits.budget}
    most |= {role: float(limits.hours[role]) for role in (*ROLES, ALL_ROLES) if role in limits.hours}
    use = options.uses[[_EVERY.index(name) for name in most]].T
    return Bounds(tuple(most), use, np.array(list(most.values()), dtype=np.float64))


def use_of(options: Options, name: str) -> Floats:
    """What each option uses of one limit."""
    return np.asarray(options.uses[_EVERY.index(name)])


def affordable(options: Options, bounds: Bounds) -> Truths:
    """The options that fit the limits by themselves."""
    fits = np.ones(len(options), dtype=bool)
    for use, most in zip(bounds.use.T, bounds.most + tolerance(bounds), strict=True):
        fits &= use <= most
    return fits


def tolerance(bounds: Bounds) -> Floats:
    """How far rounding of sums may lead over a limit."""
    return 1e-9 * np.maximum(1.0, np.abs(bounds.most))
