"""What outcomes teach of a service: its effect by buyer type, against what was assumed, and how sure that is.

An outcome is a number (1 kept, 0 lost; or a change of orders, of wallet) of an account that was given a service, or
that chance kept without it. Where chance decided, the difference is the effect; where people chose, it holds their
choice too, so such rows count a quarter and are compared among accounts of like health.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import norm

from kadash.services.catalogue import BUYER_TYPES, Effect
from kadash.services.effects import Array

OBSERVED_WEIGHT = 0.25
"""What a row counts whose account was chosen by people and not by lot."""

HEALTH_GROUPS = 5
LEAST_IMBALANCE = 0.1
"""Difference of health between those given and the others, in standard deviations, from which it is warned of."""

_LEAST_BETWEEN = 0.01
"""Spread of a true effect between buyer types that is believed in whatever few outcomes say."""


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
class Compared:
    """Naive: those given against all others. Adjusted: by lot where there was a lot, else among those of like health.

    None where one side is empty. imbalance: how much healthier those given were, in standard deviations. warnings:
    `not_random`, `healthier`, `few`.
    """

    naive: Difference | None
    adjusted: Difference | None
    by_lot: bool
    imbalance: float | None
    warnings: tuple[str, ...]


def compared(outcomes: pd.DataFrame, *, needed_each: int = 100) -> Compared:
    """Both comparisons side by side.

    outcomes: one row an account: outcome, given, random (truths), health (0 to 1, NaN unknown), buyer_type.
    """
    naive = _difference(outcomes)
    lot = outcomes[outcomes["random"].astype(bool)]
    by_lot = _difference(lot)
    adjusted = by_lot or _among_alike(outcomes)
    uneven = _imbalance(outcomes)
    warnings = [code for code, holds in (
        ("not_random", by_lot is None), ("healthier", uneven is not None and abs(uneven) > LEAST_IMBALANCE),
        ("few", adjusted is None or min(adjusted.given, adjusted.others) < needed_each)) if holds]
    return Compared(naive, adjusted, by_lot is not None, uneven, tuple(warnings))


def learned(outcomes: pd.DataFrame, effect: Effect) -> pd.DataFrame:
    """One row a buyer type: what was assumed, seen and is believed now, each mean and sd.

    Columns: buyer_type, given, held, assumed, assumed_sd, seen, seen_sd (NaN where nothing was seen), mean, sd, low,
    high (95 %). `mean` joins what was assumed and seen by precision; what is seen of a type is partly that of all.
    """
    seen = {kind: _seen(outcomes[outcomes["buyer_type"].eq(kind)]) for kind in BUYER_TYPES}
    pooled = _pooled({kind: found for kind, found in seen.items() if found is not None})
    rows = []
    for kind in BUYER_TYPES:
        assumed, assumed_sd = getattr(effect, kind)
        own = pooled.get(kind, pooled.get("all"))
        mean, sd = _joined([(assumed, assumed_sd)] + ([own] if own is not None else []))
        found = seen[kind]
        rows.append({
            "buyer_type": kind, "given": found.given if found else 0, "held": found.others if found else 0,
            "assumed": assumed, "assumed_sd": assumed_sd, "seen": own[0] if own else np.nan,
            "seen_sd": own[1] if own else np.nan, "mean": mean, "sd": sd, "low": mean - 1.96 * sd,
            "high": mean + 1.96 * sd})
    return pd.DataFrame(rows)


def accounts_per_arm(before: float, after: float, *, power: float = 0.8, level: float = 0.05) -> int:
    """Accounts with and as many without a service that it takes to tell one retention from another.

    Two-sided, by the arcsine transform.

    >>> accounts_per_arm(0.80, 0.85)
    902
    """
    apart = 2.0 * (np.arcsin(np.sqrt(after)) - np.arcsin(np.sqrt(before)))
    if apart == 0.0:
        raise ValueError("there is no difference to tell")
    wanted = norm.ppf(1.0 - level / 2.0) + norm.ppf(power)
    return int(round(2.0 * (wanted / apart) ** 2))


def _difference(rows: pd.DataFrame) -> Difference | None:
    given = rows["given"].astype(bool).to_numpy()
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


def _among_alike(rows: pd.DataFrame) -> Difference | None:
    """The mean of differences within groups of like health and one buyer type, by the accounts given in each."""
    health = rows["health"].astype("float64")
    known = rows[health.notna()]
    if known.empty:
        return None
    edges = np.quantile(known["health"], np.linspace(0.0, 1.0, HEALTH_GROUPS + 1)[1:-1])
    group = np.searchsorted(edges, known["health"].to_numpy())
    found = [one for _, part in known.groupby([group, known["buyer_type"].astype(str)])
             if (one := _difference(part)) is not None]
    if not found:
        return None
    weight = np.array([one.given for one in found], dtype=np.float64)
    weight /= weight.sum()
    mean = float(sum(w * one.mean for w, one in zip(weight, found, strict=True)))
    sd = float(np.sqrt(sum((w * one.sd) ** 2 for w, one in zip(weight, found, strict=True))))
    return Difference(mean, sd, sum(one.given for one in found), sum(one.others for one in found))


def _imbalance(rows: pd.DataFrame) -> float | None:
    health, given = rows["health"].to_numpy(dtype=np.float64), rows["given"].astype(bool).to_numpy()
    one, other = health[given & np.isfinite(health)], health[~given & np.isfinite(health)]
    if len(one) < 2 or len(other) < 2:
        return None
    spread = float(np.sqrt((one.var(ddof=1) + other.var(ddof=1)) / 2.0))
    return float((one.mean() - other.mean()) / spread) if spread > 0 else 0.0


def _seen(rows: pd.DataFrame) -> Difference | None:
    """What the rows of a buyer type say: by lot in full, by people's choice a quarter."""
    lot = rows["random"].astype(bool)
    by_lot, chosen = _difference(rows[lot]), _among_alike(rows[~lot])
    found = [(one.mean, one.sd / np.sqrt(share)) for one, share in ((by_lot, 1.0), (chosen, OBSERVED_WEIGHT))
             if one is not None and np.isfinite(one.sd) and one.sd > 0]
    if not found:
        return None
    mean, sd = _joined(found)
    sides = [one for one in (by_lot, chosen) if one is not None]
    return Difference(mean, sd, sum(one.given for one in sides), sum(one.others for one in sides))


def _pooled(seen: dict[str, Difference]) -> dict[str, tuple[float, float]]:
    """Mean and sd of each type, drawn towards all by how little the types differ; `all` for a type without outcomes."""
    if not seen:
        return {}
    means = np.array([one.mean for one in seen.values()])
    variances = np.array([one.sd**2 for one in seen.values()])
    weights = 1.0 / variances
    centre = float((weights * means).sum() / weights.sum())
    scatter = float((weights * (means - centre) ** 2).sum()) - (len(means) - 1)
    slack = float(weights.sum() - (weights**2).sum() / weights.sum())
    between = max(scatter / slack if slack > 0 else 0.0, _LEAST_BETWEEN**2)
    together = 1.0 / (variances + between)
    centre, centre_var = float((together * means).sum() / together.sum()), float(1.0 / together.sum())
    found = {"all": (centre, float(np.sqrt(centre_var + between)))}
    for kind, mean, variance in zip(seen, means, variances, strict=True):
        others = len(means) > 1
        found[kind] = _joined([(float(mean), float(np.sqrt(variance)))]
                              + ([(centre, float(np.sqrt(between + centre_var)))] if others else []))
    return found


def _joined(parts: list[tuple[float, float]]) -> tuple[float, float]:
    """One mean and sd out of several, each by its precision; a part without spread is certain."""
    certain = [mean for mean, sd in parts if sd <= 0]
    if certain:
        return certain[0], 0.0
    weights = np.array([sd**-2 for _, sd in parts])
    means = np.array([mean for mean, _ in parts])
    return float((weights * means).sum() / weights.sum()), float(weights.sum() ** -0.5)
