"""Pairs: what two services earn together for an account, all levers of both at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from kadash.policy import Policy
from kadash.services.catalogue import Catalogue, Lever, Service
from kadash.services.costs import one_off_cost, yearly_cost
from kadash.services.effects import Array, Start, lever_draws
from kadash.services.gain import Levers, gains
from kadash.services.plan.options import Ints
from kadash.services.proposals import known_start
from kadash.services.rules import names_of_signals
from kadash.services.signals import signal_table

COLUMNS = ["account_id", "pair", "first", "second", "gain", "cost", "hours_share"]
READ = ["account_id", "service_id", "expected_gain", "cost"]
"""Columns of proposals that pairs are made of."""


def pair_gains(accounts: pd.DataFrame, proposals: pd.DataFrame, catalogue: Catalogue, policy: Policy) -> pd.DataFrame:
    """One row an account and an allowed pair whose services both earn and together earn more than either.

    accounts: as `propose` reads them; proposals: account_id, service_id, expected_gain, cost. The gain is the sum of
    both proposals' and what they do to each other at their means: retention adds in log-odds, a share of wallet ends at
    all of it, frequencies and costs to serve multiply. Costs add, less what the catalogue says the two share. pair: its
    number among all pairs of the catalogue.
    """
    return next(iter(pair_gains_in_parts(accounts, [proposals], catalogue, policy)))


def pair_gains_in_parts(accounts: pd.DataFrame, proposals: Iterable[pd.DataFrame], catalogue: Catalogue,
                        policy: Policy) -> Iterator[pd.DataFrame]:
    """The same for the accounts of one frame of proposals after another: what all of them would need is gigabytes."""
    accounts = accounts.reset_index(drop=True)
    place = pd.Index(accounts["account_id"])
    signals, start = signal_table(accounts, policy, names_of_signals(catalogue)), known_start(accounts, policy)
    for offered in proposals:
        of_offer = place.get_indexer(pd.Index(offered["account_id"]))
        rows, row = np.unique(of_offer, return_inverse=True)
        each = _Each.of(accounts.iloc[rows], signals.iloc[rows], start.rows(rows), accounts, catalogue, policy)
        yield _pairs(accounts["account_id"].to_numpy()[rows], row, offered, each, catalogue, policy)


def _pairs(ids: np.ndarray, row: Ints, offered: pd.DataFrame, each: _Each, catalogue: Catalogue,
           policy: Policy) -> pd.DataFrame:
    worth, cost = (_by_service(len(ids), row, offered, column, catalogue) for column in ("expected_gain", "cost"))
    parts = [pd.DataFrame(columns=COLUMNS)]
    for pair, (first, second) in enumerate(combinations(range(len(catalogue.services)), 2)):
        one, other = catalogue.services[first], catalogue.services[second]
        rows = np.flatnonzero((worth[:, first] > 0) & (worth[:, second] > 0))
        if not len(rows) or not catalogue.may_pair(one, other):
            continue
        share = catalogue.cost_share(one.id, other.id)
        gain = worth[rows, first] + worth[rows, second] + each.interaction(first, second, rows, share, policy)
        more = gain > np.maximum(worth[rows, first], worth[rows, second])
        parts.append(pd.DataFrame({
            "account_id": ids[rows], "pair": pair, "first": one.id, "second": other.id, "gain": gain,
            "cost": (cost[rows, first] + cost[rows, second]) * share, "hours_share": share})[more])
    return pd.concat([part for part in parts if len(part)] or parts, ignore_index=True)


def _by_service(accounts: int, row: Ints, offered: pd.DataFrame, column: str, catalogue: Catalogue) -> Array:
    """One row an account, one column a service; NaN where it is not proposed. row: of the account, an offer each."""
    service = pd.Categorical(offered["service_id"], categories=[one.id for one in catalogue.services]).codes
    known = service >= 0
    wide = np.full((accounts, len(catalogue.services)), np.nan)
    wide[row[known], service[known]] = offered[column].to_numpy(dtype=np.float64)[known]
    return wide


class _Each:
    """Every service at its means, for every account."""

    def __init__(self, start: Start, levers: list[Levers], one_off: list[Array], yearly: list[Array],
                 gain: list[Array]) -> None:
        self.start, self.levers, self.one_off, self.yearly, self.gain = start, levers, one_off, yearly, gain

    @classmethod
    def of(cls, accounts: pd.DataFrame, signals: pd.DataFrame, start: Start, among: pd.DataFrame,
           catalogue: Catalogue, policy: Policy) -> _Each:
        """among: all accounts, whose medians costs are told by."""
        levers = [_levers(service, signals, accounts) for service in catalogue.services]
        one_off = [one_off_cost(service.cost, accounts, among) for service in catalogue.services]
        yearly = [yearly_cost(service.cost, accounts, among) for service in catalogue.services]
        gain = [gains(start, *of_one, policy) for of_one in zip(levers, one_off, yearly, strict=True)]
        return cls(start, levers, one_off, yearly, gain)

    def interaction(self, first: int, second: int, rows: Ints, share: float, policy: Policy) -> Array:
        """What both together earn beyond the sum of each, at the means."""
        start = self.start.rows(rows)
        one, other = ({lever: moved[rows] for lever, moved in self.levers[place].items()} for place in (first, second))
        one_off, yearly = ((of[first][rows] + of[second][rows]) * share for of in (self.one_off, self.yearly))
        together = gains(start, joint_levers(one, other, start, policy), one_off, yearly, policy)
        return np.asarray((together - self.gain[first][rows] - self.gain[second][rows]).ravel())


def _levers(service: Service, signals: pd.DataFrame, accounts: pd.DataFrame) -> Levers:
    moved = lever_draws(service, signals, accounts["buyer_type"], 0)
    return {lever: np.broadcast_to(by, (len(accounts), 1)) for lever, by in moved.items()}


def joint_levers(one: Levers, other: Levers, start: Start, policy: Policy) -> Levers:
    """The levers of two services given together."""
    return {lever: one[lever] if lever not in other else other[lever] if lever not in one
            else _joint(lever, one[lever], other[lever], start, policy) for lever in {**one, **other}}


def _joint(lever: Lever, one: Array, other: Array, start: Start, policy: Policy) -> Array:
    match lever:
        case "retention":
            least, most = policy.value.retention_floor, policy.value.retention_cap
            now = logit(start.retention)
            moved = [logit(np.clip(start.retention + by, least, most)) - now for by in (one, other)]
            return np.asarray(expit(now + moved[0] + moved[1]) - start.retention)
        case "reactivation":
            return np.asarray(1.0 - (1.0 - np.clip(one, 0, 1)) * (1.0 - np.clip(other, 0, 1)))
        case "frequency" | "cost_to_serve":
            return np.asarray((1.0 + one) * (1.0 + other) - 1.0)
        case _:
            return one + other
