"""Who looks: a name, what they may do, and which accounts they see; nobody unknown does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kadash.access.rights import RIGHTS, Right
from kadash.access.roles import NARROWED, Grant, Role, subject_of
from kadash.access.scope import Scope
from kadash.errors import KadashError


@dataclass(frozen=True)
class Kept:
    """What the journal holds of one person. grant: None where it was withdrawn or cannot be read."""

    identity: str
    grant: Grant | None


@dataclass(frozen=True)
class Viewer:
    """One person at this moment. `name` is the author of what they enter; is_alone: nobody else uses this kadash."""

    name: str
    role: Role
    scope: Scope
    rights: frozenset[Right]
    is_alone: bool = False

    @classmethod
    def alone(cls, name: str) -> Viewer:
        """The one person of a laptop, or at the terminal of the machine: may all.

        >>> Viewer.alone("li").may(Right.EDIT_ROLES)
        True
        """
        return replace(cls.of_grant(name, Grant(Role.ADMINISTRATOR), dt.date.min), is_alone=True)

    @classmethod
    def of_grant(cls, name: str, grant: Grant, day: dt.date) -> Viewer:
        """Who is granted this, on a day."""
        return cls(name, grant.role, grant.scope(day), RIGHTS[grant.role])

    @property
    def names_masked(self) -> bool:
        """Whether accounts reach them under a number instead of their name."""
        return self.scope.names_masked

    def may(self, right: Right) -> bool:
        """Whether they may do it."""
        return right in self.rights

    def must(self, right: Right) -> None:
        """KadashError `not_allowed` where they may not: for the function that does it."""
        if not self.may(right):
            raise KadashError("not_allowed", right=right.value)


def viewer_of(identity: str | None, kept: Iterable[Kept], day: dt.date, administrators: Sequence[str] = ()) -> Viewer:
    """Who has signed in as `identity`.

    kept: what the journal holds of everybody. administrators: whom the setup names; they are, until the journal holds
    anything of them. KadashError `no_access` (reason, whom to ask) where nothing is known of the person, nothing holds
    on this day, two grants differ, or no account is named.
    """
    everybody = list(kept)
    granted = [*everybody, *_of_setup(administrators, everybody)]
    mine = [one for one in granted if identity and one.identity and subject_of(one.identity) == subject_of(identity)]
    whom = ", ".join(administrators_among(granted, day))
    grants = {one.grant for one in mine}
    if not identity or not mine:
        raise KadashError("no_access", reason="unknown", identity=identity or "", whom=whom)
    if len(grants) > 1:
        raise KadashError("no_access", reason="conflicting", identity=identity, whom=whom)
    grant = grants.pop()
    if grant is None:
        raise KadashError("no_access", reason="withdrawn", identity=identity, whom=whom)
    if not grant.holds(day):
        raise KadashError("no_access", reason="other_days", identity=identity, whom=whom)
    if grant.role in NARROWED and grant.scope(day).is_nothing:
        raise KadashError("no_access", reason="no_accounts", identity=identity, whom=whom)
    return Viewer.of_grant(identity, grant, day)


def administrators_among(kept: Iterable[Kept], day: dt.date) -> list[str]:
    """Who may grant roles on a day, by name; one of several entries of a person that differ counts as none."""
    grants: dict[str, set[Grant | None]] = {}
    for one in kept:
        grants.setdefault(subject_of(one.identity), set()).add(one.grant)
    return sorted(person for person, theirs in grants.items() if len(theirs) == 1
                  for grant in theirs if grant and grant.role is Role.ADMINISTRATOR and grant.holds(day))


def _of_setup(administrators: Sequence[str], kept: Sequence[Kept]) -> list[Kept]:
    known = {subject_of(one.identity) for one in kept}
    return [Kept(subject_of(one), Grant(Role.ADMINISTRATOR)) for one in administrators
            if subject_of(one) and subject_of(one) not in known]
