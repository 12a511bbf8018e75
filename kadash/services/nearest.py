"""What would change the choice: the nearest threshold that would take a service away, or bring a better one.

Only what can happen takes a service away (nobody's purchases ever become fewer), and only what somebody can bring
about adds one (a complaint closed, one more order).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
from kadash.services.signals import Kind, signal
from kadash.services.turns import can_turn

_MEASURED = ("at_least", "at_most", "above", "below")
_A_STATE = 1.0
"""How far away another state (a complaint closed, another layer) counts, in spreads of a measured signal."""
_STEPS: Mapping[Kind, float] = {"share": 0.01, "points": 0.01, "ratio": 0.1, "count": 1.0, "days": 5.0, "years": 0.25}
"""The least change of a signal that means anything, by its kind."""
_FURTHEST = 2.0
"""What is further away, in spreads, is nothing that somebody brings about: it adds no service."""


@dataclass(frozen=True, eq=False)
class Nearest:
    """For each row the nearest change of one kind; distance inf where there is none.

    account: place of the row's account; distance: in spreads of the signal; service: place in the catalogue; condition:
    place among the service's conditions, those of eligibility first; gain: what the service would earn at its means.
    """

    account: npt.NDArray[np.int64]
    distance: Array
    service: npt.NDArray[np.int64]
    condition: npt.NDArray[np.int64]
    gain: Array


@dataclass(frozen=True, eq=False)
class Changes:
    """What would change the choice of every account, to be told of some of them.

    removes: one row a proposal, the condition of its service that is nearest to failing; adds: one row an account, the
    service that would earn, and more than its best, and lacks but one condition, the nearest.
    """

    removes: Nearest
    adds: Nearest
    catalogue: Catalogue
    signals: pd.DataFrame

    def texts(self, rows: npt.NDArray[np.int64], first: npt.NDArray[np.bool_]) -> Texts:
        """One JSON object a proposal at these places: `removes` and `adds`, null where there is none.

        first: which of them are their account's best: only there `adds` is told.
        """
        removes = _texts(self.removes, rows, self.catalogue, self.signals)
        best = np.flatnonzero(first)
        told = _texts(self.adds, self.removes.account[rows[best]], self.catalogue, self.signals)
        adds = placed([(best, told)], len(rows), "null")
        return json_column({"removes": JsonColumn(removes), "adds": JsonColumn(adds)}, len(rows))


def would_change(
    found: pd.DataFrame, catalogue: Catalogue, accounts: pd.DataFrame, signals: pd.DataFrame, start: Start,
    policy: Policy
) -> Changes:
    """Of the rows of `found` (index: place of the account; service_id, expected_gain, rank among the account's)."""
    adds = _adds(found[found["rank"].eq(1)], catalogue, accounts, signals, start, policy)
    return Changes(_removes(found, catalogue, signals), adds, catalogue, signals)


def _removes(proposed: pd.DataFrame, catalogue: Catalogue, signals: pd.DataFrame) -> Nearest:
    found = _nothing(proposed.index.to_numpy(dtype=np.int64))
    for place, service in enumerate(catalogue.services):
        rows = np.flatnonzero(proposed["service_id"].eq(service.id))
        at = found.account[rows]
        for number, condition, wanted in _conditions(service):
            if condition.operator in _MEASURED and can_turn(condition, not wanted, signals[condition.signal].iloc[:1],
                                                            brought=False).all():
                far = _distance(condition, not wanted, signals).take(at)
                _keep(found, rows, far, place, number, np.full(len(rows), np.nan))
    return found


def _adds(best: pd.DataFrame, catalogue: Catalogue, accounts: pd.DataFrame, signals: pd.DataFrame, start: Start,
          policy: Policy) -> Nearest:
    found, now = _nothing(np.arange(len(signals))), np.full(len(signals), np.nan)
    now[best.index] = best["expected_gain"].to_numpy(dtype=np.float64)
    for place, service in enumerate(catalogue.services):
        asked = list(_conditions(service))
        fails = np.column_stack([met(one, signals).to_numpy() != wanted for _, one, wanted in asked])
        unknown = np.column_stack([signals[one.signal].isna().to_numpy() & wanted for _, one, wanted in asked])
        rows = np.flatnonzero((fails.sum(axis=1) == 1) & ~(fails & unknown).any(axis=1) & np.isfinite(now))
        if not len(rows):
            continue
        earned = _mean_gain(service, accounts, signals, start, rows, policy)
        better = (earned > now[rows]) & (earned > 0.0)
        rows, earned = rows[better], earned[better]
        which = fails[rows].argmax(axis=1)
        for number, condition, wanted in asked:
            own = which == number
            if own.any():
                far = _within_reach(condition, wanted, signals).take(rows[own])
                _keep(found, rows[own], far, place, number, earned[own])
    return found


def _within_reach(condition: Condition, wanted: bool, signals: pd.DataFrame) -> Array:
    """How far each account is from what somebody can bring about; inf where nobody can, or it is too far."""
    far = (_distance(condition, wanted, signals) if condition.operator in _MEASURED
           else np.full(len(signals), _A_STATE))
    can = can_turn(condition, wanted, signals[condition.signal], brought=True)
    return np.where(can & (far <= _FURTHEST), far, np.inf)


def _conditions(service: Service) -> Iterator[tuple[int, Condition, bool]]:
    """Number, condition, and whether it must hold (eligibility) or must not (`do_not`)."""
    for number, condition in enumerate((*service.eligible, *service.do_not)):
        yield number, condition, number < len(service.eligible)


def _distance(condition: Condition, holds: bool, signals: pd.DataFrame) -> Array:
    """How far each account's measure is from where the condition comes to hold (or fail), in spreads.

    A spread is half the width of the middle half of accounts, never under one step of the signal. What must be crossed
    and not only reached lies a step further: from no complaint to more than none is one complaint.
    """
    measured = signals[condition.signal].to_numpy(dtype=np.float64, na_value=np.nan)
    known = measured[np.isfinite(measured)]
    if not len(known):
        return np.full(len(measured), np.inf)
    low, high = np.quantile(known, (0.25, 0.75))
    asked = float(condition.threshold)  # type: ignore[arg-type]  # a measured operator asks for a number
    step = _STEPS[signal(condition.signal).kind]
    spread = max((high - low) / 2.0, abs(asked) * 0.1, step)
    crossed = (condition.operator in ("above", "below")) == holds
    upwards = (condition.operator in ("at_least", "above")) == holds
    asked += (step if upwards else -step) if crossed else 0.0
    return np.asarray(np.where(np.isfinite(measured), np.abs(measured - asked) / spread, np.inf))


def _mean_gain(service: Service, accounts: pd.DataFrame, signals: pd.DataFrame, start: Start,
               rows: npt.NDArray[np.int64], policy: Policy) -> Array:
    some = accounts.iloc[rows]
    levers = lever_draws(service, signals.iloc[rows], some["buyer_type"], 0)
    earned = gains(start.rows(rows), levers, one_off_cost(service.cost, some, accounts),
                   yearly_cost(service.cost, some, accounts), policy)
    return np.nan_to_num(earned.ravel(), nan=-np.inf)


def _nothing(account: npt.NDArray[np.int64]) -> Nearest:
    none = np.full(len(account), -1, dtype=np.int64)
    return Nearest(account, np.full(len(account), np.inf), none, none.copy(), np.full(len(account), np.nan))


def _keep(found: Nearest, rows: npt.NDArray[np.int64], far: Array, service: int, condition: int, gain: Array) -> None:
    """Put what is nearer than what was found so far in its place."""
    nearer = far < found.distance[rows]
    rows = rows[nearer]
    found.distance[rows], found.service[rows] = far[nearer], service
    found.condition[rows], found.gain[rows] = condition, gain[nearer]


def _texts(found: Nearest, rows: npt.NDArray[np.int64], catalogue: Catalogue, signals: pd.DataFrame) -> Texts:
    service_of, condition_of, pieces = found.service[rows], found.condition[rows], []
    for place, service in enumerate(catalogue.services):
        for number, condition, wanted in _conditions(service):
            held = np.flatnonzero((service_of == place) & (condition_of == number))
            if not len(held):
                continue
            shape = {"service": service.id, "kind": "eligible" if wanted else "do_not",
                     "gain": found.gain[rows[held]],
                     **reason_shape(condition, signals.iloc[found.account[rows[held]]])}
            pieces.append((held, json_column(shape, len(held))))
    return placed(pieces, len(rows), "null")
