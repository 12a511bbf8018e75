"""A data directory as one viewer may use it: what they may not see is not there, what they may not do is refused.

Pages work with nothing else, so no page can forget to ask. The viewer is asked for anew at every act.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from kadash.access import Right, Viewer
from kadash.errors import KadashError
from kadash.loads.pseudonyms import pseudonym_key
from kadash.store import Entry, Generation, Home, Journal, Line, Refuses, TrailLine, TrailState
from kadash.store.masked import Mask, masked

Whose = Callable[[], Viewer]
InSight = Callable[[], frozenset[str] | None]
"""The numbers of the accounts in sight; None: all of them."""

ACCOUNT_AT: Mapping[str, int] = {
    "plan": 0, "buyer_type": 0, "heard": 0, "people": 0, "event": 0, "arithmetic": 0, "review": 0, "note": 0,
    "service_answer": 0, "service_task": 1, "service_outcome": 1, "change": 1}
"""Kinds of entries about an account, and where between the bars of their subject its number stands."""

_ASKS: Mapping[str, Right] = {
    **dict.fromkeys(ACCOUNT_AT, Right.EDIT_ENTRIES), **dict.fromkeys(("scenario", "view", "looked"), Right.SEE),
    **dict.fromkeys(("source", "reading", "exclude_account", "overlap", "control_total"), Right.LOAD),
    "service": Right.EDIT_CATALOGUE, "service_plan": Right.EDIT_SERVICE_PLAN, "state": Right.ROLL_BACK,
    "grant": Right.EDIT_ROLES}
_OF_THE_WHOLE = ("control_total", "forecast")
"""Kinds that hold sums over all accounts."""
_SETTINGS: Mapping[str, Right] = {"policy": Right.EDIT_POLICY, "catalogue_import": Right.EDIT_CATALOGUE}


def right_to_enter(kind: str, subject: str) -> Right:
    """The right that an entry of a kind takes; one nobody thought of is for administrators.

    >>> right_to_enter("plan", "K1").value, right_to_enter("setting", "company").value
    ('edit_entries', 'edit_company')
    """
    if kind == "setting":
        return _SETTINGS.get(subject, Right.EDIT_COMPANY)
    return _ASKS.get(kind, Right.EDIT_ROLES)


class GuardedHome(Home):
    """A data directory for the eyes and hands of one viewer."""

    def __init__(self, path: Path, viewer: Whose, in_sight: InSight, account_word: Callable[[], str] = str) -> None:
        super().__init__(path)
        self._viewer, self._in_sight, self._account_word = viewer, in_sight, account_word

    def generation(self) -> Generation | None:
        """The current generation, without names where the viewer may not know them."""
        return self._shown(super().generation())

    def named(self, name: str) -> Generation | None:
        """A kept generation, the same way."""
        return self._shown(super().named(name))

    def groups_of(self, generation: Generation) -> Generation | None:
        """The groups' file of a generation, the same way."""
        return self._shown(super().groups_of(generation))

    def _shown(self, found: Generation | None) -> Generation | None:
        if found is None or not self._viewer().names_masked:
            return found
        return masked(found.path, Mask(pseudonym_key(Home(self.path)), self._account_word()))

    def journal(self) -> Journal:
        """What people entered, as far as the viewer may know it."""
        self.path.mkdir(parents=True, exist_ok=True)
        return GuardedJournal(self.path / "journal.sqlite", self._viewer, self._in_sight)

    def point_to(self, name: str) -> None:
        """The way back, for who may go it; KadashError `not_allowed`."""
        self._viewer().must(Right.ROLL_BACK)
        super().point_to(name)


class GuardedJournal(Journal):
    """The journal for one viewer: entries about accounts out of sight are not there; KadashError `not_allowed` for an
    entry whose right they lack, or about an account out of sight."""

    def __init__(self, path: Path, viewer: Whose, in_sight: InSight) -> None:
        super().__init__(path)
        self._viewer, self._in_sight = viewer, in_sight

    def put(self, kind: str, subject: str, body: object, *, author: str, at: datetime,
            expected: int | None = None, refuses: Refuses | None = None) -> Entry:
        """Add an entry, for who may."""
        self._refuse_foreign(kind, subject)
        return super().put(kind, subject, body, author=author, at=at, expected=expected, refuses=refuses)

    def put_new(self, kind: str, stem: str, body: object, *, author: str, at: datetime) -> Entry:
        """Add the first entry of a subject, for who may."""
        self._refuse_foreign(kind, stem)
        return super().put_new(kind, stem, body, author=author, at=at)

    def add(self, lines: Sequence[Line]) -> None:
        """Enter lines of another journal: it may hold roles."""
        self._viewer().must(Right.EDIT_ROLES)
        super().add(lines)

    def get(self, kind: str, subject: str) -> Entry | None:
        """What holds for a subject; None also where the viewer may not know it."""
        return super().get(kind, subject) if self._sight().sees(kind, subject) else None

    def all(self, kind: str) -> list[Entry]:
        """What holds for every subject of a kind that the viewer may know."""
        sight = self._sight()
        return [entry for entry in super().all(kind) if sight.sees(kind, entry.subject)]

    def history(self, kind: str, subject: str) -> list[Entry]:
        """Every entry ever made for a subject; none where the viewer may not know it."""
        return super().history(kind, subject) if self._sight().sees(kind, subject) else []

    def newest(self) -> list[Entry]:
        """The newest entry of every subject that the viewer may know."""
        sight = self._sight()
        return [entry for entry in super().newest() if sight.sees(entry.kind, entry.subject)]

    def numbers(self, kind: str) -> dict[str, int]:
        """The newest entry of every subject of a kind that the viewer may know, by number."""
        sight = self._sight()
        return {subject: number for subject, number in super().numbers(kind).items() if sight.sees(kind, subject)}

    def numbered(self, numbers: Sequence[int]) -> dict[int, Entry]:
        """Entries by their number that the viewer may know."""
        sight = self._sight()
        return {number: entry for number, entry in super().numbered(numbers).items()
                if sight.sees(entry.kind, entry.subject)}

    def trail_lines(self) -> list[TrailLine]:
        """Who did what, for who may know."""
        self._viewer().must(Right.SEE_TRAIL)
        return super().trail_lines()

    def check_trail(self) -> TrailState:
        """Whether anybody touched it, for who may know."""
        self._viewer().must(Right.SEE_TRAIL)
        return super().check_trail()

    def cut_trail(self, before: datetime, *, author: str, at: datetime) -> TrailLine | None:
        """No page removes lines: loads do, by the policy."""
        raise KadashError("not_allowed", right=Right.SEE_TRAIL.value)

    def renew_head(self, *, author: str, at: datetime) -> None:
        """No page mends the trail: whoever has the machine does."""
        raise KadashError("not_allowed", right=Right.SEE_TRAIL.value)

    def lines(self) -> list[Line]:
        """Everything ever entered, for who may grant roles."""
        self._viewer().must(Right.EDIT_ROLES)
        return super().lines()

    def _refuse_foreign(self, kind: str, subject: str) -> None:
        sight = self._sight()
        sight.viewer.must(right_to_enter(kind, subject))
        if kind in ACCOUNT_AT and not sight.holds(kind, subject):
            raise KadashError("not_allowed", right=Right.SEE.value)

    def _sight(self) -> _Sight:
        return _Sight(self._viewer(), self._in_sight)


@dataclass(frozen=True)
class _Sight:
    """What one viewer may know of the journal at this moment."""

    viewer: Viewer
    in_sight: InSight

    def sees(self, kind: str, subject: str) -> bool:
        """Whether an entry is there for them."""
        sees_figures = self.viewer.may(Right.SEE)
        if kind in ("grant", "exclude_account"):
            return self.viewer.may(right_to_enter(kind, subject))
        if kind in _OF_THE_WHOLE:
            return sees_figures and self.viewer.scope.is_everything and not self.viewer.names_masked
        if kind == "service_plan":
            return sees_figures and not self.viewer.names_masked
        return kind not in ACCOUNT_AT or (sees_figures and self.holds(kind, subject))

    def holds(self, kind: str, subject: str) -> bool:
        """Whether the account that an entry is about is in sight."""
        return self._ids is None or (ACCOUNT_AT[kind] == 0 and subject in self._ids) or (
            _account(kind, subject) in self._ids)

    @cached_property
    def _ids(self) -> frozenset[str] | None:
        return frozenset() if self.viewer.names_masked else self.in_sight()  # what people wrote holds names


def _account(kind: str, subject: str) -> str:
    parts = subject.split("|")
    return parts[ACCOUNT_AT[kind]] if ACCOUNT_AT[kind] < len(parts) else ""
