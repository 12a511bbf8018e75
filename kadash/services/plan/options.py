"""Options: every way in which an account may be served, one service or an allowed pair, as arrays."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from kadash.services.catalogue import ROLES

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]
SAMPLE = 600
"""Accounts, about, on which the search for prices begins."""

NOBODY = -1
"""In place of an option: the account gets no offer. In place of a second service: there is none."""


_MOST_PARTS = 8


@dataclass(frozen=True, eq=False)
class Options:
    """One entry of each array is an option; those of an account stand together, in the order of `accounts`.

    account: place in `accounts`; first, second: places in `services` (second NOBODY for a single one); gain: money over
    the policy's horizon, always above 0; cost: money of the first year; hours: one column a role of ROLES, of the
    first year.
    """

    accounts: tuple[str, ...]
    services: tuple[str, ...]
    account: Ints
    first: Ints
    second: Ints
    gain: Floats
    cost: Floats
    hours: Floats

    def __len__(self) -> int:
        return len(self.gain)

    @cached_property
    def starts(self) -> Ints:
        """The first option of each account that has any."""
        return np.flatnonzero(np.r_[True, np.diff(self.account) != 0]) if len(self) else np.zeros(0, dtype=np.int64)

    @cached_property
    def counts(self) -> Ints:
        """How many options each account has that has any, in the order of `starts`."""
        return np.asarray(np.diff(np.r_[self.starts, len(self)]), dtype=np.int64)

    @cached_property
    def starts_of(self) -> Ints:
        """The account to which each of `starts` belongs."""
        return self.account[self.starts]

    @cached_property
    def one_in(self) -> int:
        """How many accounts each of the sample stands for."""
        return max(1, len(self.starts) // SAMPLE)

    @cached_property
    def sample(self) -> Ints:
        """The options of every so-many-th account, in the order of what accounts could gain at most."""
        asked, by_gain = np.zeros(len(self.starts), dtype=bool), np.argsort(np.maximum.reduceat(self.gain, self.starts),
                                                                            kind="stable")
        asked[by_gain[self.one_in // 2::self.one_in]] = True
        return np.flatnonzero(np.repeat(asked, self.counts))

    @cached_property
    def uses(self) -> Floats:
        """Money and the hours of each role, one row each, every row in one piece: prices are held against it fast."""
        return np.ascontiguousarray(np.vstack([self.cost, self.hours.T, self.hours.sum(axis=1)]))

    @property
    def eligible(self) -> Ints:
        """The accounts that have any option."""
        return self.starts_of

    def only(self, kept: Truths) -> Options:
        """Some options, by a truth for each."""
        return Options(self.accounts, self.services, self.account[kept], self.first[kept], self.second[kept],
                       self.gain[kept], self.cost[kept], self.hours[kept])

    def within(self, fits: Truths) -> Options:
        """The same, kept for the next plan: limits move, what fits none of them at all stays the same for a while."""
        if fits.all():
            return self
        key = fits.tobytes()
        part = self._parts[key] = self._parts.get(key) or self.only(fits)
        while len(self._parts) > _MOST_PARTS:
            self._parts.pop(next(iter(self._parts)), None)
        return part

    @cached_property
    def _parts(self) -> dict[bytes, Options]:
        return {}

    def singles(self) -> Options:
        """The options of one service."""
        return self.only(self.second == NOBODY)

    def without_services(self, pairs: Collection[tuple[str, str]]) -> Options:
        """The options but those that would give some (account, service)."""
        places = {name: place for place, name in enumerate(self.services)}
        known = {name: place for place, name in enumerate(self.accounts)}
        barred = {(known[account], places[one]) for account, one in pairs if account in known and one in places}
        if not barred:
            return self
        return self.only(np.array([
            (account, first) not in barred and (account, second) not in barred
            for account, first, second in zip(self.account.tolist(), self.first.tolist(), self.second.tolist(),
                                              strict=True)], dtype=bool))

    @cached_property
    def _services_of(self) -> npt.NDArray[np.object_]:
        """The services of an option by its first and second: what they are is looked up, not put together again."""
        table = np.empty((len(self.services), len(self.services) + 1), dtype=object)
        for first, one in enumerate(self.services):
            table[first, NOBODY] = (one,)
            for second, other in enumerate(self.services):
                table[first, second] = (one, other)
        return table

    def services_at(self, options: Ints) -> npt.NDArray[np.object_]:
        """The services of some options, by id: a tuple each."""
        return self._services_of[self.first[options], self.second[options]]

    def behind(self, score: Floats) -> Floats:
        """How far each option is behind the best of its account, or behind no offer where that is better."""
        if not len(self):
            return np.zeros(0)
        top = np.maximum(np.maximum.reduceat(score, self.starts), 0.0)
        return np.asarray(np.repeat(top, self.counts) - score)

    def best(self, score: Floats, behind: Floats | None = None) -> tuple[Floats, Ints]:
        """Of each account the highest score above 0 and its option; 0 and NOBODY where none is above 0.

        behind: of the score, where it is known.
        """
        chosen = np.full(len(self.accounts), NOBODY, dtype=np.int64)
        leading = np.flatnonzero((self.behind(score) if behind is None else behind) == 0.0)
        winners = leading[score[leading] > 0.0][::-1]
        chosen[self.account[winners]] = winners
        highest = np.zeros(len(self.accounts))
        highest[self.account[winners]] = score[winners]
        return highest, chosen


def options_of(proposals: pd.DataFrame, hours: Mapping[str, Mapping[str, float]],
               pairs: pd.DataFrame | None = None) -> Options:
    """The options that `mart.proposal` and the joint gains of pairs allow; what earns nothing is no option.

    proposals: account_id, service_id, expected_gain, cost. hours: service to role to hours of the first year. pairs:
    account_id, first, second (service ids), gain, cost, hours_share (1, or less where the two share their work).
    """
    singles = proposals.loc[proposals["expected_gain"].gt(0.0), ["account_id", "service_id", "expected_gain", "cost"]]
    rows = singles.rename(columns={"service_id": "first", "expected_gain": "gain"}).assign(second="", hours_share=1.0)
    if pairs is not None and len(pairs):
        rows = pd.concat([rows, pairs[pairs["gain"].gt(0.0)]], ignore_index=True)
    accounts = tuple(sorted(rows["account_id"].unique()))
    services = tuple(sorted({*rows["first"], *rows["second"]} - {""}))
    places = pd.Series(range(len(services)), index=services, dtype="int64")
    account = pd.Categorical(rows["account_id"], categories=accounts).codes.astype(np.int64)
    order: Ints = np.argsort(account, kind="stable").astype(np.int64)
    first: Ints = np.asarray(rows["first"].map(places), dtype=np.int64)[order]
    second: Ints = np.asarray(rows["second"].map(places).fillna(NOBODY), dtype=np.int64)[order]
    of_service = np.array([[float(hours[one].get(role, 0.0)) for role in ROLES] for one in services]
                          + [[0.0] * len(ROLES)])
    together = (of_service[first] + of_service[second]) * rows["hours_share"].to_numpy(dtype=np.float64)[order, None]
    return Options(accounts, services, account[order], first, second, rows["gain"].to_numpy(dtype=np.float64)[order],
                   rows["cost"].to_numpy(dtype=np.float64)[order], together)
