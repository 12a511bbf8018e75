"""The catalogue in force: the shipped one with what people edited, added and retired; and whom a change would reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
from pydantic import ValidationError

from kadash.errors import KadashError
from kadash.language import Words
from kadash.policy import Policy
from kadash.services.catalogue import Catalogue, Service
from kadash.services.rules import barred, fits, names_of_signals
from kadash.services.shipped import catalogue
from kadash.services.signals import signal_table

RETIRED: Mapping[str, object] = {"retired": True}
"""What stands in the journal for a service that is no longer offered."""


def service_of(body: object) -> Service:
    """A service as it was written down; KadashError `service_refused` names the part that is wrong."""
    try:
        return Service.model_validate(body)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise KadashError("service_refused", key=where or "-", detail=first["msg"]) from error


def service_body(service: Service) -> dict[str, object]:
    """A service as it is written down."""
    return service.model_dump(mode="json", by_alias=True, exclude_none=True)


def in_force(entries: Mapping[str, object], shipped: Catalogue | None = None) -> Catalogue:
    """The shipped services in their order, each as last edited, without those retired, and what was added behind.

    entries: service id to what the journal holds of it. An entry that this release cannot read counts as not made.
    """
    base = shipped or catalogue()
    edited = {one: _read(body) for one, body in entries.items()}
    gone = {one for one, body in entries.items() if _is_retired(body)}
    kept = [edited.get(service.id) or service for service in base.services if service.id not in gone]
    known = {service.id for service in base.services}
    added = [service for one, service in edited.items() if service is not None and one not in known and one not in gone]
    return _whole([*kept, *added], base)


def with_service(base: Catalogue, service: Service) -> Catalogue:
    """A catalogue with a service in the place of its namesake, or behind the others."""
    there = any(one.id == service.id for one in base.services)
    kept = [service if one.id == service.id else one for one in base.services]
    return _whole(kept if there else [*kept, service], base)


def catalogue_text(catalogue: Catalogue) -> str:
    """A catalogue as the published file keeps it."""
    return catalogue.model_dump_json(by_alias=True, exclude_none=True)


@lru_cache(maxsize=16)
def kept_catalogue(text: str | None) -> Catalogue:
    """The catalogue that a published file was judged with; the shipped one where it keeps none that can be read."""
    if not text:
        return catalogue()
    try:
        return Catalogue.model_validate_json(text)
    except ValidationError:
        return catalogue()


def with_service_words(words: Words, of: Catalogue) -> Words:
    """`words` that also know the name and the sentence of every service: service.<id>, service.<id>.about.

    Shipped services that were retired keep their names: plans and closed reviews still speak of them.
    """
    added = {}
    for service in (*catalogue().services, *of.services):
        added[f"service.{service.id}"] = literal(service.name.in_language(words.language))
        added[f"service.{service.id}.about"] = literal(service.about.in_language(words.language))
    return words.with_sentences(added)


def for_customers(services: Iterable[str], of: Catalogue) -> frozenset[str]:
    """Of some services those that may stand in a file for a customer: known, and no decision of ours about them."""
    known = {service.id: service for service in (*catalogue().services, *of.services)}
    return frozenset(one for one in services if one in known and not known[one].ours_alone)


def own_names(of: Catalogue) -> list[Service]:
    """The services that a user named: those added, and shipped ones under another name in some language."""
    shipped = {service.id: service.name for service in catalogue().services}
    return [service for service in of.services if service.name != shipped.get(service.id)]


def own_abouts(of: Catalogue) -> list[Service]:
    """The services that a user described: those added, and shipped ones with another sentence."""
    shipped = {service.id: service.about for service in catalogue().services}
    return [service for service in of.services if service.about != shipped.get(service.id)]


@dataclass(frozen=True)
class Reach:
    """Whom a service reaches: fits and is not barred, before a change and after it. Accounts by id."""

    before: frozenset[str]
    after: frozenset[str]

    @property
    def entered(self) -> frozenset[str]:
        """Those the change adds."""
        return self.after - self.before

    @property
    def left(self) -> frozenset[str]:
        """Those the change loses."""
        return self.before - self.after


def reach(before: Service | None, after: Service | None, accounts: pd.DataFrame, policy: Policy) -> Reach:
    """Whom a changed service would reach; accounts as `propose` reads them, None: there is no such service."""
    both = [service for service in (before, after) if service is not None]
    signals = signal_table(accounts, policy, names_of_signals(Catalogue.model_construct(services=tuple(both))))
    return Reach(*(frozenset() if one is None else frozenset(
        accounts.loc[fits(one, signals) & ~barred(one, signals), "account_id"]) for one in (before, after)))


def _read(body: object) -> Service | None:
    if _is_retired(body):
        return None
    try:
        return service_of(body)
    except KadashError:
        return None


def _is_retired(body: object) -> bool:
    return isinstance(body, Mapping) and body.get("retired") is True


def _whole(services: list[Service], base: Catalogue) -> Catalogue:
    """The services as a catalogue, without mention of any that is not there."""
    ids = {service.id for service in services}
    known = [service.model_copy(update={
        "conflicts": tuple(one for one in service.conflicts if one in ids),
        "pairs": None if service.pairs is None else tuple(one for one in service.pairs if one in ids),
        "together": {one: share for one, share in service.together.items() if one in ids}})
        for service in services]
    together = tuple(both for both in base.together if set(both.services) <= ids)
    return Catalogue(service=tuple(known), together=together)


def literal(text: str) -> str:
    """Braces of a user are braces, not places to fill."""
    return text.replace("{", "{{").replace("}", "}}")
