"""With a service against without: the naive difference, that by the lot, and that by what was really done.

A plan is not always followed. `given` is what was decided, `treated` what was done; who was treated is a choice again,
so both stand side by side, each with what it holds besides the effect.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from kadash.services.effects import Array

HEALTH_GROUPS = 5
LEAST_IMBALANCE = 0.1
"""Difference of health between those given and the others, in standard deviations, from which it is warned of."""

FOLLOWED = 0.95
"""From here on a plan counts as followed."""


@dataclass(frozen=True)
class Difference:
    """A difference of means with its standard deviation, and how many accounts stand on either side."""

    mean: float
    sd: float
    given: int
    others: int

    @property
    def low(self) -> float:
        """The 2.5th percentile."""
        return self.mean - 1.96 * self.sd

    @property
    def high(self) -> float:
        """The 97.5th percentile."""
        return self.mean + 1.96 * self.sd


@dataclass(frozen=True)
class Uptake:
    """How far a plan was followed: of those given the service how many got it, of the others how many did."""

    given_got: int
    given: int
    others_got: int
    others: int

    @property
    def share(self) -> float:
        """How much more often those given got it; 1 where the plan was followed to the letter."""
        return (self.given_got / self.given if self.given else 0.0) - (
            self.others_got / self.others if self.others else 0.0)


@dataclass(frozen=True)
class Compared:
    """Naive: those treated against all others. Adjusted: as assigned, by lot where there was a lot, else among those of
    like health. Treated: those treated against the others of like health, whatever was assigned.

    None where one side is empty. uptake: of those under a lot (of all, without one). imbalance: how much healthier
    those treated were, in standard deviations. warnings: `not_random`, `healthier`, `not_followed`, `few`.
    """

    naive: Difference | None
    adjusted: Difference | None
    treated: Difference | None
    uptake: Uptake
    by_lot: bool
    imbalance: float | None
    warnings: tuple[str, ...]


def compared(outcomes: pd.DataFrame, *, needed_each: int = 100) -> Compared:
    """All comparisons side by side.

    outcomes: one row an account: outcome, given, random (truths), health (0 to 1, NaN unknown), buyer_type, and
    treated (truth; missing where not known: then as given).
    """
    rows = with_treated(outcomes)
    lot = rows[rows["random"].astype(bool)]
    by_lot = difference(lot)
    adjusted = by_lot or among_alike(rows)
    uptake = uptake_of(lot if by_lot else rows)
    uneven = _imbalance(rows)
    warnings = [code for code, holds in (
        ("not_random", by_lot is None), ("healthier", uneven is not None and abs(uneven) > LEAST_IMBALANCE),
        ("not_followed", by_lot is not None and uptake.share < FOLLOWED),
        ("few", adjusted is None or min(adjusted.given, adjusted.others) < needed_each)) if holds]
    return Compared(difference(rows, "treated"), adjusted, among_alike(rows, "treated"), uptake, by_lot is not None,
                    uneven, tuple(warnings))


def with_treated(outcomes: pd.DataFrame) -> pd.DataFrame:
    """The outcomes with a truth in `treated`: as given, where nobody said what was done."""
    given = outcomes["given"].astype(bool)
    if "treated" not in outcomes:
        return outcomes.assign(treated=given)
    return outcomes.assign(treated=outcomes["treated"].astype("boolean").fillna(given).astype(bool))


def uptake_of(rows: pd.DataFrame) -> Uptake:
    """How far the plan of some rows was followed."""
    given, got = rows["given"].astype(bool), rows["treated"].astype(bool)
    return Uptake(int((given & got).sum()), int(given.sum()), int((~given & got).sum()), int((~given).sum()))


def difference(rows: pd.DataFrame, by: str = "given") -> Difference | None:
    """Mean outcome of those `by` holds for, less that of the others; None where either is empty."""
    given = rows[by].astype(bool).to_numpy()
    values = rows["outcome"].to_numpy(dtype=np.float64)
    if not given.any() or given.all():
        return None
    (one, one_var), (other, other_var) = _arm(values[given]), _arm(values[~given])
    return Difference(one - other, float(np.sqrt(one_var + other_var)), int(given.sum()), int((~given).sum()))


def _arm(values: Array) -> tuple[float, float]:
    """Mean of an arm and the variance of that mean: Beta counts where the outcome is kept or lost."""
    count = len(values)
    if np.isin(values, (0.0, 1.0)).all():
        kept, lost = 1.0 + values.sum(), 1.0 + count - values.sum()
        total = kept + lost
        return float(kept / total), float(kept * lost / (total**2 * (total + 1.0)))
    spread = float(values.var(ddof=1)) if count > 1 else float("inf")
    return float(values.mean()), spread / count


def among_alike(rows: pd.DataFrame, by: str = "given") -> Difference | None:
    """The mean of differences within groups of like health and one buyer type, by the accounts given in each."""
    health = rows["health"].to_numpy(dtype=np.float64)
    known = np.isfinite(health)
    if not known.any():
        return None
    health, values = health[known], rows["outcome"].to_numpy(dtype=np.float64)[known]
    given, kinds = rows[by].to_numpy(dtype=bool)[known], pd.factorize(rows["buyer_type"].astype(str))[0][known]
    edges = np.quantile(health, np.linspace(0.0, 1.0, HEALTH_GROUPS + 1)[1:-1])
    group = np.searchsorted(edges, health) + HEALTH_GROUPS * kinds
    binary = bool(np.isin(values, (0.0, 1.0)).all())
    (ones, one, one_var), (others, other, other_var) = (
        _arms(values[which], group[which], int(group.max()) + 1, binary) for which in (given, ~given))
    both = (ones > 0) & (others > 0)
    if not both.any():
        return None
    weight = ones[both] / ones[both].sum()
    mean = float((weight * (one - other)[both]).sum())
    sd = float(np.sqrt((weight**2 * (one_var + other_var)[both]).sum()))
    return Difference(mean, sd, int(ones[both].sum()), int(others[both].sum()))


def _arms(values: Array, group: npt.NDArray[np.int64], groups: int, binary: bool) -> tuple[Array, Array, Array]:
    """Of each group: how many, their mean and its variance; spread is that of all groups, since some hold but one."""
    count, total, square = (np.bincount(group, weights, groups).astype(np.float64) for weights in (
        np.ones_like(values), values, values**2))
    if binary:
        kept, lost = 1.0 + total, 1.0 + count - total
        return count, kept / (count + 2.0), kept * lost / ((count + 2.0) ** 2 * (count + 3.0))
    mean = total / np.maximum(count, 1.0)
    freedom = float(np.maximum(count - 1.0, 0.0).sum())
    spread = float(np.maximum(square - count * mean**2, 0.0).sum()) / freedom if freedom else np.inf
    return count, mean, spread / np.maximum(count, 1.0)


def _imbalance(rows: pd.DataFrame) -> float | None:
    health, given = rows["health"].to_numpy(dtype=np.float64), rows["treated"].astype(bool).to_numpy()
    one, other = health[given & np.isfinite(health)], health[~given & np.isfinite(health)]
    if len(one) < 2 or len(other) < 2:
        return None
    spread = float(np.sqrt((one.var(ddof=1) + other.var(ddof=1)) / 2.0))
    return float((one.mean() - other.mean()) / spread) if spread > 0 else 0.0
