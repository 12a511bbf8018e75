"""The lines of the trail as an administrator asks for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kadash.answers.trail.differences import Difference
from kadash.answers.trail.in_words import differences_in_words
from kadash.language import Words
from kadash.store import Journal, TrailLine, TrailState
from kadash.store.trail import ENTERED


@dataclass(frozen=True)
class Act:
    """A line: who did what, when, to what. kind: of an entry of the journal; empty for any other act."""

    line: TrailLine

    @property
    def kind(self) -> str:
        """What kind of entry was made."""
        return str(self.line.detail.get("kind", "")) if self.line.action == ENTERED else ""

    def what(self, words: Words) -> str:
        """The act in words: for an entry, what kind of entry."""
        key = f"journal.kind.{self.kind}"
        if self.kind:
            return words("trail.action.entered_kind", kind=words(key) if words.has(key) else self.kind)
        return action_word(words, self.line.action)

    def said(self, words: Words) -> str:
        """What belongs to it, in a line: files, how many accounts, why."""
        parts = [words(f"trail.detail.{key}", value=_value(words, value)) for key, value in self.detail.items()
                 if words.has(f"trail.detail.{key}")]
        return words.listed(parts)

    @property
    def detail(self) -> Mapping[str, Any]:
        """What else belongs to the act, for people: neither hashes nor numbers of entries."""
        hidden = {"kind", "entry", "replaces", "body", "seals", "entries_to"}
        return {key: value for key, value in self.line.detail.items() if key not in hidden and value not in ([], "")}


@dataclass(frozen=True)
class TrailSeen:
    """Whether the trail is whole; the acts asked for, newest first; and who and what there is to ask for."""

    state: TrailState
    acts: tuple[Act, ...]
    people: tuple[str, ...]
    actions: tuple[str, ...]

    def sentence(self, words: Words) -> str:
        """Whether the chain is whole, how many lines it has and since when."""
        state = self.state
        if not state.whole:
            return words("trail.not_whole", len(state.faults))
        if not state.lines:
            return words("trail.empty")
        return words("trail.whole", state.lines, since=words.date(state.since.astimezone().date())
                     if state.since else "–")


def trail_seen(journal: Journal, *, who: str | None = None, action: str | None = None, kind: str | None = None,
               since: dt.datetime | None = None) -> TrailSeen:
    """The acts of a person, of an action, of a kind of entry, since a moment; without any of them all."""
    lines = journal.trail_lines()
    wanted = [Act(line) for line in reversed(lines)
              if who in (None, line.who) and action in (None, line.action)
              and (since is None or line.moment is None or line.moment >= since)]
    return TrailSeen(journal.check_trail(), tuple(act for act in wanted if kind in (None, act.kind)),
                     tuple(sorted({line.who for line in lines})), tuple(sorted({line.action for line in lines})))


def change_of(words: Words, journal: Journal, act: Act) -> list[Difference]:
    """From what to what an entry changed its subject, in the words of its form where it has one; nothing for any other
    act, or where an entry is gone."""
    entry, replaced = act.line.detail.get("entry"), act.line.detail.get("replaces")
    if act.line.action != ENTERED or not isinstance(entry, int):
        return []
    found = journal.numbered([one for one in (entry, replaced) if isinstance(one, int)])
    if entry not in found:
        return []
    before = found[replaced].body if isinstance(replaced, int) and replaced in found else None
    return differences_in_words(words, act.kind, act.line.subject, before, found[entry].body, whole=True)


def action_word(words: Words, action: str) -> str:
    """An action in words; its code where another version wrote it."""
    key = f"trail.action.{action}"
    return words(key) if words.has(key) else action


def _value(words: Words, value: object) -> str:
    if isinstance(value, list):
        return words.listed([str(one) for one in value])
    return words.number(value) if isinstance(value, int) else str(value)
