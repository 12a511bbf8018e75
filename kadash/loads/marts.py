"""Marts of a build: the waist, what the judge makes of it, and the same judgement at every past month-end."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from kadash.judge import NO_ENTRIES, Entries, Facts, Judgement, Lookup, Taken, judge, with_previous
from kadash.language import CALENDAR_YEAR, FiscalYear
from kadash.loads.begun import waist_stands
from kadash.loads.bridges import bridges_beside
from kadash.loads.forecasts import origin_days, publish_forecasts
from kadash.loads.judged_past import Layers, history_rows, layers_published
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

    def as_of(self, day: date, taken: Taken, tell: Tell = nobody) -> Judgement:
        """What is made of every account on a day; segments and proposals go to `taken`."""
        return judge(self._facts(day, tell), self.policy, self.entries, self.catalogue, taken=taken)

    def past(self, day: date, tell: Tell = nobody) -> tuple[Judgement, Layers]:
        """What was made of every account on a past day, and their layers: neither proposals nor reasons."""
        layers = Layers()
        found = judge(self._facts(day, tell), self.policy, self.entries, self.catalogue, proposals=False, reasons=False,
                      taken=Taken(layers.add))
        return found, layers

    def _facts(self, day: date, tell: Tell) -> Facts:
        facts = Facts(day, self.book.account_facts(day), self.book.account_categories(day), self.currency)
        tell(_OF_FACTS)
        return facts


def publish_marts(build: Build, as_of: date, policy: Policy, currency: str, entries: Entries = NO_ENTRIES,
                  progress: Progress = silent, catalogue: Catalogue | None = None,
                  rolled: Mapping[str, str] | None = None, year: FiscalYear = CALENDAR_YEAR) -> None:
    """Fill schema mart of a build whose core stands. catalogue: services that may be proposed, shipped unless given.

    year: the company's. rolled: where an engine has rolled the lines up, relation to the query that reads it
    (kadash.marts.rolled).
    """
    begin(progress, "marts")
    if rolled is None:
        build_waist(build, as_of, policy, of_stage(progress, "marts"))
    else:
        build_rolled_waist(build, as_of, policy, rolled)
    judge_marts(build, as_of, policy, currency, entries, progress, catalogue, year=year)


def judge_marts(build: Build, as_of: date, policy: Policy, currency: str, entries: Entries = NO_ENTRIES,
                progress: Progress = silent, catalogue: Catalogue | None = None, there: Collection[date] = (),
                year: FiscalYear = CALENDAR_YEAR) -> None:
    """Judge a build whose waist stands, now and at past month-ends, and make the sums of it.

    there: past month-ends whose rows stand in mart.account_history, as they would be judged now: they stay. year: the
    company's, whose quarters are compared.
    """
    goes_on = waist_stands(build)
    build.keep_within(_while_judging_mb(build))
    begin(progress, "judging")
    ends = month_ends(_first_order(build), as_of, policy)
    year_ago = window(as_of, policy).first_day - timedelta(days=1)
    kept = [end for end in ends if end in there]
    missing = [end for end in ends if end not in kept]
    book = open_book(build, policy, [as_of, *missing], bridges_beside(build, as_of, policy, year, kept),
                     origin_days(build, as_of, policy))
    asked = _Judge(book, policy, currency, entries, catalogue)
    judged: dict[date, Path] = {}
    before = None
    if year_ago in kept:
        before = layers_published(build, year_ago)
    elif year_ago in missing:
        tell = between(of_stage(progress, "judging"), 0.0, _OF_YEAR_AGO)
        before, judged[year_ago] = _year_ago(asked, year_ago, tell)
    tell = between(of_stage(progress, "judging"), _OF_YEAR_AGO, 1.0)
    if (today := _write_today(asked, as_of, before, tell, is_past_too=as_of in missing)) is not None:
        judged[as_of] = today
    begin(progress, "history")
    tell = of_stage(progress, "history")
    write_history(build, _history(asked, missing, judged, between(tell, 0.0, _OF_MONTH_ENDS)), kept, each=goes_on)
    build_sums(build, as_of, policy)
    tell(_OF_SUMS)
    publish_forecasts(build, asked.book, as_of, policy)


def _year_ago(asked: _Judge, day: date, tell: Tell) -> tuple[pd.DataFrame, Path]:
    """Judge a past month-end and keep of it what is asked again: its layers, and its rows of history in a file."""
    found, layers = asked.past(day, tell)
    return layers.frame(found.accounts["account_id"]), _set_aside(asked.book.build, found, layers, day)


def _set_aside(build: Build, found: Judgement, layers: Layers, day: date) -> Path:
    """The many columns of a month-end's history wait in a file until it is its turn."""
    file = build.temp / f"judged-{day}.parquet"
    history_rows(found, layers, day).to_parquet(file, index=False, compression=None, use_dictionary=False)
    return file


def _write_today(asked: _Judge, as_of: date, before: pd.DataFrame | None, tell: Tell, *,
                 is_past_too: bool) -> Path | None:
    """Judge and write the present; nothing of it is kept in memory while the past is judged.

    before: layers of a year ago. is_past_too: the day is a month-end, whose rows of history are given in a file.
    """
    build, lookup, layers = asked.book.build, Lookup(), Layers()
    with judged_rows(build) as waiting:
        def keep(rows: pd.DataFrame) -> None:
            layers.add(rows)
            then = rows.head(0) if before is None else before
            of_scheme = then[then["scheme"].isin(rows["scheme"].head(1))]
            waiting.add_scheme(with_previous(rows, of_scheme, lookup))

        today = asked.as_of(as_of, Taken(keep, waiting.add_proposals, waiting.add_pairs), between(tell, 0.0, 0.9))
        write_judged(build, today.accounts, today.values, None, today.flags, None, None)
        file = _set_aside(build, today, layers, as_of) if is_past_too else None
        del today
        waiting.write()
    return file


def _history(asked: _Judge, ends: list[date], judged: Mapping[date, Path], tell: Tell) -> Iterator[pd.DataFrame]:
    """One frame a month-end, ready for mart.account_history; made one after another, since each holds every account.

    judged: the rows of those that were judged before, in files that go.
    """
    for number, end in enumerate(ends, 1):
        if end in judged:
            yield pd.read_parquet(judged[end])
            judged[end].unlink()
        else:
            of_this = between(tell, (number - 1) / len(ends), number / len(ends))
            yield history_rows(*asked.past(end, of_this), end)
        tell(number / len(ends))


def _while_judging_mb(build: Build) -> int:
    """What DuckDB may hold beside the frames of all accounts: with them it stays within 4 GB at 200,000 accounts."""
    found = build.one("select count(*) from core.account")
    return min(2500, max(900, 500 + int(str(found[0] if found else 0)) // 500))


def _first_order(build: Build) -> date:
    found = build.one("select min(order_date) from core.order_line")
    if found is None or not isinstance(found[0], date):
        raise RuntimeError("marts are built from order lines")
    return found[0]
