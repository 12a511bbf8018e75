"""What people entered that the next judgement goes by, from the journal."""

from __future__ import annotations

from collections.abc import Mapping

from kadash.judge import Contacts, Entries
from kadash.reviews.heard import heard_from_body
from kadash.reviews.people import people_from_body
from kadash.segments.buyer_opinion import TYPES
from kadash.store import Home


def entries_in_use(home: Home) -> Entries:
    """Calls of buyer type, what reps heard, and who is in contact, as they hold now in this data directory."""
    journal = home.journal()
    called = {entry.subject: str(body["called"]) for entry in journal.all("buyer_type")
              if isinstance(body := entry.body, Mapping) and body.get("called") in TYPES}
    heard = {entry.subject: heard_from_body(entry.body).told for entry in journal.all("heard")}
    people = {entry.subject: people_from_body(entry.body) for entry in journal.all("people")}
    contacts = {account: Contacts(map_.functions_in_contact, map_.director_in_contact)
                for account, map_ in people.items() if map_.theirs}
    return Entries(called, {account: told for account, told in heard.items() if told}, contacts)
