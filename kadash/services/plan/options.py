"""Options: every way in which an account may be served, one service or an allowed pair, as arrays."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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


def options_in_numbers(rows: pd.DataFrame, accounts: pd.DataFrame, services: Sequence[str],
                       hours: Mapping[str, Mapping[str, float]]) -> tuple[Options, Ints]:
    """The options of accounts from `mart.service_option`, and which of them have any, by position.

    rows: account, first, second (NOBODY: none), all three places, gain, cost, hours_share. accounts: account_id, place,
    in the order that the options get; options of others are left out, as are those of services without hours: the
    catalogue no longer has them. services: ids by place. hours: service to role to hours of the first year.
    """
    first, second = (rows[name].to_numpy(dtype=np.int64) for name in ("first", "second"))
    known = np.array([*(one in hours for one in services), True])  # the last is no second service
    position = _positions(rows["account"].to_numpy(dtype=np.int64), accounts["place"].to_numpy(dtype=np.int64))
    kept = np.flatnonzero((position >= 0) & known[first] & known[second])
    kept = kept[np.argsort(position[kept], kind="stable")]
    starts = np.diff(position[kept], prepend=-1) != 0
    having, account = position[kept][starts], np.cumsum(starts) - 1
    taken = np.bincount(np.r_[first[kept], second[kept][second[kept] != NOBODY]], minlength=len(services)) > 0
    code: Ints = np.append(np.where(taken, np.cumsum(taken) - 1, NOBODY), NOBODY).astype(np.int64)
    first, second = code[first[kept]], code[second[kept]]
    names = tuple(one for one, is_taken in zip(services, taken, strict=True) if is_taken)
    gain, cost, share = (rows[name].to_numpy(dtype=np.float64)[kept] for name in ("gain", "cost", "hours_share"))
    options = Options(tuple(accounts["account_id"].take(having)), names, account, first, second, gain, cost,
                      _hours(names, hours, first, second, share))
    return options, having


def _positions(asked: Ints, among: Ints) -> Ints:
    """Where each place stands among others, NOBODY where it does not."""
    position = np.full(max(asked.max(initial=0), among.max(initial=0)) + 1, NOBODY, dtype=np.int64)
    position[among] = np.arange(len(among))
    return np.asarray(position[asked])


def _hours(services: Sequence[str], hours: Mapping[str, Mapping[str, float]], first: Ints, second: Ints,
                   share: Floats) -> Floats:
    of_service = np.array([[float(hours[one].get(role, 0.0)) for role in ROLES] for one in services]
                          + [[0.0] * len(ROLES)])
    return np.asarray((of_service[first] + of_service[second]) * share[:, None])
