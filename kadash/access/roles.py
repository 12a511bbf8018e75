"""What one person is granted: a role, whose accounts, and from when until when."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kadash.access.scope import Scope


class Role(StrEnum):
    """What a person is to kadash. Its words are `roles.role.<value>` in the catalogues."""

    ADMINISTRATOR = "administrator"
    MANAGER = "manager"
    LEAD = "lead"
    REP = "rep"
    ANALYST = "analyst"
    UPLOADER = "uploader"


NARROWED = frozenset({Role.LEAD, Role.REP})
"""Who see the accounts that their grant names; an uploader sees none, the others all."""


@dataclass(frozen=True)
class Deputy:
    """A person stands in for `owner` from the first to the last day, both included; None: open at that end."""

    owner: str
    first_day: dt.date | None = None
    last_day: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether `day` is one of them."""
        return _within(day, self.first_day, self.last_day)


@dataclass(frozen=True)
class Grant:
    """What one person may be, from the first to the last day, both included; None: open at that end.

    owners, regions: for a lead and a rep, whose accounts; exactly as the data name them.
    """

    role: Role
    owners: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    deputies: tuple[Deputy, ...] = ()
    first_day: dt.date | None = None
    last_day: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether `day` is one of its days."""
        return _within(day, self.first_day, self.last_day)

    def scope(self, day: dt.date) -> Scope:
        """Which accounts it opens on a day."""
        if self.role is Role.UPLOADER:
            return Scope.of()
        if self.role is Role.ANALYST:
            return Scope.without_names()
        if self.role not in NARROWED:
            return Scope.everything()
        stood_in_for = (one.owner for one in self.deputies if one.holds(day))
        return Scope.of(owners=(*self.owners, *stood_in_for), regions=self.regions)

    def body(self) -> dict[str, object]:
        """The grant as the journal holds it."""
        return {"role": self.role.value, "owners": list(self.owners), "regions": list(self.regions),
                "deputies": [{"owner": one.owner, "first_day": _text(one.first_day), "last_day": _text(one.last_day)}
                             for one in self.deputies],
                "first_day": _text(self.first_day), "last_day": _text(self.last_day)}

    @classmethod
    def of_body(cls, body: object) -> Grant | None:
        """The grant that an entry of the journal holds; None where it holds none that can be read."""
        if not isinstance(body, Mapping) or body.get("role") not in list(Role):
            return None
        try:
            deputies = tuple(Deputy(str(one["owner"]), _day(one["first_day"]), _day(one["last_day"]))
                             for one in body["deputies"])
            return cls(Role(body["role"]), _names(body["owners"]), _names(body["regions"]), deputies,
                       _day(body["first_day"]), _day(body["last_day"]))
        except (KeyError, TypeError, ValueError):
            return None


REVOKED: Mapping[str, object] = {"role": None}
"""What the journal holds of a person whose grant was withdrawn: an entry, so that nothing else grants it again."""


def subject_of(identity: str) -> str:
    """A person's name at sign-in as the journal knows them: `Li@Firm.com ` and `li@firm.com` are one.

    >>> subject_of(" Li@Firm.com")
    'li@firm.com'
    """
    return unicodedata.normalize("NFKC", identity).strip().casefold()


def _within(day: dt.date, first: dt.date | None, last: dt.date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _names(found: object) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise TypeError(found)
    return tuple(found)


def _day(found: object) -> dt.date | None:
    return None if found is None else dt.date.fromisoformat(str(found))


def _text(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
