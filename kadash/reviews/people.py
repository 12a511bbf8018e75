"""The people on both sides of an account: role, stance, last contact, who knows whom, and what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from kadash.reviews.fields import day_of, one_of, text_of

Side = Literal["theirs", "ours"]
Function = Literal[
    "management", "purchasing", "technical", "production", "quality", "finance", "logistics", "sales", "service"]
Role = Literal["decides", "influences", "uses", "buys", "guards"]
Stance = Literal["for", "neutral", "against", "unknown"]
SIDES: tuple[Side, ...] = get_args(Side)
FUNCTIONS: tuple[Function, ...] = get_args(Function)
ROLES: tuple[Role, ...] = get_args(Role)
STANCES: tuple[Stance, ...] = get_args(Stance)

STALE_DAYS = 90
"""A decider or opponent nobody spoke to for so long counts as out of contact."""


@dataclass(frozen=True)
class Person:
    """Somebody on either side. `knows`: the name of their counterpart; `last_contact`: None where there was none."""

    side: Side
    name: str
    function: Function = "purchasing"
    director: bool = False
    role: Role = "influences"
    stance: Stance = "unknown"
    last_contact: dt.date | None = None
    knows: str = ""

    @property
    def is_in_contact(self) -> bool:
        """Whether anybody of ours has spoken to them."""
        return self.last_contact is not None or bool(self.knows)

    def days_silent(self, on: dt.date) -> int | None:
        """Days since the last contact; None where there was none."""
        return None if self.last_contact is None else (on - self.last_contact).days


@dataclass(frozen=True)
class Gap:
    """Something missing between the two sides: a code, and whom it is about (empty: nobody by name)."""

    code: str
    name: str = ""
    days: int | None = None


@dataclass(frozen=True)
class PeopleMap:
    """Everybody entered, in the order of entry."""

    people: tuple[Person, ...] = ()

    @property
    def theirs(self) -> tuple[Person, ...]:
        """The customer's people."""
        return tuple(one for one in self.people if one.side == "theirs")

    @property
    def ours(self) -> tuple[Person, ...]:
        """Our people."""
        return tuple(one for one in self.people if one.side == "ours")

    @property
    def functions_in_contact(self) -> int:
        """How many functions of the customer have somebody whom we have spoken to."""
        return len({one.function for one in self.theirs if one.is_in_contact})

    @property
    def director_in_contact(self) -> bool:
        """Whether we have spoken to a director."""
        return any(one.director and one.is_in_contact for one in self.theirs)

    def gaps(self, on: dt.date) -> tuple[Gap, ...]:
        """What is missing, most pressing first; nothing of a map that is empty."""
        if not self.theirs:
            return ()
        found = [gap for one in self.theirs for gap in _gaps_of(one, on)]
        if not any(one.role == "decides" for one in self.theirs):
            found.insert(0, Gap("no_decider"))
        if not self.director_in_contact:
            found.append(Gap("no_director"))
        if self.functions_in_contact < 2:
            found.append(Gap("one_function"))
        if len({one.knows for one in self.theirs if one.knows}) == 1 and len(self.theirs) > 1:
            found.append(Gap("one_of_us"))
        return tuple(found)


def _gaps_of(person: Person, on: dt.date) -> list[Gap]:
    """Who decides or stands against us must have somebody of ours, and lately."""
    if person.role != "decides" and person.stance != "against":
        return []
    kind = "decider" if person.role == "decides" else "opponent"
    if not person.is_in_contact:
        return [Gap(f"{kind}_unknown", person.name)]
    silent = person.days_silent(on)
    return [Gap(f"{kind}_silent", person.name, silent)] if silent is not None and silent > STALE_DAYS else []


def kept_people(rows: Sequence[Mapping[str, object]]) -> PeopleMap:
    """Rows of the grid as a map; rows without a name are left out."""
    return PeopleMap(tuple(_person(row) for row in rows if text_of(row.get("name"))))


def people_to_body(people: PeopleMap) -> dict[str, object]:
    """As the journal keeps it."""
    return {"people": [
        {**vars(one), "last_contact": one.last_contact.isoformat() if one.last_contact else None}
        for one in people.people]}


def people_from_body(body: object) -> PeopleMap:
    """What the journal kept."""
    rows = body.get("people") if isinstance(body, Mapping) else None
    return kept_people(rows if isinstance(rows, Sequence) else ())


def _person(row: Mapping[str, object]) -> Person:
    return Person(
        side=one_of(row.get("side"), SIDES, "theirs"), name=text_of(row.get("name")),
        function=one_of(row.get("function"), FUNCTIONS, "purchasing"), director=row.get("director") is True,
        role=one_of(row.get("role"), ROLES, "influences"), stance=one_of(row.get("stance"), STANCES, "unknown"),
        last_contact=day_of(row.get("last_contact")), knows=text_of(row.get("knows")))
