"""Who is granted what, from the journal; and how a grant is kept, changed and withdrawn."""

from __future__ import annotations

import datetime as dt
import os
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kadash.access import REVOKED, Grant, Kept, Right, Role, Viewer, administrators_among, subject_of, viewer_of
from kadash.access.roles import NARROWED
from kadash.errors import KadashError
from kadash.store import Entry, Home
from kadash.store.sqlite import state_of

KIND = "grant"
ADMINISTRATORS = "KADASH_ADMINISTRATORS"
"""Environment variable: who may grant roles until the journal holds anything of them; separated by commas."""
_LONGEST_KEPT_S = 20.0

_Seen = tuple[float, object, tuple[Kept, ...]]
_lately: dict[Path, _Seen] = {}
_lock = threading.Lock()


@dataclass(frozen=True)
class Granted:
    """What holds of one person, as the editor shows it. grant: None where it was withdrawn or cannot be read.

    entry_id: 0 where it stands in the setup, not in the journal.
    """

    identity: str
    grant: Grant | None
    entry_id: int = 0
    author: str = ""
    at: dt.datetime | None = None


def administrators_of_setup() -> list[str]:
    """Whom the setup names as administrators."""
    return [name for one in os.environ.get(ADMINISTRATORS, "").split(",") if (name := one.strip())]


def granted(home: Home) -> list[Granted]:
    """What the journal holds of everybody, those included whose grant was withdrawn; by name."""
    if not (home.path / "journal.sqlite").exists():
        return []
    found = [Granted(entry.subject, Grant.of_body(entry.body), entry.entry_id, entry.author, entry.entered_at)
             for entry in home.journal().all(KIND)]
    return sorted(found, key=lambda one: one.identity)


def everybody(home: Home) -> list[Granted]:
    """Those of the journal, and whom only the setup names; by name."""
    kept = granted(home)
    known = {subject_of(one.identity) for one in kept}
    of_setup = {subject_of(name) for name in administrators_of_setup()} - known
    return sorted([*kept, *(Granted(name, Grant(Role.ADMINISTRATOR)) for name in of_setup)],
                  key=lambda one: one.identity)


def viewer_now(home: Home, identity: str | None, day: dt.date) -> Viewer:
    """Who has signed in, by what the journal says now; KadashError `no_access` where they may see nothing."""
    return viewer_of(identity, _kept_lately(home), day, administrators_of_setup())


def keep_grant(home: Home, identity: str, grant: Grant | None, *, who: Viewer, at: dt.datetime,
               expected: int | None = None) -> Entry:
    """Grant a person something else than before, or (None) nothing any more.

    expected: the entry that the author saw, 0 for none. KadashError `entry_changed` where it is another by now,
    `grant_nameless`, `grant_for_nobody` (a lead or rep without any account), `grant_days` (ends before it begins),
    `grant_last_administrator` where nobody could grant roles any more, `not_allowed` where `who` may not (any more):
    of two administrators who withdraw each other at the same moment the second is refused.
    """
    who.must(Right.EDIT_ROLES)
    subject = subject_of(identity)
    _refuse_unusable(subject, grant)

    def refuses(held: Sequence[Entry]) -> None:
        kept = [Kept(one.subject, Grant.of_body(one.body)) for one in held]
        _refuse_withdrawn(kept, who, at.date())
        after = [one for one in kept if subject_of(one.identity) != subject]
        _refuse_without_administrator([*after, Kept(subject, grant)], at.date())

    body = dict(REVOKED) if grant is None else grant.body()
    return home.journal().put(KIND, subject, body, author=who.name, at=at, expected=expected, refuses=refuses)


def _refuse_unusable(subject: str, grant: Grant | None) -> None:
    if not subject or "," in subject or not subject.isprintable():
        raise KadashError("grant_nameless", identity=subject)
    if grant is None:
        return
    spans = [(grant.first_day, grant.last_day), *((one.first_day, one.last_day) for one in grant.deputies)]
    for first, last in spans:
        if first is not None and last is not None and last < first:
            raise KadashError("grant_days", identity=subject, first=first, last=last)
    if grant.role in NARROWED and not (grant.owners or grant.regions or grant.deputies):
        raise KadashError("grant_for_nobody", identity=subject)


def _refuse_withdrawn(kept: Sequence[Kept], who: Viewer, day: dt.date) -> None:
    """Whose own role another administrator took away since `who` was read grants nothing."""
    mine = [one for one in kept if subject_of(one.identity) == subject_of(who.name)]
    if mine and not who.is_alone and not administrators_among(mine, day):
        raise KadashError("not_allowed", right=Right.EDIT_ROLES.value)


def _refuse_without_administrator(kept: Sequence[Kept], day: dt.date) -> None:
    """Somebody must be left who grants roles today and on every later day."""
    known = {subject_of(one.identity) for one in kept}
    of_setup = [one for one in administrators_of_setup() if subject_of(one) not in known]
    if not of_setup and not (administrators_among(kept, day) and administrators_among(kept, dt.date.max)):
        raise KadashError("grant_last_administrator")


def _kept_lately(home: Home) -> tuple[Kept, ...]:
    """What the journal holds of everybody, read again when its files changed, and every twenty seconds anyway.

    Two looks at files instead of a query: this is asked several times at every click.
    """
    now, files = time.monotonic(), state_of(home.path / "journal.sqlite")
    with _lock:
        seen = _lately.get(home.path)
    if seen is not None and seen[1] == files and now - seen[0] < _LONGEST_KEPT_S:
        return seen[2]
    kept = tuple(Kept(one.identity, one.grant) for one in granted(home))
    with _lock:
        _lately[home.path] = (now, files, kept)
    return kept
