"""Scenarios kept in the journal: saved, copied, taken back, compared on the data that are there now."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.what_if.kept import KIND, Kept, SavedScenario, body_of, kept_of, read_kept, scope_of
from kadash.answers.what_if.programme import ask_again
from kadash.errors import KadashError
from kadash.scenarios import Setup
from kadash.store import Journal

MOST_COMPARED = 4
LONGEST_NAME = 80


def saved_of(asked: Asked, setup: Setup, name: str, author: str, at: dt.datetime) -> SavedScenario:
    """A scenario ready to be saved, with what it comes to now; refused where it has no name or cannot be reckoned."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise KadashError("scenario_name", most=LONGEST_NAME)
    found = ask_again(asked, setup)
    if found is None:
        raise KadashError("what_if_needs_cost")
    given = {part.name: getattr(setup, part.name) for part in fields(Setup)}
    return SavedScenario(name=name, author=author, at=at, generation=asked.generation.name, scope=asked.scope.key,
                         base=found.outcome.base, scenario=found.outcome.scenario,
                         **{**given, "scheme": found.of.scheme})


def save_scenario(
    journal: Journal, scenario: SavedScenario, scenario_id: str | None = None, expected: int | None = None
) -> Kept:
    """Keep a scenario: a new one, or in place of `scenario_id`, where `expected` is the entry that was seen.

    KadashError `entry_changed` where somebody else changed it meanwhile.
    """
    body, who, at = body_of(scenario), scenario.author, scenario.at
    if scenario_id is None:
        return kept_of(journal.put_new(KIND, _short(scenario.name), body, author=who, at=at))
    return kept_of(journal.put(KIND, scenario_id, body, author=who, at=at, expected=expected))


def scenarios_saved(asked: Asked, journal: Journal) -> list[Kept]:
    """The scenarios that a viewer may open, newest first: of who sees all, everybody's; else of their scope.

    What cannot be read is left out; `unreadable` counts it.
    """
    found = [kept for entry in journal.all(KIND) if (kept := read_kept(entry)) is not None]
    seen = [kept for kept in found if _may_open(asked, kept)]
    return sorted(seen, key=lambda kept: (kept.scenario.at, kept.entry_id), reverse=True)


def unreadable(asked: Asked, journal: Journal) -> int:
    """How many scenarios that a viewer might open cannot be read any more; whose it was unknown: who sees all."""
    lost = [entry for entry in journal.all(KIND) if read_kept(entry) is None]
    return sum(asked.scope.opens(scope_of(entry) or "") for entry in lost)


def saved_scenario(asked: Asked, journal: Journal, scenario_id: str) -> Kept:
    """One of them by its id; KadashError `scenario_unknown` where there is none."""
    entry = journal.get(KIND, scenario_id)
    kept = read_kept(entry) if entry is not None else None
    if kept is None or not _may_open(asked, kept):
        raise KadashError("scenario_unknown", scenario=scenario_id)
    return kept


def copy(asked: Asked, journal: Journal, scenario_id: str, name: str, author: str, at: dt.datetime) -> Kept:
    """The same scenario once more under another name, reckoned on today's data."""
    original = saved_scenario(asked, journal, scenario_id)
    return save_scenario(journal, saved_of(asked, original.scenario.setup, name, author, at))


def remove(journal: Journal, kept: Kept, author: str, at: dt.datetime) -> int:
    """Put a scenario away; `take_back` brings it again. Gives the entry that says so."""
    return journal.put(KIND, kept.scenario_id, None, author=author, at=at, expected=kept.entry_id).entry_id


def take_back(
    journal: Journal, scenario_id: str, author: str, at: dt.datetime, expected: int | None = None
) -> Kept | None:
    """What held before the newest entry holds again; None where there was nothing before."""
    history = journal.history(KIND, scenario_id)
    if not history:
        raise KadashError("scenario_unknown", scenario=scenario_id)
    before = history[-2].body if len(history) > 1 else None
    entry = journal.put(KIND, scenario_id, before, author=author, at=at, expected=expected)
    return None if before is None else kept_of(entry)


def compare(asked: Asked, journal: Journal, scenario_ids: Sequence[str]) -> pd.DataFrame:
    """One row a scenario, up to four, in the order asked for: what it says of today's data, and what it said then.

    scenario_id, name, author, at, scheme, account_id, discount_per_year, years, data_changed, base_equity, equity,
    equity_change, equity_low, equity_high (of the change), base_profit, profit, profit_change, payback_months (0:
    nothing spent; NaN: never), then_base_equity, then_equity, then_equity_change, then_profit_change (NaN where it was
    asked of other accounts than the viewer's), why (code of the error where it cannot be reckoned any more, else '').
    """
    if len(scenario_ids) > MOST_COMPARED:
        raise KadashError("scenarios_too_many", most=MOST_COMPARED)
    rows = [_compared(asked, saved_scenario(asked, journal, one)) for one in dict.fromkeys(scenario_ids)]
    return pd.DataFrame(rows)


def _compared(asked: Asked, kept: Kept) -> dict[str, Any]:
    saved = kept.scenario
    row = {"scenario_id": kept.scenario_id, "name": saved.name, "author": saved.author, "at": saved.at,
           "scheme": saved.scheme, "account_id": saved.account_id, "data_changed": kept.data_changed(asked)}
    past = {"then_base_equity": saved.base.customer_equity, "then_equity": saved.scenario.customer_equity,
            "then_equity_change": saved.change.customer_equity, "then_profit_change": saved.change.profit_12m}
    if saved.scope != asked.scope.key:
        past = dict.fromkeys(past, float("nan"))
    return {**row, **_now(asked, saved.setup), **past}


def _now(asked: Asked, setup: Setup) -> dict[str, Any]:
    names = ("discount_per_year", "years", "base_equity", "equity", "equity_change", "equity_low", "equity_high",
             "base_profit", "profit", "profit_change", "payback_months")
    try:
        answer = ask_again(asked, setup)
    except KadashError as error:
        return dict.fromkeys(names, float("nan")) | {"why": error.code}
    if answer is None:
        return dict.fromkeys(names, float("nan")) | {"why": "what_if_needs_cost"}
    found = answer.outcome
    low, high = found.interval.change
    months = float("nan") if found.payback_months is None else float(found.payback_months)
    figures = (found.assumptions.discount_per_year, found.assumptions.years, found.base.customer_equity,
               found.scenario.customer_equity, found.change.customer_equity, low.customer_equity, high.customer_equity,
               found.base.profit_12m, found.scenario.profit_12m, found.change.profit_12m, months)
    return dict(zip(names, figures, strict=True)) | {"why": ""}


def _may_open(asked: Asked, kept: Kept) -> bool:
    return asked.scope.opens(kept.scenario.scope)


def _short(name: str) -> str:
    """A short id from a name, as an address can carry it."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40] or "scenario"
