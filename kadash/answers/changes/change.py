"""One change: of which kind, at which account, how much money is at stake, when, and what shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Literal, get_args

import pandas as pd

Kind = Literal["layer", "flag", "mover", "margin", "overdue", "contract", "complaint", "promise", "forecast"]
KINDS: tuple[Kind, ...] = get_args(Kind)

Way = Literal["worse", "better"]
"""Whether it wants a decision, or is good to know."""

COLUMNS = ("kind", "detail", "way", "account_id", "at_stake", "then", "now", "day")
"""Columns of a frame of changes, one row a change.

detail: layer: up, down, new or left; flag: its code with ` raised` or ` cleared`; mover: rose or fell; margin: raised,
cleared or fell; overdue: grew; contract: ending, ended or renewed; complaint: opened.
at_stake: money of the reporting currency. then, now: what changed, in the unit of the kind: the layer's place in its
scheme, contribution (revenue where none is known) of 12 months, margin rate, overdue money, open complaints; NaN for
flags and contracts. day: the oldest day overdue, the contract's end; else NaT.
"""

_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True)
class Change:
    """One change. account_id is None for what concerns all accounts together.

    at_stake: money of the reporting currency. when: the day it is about (a due date, a contract's end, the oldest day
    overdue), else the day by which it had happened. evidence: facts by name, those of the account's flags as judged.
    """

    kind: Kind
    detail: str
    way: Way
    account_id: str | None
    account_name: str
    owner: str | None
    at_stake: float
    when: dt.date
    evidence: Mapping[str, object] = field(default_factory=lambda: _NOTHING)

    @property
    def key(self) -> str:
        """What the journal knows it by."""
        return f"{self.kind}|{self.account_id or ''}|{self.detail}"

    def to_json(self) -> dict[str, object]:
        """As the terminal writes it."""
        return {**vars(self), "when": self.when.isoformat(), "evidence": dict(self.evidence)}


@dataclass(frozen=True)
class AccountChanges:
    """Everything that changed at one account, most important first."""

    changes: tuple[Change, ...]

    @property
    def first(self) -> Change:
        """The change with most money at stake."""
        return self.changes[0]

    @property
    def besides(self) -> tuple[Change, ...]:
        """The others, less a mover whose figures a crossed layer tells already."""
        crossed = any(change.kind == "layer" for change in self.changes)
        return tuple(change for change in self.changes[1:] if not (crossed and change.kind == "mover"))

    @cached_property
    def way(self) -> Way:
        """Worse where anything of it is."""
        return "worse" if any(change.way == "worse" for change in self.changes) else "better"


def by_account(found: tuple[Change, ...]) -> tuple[AccountChanges, ...]:
    """Changes gathered by account, in the order of each one's first."""
    gathered: dict[str | None, list[Change]] = {}
    for change in found:
        gathered.setdefault(change.account_id, []).append(change)
    return tuple(AccountChanges(tuple(changes)) for changes in gathered.values())


def in_order(found: list[Change]) -> tuple[Change, ...]:
    """Most important first: what wants a decision before what is good to know, each by the money at stake."""
    return tuple(sorted(found, key=lambda one: (one.way != "worse", -one.at_stake, one.account_id or "", one.kind)))


def rows_of(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame with the columns of COLUMNS and no others, rows counted anew."""
    return frame.reindex(columns=list(COLUMNS)).reset_index(drop=True)
