"""Marts of a build: the waist, what the judge makes of it, and the same judgement at every past month-end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from kadash.judge import NO_ENTRIES, Entries, Facts, Judgement, judge, with_previous
from kadash.loads.progress import Progress, begin, silent, within
from kadash.marts.calendar import month_ends, window
from kadash.marts.runner import account_categories, account_facts, build_waist, write_judged
from kadash.policy import Policy
from kadash.store import Build


@dataclass(frozen=True)
class _Judge:
    """Judges the build as of any day with the same policy and entries."""

    build: Build
    policy: Policy
    currency: str
    entries: Entries

    def as_of(self, day: date, *, past: bool = False) -> Judgement:
        """What is made of every account on a day; a past one without proposals and reasons."""
        facts = Facts(day, account_facts(self.build, day, self.policy),
                      account_categories(self.build, day, self.policy), self.currency)
        return judge(facts, self.policy, self.entries, proposals=not past, reasons=not past)


def publish_marts(build: Build, as_of: date, policy: Policy, currency: str, entries: Entries = NO_ENTRIES,
                  progress: Progress = silent) -> None:
    """Fill schema mart of a build whose core stands."""
    begin(progress, "marts")
    build_waist(build, as_of, policy)
    begin(progress, "judging")
    asked = _Judge(build, policy, currency, entries)
    today = asked.as_of(as_of)
    begin(progress, "history")
    ends = month_ends(_first_order(build), as_of, policy)
    year_ago = window(as_of, policy).first_day - timedelta(days=1)
    before = asked.as_of(year_ago, past=True) if year_ago in ends else None
    segments = with_previous(today.segments, before.segments if before else today.segments.head(0))
    write_judged(build, today.accounts, today.values, segments, today.flags, today.proposals,
                 _history(asked, ends, {year_ago: before} if before else {}, progress))


def _history(asked: _Judge, ends: list[date], judged: dict[date, Judgement],
             progress: Progress) -> Iterator[pd.DataFrame]:
    """One frame a month-end, ready for mart.account_history; made one after another, since each holds every account."""
    for number, end in enumerate(ends, 1):
        yield _history_rows(judged.get(end) or asked.as_of(end, past=True), end)
        within(progress, "history", number / len(ends))


def _history_rows(judged: Judgement, end: date) -> pd.DataFrame:
    """The accounts of a past judgement with their layers and flags as JSON."""
    layers = judged.segments.pivot(index="account_id", columns="scheme", values="layer")
    as_json = pd.Series([json.dumps(row) for row in layers.to_dict("records")], index=layers.index, dtype="str")
    flags = {account: json.dumps(sorted(found)) for account, found in judged.flags.groupby("account_id")["flag"]}
    ids = judged.accounts["account_id"]
    return judged.accounts.assign(
        month_end=pd.Timestamp(end), layers=ids.map(as_json), flags=[flags.get(account, "[]") for account in ids])


def _first_order(build: Build) -> date:
    found = build.one("select min(order_date) from core.order_line")
    if found is None or not isinstance(found[0], date):
        raise RuntimeError("marts are built from order lines")
    return found[0]
