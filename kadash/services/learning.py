"""What outcomes teach of a service: its effect by buyer type, against what was assumed, and how sure that is.

An outcome is a number (1 kept, 0 lost; or a change of revenue, of margin) of an account that a plan gave a service, or
that chance kept without it. Where chance decided, the difference is the effect: divided by how much more often those
it gave the service got it, where the plan was not followed to the letter. Where people chose, it holds their choice
too, so such rows count a quarter and are compared among accounts of like health.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import ndtri

from kadash.services.catalogue import BUYER_TYPES, Effect
from kadash.services.compared import Difference, among_alike, difference, uptake_of, with_treated

OBSERVED_WEIGHT = 0.25
"""What a row counts whose account was chosen by people and not by lot."""

LEAST_UPTAKE = 0.2
"""Where a plan was followed less than this, the lot says nothing of the service."""

_LEAST_BETWEEN, _LEAST_BETWEEN_DAYS = 0.01, 1.0
"""Spread of a true effect between buyer types that is believed in whatever few outcomes say."""


def learned(outcomes: pd.DataFrame, effect: Effect, *, in_logs: bool = False,
            in_days: bool = False) -> pd.DataFrame:
    """One row a buyer type: what was assumed, seen and is believed now, each mean and sd, of being treated.

    Columns: buyer_type, given, held, assumed, assumed_sd, seen, seen_sd (NaN where nothing was seen), mean, sd, low,
    high (95 %). `mean` joins what was assumed and seen by precision; what is seen of a type is partly that of all.
    in_logs: the outcomes are logs of a ratio; what they teach is given as the share it is. in_days: they are days.
    """
    rows = with_treated(outcomes)
    seen = {kind: _seen(rows[rows["buyer_type"].eq(kind)]) for kind in BUYER_TYPES}
    pooled = _pooled({kind: found for kind, found in seen.items() if found is not None},
                     _LEAST_BETWEEN_DAYS if in_days else _LEAST_BETWEEN)
    as_told = _as_share if in_logs else _as_it_is
    told = []
    for kind in BUYER_TYPES:
        assumed, assumed_sd = getattr(effect, kind)
        prior = _as_log(assumed, assumed_sd) if in_logs else (assumed, assumed_sd)
        own = pooled.get(kind, pooled.get("all"))
        mean, sd = _joined([prior] + ([own] if own is not None else []))
        found, (at, low, high) = seen[kind], (as_told(one, sd) for one in (mean, mean - 1.96 * sd, mean + 1.96 * sd))
        seen_at = as_told(*own) if own else (np.nan, np.nan)
        told.append({
            "buyer_type": kind, "given": found.given if found else 0, "held": found.others if found else 0,
            "assumed": assumed, "assumed_sd": assumed_sd, "seen": seen_at[0], "seen_sd": seen_at[1], "mean": at[0],
            "sd": at[1], "low": low[0], "high": high[0]})
    return pd.DataFrame(told)


def _as_log(mean: float, sd: float) -> tuple[float, float]:
    """A share and its spread as the log of one more it; nothing falls by more than nineteen in twenty."""
    held = max(mean, -0.95)
    return float(np.log1p(held)), sd / (1.0 + held)


def _as_share(mean: float, sd: float) -> tuple[float, float]:
    return float(np.expm1(mean)), float(sd * np.exp(mean))


def _as_it_is(mean: float, sd: float) -> tuple[float, float]:
    return mean, sd


def accounts_per_arm(before: float, after: float, *, power: float = 0.8, level: float = 0.05) -> int:
    """Accounts with and as many without a service that it takes to tell one retention from another.

    Two-sided, by the arcsine transform.

    >>> accounts_per_arm(0.80, 0.85)
    902
    """
    apart = 2.0 * (np.arcsin(np.sqrt(after)) - np.arcsin(np.sqrt(before)))
    if apart == 0.0:
        raise ValueError("there is no difference to tell")
    wanted = ndtri(1.0 - level / 2.0) + ndtri(power)
    return int(round(2.0 * (wanted / apart) ** 2))


def _seen(rows: pd.DataFrame) -> Difference | None:
    """What the rows of a buyer type say of being treated: by lot in full, by people's choice a quarter."""
    lot = rows["random"].astype(bool)
    by_lot, chosen = _by_lot(rows[lot]), among_alike(rows[~lot], "treated")
    found = [(one.mean, one.sd / np.sqrt(share)) for one, share in ((by_lot, 1.0), (chosen, OBSERVED_WEIGHT))
             if one is not None and np.isfinite(one.sd) and one.sd > 0]
    if not found:
        return None
    mean, sd = _joined(found)
    sides = [one for one in (by_lot, chosen) if one is not None]
    return Difference(mean, sd, sum(one.given for one in sides), sum(one.others for one in sides))


def _by_lot(rows: pd.DataFrame) -> Difference | None:
    """What the lot shows, for each account more that was treated; None where the plan was hardly followed."""
    found, share = difference(rows), uptake_of(rows).share
    if found is None or share < LEAST_UPTAKE:
        return None
    return Difference(found.mean / share, found.sd / share, found.given, found.others)


def _pooled(seen: dict[str, Difference], least_between: float) -> dict[str, tuple[float, float]]:
    """Mean and sd of each type, drawn towards all by how little the types differ; `all` for a type without outcomes."""
    if not seen:
        return {}
    means = np.array([one.mean for one in seen.values()])
    variances = np.array([one.sd**2 for one in seen.values()])
    weights = 1.0 / variances
    centre = float((weights * means).sum() / weights.sum())
    scatter = float((weights * (means - centre) ** 2).sum()) - (len(means) - 1)
    slack = float(weights.sum() - (weights**2).sum() / weights.sum())
    between = max(scatter / slack if slack > 0 else 0.0, least_between**2)
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
