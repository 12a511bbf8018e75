"""A scenario as it stands in the journal, both ways; what another version wrote, or a hand spoilt, is not readable."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any

from kadash.answers.asked import Asked
from kadash.errors import KadashError
from kadash.language import Words
from kadash.scenarios import Setup, Totals, scenario_from_json, scenario_to_json
from kadash.store import Entry

KIND = "scenario"


@dataclass(frozen=True, kw_only=True)
class SavedScenario(Setup):
    """A scenario with its name, who saved it when, on which generation, and what it came to then.

    scope: whose accounts it was asked of; only a viewer of the same scope is told what it came to then.
    """

    name: str
    author: str
    at: dt.datetime
    generation: str
    scope: str
    base: Totals
    scenario: Totals

    @property
    def setup(self) -> Setup:
        """What is asked, by itself."""
        return Setup(**{part.name: getattr(self, part.name) for part in fields(Setup)})

    @property
    def change(self) -> Totals:
        """What it changed then."""
        return self.scenario.less(self.base)


@dataclass(frozen=True)
class Kept:
    """A saved scenario in the journal: its id, as in an address, and the entry that a change must have seen."""

    scenario_id: str
    entry_id: int
    scenario: SavedScenario

    def data_changed(self, asked: Asked) -> bool:
        """Whether other data lie under it now than when it was saved."""
        return self.scenario.generation != asked.generation.name

    def sentence(self, asked: Asked, words: Words) -> str:
        """Whose scenario it is, from when, and whether other data lie under it now, with what it said then."""
        found = self.scenario
        facts = {"name": found.name, "author": found.author, "at": words.moment(found.at.astimezone())}
        if not self.data_changed(asked):
            return words("what_if.opened", None, **facts)
        if found.scope != asked.scope.key:
            return words("what_if.opened_changed_other", None, **facts)
        change = words.money(found.change.customer_equity, sign=True)
        return words("what_if.opened_changed", None, change=change, **facts)


def body_of(saved: SavedScenario) -> dict[str, Any]:
    """What the journal keeps of a scenario; who and when stand beside it."""
    return {"name": saved.name, "generation": saved.generation, "scope": saved.scope, "base": vars(saved.base),
            "scenario": vars(saved.scenario), "asks": scenario_to_json(saved.setup)}


def kept_of(entry: Entry) -> Kept:
    """A scenario from its entry; KadashError `scenario_value` or `scenario_key` where it cannot be read."""
    body = entry.body
    if not isinstance(body, dict):
        raise KadashError("scenario_value", field="scenario", value=body)
    setup = scenario_from_json(body.get("asks"))
    given = {part.name: getattr(setup, part.name) for part in fields(Setup)}
    return Kept(entry.subject, entry.entry_id, SavedScenario(
        name=_text(body, "name"), author=entry.author, at=entry.entered_at, generation=_text(body, "generation"),
        scope=_text(body, "scope"), base=_totals(body, "base"), scenario=_totals(body, "scenario"), **given))


def read_kept(entry: Entry) -> Kept | None:
    """A scenario from its entry; None where it cannot be read."""
    try:
        return kept_of(entry)
    except KadashError:
        return None


def scope_of(entry: Entry) -> str | None:
    """Whose accounts an entry was asked of, as far as that can be read."""
    found = entry.body.get("scope") if isinstance(entry.body, dict) else None
    return found if isinstance(found, str) else None


def _text(body: dict[str, Any], key: str) -> str:
    value = body.get(key)
    if not isinstance(value, str):
        raise KadashError("scenario_value", field=key, value=value)
    return value


def _totals(body: dict[str, Any], key: str) -> Totals:
    given, names = body.get(key), {part.name for part in fields(Totals)}
    if not isinstance(given, dict) or set(given) != names or not all(
            isinstance(value, int | float) and not isinstance(value, bool) for value in given.values()):
        raise KadashError("scenario_value", field=key, value=given)
    return Totals(**given)
