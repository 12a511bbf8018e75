"""What people entered about an account, as it holds now: one reading of the journal for a whole review."""

from __future__ import annotations

from dataclasses import dataclass

from kadash.answers.review.noted import noted
from kadash.reviews.arithmetic_said import Said, said_from_body
from kadash.reviews.called import Called, called_from_body
from kadash.reviews.closed import ClosedReview, closed_from_body
from kadash.reviews.events import Trigger, events_from_body
from kadash.reviews.happenings import Happening
from kadash.reviews.heard import Heard, heard_from_body
from kadash.reviews.people import PeopleMap, people_from_body
from kadash.reviews.plan import Plan, plan_from_body
from kadash.store import Journal


@dataclass(frozen=True)
class Entered:
    """plan, people, events, heard, said (arithmetic), called (buyer type), closed: the last review that was closed,
    noted: when people wrote something down about the account."""

    plan: Plan = Plan()
    people: PeopleMap = PeopleMap()
    events: tuple[Trigger, ...] = ()
    heard: Heard = Heard()
    said: Said = Said()
    called: Called | None = None
    closed: ClosedReview | None = None
    noted: tuple[Happening, ...] = ()


def entered(journal: Journal, account_id: str) -> Entered:
    """What holds for the account now."""
    def body(kind: str) -> object:
        entry = journal.get(kind, account_id)
        return entry.body if entry else None

    return Entered(
        plan_from_body(body("plan")), people_from_body(body("people")), events_from_body(body("event")),
        heard_from_body(body("heard")), said_from_body(body("arithmetic")), called_from_body(body("buyer_type")),
        closed_from_body(body("review")), noted(journal, account_id))
