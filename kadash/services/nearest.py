"""What would change the choice: the nearest threshold that would take the best service away, or bring a better one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import Texts
from kadash.segments.evidence import JsonColumn, json_column, placed
from kadash.services.catalogue import Catalogue, Condition, Service
from kadash.services.costs import one_off_cost, yearly_cost
from kadash.services.effects import Array, Start, lever_draws
from kadash.services.gain import gains
from kadash.services.rules import met, reason_shape

_MEASURED = ("at_least", "at_most", "above", "below")
_A_STATE = 1.0
"""How far away another state (a complaint closed, another layer) counts, in spreads of a measured signal."""


@dataclass(frozen=True, eq=False)
class Nearest:
    """For each account the nearest change of one kind; distance inf where there is none.

    distance: in spreads of the signal; service: place in the catalogue; condition: place among the service's
    conditions, those of eligibility first; gain: what the service would earn at its means.
    """

    distance: Array
    service: npt.NDArray[np.int64]
    condition: npt.NDArray[np.int64]
    gain: Array


@dataclass(frozen=True, eq=False)
class Changes:
    """What would change the choice of every account, to be told of some of them.

    removes: the condition of the best service that is nearest to failing; adds: the service that would earn more and
    lacks but one condition, the nearest.
    """

    removes: Nearest
    adds: Nearest
    catalogue: Catalogue
    signals: pd.DataFrame

    def texts(self, rows: npt.NDArray[np.intp]) -> Texts:
        """One JSON object an account at these places: `removes` and `adds`, null where there is none."""
        removes, adds = (_texts(found, rows, self.catalogue, self.signals) for found in (self.removes, self.adds))
        return json_column({"removes": JsonColumn(removes), "adds": JsonColumn(adds)}, len(rows))


def would_change(
    best: pd.DataFrame, catalogue: Catalogue, accounts: pd.DataFrame, signals: pd.DataFrame, start: Start,
    policy: Policy
) -> Changes:
    """Of the rows of `best` (index: place of the account; service_id, expected_gain; its best service)."""
    adds = _adds(best, catalogue, accounts, signals, start, policy)
    return Changes(_removes(best, catalogue, signals), adds, catalogue, signals)


def _removes(best: pd.DataFrame, catalogue: Catalogue, signals: pd.DataFrame) -> Nearest:
    found = _nothing(len(signals))
    for place, service in enumerate(catalogue.services):
        rows = best.index[best["service_id"].eq(service.id)].to_numpy()
        for number, condition, _ in _conditions(service):
            if condition.operator in _MEASURED:
                _keep(found, rows, _distance(condition, signals).take(rows), place, number, np.full(len(rows), np.nan))
    return found


def _adds(best: pd.DataFrame, catalogue: Catalogue, accounts: pd.DataFrame, signals: pd.DataFrame, start: Start,
          policy: Policy) -> Nearest:
    found, now = _nothing(len(signals)), np.full(len(signals), np.nan)
    now[best.index] = best["expected_gain"].to_numpy(dtype=np.float64)
    for place, service in enumerate(catalogue.services):
        asked = list(_conditions(service))
        fails = np.column_stack([met(one, signals).to_numpy() != wanted for _, one, wanted in asked])
        unknown = np.column_stack([signals[one.signal].isna().to_numpy() & wanted for _, one, wanted in asked])
        rows = np.flatnonzero((fails.sum(axis=1) == 1) & ~(fails & unknown).any(axis=1) & np.isfinite(now))
        if not len(rows):
            continue
        earned = _mean_gain(service, accounts, signals, start, rows, policy)
        better = earned > now[rows]
        rows, earned = rows[better], earned[better]
        which = fails[rows].argmax(axis=1)
        for number, condition, _ in asked:
            own = which == number
            far = (_distance(condition, signals) if condition.operator in _MEASURED
                   else np.full(len(signals), _A_STATE))
            _keep(found, rows[own], far.take(rows[own]), place, number, earned[own])
    return found


def _conditions(service: Service) -> Iterator[tuple[int, Condition, bool]]:
    """Number, condition, and whether it must hold (eligibility) or must not (`do_not`)."""
    for number, condition in enumerate((*service.eligible, *service.do_not)):
        yield number, condition, number < len(service.eligible)


def _distance(condition: Condition, signals: pd.DataFrame) -> Array:
    """How far each account's measure is from the threshold, in half the width of the middle half of accounts."""
    measured = signals[condition.signal].to_numpy(dtype=np.float64, na_value=np.nan)
    known = measured[np.isfinite(measured)]
    if not len(known):
        return np.full(len(measured), np.inf)
    low, high = np.quantile(known, (0.25, 0.75))
    asked = float(condition.threshold)  # type: ignore[arg-type]  # a measured operator asks for a number
    spread = max((high - low) / 2.0, abs(asked) * 0.1, 1e-9)
    return np.asarray(np.where(np.isfinite(measured), np.abs(measured - asked) / spread, np.inf))


def _mean_gain(service: Service, accounts: pd.DataFrame, signals: pd.DataFrame, start: Start,
               rows: npt.NDArray[np.int64], policy: Policy) -> Array:
    some = accounts.iloc[rows]
    levers = lever_draws(service, signals.iloc[rows], some["buyer_type"], 0)
    earned = gains(start.rows(rows), levers, one_off_cost(service.cost, some, accounts),
                   yearly_cost(service.cost, some, accounts), policy)
    return np.nan_to_num(earned.ravel(), nan=-np.inf)


def _nothing(count: int) -> Nearest:
    none = np.full(count, -1, dtype=np.int64)
    return Nearest(np.full(count, np.inf), none, none.copy(), np.full(count, np.nan))


def _keep(found: Nearest, rows: npt.NDArray[np.int64], far: Array, service: int, condition: int, gain: Array) -> None:
    """Put what is nearer than what was found so far in its place."""
    nearer = far < found.distance[rows]
    rows = rows[nearer]
    found.distance[rows], found.service[rows] = far[nearer], service
    found.condition[rows], found.gain[rows] = condition, gain[nearer]


def _texts(found: Nearest, rows: npt.NDArray[np.intp], catalogue: Catalogue, signals: pd.DataFrame) -> Texts:
    service_of, condition_of, pieces = found.service[rows], found.condition[rows], []
    for place, service in enumerate(catalogue.services):
        for number, condition, wanted in _conditions(service):
            held = np.flatnonzero((service_of == place) & (condition_of == number))
            at = rows[held]
            shape = {"service": service.id, "kind": "eligible" if wanted else "do_not", "gain": found.gain[at],
                     **reason_shape(condition, signals.iloc[at])}
            pieces.append((held, json_column(shape, len(held))))
    return placed(pieces, len(rows), "null")
