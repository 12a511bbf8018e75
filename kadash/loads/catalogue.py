"""The catalogue of services that the next judgement goes by: as shipped, with what people saved on a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kadash.errors import KadashError
from kadash.services import Catalogue, Service
from kadash.services import catalogue as shipped
from kadash.services.in_force import RETIRED, in_force, service_body
from kadash.store import Entry, Home

KIND, IMPORT = "service", "catalogue_import"


def catalogue_in_use(home: Home) -> Catalogue:
    """The shipped services and the entries of this data directory."""
    return in_force({entry.subject: entry.body for entry in home.journal().all(KIND)})


def keep_service(home: Home, service: Service, *, who: str, at: datetime, expected: int | None = None) -> None:
    """Save a service, edited or new; it counts from the next load or rebuild on."""
    home.journal().put(KIND, service.id, service_body(service), author=who, at=at, expected=expected)


@dataclass(frozen=True)
class CatalogueChange:
    """What another catalogue would change, by id of service."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]

    @property
    def services(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.added, *self.changed, *self.retired)


def catalogue_change(before: Catalogue, after: Catalogue) -> CatalogueChange:
    """Which services another catalogue has more, otherwise and no longer."""
    now, wanted = ({one.id: one for one in of.services} for of in (before, after))
    return CatalogueChange(tuple(one for one in wanted if one not in now),
                           tuple(one for one in wanted if one in now and wanted[one] != now[one]),
                           tuple(one for one in now if one not in wanted))


def seen_entries(home: Home) -> dict[str, int]:
    """The newest entry of every service that was ever edited: what changes are held against."""
    journal = home.journal()
    subjects = {*(entry.subject for entry in journal.all(KIND)), *(one.id for one in shipped().services)}
    return {subject: history[-1].entry_id for subject in subjects if (history := journal.history(KIND, subject))}


def keep_catalogue(home: Home, wanted: Catalogue, seen: Mapping[str, int], *, file: str, who: str,
                   at: datetime) -> int:
    """Save the catalogue of a file, each service that differs as an entry of its own; gives how many.

    seen: of `seen_entries` when the author looked; KadashError `entry_changed`, and nothing saved, where somebody saved
    one of them since. What is cheaper together stands in the services themselves (`with_pairs_as_terms`).
    """
    change = catalogue_change(catalogue_in_use(home), wanted)
    now, journal = seen_entries(home), home.journal()
    for service_id in change.services:
        if now.get(service_id, 0) != seen.get(service_id, 0):
            newest = journal.history(KIND, service_id)[-1]
            raise KadashError("entry_changed", author=newest.author, at=newest.entered_at)
    as_first = {one.id: one for one in shipped().services}
    made = {}
    for service_id in change.services:
        body: object = dict(RETIRED)
        if service_id not in change.retired:
            service = wanted.service(service_id)
            body = None if service == as_first.get(service_id) else service_body(service)
        made[service_id] = journal.put(KIND, service_id, body, author=who, at=at,
                                       expected=seen.get(service_id, 0)).entry_id
    if made:
        journal.put("setting", IMPORT, {"file": file, "services": made}, author=who, at=at)
    return len(made)


def last_import(home: Home) -> Entry | None:
    """The newest catalogue of a file that was saved and not taken back; its body: file, services (id to entry)."""
    return home.journal().get("setting", IMPORT)


def take_back_import(home: Home, *, who: str, at: datetime) -> int:
    """Put back what held before the newest import, but for services that somebody edited since; gives how many."""
    entry, journal = last_import(home), home.journal()
    body = entry.body if entry is not None else None
    if not isinstance(body, Mapping):
        return 0
    back = 0
    for service_id, made in body["services"].items():
        history = journal.history(KIND, service_id)
        if history and history[-1].entry_id == made:
            before = history[-2].body if len(history) > 1 else None
            journal.put(KIND, service_id, before, author=who, at=at, expected=made)
            back += 1
    journal.put("setting", IMPORT, None, author=who, at=at)
    return back
