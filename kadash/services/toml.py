"""The catalogue as TOML: every service in force goes out, and comes in again with every fault named."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence

from pydantic import ValidationError

from kadash.errors import KadashError
from kadash.policy.toml_text import place_of, toml_text
from kadash.policy.wrong import Wrong, dotted, wrong_parts
from kadash.services.catalogue import Catalogue


def catalogue_toml(catalogue: Catalogue) -> str:
    """Every service of a catalogue, as the shipped file is written."""
    return toml_text(catalogue.model_dump(mode="json", by_alias=True, exclude_none=True))


def catalogue_of_toml(text: str, file: str) -> Catalogue | list[Wrong]:
    """The catalogue of a TOML text, else everything that is wrong with it.

    KadashError `catalogue_unreadable` where it is no TOML at all; `file` names it there.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KadashError("catalogue_unreadable", file=file, **place_of(error, text)) from error
    try:
        return Catalogue.model_validate(found)
    except ValidationError as error:
        return wrong_parts(error, Catalogue, _named(found.get("service")))


def _named(services: object) -> Callable[[Sequence[object]], str]:
    """A service is named by its id, where it has one."""
    def named(path: Sequence[object]) -> str:
        if len(path) > 1 and path[0] == "service" and isinstance(path[1], int) and isinstance(services, list):
            one = services[path[1]]
            service_id = one.get("id") if isinstance(one, dict) else None
            if isinstance(service_id, str):
                return dotted(("service", service_id, *path[2:]))
        return dotted(path)
    return named
