"""The catalogue of services that the next judgement goes by: as shipped, with what people saved on a page."""

from __future__ import annotations

from datetime import datetime

from kadash.services import Catalogue, Service
from kadash.services.in_force import RETIRED, in_force, service_body
from kadash.store import Home

KIND = "service"


def catalogue_in_use(home: Home) -> Catalogue:
    """The shipped services and the entries of this data directory."""
    return in_force({entry.subject: entry.body for entry in home.journal().all(KIND)})


def keep_service(home: Home, service: Service, *, who: str, at: datetime, expected: int | None = None) -> None:
    """Save a service, edited or new; it counts from the next load or rebuild on."""
    home.journal().put(KIND, service.id, service_body(service), author=who, at=at, expected=expected)


def retire_service(home: Home, service_id: str, *, who: str, at: datetime) -> None:
    """No longer offer a service; what was given and learnt of it stays."""
    home.journal().put(KIND, service_id, dict(RETIRED), author=who, at=at)


def as_shipped(home: Home, service_id: str, *, who: str, at: datetime) -> None:
    """Take back what people entered of a service: it is as shipped again, or gone where it was never shipped."""
    home.journal().put(KIND, service_id, None, author=who, at=at)
