"""The catalogue of a file: `data/services.toml` as shipped, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from kadash.errors import KadashError
from kadash.policy.toml_text import place_of
from kadash.services.catalogue import Catalogue

SHIPPED = Path(__file__).parents[2] / "data" / "services.toml"


def read_catalogue(path: Path) -> Catalogue:
    """The catalogue of a TOML file; refused by name of the service and key that is wrong."""
    text = path.read_text("utf-8")
    try:
        return Catalogue.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise KadashError("catalogue_unreadable", file=path.name, **place_of(error, text)) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise KadashError("catalogue_refused", file=path.name, key=where, detail=first["msg"]) from error


@cache
def catalogue() -> Catalogue:
    """The catalogue as shipped, read once."""
    return read_catalogue(SHIPPED)
