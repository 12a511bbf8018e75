"""What changed and wants a decision: the comparison, promises and forecasts, less what somebody dealt with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from kadash.answers.among import EVERYBODY, Among
from kadash.answers.asked import Asked
from kadash.answers.changes import compare
from kadash.answers.changes.before import Before, Nothing, Since, before_of, file_of
from kadash.answers.changes.change import AccountChanges, Change, by_account, in_order
from kadash.answers.changes.forecasts import Missed, missed
from kadash.answers.changes.handled import Handled, handled
from kadash.answers.changes.picture import Moment, layers, picture
from kadash.answers.changes.promises import Promise, promises_due
from kadash.answers.changes.told import FACTS, Whose, told, whose
from kadash.answers.keeper import VIEWERS, keeping
from kadash.answers.pyramid.ways import BESIDE
from kadash.policy.flags import ChangeRules
from kadash.segments import layers_of
from kadash.store import Home


@dataclass(frozen=True)
class Compared:
    """changes: of two states, most important first. company: what all accounts bring that bring more than they cost.

    beside: how many more layers and flags differ at accounts whose own facts did not change: because others moved, or
    the rules did (rules_changed).
    """

    changes: tuple[Change, ...]
    beside: int
    rules_changed: bool
    company: float

    @cached_property
    def accounts(self) -> tuple[AccountChanges, ...]:
        """The changes by account."""
        return by_account(self.changes)


DEFAULT_SCHEME = "value_tier"
"""The scheme in view until another is chosen."""

NOT_COMPARED = Compared((), 0, False, 0.0)


@dataclass(frozen=True)
class Changes:
    """What changed, most important first; dealt_with: changes that somebody snoozed or did, with what holds of them.

    before: what is compared with, or why there is nothing (promises due are told all the same).
    """

    since: Since | dt.date
    as_of: dt.date
    currency: str
    scheme: str
    before: Before | Nothing
    changes: tuple[Change, ...]
    dealt_with: tuple[tuple[Change, Handled], ...]
    compared: Compared

    @property
    def beside(self) -> int:
        """As of `compared`."""
        return self.compared.beside

    @property
    def rules_changed(self) -> bool:
        """As of `compared`."""
        return self.compared.rules_changed

    @cached_property
    def accounts(self) -> tuple[AccountChanges, ...]:
        """The changes by account, in the order of each one's first."""
        return self.compared.accounts if self.changes is self.compared.changes else by_account(self.changes)

    @cached_property
    def wants(self) -> int:
        """How many accounts want a decision."""
        return sum(one.way == "worse" for one in self.accounts)

    @cached_property
    def at_stake(self) -> float:
        """The money at stake where a decision is wanted: of each account that of its first change."""
        return sum(one.first.at_stake for one in self.accounts if one.way == "worse")


Ask = Callable[..., Compared]


def changes(asked: Asked, home: Home, since: Since | dt.date, *, viewer: str, today: dt.date,
            scheme: str = DEFAULT_SCHEME, among: Among = EVERYBODY, ask: Ask | None = None) -> Changes:
    """What changed for this viewer. ask: how `compared` is called, where its answers are kept."""
    journal, rules = home.journal(), asked.policy.changes
    before = before_of(asked, home, since, viewer, today)
    found = NOT_COMPARED if isinstance(before, Nothing) else (ask or _plainly)(compared, asked, before, scheme, among)
    after = asked.as_of if isinstance(before, Nothing) else before.as_of
    due = promises_due(journal, today, rules.promise_days)
    wrong = missed(asked, home, after, found.company * rules.company_share)
    ids = [*(one.account_id for one in due), *(one.account_id for one in wrong if one.account_id is not None)]
    seen = whose(asked, ids, among) if ids else {}
    more = [*_promises(due, seen), *_forecasts(wrong, seen, among)]
    everything = in_order([*found.changes, *more]) if more else found.changes
    dealt, name = handled(journal), file_of(asked.generation)
    hidden = [one for one in everything if one.key in dealt and dealt[one.key].hides(one, name, after, today)
              ] if dealt else []
    keys = {one.key for one in hidden}
    return Changes(
        since, asked.as_of, asked.currency, scheme, before,
        tuple(one for one in everything if one.key not in keys) if hidden else everything,
        tuple((one, dealt[one.key]) for one in hidden), found)


def compare_ahead(asked: Asked, home: Home, *, viewer: str, today: dt.date) -> bool:
    """Compare with the state before the last load before anybody asks; gives whether there was anything to compare."""
    before = before_of(asked, home, "load", viewer, today)
    if isinstance(before, Nothing):
        return False
    _ = compared(asked, before, DEFAULT_SCHEME, EVERYBODY).accounts  # kept with what they are gathered from
    return True


@dataclass(frozen=True)
class _Differing:
    """What differs between two days of a company, whoever asks.

    rows: of COLUMNS; before, now: FACTS of their accounts. pushed: accounts whose layer or flag differs though their
    own facts do not, once for each.
    """

    before: pd.DataFrame
    now: pd.DataFrame
    rows: pd.DataFrame
    pushed: tuple[str, ...]
    company: float


@keeping(VIEWERS)
def compared(asked: Asked, before: Before, scheme: str, among: Among) -> Compared:
    """What differs between an earlier state and now, at the accounts asked for that the viewer may see."""
    policy = asked.policy
    order = tuple(layers_of(policy)[scheme])
    found = _differing(before.moment, Moment(asked.generation, asked.as_of), scheme, order,
                       round(policy.flags.late_days), policy.changes)
    seen = whose(asked, [*found.rows["account_id"].tolist(), *found.pushed], among)
    return Compared(
        in_order(told(found.rows, found.before, found.now, seen, scheme, order, asked.as_of)),
        sum(account_id in seen for account_id in found.pushed), _rules_changed(asked, before), found.company)


@keeping(16)
def _differing(before: Moment, present: Moment, scheme: str, order: tuple[str, ...], overdue_days: int,
               rules: ChangeRules) -> _Differing:
    pairs = [picture(moment, overdue_days).assign(layer=layers(moment, scheme, order)) for moment in (before, present)]
    then, now = compare.aligned(*pairs), pairs[1]
    outside = frozenset(order.index(layer) + 1 for layer in BESIDE if layer in order)
    then["layer"] = then["layer"].where(then["there"], len(order))
    itself = pd.Series(compare.moved_itself(then, now), index=now.index) | (before.day != present.day)
    found = pd.concat([
        compare.crossed(then, now, outside, scheme in compare.BY_MONEY), compare.flagged(then, now),
        compare.melted(then, now, rules), compare.contracts(then, now)], ignore_index=True)
    own = found["account_id"].map(itself).astype(bool)
    rows = pd.concat([found[own], compare.movers(then, now, rules), compare.overdue(then, now, rules),
                      compare.complaints(then, now)], ignore_index=True)
    changed = pd.Index(rows["account_id"].unique())  # of a million accounts only these are kept
    return _Differing(then.loc[changed, FACTS], now.loc[changed, FACTS], rows, tuple(found.loc[~own, "account_id"]),
                      float(compare.amounts(then, now)[1].clip(lower=0.0).sum()))


def _plainly(ask: Callable[..., Compared], *arguments: object) -> Compared:
    return ask(*arguments)


def _rules_changed(asked: Asked, before: Before) -> bool:
    """Whether the two states were judged by different policies."""
    return Asked(before.moment.generation, asked.scope).policy.fingerprint != asked.policy.fingerprint


def _promises(due: list[Promise], seen: dict[str, Whose]) -> list[Change]:
    return [
        Change("promise", one.detail, "worse", one.account_id, of.name, of.owner,
               of.stake if one.stake is None else one.stake, one.due,
               {"what": one.what, "service": one.service_id, "who": one.who, "day": one.due.isoformat()})
        for one in due if (of := seen.get(one.account_id)) is not None]


def _forecasts(wrong: list[Missed], seen: dict[str, Whose], among: Among) -> list[Change]:
    found = []
    for one in wrong:
        of = seen.get(one.account_id or "")
        if of is None and (one.account_id is not None or among.values):
            continue
        facts = {"made": one.made.isoformat(), "day": one.last_day.isoformat(), "measure": one.measure,
                 "forecast": one.forecast, "low": one.low, "high": one.high, "came": one.came}
        found.append(Change("forecast", one.made.isoformat(), "worse" if one.came < one.low else "better",
                            one.account_id, of.name if of else "", of.owner if of else None,
                            abs(one.came - one.forecast), one.last_day, facts))
    return found
