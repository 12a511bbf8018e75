"""Marts of a build: the waist, what the judge makes of it, and the same judgement at every past month-end."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.judge import NO_ENTRIES, Entries, Facts, Judgement, Lookup, Taken, judge, with_previous
from kadash.loads.begun import waist_stands
from kadash.loads.forecasts import publish_forecasts
from kadash.loads.progress import Progress, begin, of_stage, silent
from kadash.marts.calendar import month_ends, window
from kadash.marts.facts import FactBook, open_book
from kadash.marts.judged import write_history, write_judged
from kadash.marts.rolled import build_rolled_waist
from kadash.marts.runner import build_sums, build_waist
from kadash.marts.waiting import judged_rows
from kadash.policy import Policy
from kadash.services import Catalogue
from kadash.store import Build, Tell, between, nobody

_OF_FACTS = 0.4
"""Of judging a day: reading what is known of every account."""
_OF_YEAR_AGO = 0.4
"""Of judging the present: the month-end a year ago, which it is compared with."""
_OF_MONTH_ENDS, _OF_SUMS = 0.8, 0.85
"""Of the stage of the past: its month-ends, then the sums; what is left is the race of forecasts."""


@dataclass(frozen=True)
class _Judge:
    """Judges a build as of any day with the same policy and entries."""

    book: FactBook
    policy: Policy
    currency: str
    entries: Entries
    catalogue: Catalogue | None

    def as_of(self, day: date, *, past: bool = False, taken: Taken | None = None, tell: Tell = nobody) -> Judgement:
        """What is made of every account on a day; a past one without proposals and reasons. taken: see `judge`."""
        facts = Facts(day, self.book.account_facts(day), self.book.account_categories(day), self.currency)
        tell(_OF_FACTS)
        return judge(facts, self.policy, self.entries, self.catalogue, proposals=not past, reasons=not past,
                     taken=taken)


def publish_marts(build: Build, as_of: date, policy: Policy, currency: str, entries: Entries = NO_ENTRIES,
                  progress: Progress = silent, catalogue: Catalogue | None = None,
                  rolled: Mapping[str, str] | None = None) -> None:
    """Fill schema mart of a build whose core stands. catalogue: services that may be proposed, shipped unless given.

    rolled: where an engine has rolled the lines up, relation to the query that reads it (kadash.marts.rolled).
    """
    begin(progress, "marts")
    if rolled is None:
        build_waist(build, as_of, policy, of_stage(progress, "marts"))
    else:
        build_rolled_waist(build, as_of, policy, rolled)
    judge_marts(build, as_of, policy, currency, entries, progress, catalogue)


def judge_marts(build: Build, as_of: date, policy: Policy, currency: str, entries: Entries = NO_ENTRIES,
                progress: Progress = silent, catalogue: Catalogue | None = None, there: Collection[date] = ()) -> None:
    """Judge a build whose waist stands, now and at past month-ends, and make the sums of it.

    there: past month-ends whose rows stand in mart.account_history, as they would be judged now: they stay.
    """
    goes_on = waist_stands(build)
    build.keep_within(_while_judging_mb(build))
    begin(progress, "judging")
    asked = _Judge(open_book(build, policy), policy, currency, entries, catalogue)
    ends = month_ends(_first_order(build), as_of, policy)
    year_ago = window(as_of, policy).first_day - timedelta(days=1)
    kept = [end for end in ends if end in there]
    before = None
    if year_ago in ends:
        before = _as_published(build, year_ago) if year_ago in kept else _set_aside(
            asked, year_ago, between(of_stage(progress, "judging"), 0.0, _OF_YEAR_AGO))
    _write_today(asked, as_of, before, between(of_stage(progress, "judging"), _OF_YEAR_AGO, 1.0))
    begin(progress, "history")
    missing = [end for end in ends if end not in kept]
    tell = of_stage(progress, "history")
    write_history(build, _history(asked, missing, before, between(tell, 0.0, _OF_MONTH_ENDS)), kept, each=goes_on)
    build_sums(build, as_of, policy)
    tell(_OF_SUMS)
    publish_forecasts(build, asked.book, as_of, policy)


@dataclass(frozen=True)
class _SetAside:
    """A past month-end judged already: the layers of then, and the rows of history in a file; None: published."""

    day: date
    layers: pd.DataFrame
    history: Path | None


def _set_aside(asked: _Judge, day: date, tell: Tell) -> _SetAside:
    """Judge a past month-end and keep of it what is asked again; its many columns wait in a file."""
    found, file = asked.as_of(day, past=True, tell=tell), asked.book.build.temp / "year_ago.parquet"
    _history_rows(found, day).to_parquet(file, index=False, compression=None, use_dictionary=False)
    return _SetAside(day, found.segments[["account_id", "scheme", "layer"]], file)


def _as_published(build: Build, day: date) -> _SetAside:
    """A past month-end whose rows stand: its layers as they say."""
    rows = build.frame("select account_id, layers from mart.account_history where month_end = $day order by account_id",
                       day=day)
    which, texts = pd.factorize(rows["layers"])
    said = [json.loads(text) for text in texts]
    parts = []
    for scheme in sorted({scheme for one in said for scheme in one}):
        layer = pd.array([one.get(scheme) for one in said], dtype="str").take(which)
        part = pd.DataFrame({"account_id": rows["account_id"], "scheme": scheme, "layer": layer})
        parts.append(part[part["layer"].notna()])
    empty = pd.DataFrame({"account_id": [], "scheme": [], "layer": []}, dtype="str")
    return _SetAside(day, pd.concat(parts, ignore_index=True) if parts else empty, None)


def _write_today(asked: _Judge, as_of: date, before: _SetAside | None, tell: Tell) -> None:
    """Judge and write the present; nothing of it is kept in memory while the past is judged."""
    build, lookup = asked.book.build, Lookup()
    with judged_rows(build) as waiting:
        def keep(rows: pd.DataFrame) -> None:
            then = before.layers if before else rows.head(0)
            of_scheme = then[then["scheme"].isin(rows["scheme"].head(1))]
            waiting.add_scheme(with_previous(rows, of_scheme, lookup))

        today = asked.as_of(as_of, taken=Taken(keep, waiting.add_proposals), tell=between(tell, 0.0, 0.9))
        write_judged(build, today.accounts, today.values, None, today.flags, None)
        del today
        waiting.write()


def _history(asked: _Judge, ends: list[date], before: _SetAside | None, tell: Tell) -> Iterator[pd.DataFrame]:
    """One frame a month-end, ready for mart.account_history; made one after another, since each holds every account."""
    for number, end in enumerate(ends, 1):
        if before and before.day == end and before.history is not None:
            yield pd.read_parquet(before.history)
            before.history.unlink()
        else:
            of_this = between(tell, (number - 1) / len(ends), number / len(ends))
            yield _history_rows(asked.as_of(end, past=True, tell=of_this), end)
        tell(number / len(ends))


def _history_rows(judged: Judgement, end: date) -> pd.DataFrame:
    """The accounts of a past judgement with their layers and flags as JSON."""
    accounts = judged.accounts["account_id"]
    return judged.accounts.assign(month_end=pd.Timestamp(end), layers=_layers_as_json(accounts, judged.segments),
                                  flags=_flags_as_json(accounts, judged.flags))


def _layers_as_json(accounts: pd.Series[str], segments: pd.DataFrame) -> pd.Series[str]:
    """Scheme to layer, one text an account: there are few combinations, so each is written once."""
    row = _places(accounts, segments["account_id"])
    scheme, schemes = pd.factorize(segments["scheme"], sort=True)
    layer, layers = pd.factorize(segments["layer"])
    held = np.full((len(accounts), len(schemes)), -1)
    held[row, scheme] = layer
    return _each_once(held, lambda codes: {
        str(name): str(layers[code]) for name, code in zip(schemes, codes, strict=True) if code >= 0})


def _flags_as_json(accounts: pd.Series[str], flags: pd.DataFrame) -> pd.Series[str]:
    """The flags of an account in alphabetic order, one text an account."""
    row = _places(accounts, flags["account_id"])
    flag, names = pd.factorize(flags["flag"], sort=True)
    held = np.zeros((len(accounts), len(names)), dtype=int)
    held[row, flag] = 1
    return _each_once(held, lambda codes: [str(name) for name, code in zip(names, codes, strict=True) if code])


def _places(accounts: pd.Series[str], named: pd.Series[str]) -> NDArray[np.intp]:
    """The row of each named account; where all are named in order, again and again, no name is looked up."""
    times, left = divmod(len(named), len(accounts) or 1)
    every = np.tile(np.arange(len(accounts)), times)
    if not left and named.reset_index(drop=True).equals(accounts.take(every).reset_index(drop=True)):
        return every
    return pd.Index(accounts).get_indexer(pd.Index(named))


def _each_once(held: NDArray[np.int_], said: Callable[[NDArray[np.int_]], object]) -> pd.Series[str]:
    """JSON of each row of codes, made once for equal rows."""
    which = np.zeros(len(held), dtype=np.intp)
    for column in held.T:
        which, _ = pd.factorize(which * (int(column.max(initial=0)) + 2) + column + 1)
    _, first = np.unique(which, return_index=True)
    texts = pd.array([json.dumps(said(held[row])) for row in first], dtype="str")
    return pd.Series(texts.take(which))


def _while_judging_mb(build: Build) -> int:
    """What DuckDB may hold beside the frames of all accounts: with them it stays within 4 GB at 200,000 accounts."""
    found = build.one("select count(*) from core.account")
    return min(2500, max(900, 500 + int(str(found[0] if found else 0)) // 500))


def _first_order(build: Build) -> date:
    found = build.one("select min(order_date) from core.order_line")
    if found is None or not isinstance(found[0], date):
        raise RuntimeError("marts are built from order lines")
    return found[0]
